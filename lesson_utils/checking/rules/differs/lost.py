"""Results that are elsewhere: under another name, behind a `#`, made and lost, or replaced since."""

from lesson_utils.checking.comparing.difference import Doubt
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.lost import lost_result
from lesson_utils.checking.facts.source import line_commented_out, names_bound
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.checking.rules.stored.elsewhere import result_elsewhere, stored_elsewhere
from lesson_utils.keras_internals import is_tensor


@rule(Stage.DIFFERS, "other-name", "other-name-overwrites", explains_itself=True)
def under_another_name(case: Differing) -> Finding | None:
    """Something is missing in the result, and another name holds the right one."""
    missing = case.label in ("missing-layer", "missing-activation")
    if not missing or not is_tensor(case.expected):
        return None
    other = result_elsewhere(names_bound(case.tree) - {case.name}, case.answer.variables, case.expected)
    return stored_elsewhere(other, case.name, case.answer.reference) if other else None


@rule(Stage.DIFFERS, "commented-out")
def behind_a_hash(case: Differing) -> Finding | None:
    """The line of a layer that is missing stands behind a `#`."""
    if case.label != "missing-layer":
        return None
    names, kind = names_bound(case.answer.solution), case.values["layer"].name
    line = line_commented_out(case.answer.source or "", names, kind)
    return Finding("commented-out", line=line) if line else None


@rule(Stage.DIFFERS, "line-not-stored", "line-stored-aside")
def result_lost(case: Differing) -> Finding | None:
    """A line makes a layer's result that no later line can read."""
    lost = None
    if Doubt.LOST in case.difference.doubt:
        lost = lost_result(case.tree, kept={case.name})
    if case.label in ("outer-tensors", "shared-layers"):
        lost = lost_result(case.tree, kept=names_bound(case.answer.solution))
    is_model = lost is not None and lost.values["layer"] == "Model"  # not the layer, the `return` is wrong
    return None if is_model and case.label == "missing-layer" else lost
