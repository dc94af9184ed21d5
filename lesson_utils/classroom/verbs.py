"""The five words a learner types, and `open_episode` for lessons from elsewhere."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lesson_utils.checking import Diagnosis, Finding, diagnose, find_challenge
from lesson_utils.checking.source import names_bound, parse_or_none, targets_of
from lesson_utils.checking.texts import message_for
from lesson_utils.classroom.feedback import Feedback, feedback_of, note
from lesson_utils.classroom.panel import Panel, show
from lesson_utils.classroom.progress import CAUGHT_UP, DONE, progress_text, read_progress, record
from lesson_utils.classroom.session import Run, Session
from lesson_utils.episodes import Challenge, Episode, read_episode

_session = Session()
_GO_ON = "Go on below. The cells of these challenges need not run again: each run would put one more layer on top."


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
    """Show the next hint: first the concept, then which argument, then nearly the code.

    Parameters
    ----------
    challenge_id : str
        Such as ``"conv2d"``.
    """
    _with_buttons(challenge_id, "hint")


def solution(challenge_id: str) -> None:
    """Show the published solution and why it is one.

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
    """Show what you have done in this episode. It is kept when the kernel restarts."""
    episode = _session.episode or _last_worked_on()
    show(note("▣", f"Your progress: {episode.title}", progress_text(episode)))


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
    """Show what the action called `first` says, above buttons for all four of them."""
    try:
        episode, challenge = find_challenge(challenge_id, _session.episodes)
    except Finding as unknown:
        show(Feedback("change", "→", "Which challenge?", message_for(unknown)))
        return
    _session.episode = episode
    variables = _variables()
    actions: dict[str, Callable[[], Feedback]] = {
        "check": lambda: _checked(challenge.id, variables),
        "hint": lambda: _hinted(challenge.id),
        "solution": lambda: _solved(challenge.id),
        "catch_up": lambda: _caught_up(challenge.id, variables),
    }
    show(actions[first](), Panel(challenge.title, actions))


def _checked(challenge_id: str, variables: dict[str, Any]) -> Feedback:
    episode, challenge = find_challenge(challenge_id, _session.episodes)
    run = _answer_in_this_cell(challenge, variables) or _session.runs.get(challenge_id)
    diagnosis = _diagnosed(challenge, run, variables)
    done = read_progress().get(episode.name, {}).get(challenge_id) == DONE
    if diagnosis.passed and run is not None and run.caught_up and not done:
        text = "The published solution ran here, so you can go on. Write an answer of your own to get the tick."
        return note("↷", "Caught up", text)
    if diagnosis.passed:
        record(episode.name, challenge_id, DONE)
    return feedback_of(diagnosis)


def _diagnosed(challenge: Challenge, run: Run | None, variables: dict[str, Any]) -> Diagnosis:
    if run is None:
        # No hook saw an answer: a plain script, or a cell that has not run in this kernel.
        return diagnose(challenge.id, None, {} if _shell() is not None else variables, episodes=_session.episodes)
    # A later cell may have given the same name another value; a name that was deleted since stays away.
    targets = targets_of(challenge.solution or "")
    kept = {name: run.after[name] for name in targets if name in run.after and name in variables}
    return diagnose(challenge.id, run.source, {**variables, **kept}, run.error, run.before, episodes=_session.episodes)


def _answer_in_this_cell(challenge: Challenge, variables: dict[str, Any]) -> Run | None:
    """The running cell itself, when it holds the answer and the check together."""
    run = _session.current
    tree = parse_or_none(run.source) if run is not None else None
    if run is None or tree is None or not names_bound(tree) & set(targets_of(challenge.solution or "")):
        return None
    return Run(run.source, None, run.before, dict(variables))


def _hinted(challenge_id: str) -> Feedback:
    _, challenge = find_challenge(challenge_id, _session.episodes)
    if not challenge.hints:
        return note("✦", "No hints here", "The text above the challenge holds all you need.")
    given, last = _session.hints_given.get(challenge_id, 0), len(challenge.hints)
    level = min(given + 1, last)
    _session.hints_given[challenge_id] = level
    more = (
        "\n\nThat was the last hint. The solution is one button, or one `solution(…)`, away." if given == last else ""
    )
    return note("✦", f"Hint {level} of {last}", challenge.hints[level - 1] + more)


def _solved(challenge_id: str) -> Feedback:
    _, challenge = find_challenge(challenge_id, _session.episodes)
    return note("☰", "Solution", challenge.why, challenge.solution or "")


def _caught_up(challenge_id: str, variables: dict[str, Any]) -> Feedback:
    episode, challenge = find_challenge(challenge_id, _session.episodes)
    steps = [one for one in episode.challenges if one.number <= challenge.number and one.solution]
    if any(name not in variables for name in episode.given):
        exec(compile(episode.setup or "", "<first cell>", "exec"), variables)
    for step in steps:
        before = dict(variables)
        try:
            exec(compile(step.solution or "", f"<solution of {step.id}>", "exec"), variables)
        except NameError as missing:  # an episode from elsewhere, whose first cell has not run
            text = f"`{missing.name}` does not exist yet. Run the first code cell of this notebook, then try again."
            return Feedback("earlier", "↩", "An earlier step first", text)
        _session.keep(step, step.solution or "", None, before, variables, caught_up=True)
        record(episode.name, step.id, CAUGHT_UP)
    names = ", ".join(step.id for step in steps)
    return note("↷", "Caught up", f"Ran the published solutions of: {names}.\n\n{_GO_ON}")


def _last_worked_on() -> Episode:
    kept = read_progress()
    return next((episode for episode in _session.episodes[::-1] if episode.name in kept), _session.episodes[0])


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
