"""The given cells between challenges that a later solution stands on: whoever catches up needs them too."""

from lesson_utils.checking import names_needed, targets_of
from lesson_utils.episodes import Challenge, Episode


def steps_to_run(episode: Episode, challenge: Challenge) -> list[Challenge | str]:
    """What leads to a challenge, in reading order.

    Parameters
    ----------
    episode : Episode
        The episode the challenge belongs to.
    challenge : Challenge
        The last one wanted.

    Returns
    -------
    list of Challenge or str
        Every challenge with a solution up to and with this one, and the code of each given cell between them that
        makes a name which a solution after it needs. The first cell is not among them.
    """
    before: list[Challenge | str] = []
    for block in episode.blocks:
        if block.challenge is not None and block.challenge.number <= challenge.number and block.challenge.solution:
            before.append(block.challenge)
        elif block.kind == "code" and before:
            before.append(block.text)
    kept: list[Challenge | str] = []
    needed: set[str] = set()
    for step in reversed(before):
        code = code_of(step)
        if isinstance(step, str) and not needed.intersection(targets_of(code)):
            continue
        needed = (needed - set(targets_of(code))) | names_needed(code)
        kept.insert(0, step)
    return kept


def code_of(step: Challenge | str) -> str:
    """What a step runs: a challenge's solution, or a given cell as it is."""
    return step if isinstance(step, str) else step.solution or ""
