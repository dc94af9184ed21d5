"""Results that an answer makes and then loses: not stored, stored where no later line looks, or hidden by a `try`."""

import ast
import difflib
from collections.abc import Collection

from lesson_utils.checking.facts.statements import Statement, statements_of
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
    for statement in statements_of(tree):
        made = _made_by(statement)
        if made is not None and isinstance(statement.node, ast.Expr):
            return Finding("line-not-stored", line=statement.line, layer=made, name=wanted or _next_read(statement))
        if made is not None and wanted is None and _is_aside(statement, tree, kept):
            name = ast.unparse(statement.node.targets[0])  # type: ignore[attr-defined]
            note = _meant(name, tree)
            return Finding("line-stored-aside", line=statement.line, layer=made, name=name, note=note)
    return None


def _made_by(statement: Statement) -> str | None:
    """The layer that a statement calls on something, or "Model"; None for any other statement."""
    value, shown = statement.value, isinstance(statement.node, ast.Expr)
    if not isinstance(value, ast.Call) or not (shown or isinstance(statement.node, ast.Assign)):
        return None
    if isinstance(value.func, ast.Call):
        name = ast.unparse(value.func.func).split(".")[-1]
        return name if name[:1].isupper() else None
    whole = ast.unparse(value.func)
    computed = shown and whole.startswith(("keras.activations.", "keras.ops."))
    name = whole.split(".")[-1]
    return name if name in ("Model", "Input") or computed else None


def _is_aside(statement: Statement, tree: ast.AST | None, kept: Collection[str]) -> bool:
    """Whether an assignment stores its result where no later line looks."""
    if not isinstance(statement.node, ast.Assign) or len(statement.node.targets) > 1 or statement.loop is not None:
        return False
    name = ast.unparse(statement.node.targets[0])
    read = any(name in later.reads for later in statements_of(tree) if later.line > statement.line)
    return name.isidentifier() and name not in kept and not read


def _meant(name: str, tree: ast.AST | None) -> str:
    """A note with the name that may have been meant."""
    others = {
        other for statement in statements_of(tree) for other in (*statement.reads, *statement.stores) if other != name
    }
    close = difflib.get_close_matches(name, others, n=1, cutoff=0.85)
    return f"Did you mean `{close[0]}`?" if close else ""


def _next_read(statement: Statement) -> str:
    """The name under which the lines around go on: what the line itself reads."""
    argument = next(iter(getattr(statement.value, "args", ())), None)
    return argument.id if isinstance(argument, ast.Name) else "a name"


def swallowing_try(tree: ast.AST | None) -> ast.Try | None:
    """A `try` whose `except` goes on as if nothing had happened."""
    tries = (statement.node for statement in statements_of(tree) if isinstance(statement.node, ast.Try))
    return next((node for node in tries if not all(map(_raises, node.handlers))), None)


def _raises(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def never_called(tree: ast.Module, besides: set[str]) -> str | None:
    """A function of the answer's own that nothing calls."""
    defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name not in besides]
    read = {name for statement in statements_of(tree) for name in statement.reads}
    return next((name for name in defined if name not in read), None)
