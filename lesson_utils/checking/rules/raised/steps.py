"""A name that this challenge, an earlier one or the first cell should have made."""

import ast

from lesson_utils.checking.facts.lost import lost_result
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.facts.source import names_bound, names_stored, targets_of
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.episodes import names_brought


@rule(Stage.RAISED, "function-not-defined")
def function_not_defined(raised: Raised) -> Finding | None:
    """The function that the task asks for is called and nowhere defined."""
    name, answer = raised.unknown_name, raised.answer
    defines = any(isinstance(node, ast.FunctionDef) for node in answer.solution.body)
    return Finding("function-not-defined", name=name) if defines and name in answer.targets else None


@rule(Stage.RAISED, "target-read")
def target_read(raised: Raised) -> Finding | None:
    """The layer reads the very name that it is to make."""
    name, answer = raised.unknown_name, raised.answer
    if name not in answer.targets or name in answer.needed:
        return None
    needed = sorted(answer.needed - {"keras"})
    return Finding("target-read", name=name, needed=needed[0] if needed else "keras")


@rule(Stage.RAISED, "deleted", explains_itself=True)
def deleted_here(raised: Raised) -> Finding | None:
    """`del x` in the answer itself, of what an earlier challenge made."""
    name = raised.unknown_name
    if _earlier_maker(name, raised) is None:
        return None
    for statement in raised.statements:
        if isinstance(statement.node, ast.Delete) and name in map(ast.unparse, statement.node.targets):
            return Finding("deleted", name=name, line=statement.line)
    return None


@rule(Stage.RAISED, "line-not-stored", "line-stored-aside")
def lost_in_a_function(raised: Raised) -> Finding | None:
    """A function of the answer's own loses a result, and reads a name of the cells above that is not there."""
    inside = raised.function and _earlier_maker(raised.unknown_name, raised) is not None
    return lost_result(raised.tree, kept=names_bound(raised.answer.solution)) if inside else None


@rule(Stage.RAISED, "local-not-made")
def local_not_made(raised: Raised) -> Finding | None:
    """A function reads what only the cells above would make."""
    name = raised.unknown_name
    inside = raised.function and _earlier_maker(name, raised) is not None
    return Finding("local-not-made", name=name, function=raised.function) if inside else None


@rule(Stage.RAISED, "earlier-not-run")
def earlier_not_run(raised: Raised) -> Finding | None:
    """An earlier challenge makes it: its cell has not run."""
    name = raised.unknown_name
    maker = _earlier_maker(name, raised)
    return Finding("earlier-not-run", Status.EARLIER_STEP, name=name, challenge=maker) if maker else None


def _earlier_maker(name: str, raised: Raised) -> str | None:
    """The nearest earlier challenge whose solution makes a name."""
    answer = raised.answer
    earlier = [other for other in answer.episode.challenges if other.number < answer.challenge.number]
    return next((challenge.id for challenge in reversed(earlier) if name in targets_of(challenge.solution or "")), None)


@rule(Stage.RAISED, "first-cell-not-run")
def first_cell_not_run(raised: Raised) -> Finding | None:
    """The episode's first cell makes it."""
    name, episode = raised.unknown_name, raised.answer.episode
    first_cell = ast.parse(episode.setup or "import keras")
    brought = {one for statement in first_cell.body for one in names_brought(statement)}
    made = name in episode.given or name in names_stored(first_cell) | brought
    return Finding("first-cell-not-run", Status.EARLIER_STEP, name=name) if made else None
