"""What a challenge asks for: the names that its solution makes."""

import ast
from functools import cache

# Methods that a solution calls for what they do to a model, not for what they return.
_CHANGING = frozenset(["compile", "fit"])


@cache
def targets_of(solution: str) -> tuple[str, ...]:
    r"""The names a solution makes at its top level, in order: what a challenge asks for.

    Examples
    --------
    >>> targets_of("x = 1\nfor i in range(3):\n    x += i\ndef f():\n    y = 2")
    ('x', 'f')
    >>> targets_of("model.compile(loss='mse')")
    ('model',)
    """
    found: list[str] = []
    for node in ast.parse(solution).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [
                name.id
                for target in targets
                for name in ast.walk(target)
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
            ]
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            called = node.value.func
            if isinstance(called, ast.Attribute) and called.attr in _CHANGING and isinstance(called.value, ast.Name):
                found.append(called.value.id)
    return tuple(dict.fromkeys(name for name in found if not name.startswith("_")))


def same_targets(solution: str, other: str) -> bool:
    """Whether a solution makes what another one does, and so can be used for it.

    Several solutions of one challenge are ways to the same result, or, in some lessons, answers to its parts.

    Examples
    --------
    >>> same_targets("t = a + b; x = t", "x = sum([a, b])"), same_targets("x = 1", "y = 2")
    (True, False)
    """
    try:
        return set(targets_of(other)) <= set(targets_of(solution))
    except SyntaxError:
        return False
