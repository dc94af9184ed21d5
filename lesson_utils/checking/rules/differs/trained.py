"""Another number of epochs or batches, told by what `fit` was given."""

import ast
from collections.abc import Mapping
from itertools import combinations

from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.methods import MethodCall, method_calls
from lesson_utils.checking.facts.statements import statements_of
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.done import rehearsed, training
from lesson_utils.checking.rules.rule import Stage, rule

_COUNTED = ("wrong-steps", "wrong-epochs", "validated-rarely")
# What changes the number of epochs or batches, or how often it is validated.
_SETTINGS: tuple[str, ...] = ("epochs", "batch_size", "steps_per_epoch", "initial_epoch")
_SETTINGS += ("validation_freq", "validation_split", "callbacks")


@rule(Stage.DIFFERS, "fit-in-a-loop", explains_itself=True)
def fit_in_a_loop(case: Differing) -> Finding | None:
    """`for epoch in range(10): history = model.fit(…, epochs=1)`."""
    if case.label not in _COUNTED or any(one.loop for one in statements_of(case.answer.solution)):
        return None
    for statement in statements_of(case.tree):
        if statement.loop is not None and statement.assigns(case.name):
            return Finding("fit-in-a-loop", name=case.name, line=statement.loop.lineno)
    return None


@rule(Stage.DIFFERS, "values-swapped", explains_itself=True)
def values_swapped(case: Differing) -> Finding | None:
    """`epochs=32, batch_size=10`."""
    for call in method_calls(case.answer) if case.label in _COUNTED else ():
        for one, other in combinations(_SETTINGS, 2) if call.method == "fit" else ():
            found, expected = (_numbers(side, one, other) for side in (call.arguments, call.expected_arguments))
            if len(found) == 2 and found == expected[::-1] != expected:
                told = {"one": one, "other": other, "found": found[0], "found_other": found[1]}
                return Finding("values-swapped", layer="`fit`", **told)
    return None


def _numbers(arguments: Mapping[str, ast.expr], *settings: str) -> list[object]:
    given = (arguments.get(setting) for setting in settings)
    return [one.value for one in given if isinstance(one, ast.Constant)]


@rule(Stage.DIFFERS, "fit-setting", "fit-setting-too-many", explains_itself=True)
def fit_setting(case: Differing) -> Finding | None:
    """`batch_size=64` where 32 is asked for, `steps_per_epoch=32` where nothing is."""
    for call in method_calls(case.answer) if case.label in _COUNTED else ():
        for setting in _SETTINGS if call.method == "fit" else ():
            if finding := _compare(call, setting, case):
                return finding
    return None


@rule(Stage.DIFFERS, "wrong-data", "part-of-data", "changed-data", explains_itself=True)
def other_data(case: Differing) -> Finding | None:
    """Another number of batches, since other images were trained with."""
    return rehearsed.other_data(case.answer) if case.label == "wrong-steps" else None


@rule(Stage.DIFFERS, "other-model-used", explains_itself=True)
def another_trained(case: Differing) -> Finding | None:
    """`history_dropout = model_intro.fit(…)`: the model of this name has learned nothing, since another has."""
    return training.other_model(case.answer) if case.label == "not-trained" else None


@rule(Stage.DIFFERS, "more-data", explains_itself=True)
def more_data(case: Differing) -> Finding | None:
    """`np.concatenate([train_images, val_images])`: more batches, since more images were trained with."""
    trainings = case.answer.trainings
    for found, expected in trainings.pairs("fit") if case.label == "wrong-steps" and trainings is not None else ():
        sizes = [len(one.x) if hasattr(one.x, "shape") else 0 for one in (found, expected)]
        if sizes[0] > sizes[1] > 0:
            name = trainings.name_of(expected.x)  # type: ignore[union-attr]
            return Finding("more-data", found=sizes[0], expected=sizes[1], name=name or "x")
    return None


def _compare(call: MethodCall, setting: str, case: Differing) -> Finding | None:
    found, expected = (one.get(setting) for one in (call.arguments, call.expected_arguments))
    if found is None:
        return None
    if expected is None:
        return Finding("fit-setting-too-many", setting=setting, name=case.name)
    if isinstance(expected, ast.Constant) and isinstance(found, ast.Constant) and found.value != expected.value:
        return Finding("fit-setting", setting=setting, found=ast.unparse(found), expected=ast.unparse(expected))
    return None
