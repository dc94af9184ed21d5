"""`reveal`: an instructor's word, which puts the next line of a solution into its cell on the projector."""

import os

from lesson_utils.checking import FindingError, find_challenge, message_for
from lesson_utils.classroom.feedback import note
from lesson_utils.classroom.panel import show
from lesson_utils.classroom.quiet import running_shell
from lesson_utils.episodes import course
from lesson_utils.episodes.worth_making import mistake_of

PRESENTING = "BUILD_A_CNN_PRESENTING"  # the environment variable that `lab --present` sets
MESSAGE = "application/vnd.build-a-cnn.reveal+json"  # what JupyterLab's side listens for: `presenting.js`
_ELSEWHERE = (
    "`reveal` fills cells in the instructor's copy only. To open it, type in a terminal, in the course's folder: "
    "`python3 -m lesson_utils lab --present`. Here `solution` shows the same lines."
)


def reveal(challenge_id: str, *, all: bool = False, mistake: bool = False) -> None:
    """Put the next line of a challenge's solution into its cell.

    Parameters
    ----------
    challenge_id : str
        Such as ``"conv2d"``.
    all : bool
        Put in all lines that are left.
    mistake : bool
        Put in the mistake worth making instead, where the notes have one.

    Examples
    --------
    >>> reveal("conv2d")  # doctest: +SKIP
    """
    if running_shell() is None or PRESENTING not in os.environ:
        show(note("▷", "Only when presenting", _ELSEWHERE))
        return
    try:
        episode, challenge = find_challenge(challenge_id, course())
    except FindingError as unknown:
        show(note("→", "Which challenge?", message_for(unknown.finding)))
        return
    if not challenge.solution:
        show(note("▷", "Nothing to write", f"`{challenge.id}` is a question: run its `check` and choose together."))
        return
    if mistake and mistake_of(episode, challenge.id) is None:
        show(note("▷", "No mistake noted", f"The notes have no mistake worth making for `{challenge.id}`."))
        return
    from IPython.display import display

    told = "The mistake" if mistake else "The rest of the solution" if all else "The next line of the solution"
    asked = {"challenge": challenge.id, "all": all, "mistake": mistake}
    display({MESSAGE: asked, "text/plain": f"{told} goes into the cell of {challenge.id}."}, raw=True)
