"""What loops do: the names they run over, and the statements that fill a list or dictionary, in them or below."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lesson_utils.checking.facts.calls import name_called
from lesson_utils.checking.facts.statements import Statement, nodes_of, statements_of
from lesson_utils.checking.findings import Finding

# Methods that change a collection and return nothing.
CHANGING = frozenset(["append", "extend", "insert", "add", "update", "sort", "reverse", "remove", "clear"])
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Filling:
    """One statement that puts something into a collection: `losses.append(x)`, `losses[name] = x`, `losses += [x]`."""

    statement: Statement
    key: ast.expr | None
    value: ast.expr | None


def loop_names(code: ast.AST | None) -> list[str]:
    """The names that the loops outside of functions run over, from top to bottom."""
    loops = (one.node for one in statements_of(code) if isinstance(one.node, ast.For) and not _in_function(one))
    return [node.id for loop in loops for node in ast.walk(loop.target) if isinstance(node, ast.Name)]


def counterparts(tree: ast.AST | None, solution: ast.AST) -> dict[str, str]:
    """The names that an answer's loops run over, each with the solution's name in the same place."""
    found, expected = loop_names(tree), loop_names(solution)
    if set(found) == set(expected):  # the same names, if in another order, stand for themselves
        return {name: name for name in found}
    return dict(zip(found, expected, strict=True)) if len(found) == len(expected) else {}


def fillings_of(name: str, code: ast.AST | None) -> list[Filling]:
    """The statements that put something into a collection, from top to bottom."""
    return [filling for one in statements_of(code) if not _in_function(one) for filling in _fillings(name, one)]


def made_at(name: str, code: ast.AST | None) -> list[Statement]:
    """The assignments to just this name, outside of functions."""
    return [one for one in statements_of(code) if one.assigns(name) and not _in_function(one)]


def kind_made(value: ast.expr | None) -> str:
    """Whether an expression makes a "list" or a "dictionary"; empty for anything else."""
    if isinstance(value, ast.List | ast.ListComp):
        return "list"
    return "dictionary" if isinstance(value, ast.Dict | ast.DictComp) else ""


def collection_left_unmade(name: str, tree: ast.AST | None, solution: ast.AST) -> Finding | None:
    """The finding for a list or dictionary that the answer fills, and does not make as the solution does."""
    made = [one.value for one in made_at(name, solution)]
    kind = kind_made(made[0]) if made else ""
    stored = any(name in one.stores for one in statements_of(tree))
    if not kind or stored or not fillings_of(name, tree):
        return None
    return Finding("collection-not-made", name=name, kind=kind)


def changing_method_stored(name: str, statements: tuple[Statement, ...]) -> Finding | None:
    """The finding for a line that stores what a method such as `append` returns under the collection's own name."""
    for one in statements:
        method = one.value.func if isinstance(one.value, ast.Call) else None
        if not one.assigns(name) or not isinstance(method, ast.Attribute) or method.attr not in CHANGING:
            continue
        if ast.unparse(method.value) == name:
            return Finding("changing-stored", name=name, function=method.attr, line=one.line)
    return None


def pair_in_one_name(tree: ast.AST | None, solution: ast.AST, variables: Mapping[str, Any]) -> Finding | None:
    """The finding for a line that stores in one name the several numbers which the solution takes apart."""
    apart = {
        name_called(one.value): len(one.target.elts)
        for one in statements_of(solution)
        if isinstance(one.target, ast.Tuple) and isinstance(one.value, ast.Call)
    }
    for one in statements_of(tree):
        called = name_called(one.value) if isinstance(one.value, ast.Call) else ""
        whole = called in apart and isinstance(one.target, ast.Name) and not _taken_apart(one.target.id, tree)
        name = ast.unparse(one.target) if whole and one.target is not None else ""
        if isinstance(variables.get(name), list | tuple):
            return Finding("not-unpacked", name=name, function=called, found=apart[called], line=one.line)
    return None


def _taken_apart(name: str, tree: ast.AST | None) -> bool:
    """Whether a later line takes one of several things by its place, or gives each of them a name."""
    taken = any(ast.unparse(node.value) == name for node in nodes_of(tree, ast.Subscript))
    return taken or any(isinstance(one.target, ast.Tuple) and name in one.reads for one in statements_of(tree))


def _fillings(name: str, statement: Statement) -> Iterator[Filling]:
    node, target = statement.node, statement.target
    if isinstance(target, ast.Subscript) and ast.unparse(target.value) == name:
        yield Filling(statement, target.slice, statement.value)
    if isinstance(node, ast.AugAssign) and ast.unparse(node.target) == name:
        yield Filling(statement, None, node.value)
    called = statement.value if isinstance(node, ast.Expr | ast.Assign) else None
    method = called.func if isinstance(called, ast.Call) else None
    if isinstance(method, ast.Attribute) and method.attr in CHANGING and ast.unparse(method.value) == name:
        yield Filling(statement, None, next(iter(called.args), None))  # type: ignore[union-attr]


def _in_function(statement: Statement) -> bool:
    return any(isinstance(node, _FUNCTIONS) for node in statement.inside)
