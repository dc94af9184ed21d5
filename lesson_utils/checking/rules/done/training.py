"""With which data and which model something was trained, measured or predicted: read where the cell names them."""

import ast
from typing import Any

from lesson_utils.checking.comparing.kinds import is_model
from lesson_utils.checking.comparing.models import same_weights
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.methods import MethodCall, are_other_data, held, is_known, method_calls
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.DONE, "other-model-used", explains_itself=True)
def other_model(answer: Answer) -> Finding | None:
    """`model_b.fit(…)` where the task asks for another model."""
    for call in method_calls(answer):
        found, expected = held(call.owner, answer), held(call.expected_owner, answer)
        if found is not expected and is_known(found, expected) and not _is_a_copy(found, expected):
            owners = {"found": ast.unparse(call.owner), "expected": ast.unparse(call.expected_owner)}
            return Finding("other-model-used", function=call.method, **owners)
    return None


@rule(Stage.DONE, "wrong-data", explains_itself=True)
def wrong_data(answer: Answer) -> Finding | None:
    """`predict(train_images)`; of a training only where it cannot be rehearsed, which tells more."""
    for call in method_calls(answer):
        if call.method != "predict" and answer.trainings is not None:
            continue
        for setting, expected in call.expected_arguments.items():
            found = call.arguments.get(setting)
            if are_other_data(found, expected, answer):
                values = {"found": ast.unparse(found), "expected": ast.unparse(expected)}  # type: ignore[arg-type]
                return Finding("wrong-data", function=call.method, setting=setting, **values)
    return None


@rule(Stage.DONE, "split-for-data", explains_itself=True)
def split_for_data(answer: Answer) -> Finding | None:
    """`validation_split=0.2` where there are validation data."""
    for call in method_calls(answer):
        if "validation_split" in call.arguments and _lacks(call, "validation_data"):
            return Finding("split-for-data", expected=ast.unparse(call.expected_arguments["validation_data"]))
    return None


def _is_a_copy(found: Any, expected: Any) -> bool:
    """Whether a model is the other one, loaded from its file."""
    return is_model(found) and is_model(expected) and same_weights(found, expected)


def _lacks(call: MethodCall, setting: str) -> bool:
    return setting in call.expected_arguments and setting not in call.arguments
