"""A function that an answer defines: its own nodes, its calls, its `return` lines."""

import ast
from dataclasses import dataclass
from functools import cached_property

from lesson_utils.checking.facts.calls import calls_of

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Definition:
    """The `def` of a function."""

    node: ast.FunctionDef | ast.AsyncFunctionDef

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node in it."""
        return list(ast.walk(self.node))

    @property
    def calls(self) -> tuple[ast.Call, ...]:
        """Every call in it."""
        return calls_of(self.node)

    @cached_property
    def _own(self) -> list[ast.AST]:
        """The nodes that belong to no function inside it."""
        kinds = (*_FUNCTIONS, ast.Lambda)
        inner = [node for node in self.nodes if isinstance(node, kinds) and node is not self.node]
        inside = {id(part) for function in inner for part in ast.walk(function) if part is not function}
        return [node for node in self.nodes if id(node) not in inside]

    @cached_property
    def returns(self) -> list[ast.Return]:
        """Its own `return` lines, from top to bottom."""
        return sorted((node for node in self._own if isinstance(node, ast.Return)), key=lambda node: node.lineno)

    @property
    def yields(self) -> bool:
        """Whether it has a `yield` of its own."""
        return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in self._own)

    @property
    def inner_not_called(self) -> str | None:
        """A function defined inside it that it never calls."""
        inner = next((node.name for node in self.node.body if isinstance(node, ast.FunctionDef)), None)
        called = any(isinstance(call.func, ast.Name) and call.func.id == inner for call in self.calls)
        return None if called else inner


def definition_of(name: str, tree: ast.Module) -> Definition | None:
    """The last definition of a function at the top level of an answer."""
    nodes = [node for node in tree.body if isinstance(node, _FUNCTIONS) and node.name == name]
    return Definition(nodes[-1]) if nodes else None


def names_returned(name: str, tree: ast.Module) -> tuple[str, ...]:
    """The variables of which a function returns several, `return a, b`; none where it returns anything else."""
    defined = definition_of(name, tree)
    value = defined.returns[-1].value if defined and defined.returns else None
    things = value.elts if isinstance(value, ast.Tuple) else []
    return tuple(thing.id for thing in things if isinstance(thing, ast.Name))


def silent_function(name: str, tree: ast.AST) -> bool:
    """Whether the answer defines a function of this name that has no `return` with a value."""
    defined = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name]
    handed_out = (node for node in ast.walk(defined[0]) if isinstance(node, ast.Return)) if defined else ()
    return bool(defined) and not any(node.value for node in handed_out)
