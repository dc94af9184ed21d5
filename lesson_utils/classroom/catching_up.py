"""Run published solutions for whoever fell behind, on sound ground, and all or nothing."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lesson_utils.checking import names_bound, names_needed, targets_of
from lesson_utils.classroom.between import code_of, steps_to_run
from lesson_utils.classroom.feedback import Feedback, note
from lesson_utils.classroom.progress_file import CAUGHT_UP, record
from lesson_utils.classroom.runs import Run, Snapshot
from lesson_utils.classroom.session import Session
from lesson_utils.episodes import Challenge, Episode

_GO_ON = "Go on below. The cells of these challenges need not run again: each run would put one more layer on top."

_BRIEFLY = (
    "Nobody has recorded this training on these images, so {} learned from few of them only, and not much. "
    "To train for the full time, run the cells yourself.\n\n"
)


def catch_up_to(session: Session, episode: Episode, challenge: Challenge, variables: dict[str, Any]) -> Feedback:
    """Run the solutions up to and with a challenge in the learner's variables, and the given cells they stand on.

    The first cell's imports run again, and the whole first cell where an array that it makes is missing or another.
    When anything raises, the variables are put back.
    """
    steps = steps_to_run(episode, challenge)
    untouched = dict(variables)
    states = []
    try:
        _prepare(episode, steps, variables)
        with _without_minutes(steps) as trained_briefly:
            for step in steps:
                if isinstance(step, str):
                    exec(compile(step, "<a cell between>", "exec"), variables)
                    continue
                before = dict(variables)
                exec(compile(step.solution or "", f"<solution of {step.id}>", "exec"), variables)
                states.append((step, before, dict(variables)))
    except BaseException as error:
        variables.clear()
        variables.update(untouched)
        if not isinstance(error, Exception):  # somebody pressed stop
            raise
        # An episode from elsewhere whose first cell has not run, or a library that is missing.
        return Feedback("earlier", "↩", "An earlier step first", _what_is_missing(error))
    for step, before, after in states:
        session.keep(_run_of(session, step, before, after))
        record(episode, step.id, CAUGHT_UP)
    names = ", ".join(step.id for step, *_ in states)
    briefly = _BRIEFLY.format(", ".join(f"`{name}`" for name in trained_briefly)) if trained_briefly else ""
    return note("↷", "Caught up", f"Ran the published solutions of: {names}.\n\n{briefly}{_GO_ON}")


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


def _prepare(episode: Episode, steps: list[Challenge | str], variables: dict[str, Any]) -> None:
    """Make what the solutions stand on, if the learner's cells have lost or replaced it."""
    setup = ast.parse(episode.setup or "")
    if not all(_is_as_given(variables.get(name), given.dtype, given.shape) for name, given in episode.given.items()):
        exec(compile(setup, "<first cell>", "exec"), variables)
        return
    needed = set().union(*(names_needed(code_of(step)) for step in steps))
    for node in setup.body:
        if isinstance(node, ast.Import | ast.ImportFrom) and names_bound(node) & needed:
            exec(compile(ast.Module([node], []), "<first cell>", "exec"), variables)


def _is_as_given(value: Any, dtype: str, shape: tuple[int, ...]) -> bool:
    """Whether an array has its declared type and, but for the number of examples, its shape."""
    found = getattr(value, "shape", None)
    return isinstance(found, tuple) and found[1:] == shape[1:] and str(getattr(value, "dtype", "")) == dtype


def _what_is_missing(error: Exception) -> str:
    if isinstance(error, NameError):
        return f"`{error.name}` does not exist yet. Run the first code cell of this notebook, then try again."
    return (
        f"The solutions stopped with {type(error).__name__}: something they build on is not there, or is another. "
        "Run the first code cell of this notebook, then try again."
    )
