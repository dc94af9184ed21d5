"""A layer too many, or the wrong one: told by the line that adds it."""

import ast

from lesson_utils.checking.comparing.kinds import is_layer_class
from lesson_utils.checking.facts.calls import name_called, resolve
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.statements import nodes_of
from lesson_utils.checking.facts.wiring import layer_calls
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.DIFFERS, "sign-between")
def sign_between_brackets(case: Differing) -> Finding | None:
    """`Dense(10) * (x)`."""
    for node in nodes_of(case.tree, ast.BinOp) if case.label in ("operation-for-layer", "wrong-layer") else ():
        left = node.left
        if isinstance(left, ast.Call) and is_layer_class(resolve(left.func, case.answer.variables)):
            sign = ast.unparse(node)[len(ast.unparse(left)) :].strip().split(" ")[0]
            return Finding("sign-between", layer=name_called(left), found=sign)
    return None


@rule(Stage.DIFFERS, "two-attempts")
def two_attempts(case: Differing) -> Finding | None:
    """Two attempts at the one layer that is asked for, one on top of the other."""
    lines = _lines_with_the_layer(case)
    single = len(layer_calls(case.answer.solution)) == 1 == case.values.get("back")
    if not (lines and single and len(set(lines)) == len(case.attempts) == 2):
        return None
    return Finding("two-attempts", layer=case.values["layer"], line=lines[0], later=lines[1])


@rule(Stage.DIFFERS, "extra-round")
def a_round_too_many(case: Differing) -> Finding | None:
    """A loop that runs too often adds the layer."""
    lines = _lines_with_the_layer(case)
    for loop in (statement for statement in case.answer.statements if isinstance(statement.node, ast.For | ast.While)):
        if any(loop.line < line and loop.covers(line) for line in lines):
            return Finding("extra-round", layer=case.values["layer"], line=loop.line)
    return None


@rule(Stage.DIFFERS, "extra-layer")
def extra_layer_in_a_line(case: Differing) -> Finding | None:
    """The line that adds the layer too many, where each such layer has one of its own."""
    lines = _lines_with_the_layer(case)
    back = case.values.get("back", 0)  # how many of its kind come after it
    return case.difference.finding.but(line=lines[-1 - back]) if back < len(lines) == len(set(lines)) else None


def _lines_with_the_layer(case: Differing) -> list[int]:
    """The lines that make a layer of the kind that is one too many."""
    if case.label != "extra-layer":
        return []
    kind = case.values["layer"]
    made = (call for call in case.calls if not isinstance(call.func, ast.Call))
    return [call.lineno for call in made if kind in (_class_called(call, case), name_called(call))]


def _class_called(call: ast.Call, case: Differing) -> str:
    return getattr(resolve(call.func, case.answer.variables), "__name__", "")
