"""Models that were to be loaded, and predictions: told from the numbers that the learner's own model makes."""

import ast
from collections.abc import Iterator
from typing import Any

from lesson_utils.checking.comparing.kinds import is_model
from lesson_utils.checking.comparing.models import same_weights
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import calls_of, name_called, path_in
from lesson_utils.checking.facts.methods import held, is_known, method_calls, same_data
from lesson_utils.checking.facts.statements import statements_of
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.checking.running.isolation import untouched
from lesson_utils.checking.running.limits import TookTooLong, within_limits


@rule(Stage.DONE, "not-loaded", "other-file", explains_itself=True)
def not_loaded(answer: Answer) -> Finding | None:
    """A fresh model of the right layers, where the saved one was to be loaded: its weights are others."""
    for name, call in _stored_calls(answer):
        found: Any = answer.variables.get(name)
        expected: Any = answer.reference.namespace.get(name)
        if name_called(call) != "load_model" or not (is_model(found) and is_model(expected)):
            continue
        if not same_weights(found, expected):
            paths = [path for one in calls_of(answer.tree or answer.solution) if (path := path_in(one))]
            if paths and path_in(call) not in paths:
                return Finding("other-file", function="load_model", found=paths[0], expected=path_in(call))
            return Finding("not-loaded", name=name, expected=ast.unparse(call))
    return None


@rule(Stage.DONE, "data-worked-on", explains_itself=True)
def data_worked_on(answer: Answer) -> Finding | None:
    """`predict(test_images / 255)`: the first cell has scaled them."""
    for call in method_calls(answer):
        given, wanted = call.arguments.get("x"), call.expected_arguments.get("x")
        if call.method != "predict" or not isinstance(given, ast.BinOp) or not isinstance(wanted, ast.Name):
            continue
        if wanted.id in {node.id for node in ast.walk(given) if isinstance(node, ast.Name)}:
            return Finding("data-worked-on", function=call.method, found=ast.unparse(given), expected=wanted.id)
    return None


@rule(Stage.DONE, "given-overwritten", explains_itself=True)
def given_overwritten(answer: Answer) -> Finding | None:
    """`test_images = test_images / 255` before `predict(test_images)`: no longer what the first cell has prepared."""
    given = [one for call in method_calls(answer) for one in call.expected_arguments.values()]
    used = {one.id for one in given if isinstance(one, ast.Name)}
    for statement in answer.statements:
        for name in sorted(used & statement.stores - set(answer.targets)) if not statement.inside else ():
            before, now = (answer.before or {}).get(name), answer.variables.get(name)
            in_place = isinstance(statement.node, ast.AugAssign)
            if in_place or (type(now).__module__ == "numpy" and not same_data(before, now)):
                return Finding("given-overwritten", name=name, line=statement.line)
    return None


@rule(Stage.DONE, "other-predictions", explains_itself=True)
def other_predictions(answer: Answer) -> Finding | None:
    """`predictions` that are not what the model makes of the images: changed since, or another model's."""
    for name, call in _stored_calls(answer):
        if name_called(call) != "predict" or not call.args:
            continue
        model = held(call.func.value, answer)  # type: ignore[attr-defined]
        data, found = held(call.args[0], answer), answer.variables.get(name)
        if is_known(model, data) and is_model(model) and _differ(found, model, data):
            return Finding("other-predictions", name=name, expected=ast.unparse(call))
    return None


def _stored_calls(answer: Answer) -> Iterator[tuple[str, ast.Call]]:
    """The solution's lines of the form `name = something(...)`."""
    for statement in statements_of(answer.solution):
        if isinstance(statement.target, ast.Name) and isinstance(statement.value, ast.Call):
            yield statement.target.id, statement.value


def _differ(found: Any, model: Any, data: Any) -> bool:
    """Whether some rows of the predictions are not what the model makes of the same images."""
    try:
        rows = sorted({0, len(data) // 2, len(data) - 1})
        with untouched():
            made = within_limits(lambda: model(data[rows]).numpy())
        return bool(abs(made - found[rows]).max() > 1e-3 * max(abs(made).max(), 1e-6))
    except (Exception, TookTooLong):  # noqa: BLE001 - no array, or a model that takes something else
        return False
