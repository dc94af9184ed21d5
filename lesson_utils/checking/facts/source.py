"""Read an answer as source: does it parse, what does it assign, which names does it need."""

import ast
import builtins
import re
from collections.abc import Collection
from functools import lru_cache

from lesson_utils.episodes.magics import python_of as without_magics
from lesson_utils.episodes.targets import targets_of as targets_of

_WORLDS_OF_THEIR_OWN: tuple[type, ...] = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_WORLDS_OF_THEIR_OWN += (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def parse(source: str) -> ast.Module:
    """The syntax tree of an answer, a notebook's magic lines left aside.

    Raises
    ------
    SyntaxError, ValueError, RecursionError, MemoryError
        When Python cannot read it.
    """
    return ast.parse(without_magics(source))


UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)  # what `parse` may raise


def is_empty(tree: ast.Module) -> bool:
    """Whether there is nothing to run: no statement but texts, `pass` and `...`."""
    return all(
        isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for node in tree.body
    )


def line_commented_out(source: str, targets: Collection[str], holding: str = "") -> int | None:
    """The first line that stores something in a target, holds a certain word, and stands behind a `#`."""
    for number, row in enumerate(source.splitlines(), 1):
        hidden = re.match(r"\s*#+\s*(?:def\s+)?(\w+)\s*(?:=(?!=)|\(.*:)", row)
        if hidden and hidden[1] in targets and holding in row and not re.search(r"_{3,}|= *\.\.\.", row):
            return number
    return None


def names_bound(tree: ast.AST) -> set[str]:
    """Every name that the code assigns, defines or imports, at any depth."""
    return _bound_by(list(ast.walk(tree)))


def names_stored(tree: ast.AST) -> set[str]:
    """The names that hold something once the code has run: without those that live in a function or comprehension."""
    handed_out = {name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names}
    own: list[ast.AST] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        own.append(node)
        if not isinstance(node, _WORLDS_OF_THEIR_OWN):
            waiting += ast.iter_child_nodes(node)
    return _bound_by(own) | handed_out


def _bound_by(nodes: list[ast.AST]) -> set[str]:
    bound: set[str] = set()
    only_annotated = {node.target for node in nodes if isinstance(node, ast.AnnAssign) and node.value is None}
    for node in nodes:
        if node in only_annotated:
            continue  # `x: keras.Input(...)` with a colon for the equals sign stores nothing
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.alias):
            bound.add((node.asname or node.name).split(".")[0])
    return bound


@lru_cache(maxsize=256)
def names_needed(source: str) -> frozenset[str]:
    r"""The names that code reads before it makes them: what must exist already. Built-ins are left out.

    Examples
    --------
    >>> sorted(names_needed("y = [n * factor for n in x]\nfor z in y: w = z"))
    ['factor', 'x']
    """
    needed: set[str] = set()
    _collect_needed(ast.parse(source).body, set(), needed)
    return frozenset(name for name in needed if not hasattr(builtins, name))


def _collect_needed(statements: list[ast.stmt], made: set[str], needed: set[str]) -> None:
    for node in statements:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            needed |= _loads(node) - names_bound(node) - made
            made.add(node.name)
            continue
        blocks = [block for name in ("body", "orelse", "finalbody") if (block := getattr(node, name, None))]
        blocks += [handler.body for handler in getattr(node, "handlers", [])]
        inside = {id(part) for block in blocks for statement in block for part in ast.walk(statement)}
        needed |= _loads(node, inside) - made
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            needed |= {node.target.id} - made
        made |= {handler.name for handler in getattr(node, "handlers", []) if handler.name}
        made |= {
            part.id
            for part in ast.walk(node)
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store) and id(part) not in inside
        }
        made |= names_bound(node) if isinstance(node, ast.Import | ast.ImportFrom) else set()
        for block in blocks:
            _collect_needed(block, made, needed)


def _loads(node: ast.AST, without: set[int] | frozenset[int] = frozenset()) -> set[str]:
    """The names a piece of code reads, but for those that live only in a comprehension or lambda of its own."""
    own = {argument.arg for argument in ast.walk(node) if isinstance(argument, ast.arg)}
    own |= {
        part.id
        for clause in ast.walk(node)
        if isinstance(clause, ast.comprehension)
        for part in ast.walk(clause.target)
        if isinstance(part, ast.Name)
    }
    parts = (part for part in ast.walk(node) if isinstance(part, ast.Name) and id(part) not in without)
    return {part.id for part in parts if isinstance(part.ctx, ast.Load)} - own


def parse_or_none(source: str) -> ast.Module | None:
    """The syntax tree, or None when the source is not valid Python."""
    try:
        return parse(source)
    except UNREADABLE:
        return None
