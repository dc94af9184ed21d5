"""An answer's calls, each with the solution's call of the same thing beside it."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lesson_utils.checking.comparing.kinds import is_layer_class, is_model
from lesson_utils.checking.facts.calls import (
    Variables,
    Written,
    arguments_of,
    calls_of,
    given_by_position,
    name_called,
    resolve,
    values_given,
)

_METHODS = ("compile", "fit", "evaluate", "predict")


@dataclass(frozen=True)
class Call:
    """One call of an answer.

    Attributes
    ----------
    node : ast.Call
        As it is written.
    tree, solution : ast.Module
        The answer that it stands in, and the solution.
    variables : mapping
        The variables that the call saw.
    """

    node: ast.Call
    tree: ast.Module
    solution: ast.Module
    variables: Variables

    @cached_property
    def called(self) -> object:
        """What is called, such as the class `keras.layers.Conv2D` or a model's `fit`; None when nobody can tell."""
        called = resolve(self.node.func, self.variables)
        return called if called is not None else self._method  # what is called may be a tensor, neither true nor false

    @property
    def _method(self) -> object:
        func = self.node.func
        owner = resolve(func.value, self.variables) if isinstance(func, ast.Attribute) else None
        return getattr(owner, func.attr, None) if is_model(owner) and func.attr in _METHODS else None  # type: ignore[attr-defined]

    @cached_property
    def name(self) -> str:
        """The last part of what is called: "Conv2D", also for its second pair of brackets."""
        return name_called(self.node)

    @cached_property
    def by_position(self) -> dict[str, ast.expr]:
        """The arguments without a name, by the parameter in which each lands."""
        return given_by_position(self.node, self.called)

    @cached_property
    def arguments(self) -> dict[str, ast.expr]:
        """All the arguments by the name of their parameter."""
        return arguments_of(self.node, self.called)

    @cached_property
    def found(self) -> dict[str, Any]:
        """The arguments' values by parameter; those that cannot be told without running code as `Written` source."""
        return values_given(self.node, self.called, self.variables)

    @cached_property
    def expected_call(self) -> ast.Call | None:
        """The solution's call of the same thing; of several the one with most values in common, or in line."""
        same = self._same_in(self.solution)
        place = next((index for index, call in enumerate(self._same_in(self.tree)) if call is self.node), 0)
        in_line = min(place, len(same) - 1)
        ranked = sorted(range(len(same)), key=lambda index: (-self._in_common(same[index]), index != in_line, index))
        return same[ranked[0]] if ranked else None

    @cached_property
    def expected(self) -> dict[str, Any]:
        """The values that the solution's call gives, by parameter; none where it makes no such call."""
        call = self.expected_call
        return values_given(call, self.called, self.variables) if call is not None else {}

    @cached_property
    def expected_layers(self) -> list[str]:
        """The layer classes that the solution makes, each once, by name."""
        classes = (resolve(call.func, self.variables) for call in calls_of(self.solution))
        return list(dict.fromkeys(str(getattr(made, "__name__", "")) for made in classes if is_layer_class(made)))

    @cached_property
    def exchanged(self) -> dict[str, object]:
        """Two settings whose values stand in each other's place, as a message speaks of them; empty when none do."""
        found, expected = self.found, self.expected
        for one in expected:
            for other in expected:
                if one >= other or not {one, other} <= set(found) or alike(expected[one], expected[other]):
                    continue
                if alike(found[one], expected[other]) and alike(found[other], expected[one]):
                    return {"one": one, "other": other, "found": found[one], "found_other": found[other]}
        return {}

    def stands_in(self, line: int) -> bool:
        """Whether the call reaches into a line; 0 stands for a line that nobody knows, and any call is meant."""
        return not line or self.node.lineno <= line <= (self.node.end_lineno or self.node.lineno)

    def _same_in(self, code: ast.AST) -> list[ast.Call]:
        if self.called is None:
            return []
        return [call for call in calls_of(code) if resolve(call.func, self.variables) is self.called]

    def _in_common(self, call: ast.Call) -> int:
        given = values_given(call, self.called, self.variables)
        return sum(name in self.found and alike(self.found[name], value) for name, value in given.items())


def calls_beside(tree: ast.Module, solution: ast.Module, variables: Variables) -> tuple[Call, ...]:
    """Every call of an answer, from left to right and from top to bottom."""
    return tuple(Call(node, tree, solution, variables) for node in calls_of(tree))


def calls_of_kind(calls: Iterable[Call], kind: str) -> list[Call]:
    """The calls of a class or function with this name."""
    return [call for call in calls if getattr(call.called, "__name__", "") == kind]


def alike(found: Any, expected: Any) -> bool:
    """Whether Keras takes two arguments for the same: 3 for (3, 3), a list for a tuple."""
    found, expected = (tuple(value) if isinstance(value, list) else value for value in (found, expected))
    if isinstance(found, Written):
        return not found or isinstance(expected, str)
    if isinstance(expected, tuple) and not isinstance(found, tuple) and len(set(expected)) == 1:
        expected = expected[0]
    if isinstance(found, tuple) and not isinstance(expected, tuple) and len(found) == 2 and len(set(found)) == 1:
        found = found[0]
    return type(found) is type(expected) and found == expected
