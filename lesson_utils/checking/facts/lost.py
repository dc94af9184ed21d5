"""Results that an answer makes and then loses: not stored, stored where no later line looks, or hidden by a `try`."""

import ast
import difflib
from collections.abc import Collection

from lesson_utils.checking.findings import Finding


def lost_result(tree: ast.AST | None, wanted: str | None = None, kept: Collection[str] = ()) -> Finding | None:
    """The first layer or model whose result is lost, when there is one.

    Parameters
    ----------
    wanted : str, optional
        Only a result that is stored nowhere counts; it should have been stored under this name.
    kept : collection of str
        Names that no line needs to read, such as what the answer leaves behind.
    """
    if tree is None:
        return None
    for node in _statements(tree):
        made = _made_by(node)
        if made is None:
            continue
        if isinstance(node, ast.Expr):
            return Finding("line-not-stored", line=node.lineno, layer=made, name=wanted or _next_read(node))
        if wanted is None and isinstance(node, ast.Assign):
            name = ast.unparse(node.targets[0])
            if (
                len(node.targets) == 1
                and name.isidentifier()
                and name not in kept
                and not _read_after(tree, name, node.lineno)
            ):
                others = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name) and one.id != name}
                close = difflib.get_close_matches(name, others, n=1, cutoff=0.85)
                note = f"Did you mean `{close[0]}`?" if close else ""
                return Finding("line-stored-aside", line=node.lineno, layer=made, name=name, note=note)
    return None


def _statements(tree: ast.AST) -> list[ast.stmt]:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Expr | ast.Assign)]
    return sorted(found, key=lambda node: node.lineno)


def _made_by(node: ast.stmt) -> str | None:
    """The layer that a statement calls on something, or "Model"; None for any other statement."""
    value = getattr(node, "value", None)
    if not isinstance(value, ast.Call):
        return None
    if isinstance(value.func, ast.Call):
        name = ast.unparse(value.func.func).split(".")[-1]
        return name if name[:1].isupper() else None
    name = ast.unparse(value.func).split(".")[-1]
    computed = isinstance(node, ast.Expr) and ast.unparse(value.func).startswith(("keras.activations.", "keras.ops."))
    return name if name in ("Model", "Input") or computed else None


def _read_after(tree: ast.AST, name: str, line: int) -> bool:
    return any(
        isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load) and node.lineno > line
        for node in ast.walk(tree)
    ) or _in_a_loop(tree, line)


def _in_a_loop(tree: ast.AST, line: int) -> bool:
    loops = (node for node in ast.walk(tree) if isinstance(node, ast.For | ast.While))
    return any(loop.lineno < line <= (loop.end_lineno or line) for loop in loops)


def _next_read(node: ast.stmt) -> str:
    """The name under which the lines around go on: what the line itself reads."""
    value = getattr(node, "value", None)
    argument = next(iter(getattr(value, "args", ())), None)
    return argument.id if isinstance(argument, ast.Name) else "a name"


def swallowing_try(tree: ast.AST | None) -> ast.Try | None:
    """A `try` whose `except` goes on as if nothing had happened."""
    if tree is None:
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.Try) and any(not _raises(handler) for handler in node.handlers):
            return node
    return None


def _raises(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def never_called(tree: ast.Module, besides: set[str]) -> str | None:
    """A function of the answer's own that nothing calls."""
    defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name not in besides]
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return next((name for name in defined if name not in read), None)
