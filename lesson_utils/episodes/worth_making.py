"""The mistake worth making of a challenge: a wrong answer for instructors to start from, and why."""

from dataclasses import dataclass

from lesson_utils.episodes.model import Episode


@dataclass(frozen=True)
class Mistake:
    """A wrong answer, and in Markdown what it is good for."""

    why: str
    code: str


def mistake_of(episode: Episode, challenge_id: str) -> Mistake | None:
    """The mistake worth making of a challenge: its note for instructors that holds code.

    Parameters
    ----------
    episode : Episode
    challenge_id : str

    Returns
    -------
    Mistake or None
        None where the challenge has no such note.
    """
    blocks = (one for one in episode.walk() if one.challenge is not None and one.challenge.id == challenge_id)
    for note in (child for block in blocks for child in block.children if child.kind == "instructor"):
        why = "\n\n".join(child.text for child in note.children if child.kind == "prose")
        for child in note.children:
            if child.kind == "code":
                return Mistake(why, child.text)
    return None
