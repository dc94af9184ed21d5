"""What a first cell brings along from other episodes, with `catch_up("…")`."""

import ast

from lesson_utils.episodes.course import course
from lesson_utils.episodes.targets import targets_of


def caught_up_in(statement: ast.stmt) -> str:
    """The id of the challenge that a statement catches up with; empty for any other statement.

    Examples
    --------
    >>> caught_up_in(ast.parse('catch_up("create-model-intro")').body[0])
    'create-model-intro'
    """
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id != "catch_up":
        return ""
    return next((str(one.value) for one in call.args if isinstance(one, ast.Constant)), "")


def names_brought(statement: ast.stmt) -> frozenset[str]:
    """The names that exist after a statement which catches up: those of its challenge and of the ones before it."""
    challenge_id = caught_up_in(statement)
    for episode in course():
        for challenge in episode.challenges:
            if challenge.id == challenge_id:
                before = episode.challenges[: challenge.number]
                return frozenset(name for one in before for name in targets_of(one.solution or ""))
    return frozenset()
