"""The difference by itself, when nothing in the answer's lines explains it better."""

import ast

from lesson_utils.checking.facts.calls import arguments_of, name_called, resolve
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.wiring import layer_calls
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.differs.reasons import reason_for
from lesson_utils.checking.rules.rule import Rule, Stage, rule

# How an input can differ.
INPUTS: tuple[str, ...] = ("wrong-input-shape", "input-channels-first", "input-too-long", "input-counts-images")
INPUTS += ("input-grey", "input-without-channels", "input-without-height", "input-flattened", "input-left-open")
_LAST_COUNTS = "Your cell holds several attempts; the last one counts."


@rule(Stage.DIFFERS, "wrong-value")
def wrong_value(case: Differing) -> Finding | None:
    """A setting with another value than the task asks for; where the number may come from is told too."""
    if case.label != "wrong-value" or case.answer.tree is None:
        return None
    setting, variables = case.values["setting"], case.answer.variables
    given = {name for call in case.expected_calls for name in arguments_of(call, resolve(call.func, variables))}
    reason = reason_for(setting, case.values["found"], case.values["expected"], case.answer.episode)
    default = "" if setting in given else f"Leave `{setting}` out."
    note = reason or default or _several_attempts(case)
    return case.difference.finding.but(default=setting not in given, note=note)


@rule(Stage.DIFFERS, "wrong-layer", "operation-for-layer")
def wrong_layer(case: Differing) -> Finding | None:
    """Another layer than the task asks for, with the line in which it stands where there is only one."""
    if case.label not in ("wrong-layer", "operation-for-layer"):
        return None
    lines = {call.lineno for call in case.calls if _class_called(call, case) == case.values["found"]}
    line = lines.pop() if len(lines) == 1 and len(layer_calls(case.tree)) > 1 else 0
    note = _several_attempts(case) if case.label == "wrong-layer" else ""
    return case.difference.finding.but(line=line, note=note)


def _class_called(call: ast.Call, case: Differing) -> str:
    return getattr(resolve(call.func, case.answer.variables), "__name__", name_called(call))


@rule(Stage.DIFFERS, "wrong-input")
def wrong_input(case: Differing) -> Finding | None:
    """A layer that reads something of another shape than the step before has."""
    asked = layer_calls(case.answer.solution)
    if case.label != "wrong-input" or case.answer.tree is None or len(asked) != 1:
        return None
    return case.difference.finding.but(note=f"That is in `{asked[0].reads}`.")


def _several_attempts(case: Differing) -> str:
    """A note for a cell with more than one attempt at the one layer that is asked for."""
    return _LAST_COUNTS if len(layer_calls(case.answer.solution)) == 1 < len(case.attempts) else ""


def _as_found(meaning: str, *labels: str, explains_itself: bool = False) -> Rule[Differing]:
    """A rule that tells differences with these labels as they were found."""

    def as_found(case: Differing) -> Finding | None:
        return case.difference.finding if case.label in labels else None

    as_found.__doc__ = meaning
    return rule(Stage.DIFFERS, *labels, explains_itself=explains_itself)(as_found)


slips = _as_found(
    "A layer or model where its result should be, an activation left out.",
    *("layer-class-stored", "layer-not-called", "model-not-tensor", "missing-activation"),
    explains_itself=True,  # no earlier step can have made them
)
inputs = _as_found("An input of another shape.", *INPUTS)
layers = _as_found(
    "A layer of another kind, at another place, with another setting.",
    *("wrong-value", "wrong-input", "wrong-order", "missing-layer", "extra-layer", "extra-operation", "own-layer"),
    *("unasked-setting", "branched"),
)
activations = _as_found(
    "Another activation.",
    *("wrong-activation", "own-activation", "activation-class", "activation-setting", "extra-activation"),
    "doubled-activation",
)
no_result = _as_found(
    "A value of another kind.",
    *("wrong-type", "comma-too-many", "images-stored", "only-a-shape", "shape-for-input", "layer-for-input"),
    *("model-for-input", "function-not-called", "function-for-result", "async-function", "yields", "exchanged"),
)
models = _as_found(
    "A model that is built, named, compiled or trained otherwise.",
    *("tensor-not-model", "model-not-built", "model-ends", "model-disconnected", "missing-name", "wrong-name"),
    *("not-compiled", "not-trained", "trained-inside", "wrong-optimizer", "wrong-optimizer-setting", "wrong-loss"),
    *(
        "wrong-loss-setting",
        "wrong-metric",
        "wrong-metric-settings",
        "missing-metric",
        "extra-metric",
        "metric-as-loss",
    ),
    "metrics-as-weights",
)
trainings = _as_found(
    "A training with other epochs or data.",
    *("not-validated", "validated-rarely", "wrong-epochs", "wrong-steps", "not-recorded"),
)
functions = _as_found(
    "A function with other parameters, or that returns something else.",
    *("model-not-function", "not-a-function", "parameters-swapped", "missing-parameter", "unexpected-parameter"),
    *("extra-parameter", "never-ends", "too-large", "prints-instead", "returns-nothing", "returns-other", "no-return"),
    *("same-model", "shared-layers", "outer-tensors", "changes-argument", "no-probe", "returns-other-kind"),
    *("returns-wrong", "returns-wrong-shape", "returns-wrong-numbers", "returns-other-order", "returns-in-pairs"),
    *("returns-other-number", "returns-one"),
)
arrays = _as_found(
    "An array of another shape or kind, or with other numbers.",
    *("wrong-shape", "extra-first-axis", "extra-last-axis", "not-one-hot", "one-hot-too-many", "wrong-dtype"),
    *("wrong-number-of-rows", "not-divided", "divided-twice", "other-scale", "holds-nan", "rows-in-other-order"),
    "other-range",
    *("all-numbers-differ", "some-numbers-differ", "wrong-numbers"),
)
values = _as_found(
    "Another number, text, list, dictionary or table.",
    *("wrong-result", "wrong-item", "wrong-length", "other-order", "other-case", "other-key", "missing-key"),
    *("extra-key", "other-columns", "missing-columns", "extra-columns", "wrong-setting", "cannot-compare"),
)
