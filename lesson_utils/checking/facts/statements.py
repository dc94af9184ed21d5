"""The table of statements: what each of them stores and reads, where it stands, and what it stands in."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

Node = TypeVar("Node", bound=ast.AST)
Loop = (ast.For, ast.AsyncFor, ast.While)


@dataclass(frozen=True)
class Statement:
    """One statement, without those inside it.

    Attributes
    ----------
    node : ast.stmt
        As it is written.
    inside : tuple of ast.stmt
        The loops, functions, conditions and the like that it stands in, from the outside in.
    stores : frozenset of str
        The names in which it stores something, or that it defines, imports or takes as parameters.
    reads : frozenset of str
        The names that it reads.
    """

    node: ast.stmt
    inside: tuple[ast.stmt, ...]
    stores: frozenset[str]
    reads: frozenset[str]

    @property
    def line(self) -> int:
        """The line in which it begins."""
        return self.node.lineno

    @property
    def value(self) -> ast.expr | None:
        """What it stores, returns or computes, where it does one of these."""
        return getattr(self.node, "value", None)

    @property
    def target(self) -> ast.expr | None:
        """The first thing on the left of the `=` of an assignment."""
        return self.node.targets[0] if isinstance(self.node, ast.Assign) else None

    @property
    def loop(self) -> ast.stmt | None:
        """The innermost loop that it stands in."""
        return next((node for node in reversed(self.inside) if isinstance(node, Loop)), None)

    def covers(self, line: int) -> bool:
        """Whether it reaches into a line."""
        return self.line <= line <= (self.node.end_lineno or self.line)

    def assigns(self, name: str) -> bool:
        """Whether it is an assignment to just this name."""
        return isinstance(self.node, ast.Assign) and name in map(ast.unparse, self.node.targets)


@lru_cache(maxsize=64)
def statements_of(tree: ast.AST | None) -> tuple[Statement, ...]:
    """Every statement of a piece of code, at any depth, from top to bottom."""
    return tuple(_below(tree, ())) if tree is not None else ()


def nodes_of(tree: ast.AST | None, kind: type[Node]) -> list[Node]:
    """Every node of a kind in a piece of code, such as its subscripts."""
    return [node for node in _every_node(tree) if isinstance(node, kind)] if tree is not None else []


@lru_cache(maxsize=64)
def _every_node(tree: ast.AST) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree))


def _below(node: ast.AST, inside: tuple[ast.stmt, ...]) -> Iterator[Statement]:
    for block in _blocks(node):
        for statement in block:
            yield _read(statement, inside)
            yield from _below(statement, (*inside, statement))


def _blocks(node: ast.AST) -> Iterator[Sequence[ast.stmt]]:
    """The lists of statements in a statement: its body, its `else`, its handlers'."""
    for name in ("body", "handlers", "orelse", "finalbody", "cases"):
        block = getattr(node, name, None)
        for part in block if isinstance(block, list) else ():
            if isinstance(part, ast.ExceptHandler | ast.match_case):
                yield part.body
        if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
            yield block


def _read(statement: ast.stmt, inside: tuple[ast.stmt, ...]) -> Statement:
    stores: set[str] = set()
    reads: set[str] = set()
    for node in _own_nodes(statement):
        if isinstance(node, ast.Name):
            (reads if isinstance(node.ctx, ast.Load) else stores).add(node.id)
        elif isinstance(node, ast.arg):
            stores.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            stores.add(node.name)
        elif isinstance(node, ast.alias):
            stores.add((node.asname or node.name).split(".")[0])
    if isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
        reads.add(statement.target.id)
    return Statement(statement, inside, frozenset(stores), frozenset(reads))


def _own_nodes(statement: ast.stmt) -> Iterator[ast.AST]:
    """The nodes of a statement without those of the statements inside it."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]
