"""What the answer's cell and the solution train and measure, told by a rehearsal of each."""

import ast
from dataclasses import dataclass
from typing import Any

from lesson_utils.checking.facts.calls import Variables
from lesson_utils.checking.facts.source import names_needed
from lesson_utils.checking.running.rehearsing import Event, Rehearsal, rehearse

_TRAINING = frozenset(["fit", "evaluate"])


@dataclass(frozen=True)
class Trainings:
    """The rehearsal of an answer's cell, beside the solution's.

    Attributes
    ----------
    found, expected : Rehearsal
        Of the answer and of the solution.
    arrays : mapping of str to numpy.ndarray
        The learner's arrays by name, to tell what was trained with.
    """

    found: Rehearsal
    expected: Rehearsal
    arrays: dict[str, Any]

    def pairs(self, method: str) -> list[tuple[Event, Event]]:
        """The calls of a method, each with the solution's that is most like it in its settings."""
        found, expected = (sorted(one.calls(method), key=_settings) for one in (self.found, self.expected))
        return list(zip(found, expected, strict=False)) if len(found) == len(expected) else []

    def origin(self, data: Any) -> tuple[str, int] | None:
        """The name of the array that some data are a part of, and the row at which they begin; None if unknown."""
        if type(data).__name__ not in ("ndarray", "memmap") or not len(data.shape) or not len(data):
            return None
        around = [name for name, array in self.arrays.items() if _start_in(data, array) is not None]
        if around:
            name = max(around, key=lambda name: self.arrays[name].nbytes)
            return name, _start_in(data, self.arrays[name]) or 0
        copied = [name for name, array in self.arrays.items() if _begins_alike(data, array)]
        return (max(copied, key=lambda name: self.arrays[name].nbytes), 0) if copied else None

    def name_of(self, data: Any) -> str | None:
        """The name alone."""
        origin = self.origin(data)
        return origin[0] if origin is not None else None

    def exact_name_of(self, data: Any) -> str | None:
        """The name of the array that is just these data, where there is one; else of the one they are a part of."""
        same = (name for name, one in self.arrays.items() if len(one) == len(data) and _start_in(data, one) == 0)
        return next(same, None) or self.name_of(data)


def trainings_of(
    tree: ast.Module | None, solution: ast.Module, before: Variables, models: Variables, given: tuple[str, ...]
) -> Trainings | None:
    """Rehearse an answer and the solution, if the solution trains.

    Parameters
    ----------
    tree, solution : ast.Module
        The answer's cell, None when nobody knows it, and the solution.
    before : mapping
        The learner's variables before the cell ran.
    models : mapping
        The models of earlier steps as the solutions make them: the learner's are changed by now.
    given : tuple of str
        The names of the arrays that the first cell makes.

    Returns
    -------
    Trainings or None
        None where one of the two cannot be rehearsed.
    """
    if tree is None or not _trains(solution):
        return None
    read = names_needed(ast.unparse(tree)) | names_needed(ast.unparse(solution))
    variables = {name: before[name] for name in sorted(read | set(given)) if name in before}
    expected = rehearse(compile(solution, "<solution>", "exec"), {**variables, **models})
    found = rehearse(compile(tree, "<cell>", "exec"), variables) if expected is not None else None
    if found is None or expected is None:
        return None
    arrays = {name: value for name, value in variables.items() if type(value).__name__ in ("ndarray", "memmap")}
    return Trainings(found, expected, arrays)


def _trains(code: ast.Module) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr in _TRAINING for node in ast.walk(code))


def _settings(event: Event) -> tuple[Any, ...]:
    return event.rates, event.activations, event.optimizer


def _start_in(data: Any, array: Any) -> int | None:
    """The row of an array at which data begin that share its memory; None where they do not."""
    first, base = (one.__array_interface__["data"][0] for one in (data, array))
    if not array.nbytes or not base <= first < base + array.nbytes or data.shape[1:] != array.shape[1:]:
        return None
    return int((first - base) // max(1, array.strides[0]))


def _begins_alike(data: Any, array: Any) -> bool:
    import numpy as np

    same = data.shape[1:] == array.shape[1:] and len(array) >= len(data)
    rows = min(50, len(data))  # of labels, a few are alike in many places
    return bool(same and np.array_equal(data[:rows], array[:rows]))
