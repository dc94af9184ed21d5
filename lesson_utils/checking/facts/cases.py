"""What the later stages of diagnosis look at, besides the answer itself."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lesson_utils.checking.comparing.difference import Difference
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import calls_of
from lesson_utils.checking.facts.source import names_stored
from lesson_utils.checking.facts.statements import statements_of
from lesson_utils.checking.facts.wiring import layer_calls
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.keras_internals import is_input, is_tensor


@dataclass(frozen=True)
class _OfName:
    """An answer, looked at for one of the names that it was to fill."""

    answer: Answer
    name: str

    @property
    def expected(self) -> Any:
        """What the solution stores under the name."""
        return self.answer.reference.namespace[self.name]

    @property
    def tree(self) -> ast.Module:
        """The cell's syntax tree; an empty one when nobody knows the cell."""
        return self.answer.tree or _NO_CELL


@dataclass(frozen=True)
class Stored(_OfName):
    """A name that the answer was to fill and has not."""

    @property
    def is_gone(self) -> bool:
        """Whether the cell fills it and yet there is no such variable."""
        return self.name not in self.answer.variables and self.name in names_stored(self.tree)


@dataclass(frozen=True)
class Differing(_OfName):
    """The first difference between what a name holds and what the solution stores there."""

    difference: Difference

    @property
    def label(self) -> str:
        """The label of the difference by itself."""
        return self.difference.finding.label

    @property
    def values(self) -> Mapping[str, Any]:
        """What the difference by itself speaks of."""
        return self.difference.finding.values

    @property
    def is_about_input(self) -> bool:
        """Whether two inputs differ in their shape."""
        return self.label.startswith(("wrong-input-shape", "input-"))

    @property
    def found(self) -> Any:
        """What the name holds."""
        return self.answer.variables.get(self.name)

    @property
    def holds_none(self) -> bool:
        """Whether the name is there and holds None."""
        return self.found is None

    @property
    def holds_an_input(self) -> bool:
        """Whether the name holds what `keras.Input` returned."""
        return is_tensor(self.found) and is_input(self.found)

    @property
    def calls(self) -> tuple[ast.Call, ...]:
        """The calls in the answer."""
        return calls_of(self.tree)

    @property
    def expected_calls(self) -> tuple[ast.Call, ...]:
        """The calls in the solution."""
        return calls_of(self.answer.solution)

    @property
    def assignments(self) -> list[ast.Assign]:
        """The answer's assignments, from top to bottom."""
        return [statement.node for statement in statements_of(self.tree) if isinstance(statement.node, ast.Assign)]

    @property
    def stores(self) -> list[ast.Assign]:
        """Those that store something under the name."""
        return [node for node in self.assignments if self.name in map(ast.unparse, node.targets)]

    @property
    def last_stored(self) -> ast.Assign | None:
        """The last of them."""
        return self.stores[-1] if self.stores else None

    @property
    def attempts(self) -> list[ast.Assign]:
        """Those of them that store a layer's result, at the top level."""
        return [node for node in self.stores if node in self.tree.body and layer_calls(node.value)]


_NO_CELL = ast.Module([], [])


@dataclass(frozen=True)
class Mistake:
    """What was found in an answer, before an earlier step is blamed for it."""

    answer: Answer
    finding: Finding
    explains_itself: bool

    @property
    def may_be_earlier(self) -> bool:
        """Whether an earlier step may explain it."""
        return not self.explains_itself and self.finding.status is Status.NEEDS_WORK
