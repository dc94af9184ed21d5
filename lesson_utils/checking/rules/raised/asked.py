"""What a model is asked for: another method than the task's, and what it is given besides."""

import ast

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import calls_of, name_called
from lesson_utils.checking.facts.methods import method_calls
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.facts.statements import statements_of
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule

_USED = frozenset(["predict", "argmax", "argmin", "evaluate", "fit"])
_PAIRS = (("evaluate", "predict"), ("predict", "evaluate"))


@rule(Stage.RAISED, "evaluate-for-predict", "predict-for-evaluate", explains_itself=True)
def evaluate_for_predict(raised: Raised) -> Finding | None:
    """`evaluate` where the task asks for `predict`, and the other way round."""
    return another_method(raised.answer)


def another_method(answer: Answer) -> Finding | None:
    """The finding for `evaluate` where the solution calls `predict`, or `predict` where it calls `evaluate`."""
    found, expected = _methods(answer.tree), _methods(answer.solution)
    for method, wanted in _PAIRS:
        if method in found and wanted not in found and wanted in expected and method not in expected:
            label = "evaluate-for-predict" if method == "evaluate" else "predict-for-evaluate"
            return Finding(label, line=found[method])
    return None


def _methods(code: ast.AST | None) -> dict[str, int]:
    """The methods that are called, each with a line."""
    calls = calls_of(code) if code is not None else ()
    return {call.func.attr: call.lineno for call in calls if isinstance(call.func, ast.Attribute)}


@rule(Stage.RAISED, "result-worked-on", explains_itself=True)
def result_worked_on(raised: Raised) -> Finding | None:
    """`class_names[np.argmax(…)]`, `model.predict(…).argmax(axis=1)`: a result that is changed before it is stored."""
    wanted = {
        ast.unparse(one.target): name_called(one.value)
        for one in statements_of(raised.answer.solution)
        if isinstance(one.target, ast.Name) and not one.inside and isinstance(one.value, ast.Call)
    }
    for one in raised.statements:
        function = wanted.get(ast.unparse(one.target), "") if one.target is not None and not one.inside else ""
        changed = isinstance(one.value, ast.BinOp | ast.Subscript | ast.Compare) or (
            isinstance(one.value, ast.Call) and isinstance(one.value.func, ast.Attribute)
        )
        if not function or not changed or one.value is None or name_called_or_none(one.value) == function:
            continue
        if function in map(name_called, calls_of(one.value)) and function in _USED:
            return Finding("result-worked-on", name=ast.unparse(one.target), line=one.line, function=function)  # type: ignore[arg-type]
    return None


def name_called_or_none(value: ast.expr) -> str:
    """What an expression calls at its outermost; empty where it calls nothing."""
    return name_called(value) if isinstance(value, ast.Call) else ""


@rule(Stage.RAISED, "one-image", "labels-besides", "wrong-data", explains_itself=True)
def predicted_otherwise(raised: Raised) -> Finding | None:
    """`predict(test_labels)`, `predict(test_images, test_labels)`, `predict(test_images[0])`."""
    for call in method_calls(raised.answer):
        if call.method != "predict" or not call.node.lineno <= raised.line <= (call.node.end_lineno or 0):
            continue
        given, wanted = call.arguments.get("x"), call.expected_arguments.get("x")
        if given is None or wanted is None:
            continue
        found, expected = ast.unparse(given), ast.unparse(wanted)
        one = isinstance(given, ast.Subscript) and not isinstance(given.slice, ast.Slice)
        if one and ast.unparse(given.value) == expected:  # type: ignore[attr-defined]
            return Finding("one-image", found=found, expected=expected)
        if found == expected and len(call.node.args) > 1:
            return Finding("labels-besides", found=ast.unparse(call.node.args[1]), expected=expected)
        if found != expected:
            return Finding("wrong-data", function="predict", setting="x", found=found, expected=expected)
    return None
