"""How an answer connects its layers, read from its source: `Layer(...)(this)`."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lesson_utils.checking.facts.calls import calls_of, name_called
from lesson_utils.checking.facts.statements import Statement, statements_of


@dataclass(frozen=True)
class LayerCall:
    """A layer called on something: its name, what it reads as written, and the line."""

    layer: str
    reads: str
    line: int


@lru_cache(maxsize=64)
def layer_calls(tree: ast.AST | None) -> tuple[LayerCall, ...]:
    """Every `Layer(...)(something)` of an answer, in the order in which Python runs them on straight code."""
    calls = calls_of(tree) if tree is not None else ()
    made = [call for call in calls if isinstance(call.func, ast.Call) and (call.args or call.keywords)]
    return tuple(LayerCall(name_called(call), _read_by(call), call.lineno) for call in made)


def _read_by(call: ast.Call) -> str:
    return ast.unparse(call.args[0] if call.args else call.keywords[0].value)


def reads_start_again(tree: ast.AST) -> LayerCall | None:
    """A later layer that reads what the first one read, so that those in between are cut off."""
    calls = layer_calls(tree)
    if len(calls) > 1 and calls[0].reads not in _stored(statements_of(tree), calls[0].line, calls[-1].line):
        again = [call for call in calls[1:] if call.reads == calls[0].reads and call.line > calls[0].line]
        if again:
            return again[0]
    return first_in_a_loop(tree)


def first_in_a_loop(tree: ast.AST) -> LayerCall | None:
    """The first layer of a loop that reads in every round what was there before the loop."""
    for statement in statements_of(tree):
        loop = statement.node
        calls = layer_calls(loop) if isinstance(loop, ast.For | ast.While) else ()
        inside = [statement, *(inner for inner in statements_of(tree) if loop in inner.inside)]
        if calls and calls[0].reads.isidentifier() and calls[0].reads not in _stored(inside):
            return calls[0]
    return None


def reads_other(tree: ast.AST, solution: ast.AST) -> tuple[LayerCall, str] | None:
    """The only layer of an answer of one layer, and what it should read, when it reads another variable."""
    found, expected = layer_calls(tree), layer_calls(solution)
    if len(found) != 1 or len(expected) != 1 or found[0].reads == expected[0].reads:
        return None
    made_here = _stored(statements_of(tree), 0, found[0].line)
    plain = found[0].reads.isidentifier() and expected[0].reads.isidentifier()
    return (found[0], expected[0].reads) if plain and found[0].reads not in made_here else None


def starts_late(tree: ast.AST, solution: ast.AST) -> tuple[str, str] | None:
    """What the first layer reads and what it should read, when an answer of several layers begins elsewhere."""
    found, expected = layer_calls(tree), layer_calls(solution)
    if len(expected) < 2 or not found or found[0].reads == expected[0].reads or found[0].reads != expected[1].reads:
        return None
    made_here = found[0].reads in _stored(statements_of(tree), 0, found[0].line)
    return None if made_here else (found[0].reads, expected[0].reads)


def model_starts_late(tree: ast.AST) -> str | None:
    """The name given to `Model` as `inputs` when the answer made it with something else than `Input`."""
    for call in _models(tree):
        start = _end(call, "inputs", 0)
        name = ast.unparse(start) if isinstance(start, ast.Name) else ""
        made = [statement.value for statement in statements_of(tree) if name and statement.assigns(name)]
        if made and not any(isinstance(value, ast.Call) and "Input" in ast.unparse(value.func) for value in made):
            return name
    return None


def model_ends_early(tree: ast.AST) -> tuple[str, str, str] | None:
    """What is given to `Model` as `outputs`, and the name and the layer of a later result that nothing reads."""
    for call in _models(tree):
        end, last = _end(call, "outputs", 1), _last_result(tree, call)
        if last is not None and isinstance(end, ast.Name) and not last.assigns(end.id):
            return end.id, ast.unparse(last.target), layer_calls(last.value)[-1].layer  # type: ignore[arg-type]
    return None


def model_ends_swapped(tree: ast.AST) -> str | None:
    """The name given to `Model` as `inputs` when the last layer's result is stored there."""
    for call in _models(tree):
        start, last = _end(call, "inputs", 0), _last_result(tree, call)
        if last is not None and isinstance(start, ast.Name) and last.assigns(start.id):
            return start.id
    return None


def _models(tree: ast.AST) -> list[ast.Call]:
    return [call for call in calls_of(tree) if ast.unparse(call.func).split(".")[-1] == "Model"]


def _end(call: ast.Call, setting: str, place: int) -> ast.expr | None:
    """What a model is given as its beginning or end."""
    by_name = next((keyword.value for keyword in call.keywords if keyword.arg == setting), None)
    return by_name or next(iter(call.args[place : place + 1]), None)


def _last_result(tree: ast.AST, call: ast.Call) -> Statement | None:
    """The last assignment of a layer's result above a call."""
    above = (
        statement
        for statement in statements_of(tree)
        if isinstance(statement.node, ast.Assign) and statement.line < call.lineno
    )
    return max(
        (statement for statement in above if layer_calls(statement.value)),
        key=lambda statement: statement.line,
        default=None,
    )


def _stored(statements: Iterable[Statement], first: int = 0, last: int = 10**9) -> set[str]:
    """The names in which lines from `first` on, and before `last`, store something."""
    return {name for statement in statements if first <= statement.line < last for name in statement.stores}
