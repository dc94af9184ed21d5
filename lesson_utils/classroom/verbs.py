"""The five words a learner types, and `open_episode` for lessons from elsewhere."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lesson_utils.checking import Finding, find_challenge, message_for
from lesson_utils.classroom.actions import Actions
from lesson_utils.classroom.feedback import Feedback, note
from lesson_utils.classroom.panel import Panel, show
from lesson_utils.classroom.problem_log import where_noted
from lesson_utils.classroom.progress_bar import progress_of
from lesson_utils.classroom.session import Session
from lesson_utils.episodes import read_episode

_log = logging.getLogger(__name__)
_session = Session()
_ACTIONS = ("check", "hint", "solution", "show", "stay", "catch_up")
_STUMBLED = (
    "The course itself stumbled ({}), which says nothing about your answer. Please go on with the lesson and tell your "
    "instructor."
)


def check(challenge_id: str) -> None:
    """Say what is right about your answer, or the one thing to change next.

    Parameters
    ----------
    challenge_id : str
        As it stands in the cell below the challenge, such as ``"conv2d"``.

    Examples
    --------
    >>> check("conv2d")  # doctest: +SKIP
    """
    _with_buttons(challenge_id, "check")


def hint(challenge_id: str) -> None:
    """Show the next hint: first the concept, then where to look, then nearly the code.

    After a try the hints speak of what is wrong with it.

    Parameters
    ----------
    challenge_id : str
        Such as ``"conv2d"``.
    """
    _with_buttons(challenge_id, "hint")


def solution(challenge_id: str) -> None:
    """Show the published solution and why it is one; before a first try it asks once whether you want to.

    Parameters
    ----------
    challenge_id : str
        Such as ``"conv2d"``.
    """
    _with_buttons(challenge_id, "solution")


def catch_up(challenge_id: str) -> None:
    """Run the published solutions up to and with this challenge, so that you can go on from here.

    Parameters
    ----------
    challenge_id : str
        Such as ``"conv2d"``.
    """
    _with_buttons(challenge_id, "catch_up")


def progress() -> None:
    """Show what you have done in this episode and in the course. It is kept when the kernel restarts."""
    episode = _session.present()
    done = progress_of(episode)
    following = f"Next: **{done.next.title}**, `{done.next.id}`" if done.next is not None else "Everything is done."
    show(note("▣", f"Your progress: {episode.title}", following, done))


def open_episode(path: str | Path) -> None:
    """Let `check` and its companions know an episode that is not part of this course.

    Parameters
    ----------
    path : str or Path
        The episode's Markdown file; looked for in the working folder and the folders above it.

    Raises
    ------
    FileNotFoundError
        When it is in none of them.
    """
    here = Path.cwd()
    found = next((folder / path for folder in (here, *here.parents) if (folder / path).is_file()), None)
    if found is None:
        raise FileNotFoundError(f"There is no {path} in this folder or above it. Keep it beside its notebook.")
    episode = read_episode(found, ours=False)
    _session.opened[:] = [episode, *(other for other in _session.opened if other.name != episode.name)]
    _session.episode = episode


def _with_buttons(challenge_id: str, first: str) -> None:
    """Show what the action called `first` says, above buttons for all of them."""
    try:
        episode, challenge = find_challenge(challenge_id, _session.episodes)
    except Finding as unknown:
        show(Feedback("change", "→", "Which challenge?", message_for(unknown)))
        return
    _session.episode = episode
    actions = Actions(_session, episode, challenge, _variables())
    panel = Panel(challenge.title, {name: _safe(getattr(actions, name)) for name in _ACTIONS})
    show(panel.actions[first](), panel)


def _safe(action: Callable[[], Feedback]) -> Callable[[], Feedback]:
    """The action; should it fail, that is ours to tell, not the learner's traceback to read."""

    def answer() -> Feedback:
        try:
            return action()
        except Exception as problem:  # noqa: BLE001 - whatever it is, the lesson goes on
            _log.error("The course stumbled over %s.", action.__name__, exc_info=problem)
            return note("⚠", "Not your fault", _STUMBLED.format(type(problem).__name__) + where_noted())

    return answer


def _shell() -> Any:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


def _variables() -> dict[str, Any]:
    """The learner's variables: the notebook's, or those of the script that called."""
    shell = _shell()
    if shell is not None:
        return shell.user_ns
    frame = sys._getframe(1)
    while frame.f_globals.get("__name__", "").startswith("lesson_utils.") and frame.f_back is not None:
        frame = frame.f_back
    return frame.f_globals


def _watch() -> None:
    shell = _shell()
    if shell is not None:
        from lesson_utils.classroom.hooks import install

        install(shell, _session)


_watch()
