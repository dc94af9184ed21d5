"""The methods of models that an answer calls, each beside the solution's call of the same method."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lesson_utils.checking.comparing.kinds import parameters_of
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import calls_of

_METHODS = ("fit", "evaluate", "predict")
_ROWS = 20  # that are looked at in two arrays
UNKNOWN = object()  # what cannot be told without running code


@dataclass(frozen=True)
class MethodCall:
    """A method of a model, called by the answer and by the solution.

    Attributes
    ----------
    method : str
        Its name, such as "fit".
    node, expected_node : ast.Call
        The answer's call and the solution's.
    """

    method: str
    node: ast.Call
    expected_node: ast.Call

    @property
    def owner(self) -> ast.expr:
        """The model whose method is called, as it is written."""
        return self.node.func.value  # type: ignore[attr-defined]

    @property
    def expected_owner(self) -> ast.expr:
        """The solution's."""
        return self.expected_node.func.value  # type: ignore[attr-defined]

    @property
    def arguments(self) -> dict[str, ast.expr]:
        """The answer's arguments by parameter."""
        return _arguments(self.method, self.node)

    @property
    def expected_arguments(self) -> dict[str, ast.expr]:
        """The solution's."""
        return _arguments(self.method, self.expected_node)


def method_calls(answer: Answer) -> Iterator[MethodCall]:
    """The calls that the answer and the solution make equally often, from top to bottom."""
    for method in _METHODS:
        found, expected = (_calls(method, code) for code in (answer.tree, answer.solution))
        if len(found) == len(expected):
            yield from (MethodCall(method, *pair) for pair in zip(found, expected, strict=True))


def _calls(method: str, code: ast.AST | None) -> list[ast.Call]:
    calls = calls_of(code) if code is not None else ()
    return [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == method]


def _arguments(method: str, call: ast.Call) -> dict[str, ast.expr]:
    import keras

    names = list(parameters_of(getattr(keras.Model, method)))[1:]
    arguments = dict(zip(names, call.args, strict=False)) | {
        keyword.arg: keyword.value for keyword in call.keywords if keyword.arg
    }
    data = [name for name in ("x", "y") if name in arguments]
    return arguments | dict(zip(data, _not_turned([arguments[name] for name in data]), strict=True))


def _not_turned(pair: list[ast.expr]) -> list[ast.expr]:
    """Images and labels that are both turned round, `images[::-1], labels[::-1]`, as they were: they fit together."""
    turned = [one.value for one in pair if isinstance(one, ast.Subscript) and ast.unparse(one.slice) == "::-1"]
    return turned if len(turned) == len(pair) == 2 else pair


def are_other_data(found: ast.expr | None, expected: ast.expr, answer: Answer) -> bool:
    """Whether two expressions are known to hold different data."""
    values = held(found, answer), held(expected, answer)
    return is_known(*values) and not same_data(*values)


def same_data(found: Any, expected: Any) -> bool:
    """Whether two things are the same data, as far as some rows tell; what is no array is not looked at."""
    import numpy as np

    if isinstance(found, tuple) and isinstance(expected, tuple):
        return len(found) == len(expected) and all(map(same_data, found, expected))
    if found is expected or not (hasattr(found, "shape") and hasattr(expected, "shape")):
        return True
    if tuple(found.shape) != tuple(expected.shape):
        return False
    rows = slice(None, None, max(1, len(found) // _ROWS)) if len(found.shape) else ...
    return np.array_equal(np.asarray(found[rows]), np.asarray(expected[rows]))


def is_known(*values: Any) -> bool:
    """Whether all of some values are known."""
    return all(value is not UNKNOWN for value in values)


def held(expression: ast.expr | None, answer: Answer) -> Any:
    """What a name holds, a tuple of names, a slice of an array such as `images[::-1]`; `UNKNOWN` for anything else."""
    if isinstance(expression, ast.Tuple):
        members = tuple(held(member, answer) for member in _not_turned(expression.elts))
        return members if is_known(*members) else UNKNOWN
    if isinstance(expression, ast.Subscript):
        return _slice_of(held(expression.value, answer), expression.slice)
    return answer.variables.get(expression.id, UNKNOWN) if isinstance(expression, ast.Name) else UNKNOWN


def _slice_of(array: Any, index: ast.expr) -> Any:
    """A slice of an array, which copies nothing."""
    if type(array).__module__ != "numpy" or not array.shape or not isinstance(index, ast.Slice):
        return UNKNOWN
    try:
        bounds = [ast.literal_eval(bound) if bound else None for bound in (index.lower, index.upper, index.step)]
        return array[slice(*bounds)]
    except (ValueError, TypeError):  # a bound that is worked out, or none that can be one
        return UNKNOWN
