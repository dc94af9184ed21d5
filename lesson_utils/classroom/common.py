"""What a challenge with code and a question with options have in common: hints, solutions, progress."""

from collections.abc import Sequence
from dataclasses import replace

from lesson_utils.classroom.feedback import Feedback, note
from lesson_utils.classroom.progress_file import DONE, record
from lesson_utils.classroom.session import Session
from lesson_utils.episodes import Challenge, Episode

_TRY_FIRST = (
    "You have not tried yet. A try, even a wrong one, helps you to remember. "
    'To see the solution all the same, call `solution("{id}")` once more, or press the button.'
)
_NOT_KEPT = (
    "It cannot be written to this computer's disk (is it full, or its folder read-only?). It is counted until the "
    "kernel stops."
)
_LAST = "\n\nThat was the last hint. The solution is one button, or one `solution(…)`, away."


def next_hint(
    session: Session, challenge: Challenge, texts: Sequence[str], topic: tuple[str, str] = ("", "")
) -> Feedback:
    """The hint that comes next; a new topic begins with the first."""
    level, is_last_again = session.next_hint(challenge.id, topic, len(texts))
    return note("✦", f"Hint {level} of {len(texts)}", texts[level - 1] + (_LAST if is_last_again else ""))


def asked_whether_to_show(session: Session, challenge: Challenge) -> Feedback:
    """Before a first try: shall the solution be shown? Whoever asks again gets it."""
    session.asked.add(challenge.id)
    choices = (("show", "Show anyway"), ("hint", "A hint instead"), ("stay", "Try first"))
    text = _TRY_FIRST.format(id=challenge.id)
    return Feedback("note", "✎", "Try first?", text, is_markdown=True, choices=choices)


def noted_as_done(session: Session, episode: Episode, challenge: Challenge, found: Feedback) -> Feedback:
    """Note that a challenge is done; where that cannot be kept, the learner is told so, once."""
    if record(episode, challenge.id, DONE) or session.told_of_loss:
        return found
    session.told_of_loss = True
    return replace(found, below=note("⚠", "Progress is not kept", _NOT_KEPT))
