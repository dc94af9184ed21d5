"""How an answer connects its layers, read from its source: `Layer(...)(this)`."""

import ast
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class LayerCall:
    """A layer called on something: its name, what it reads as written, and the line."""

    layer: str
    reads: str
    line: int


@lru_cache(maxsize=64)
def layer_calls(tree: ast.AST | None) -> tuple[LayerCall, ...]:
    """Every `Layer(...)(something)` of an answer, in the order in which Python runs them on straight code."""
    if tree is None:
        return ()
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Call)]
    calls.sort(key=lambda call: (call.lineno, call.col_offset))
    made = [call for call in calls if call.args or call.keywords]
    return tuple(LayerCall(_name_of(call), _read_by(call), call.lineno) for call in made)


def reads_start_again(tree: ast.AST | None) -> LayerCall | None:
    """A later layer that reads what the first one read, so that those in between are cut off."""
    calls = layer_calls(tree)
    if tree is None or not calls:
        return None
    if len(calls) > 1 and calls[0].reads not in _assigned_between(tree, calls[0].line, calls[-1].line):
        again = [call for call in calls[1:] if call.reads == calls[0].reads and call.line > calls[0].line]
        if again:
            return again[0]
    return first_in_a_loop(tree)


def first_in_a_loop(tree: ast.AST) -> LayerCall | None:
    """The first layer of a loop that reads in every round what was there before the loop."""
    for loop in ast.walk(tree):
        calls = layer_calls(loop) if isinstance(loop, ast.For | ast.While) else []
        if calls and calls[0].reads.isidentifier() and calls[0].reads not in _assigned_between(loop, 0, 10**9):
            return calls[0]
    return None


def reads_other(tree: ast.AST, solution: ast.AST) -> tuple[LayerCall, str] | None:
    """The only layer of an answer of one layer, and what it should read, when it reads another variable."""
    mine, theirs = layer_calls(tree), layer_calls(solution)
    if len(mine) != 1 or len(theirs) != 1 or mine[0].reads == theirs[0].reads:
        return None
    made_here = _assigned_between(tree, 0, mine[0].line)
    plain = mine[0].reads.isidentifier() and theirs[0].reads.isidentifier()
    return (mine[0], theirs[0].reads) if plain and mine[0].reads not in made_here else None


def starts_late(tree: ast.AST | None, solution: ast.AST) -> tuple[str, str] | None:
    """What the first layer reads and what it should read, when an answer of several layers begins elsewhere."""
    mine, theirs = layer_calls(tree), layer_calls(solution)
    if len(theirs) < 2 or not mine or mine[0].reads == theirs[0].reads or mine[0].reads != theirs[1].reads:
        return None
    if tree is not None and mine[0].reads in _assigned_between(tree, 0, mine[0].line):
        return None
    return mine[0].reads, theirs[0].reads


def model_starts_late(tree: ast.AST) -> str | None:
    """The name given to `Model` as `inputs` when the answer made it with something else than `Input`."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] == "Model":
            start = next(
                (one.value for one in call.keywords if one.arg == "inputs"), call.args[0] if call.args else None
            )
            made = [
                node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Assign)
                and isinstance(start, ast.Name)
                and start.id in map(ast.unparse, node.targets)
            ]
            if made and not any(isinstance(one, ast.Call) and "Input" in ast.unparse(one.func) for one in made):
                return ast.unparse(start) if start is not None else None
    return None


def model_ends_early(tree: ast.AST) -> tuple[str, str, str] | None:
    """What is given to `Model` as `outputs`, and the name and the layer of a later result that nothing reads."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or ast.unparse(call.func).split(".")[-1] != "Model":
            continue
        end = next((one.value for one in call.keywords if one.arg == "outputs"), [*call.args, None, None][1])
        made = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and layer_calls(node.value) and node.lineno < call.lineno
        ]
        last = max(made, key=lambda node: node.lineno, default=None)
        if last is not None and isinstance(end, ast.Name) and end.id not in map(ast.unparse, last.targets):
            return end.id, ast.unparse(last.targets[0]), layer_calls(last.value)[-1].layer
    return None


def model_ends_swapped(tree: ast.AST) -> str | None:
    """The name given to `Model` as `inputs` when the last layer's result is stored there."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or ast.unparse(call.func).split(".")[-1] != "Model":
            continue
        start = next((one.value for one in call.keywords if one.arg == "inputs"), [*call.args, None][0])
        made = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and layer_calls(node.value) and node.lineno < call.lineno
        ]
        last = max(made, key=lambda node: node.lineno, default=None)
        if last is not None and isinstance(start, ast.Name) and start.id in map(ast.unparse, last.targets):
            return start.id
    return None


def _assigned_between(tree: ast.AST, first: int, last: int) -> set[str]:
    """The names that lines store something in; a function's parameters are such names too."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Name | ast.arg) and first <= node.lineno < last]
    return {
        node.arg if isinstance(node, ast.arg) else node.id
        for node in nodes
        if isinstance(node, ast.arg) or isinstance(node.ctx, ast.Store)
    }


def _name_of(call: ast.Call) -> str:
    assert isinstance(call.func, ast.Call)
    return ast.unparse(call.func.func).split(".")[-1]


def _read_by(call: ast.Call) -> str:
    return ast.unparse(call.args[0] if call.args else call.keywords[0].value)
