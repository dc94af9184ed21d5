"""Run published solutions for whoever fell behind, on sound ground, and all or nothing."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from lesson_utils.checking import find_challenge, names_bound, names_needed, targets_of
from lesson_utils.classroom.between import code_of, steps_to_run
from lesson_utils.classroom.feedback import Feedback, note
from lesson_utils.classroom.progress_file import CAUGHT_UP, record
from lesson_utils.classroom.runs import Run, Snapshot
from lesson_utils.classroom.session import Session
from lesson_utils.classroom.standing_on import cells_to_run
from lesson_utils.episodes import Challenge, Episode, caught_up_in

_GO_ON = "Go on below. The cells of these challenges need not run again{}."
_ONCE_MORE = ": each run would change {} once more"

_BRIEFLY = (
    "Nobody has recorded this training on these images, so {} learned from few of them only, and not much. "
    "To train for the full time, run the cells yourself.\n\n"
)


def catch_up_to(session: Session, episode: Episode, challenge: Challenge, variables: dict[str, Any]) -> Feedback:
    """Run the solutions up to and with a challenge in the learner's variables, and the given cells they stand on.

    The first cell's imports run again, and whatever else of it is missing or used up. When anything raises, the
    variables are put back.
    """
    try:
        ran = _run(session, episode, challenge, variables)
    except Exception as error:  # noqa: BLE001 - an episode from elsewhere, or a library that is missing
        return Feedback("earlier", "↩", "An earlier step first", _what_is_missing(error))
    for step, before, after in ran.states:
        session.keep(_run_of(session, step, before, after))
        record(episode, step.id, CAUGHT_UP)
    names = ", ".join(step.id for step, *_ in ran.states)
    briefly = _BRIEFLY.format(", ".join(f"`{name}`" for name in ran.briefly)) if ran.briefly else ""
    go_on = _GO_ON.format(_why_not([step for step, *_ in ran.states]))
    return note("↷", "Caught up", f"Ran the published solutions of: {names}.\n\n{briefly}{go_on}")


def _why_not(steps: list[Challenge]) -> str:
    """What a second run of the solutions would change once more, as in `x = layer(x)`; nothing where there is none."""
    codes = [step.solution or "" for step in steps]
    names = sorted({name for code in codes for name in names_needed(code) & names_bound(ast.parse(code))})
    return _ONCE_MORE.format(" and ".join(f"`{name}`" for name in names)) if names else ""


def bring(session: Session, challenge_id: str, variables: dict[str, Any]) -> str:
    """Catch up with a challenge of an earlier episode, as a first cell does: nobody's progress changes.

    Parameters
    ----------
    challenge_id : str
        Up to which the solutions run.

    Returns
    -------
    str
        What is there now, in a line.

    Raises
    ------
    FindingError
        If there is no such challenge.
    Exception
        Whatever a solution raises; the variables are put back.
    """
    episode, challenge = find_challenge(challenge_id, session.episodes)
    _run(session, episode, challenge, variables)
    return f"From the episode “{episode.title}”: {', '.join(targets_of(challenge.solution or ''))}"


@dataclass(frozen=True)
class _Ran:
    """The challenges whose solutions ran, with the variables before and after; the models that trained briefly."""

    states: list[tuple[Challenge, dict[str, Any], dict[str, Any]]]
    briefly: list[str]


def _run(session: Session, episode: Episode, challenge: Challenge, variables: dict[str, Any]) -> _Ran:
    steps = steps_to_run(episode, challenge)
    untouched = dict(variables)
    states = []
    try:
        _prepare(session, episode, steps, variables)
        with _without_minutes(steps) as trained_briefly:
            for step in steps:
                before = dict(variables)
                exec(compile(code_of(step), _file_name(step), "exec"), variables)
                if not isinstance(step, str):
                    states.append((step, before, dict(variables)))
    except BaseException:
        variables.clear()
        variables.update(untouched)
        raise
    return _Ran(states, trained_briefly)


def _file_name(step: Challenge | str) -> str:
    return "<a cell between>" if isinstance(step, str) else f"<solution of {step.id}>"


@contextmanager
def _without_minutes(steps: list[Challenge | str]) -> Iterator[list[str]]:
    """Replay trainings, and keep what the learner has saved; where no step trains, Keras is not loaded for it."""
    if not any(".fit(" in code_of(step) for step in steps):
        yield []
        return
    from lesson_utils.training.keeping import keeping_files
    from lesson_utils.training.replay import replaying

    with keeping_files(), replaying() as trained_briefly:
        yield trained_briefly


def _run_of(session: Session, step: Challenge, before: dict[str, Any], after: dict[str, Any]) -> Run:
    names = session.names_that_matter()
    touched = frozenset(targets_of(step.solution or ""))
    before_and_after = Snapshot(before, names), Snapshot(after, names)
    return Run(step.solution or "", None, *before_and_after, touched, step.id, certain=True, caught_up=True)


def _prepare(session: Session, episode: Episode, steps: list[Challenge | str], variables: dict[str, Any]) -> None:
    """Make what the solutions stand on, if the learner's cells have lost or replaced it."""
    for statement in cells_to_run(episode, [code_of(step) for step in steps], variables):
        challenge_id = caught_up_in(statement)
        if challenge_id:
            bring(session, challenge_id, variables)
        else:
            exec(compile(ast.Module([statement], []), "<first cell>", "exec"), variables)


def _what_is_missing(error: Exception) -> str:
    if isinstance(error, NameError):
        return f"`{error.name}` does not exist yet. Run the first code cell of this notebook, then try again."
    return (
        f"The solutions stopped with {type(error).__name__}: something they build on is not there, or is another. "
        "Run the first code cell of this notebook, then try again."
    )
