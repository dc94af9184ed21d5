"""Of all the calls in an answer that raised: which cannot be right, whatever the exception said?"""

import ast

from lesson_utils.checking.facts.calls import Variables, calls_of
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised import connections, positions, settings


def suspicious_call(tree: ast.AST, variables: Variables, line: int, solution: ast.AST) -> Finding | None:
    """The finding for the first call that cannot be right.

    Parameters
    ----------
    variables : mapping
        The variables as they were when the exception arose.
    line : int
        Where it arose; calls elsewhere did their work and are not looked at. 0 when nobody knows: all are looked at.
    solution : ast.AST
        The published solution, whose calls the answer's are held against in the end.
    """
    subscripted = connections.square_brackets(tree, variables, line)
    if subscripted is not None:
        return subscripted
    there = [call for call in calls_of(tree) if not line or call.lineno <= line <= (call.end_lineno or call.lineno)]
    for call in there:
        finding = _look_at(call, variables, solution)
        if finding is not None:
            return _in_this_cell(finding, tree, call, variables, solution)
    reused = (connections.used_twice(call, variables, tree) for call in there)
    compared = (settings.against_solution(call, variables, tree, solution) for call in there)
    reused_first = next((finding for finding in reused if finding is not None), None)
    if reused_first is not None:
        return reused_first
    return next((finding for finding in compared if finding is not None), None)


def _look_at(call: ast.Call, variables: Variables, solution: ast.AST) -> Finding | None:
    return (
        settings.shape_of_input(call, variables)
        or connections.bracket_too_late(call, variables)
        or connections.setting_behind_brackets(call, variables)
        or settings.module_called(call, variables)
        or connections.tensor_called(call, variables)
        or connections.function_of_numbers(call, variables)
        or connections.method_of_tensor(call, variables, solution)
        or connections.input_among_settings(call, variables)
        or settings.names_of_arguments(call, variables, solution)
        or settings.given_twice(call, variables)
        or positions.places_of_arguments(call, variables, solution)
        or settings.whole_numbers(call, variables)
        or settings.activations(call, variables, solution)
        or settings.missing_argument(call, variables)
        or connections.second_brackets(call, variables)
        or connections.model_ends(call, variables)
    )


def _in_this_cell(finding: Finding, tree: ast.AST, call: ast.Call, variables: Variables, solution: ast.AST) -> Finding:
    """What this very cell did above the call explains more than the call alone."""
    if finding.label == "called-on-layer":
        finding.values["line"] = call.lineno
        return connections.where_not_connected(tree, finding, variables)
    if finding.label != "wrong-rank":
        return finding
    stored = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.lineno < call.lineno
    }
    if finding.values["name"] in stored:  # flattened in this cell: a matter of order, not of cells run out of order
        above = [one for one in calls_of(tree) if one.lineno < call.lineno and isinstance(one.func, ast.Call)]
        other = _other_layer(above[-1], variables, solution) if above else None
        if other is not None:
            other.values["line"] = above[-1].lineno
            return other
        finding.label = "flat-too-early"
        return finding
    return _other_layer(call, variables, solution) or finding


def _other_layer(call: ast.Call, variables: Variables, solution: ast.AST) -> Finding | None:
    return settings.other_layer(call.func if isinstance(call.func, ast.Call) else call, variables, solution)
