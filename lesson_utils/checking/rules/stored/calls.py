"""Lines that call something of the answer's own and store nothing."""

import ast
import inspect

from lesson_utils.checking.comparing.kinds import is_layer
from lesson_utils.checking.facts.calls import Variables
from lesson_utils.checking.facts.functions import silent_function
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.findings import Finding


def unstored_call(name: str, tree: ast.Module, variables: Variables) -> Finding | None:
    """The finding for a line that calls the answer's own function or layer by its name and stores nothing.

    Parameters
    ----------
    name : str
        Under which the result should have been stored.
    """
    for node in tree.body:
        call = node.value if isinstance(node, ast.Expr) else None
        called = call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""
        made = variables.get(called) if called in names_bound(tree) else None
        if inspect.isfunction(made) and silent_function(called, tree):
            return Finding("own-returns-nothing", name=name, found=called)
        if is_layer(made) or inspect.isfunction(made):
            return Finding("call-not-stored", line=node.lineno, found=called, name=name)
    return None
