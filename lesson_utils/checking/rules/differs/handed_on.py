"""A function with an argument that does not reach the layer it is for: whatever is asked for, the same is built."""

from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.handed import HandedOn, handed_on, handed_too_far, not_handed_on
from lesson_utils.checking.findings import Finding, LayerRef
from lesson_utils.checking.rules.rule import Stage, rule

_LABELS = frozenset(["wrong-value", "wrong-activation", "missing-activation", "activation-class", "linear-activation"])


@rule(Stage.DIFFERS, "argument-left-out", explains_itself=True)
def argument_left_out(case: Differing) -> Finding | None:
    """A layer without the setting that the function's argument is for."""
    handed = _handed(case) if case.label == "missing-activation" else None
    if handed is None or not handed.parameter or handed.given is not None:
        return None
    return Finding("argument-left-out", setting=handed.setting, parameter=handed.parameter, layer=case.values["layer"])


@rule(Stage.DIFFERS, "argument-not-passed", "argument-overwritten", "quoted-name", explains_itself=True)
def argument_not_passed(case: Differing) -> Finding | None:
    """`Dropout(rate=0.5)` where the function takes the rate as its argument."""
    handed = _handed(case)
    return not_handed_on(handed, case.values["layer"]) if handed is not None else None


@rule(Stage.DIFFERS, "argument-changed", explains_itself=True)
def argument_changed(case: Differing) -> Finding | None:
    """`Dropout(rate=1 - dropout_rate)`: told by what comes of the argument that the checker has tried."""
    handed = _handed(case)
    if handed is None or not handed.parameter or "found" not in case.values:
        return None
    told = {name: case.values[name] for name in ("layer", "found", "expected")}
    return Finding("argument-changed", setting=handed.setting, parameter=handed.parameter, **told)


@rule(Stage.DIFFERS, "argument-too-far", explains_itself=True)
def argument_too_far(case: Differing) -> Finding | None:
    """The output layer, too, gets the activation that is varied."""
    handed = _handed(case)
    return handed_too_far(handed, case.values["layer"]) if handed is not None else None


def _handed(case: Differing) -> HandedOn | None:
    layer = case.values.get("layer")
    if case.label not in _LABELS or not isinstance(layer, LayerRef):
        return None
    setting = case.values.get("setting", "activation")
    answer = case.answer
    return handed_on(case.name, layer.name, layer.ordinal, setting, case.tree, answer.solution, answer.variables)
