"""The right layers, connected otherwise: told by what each line reads."""

from lesson_utils.checking.comparing.difference import Doubt
from lesson_utils.checking.facts import wiring
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.wiring import layer_calls
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised.model_ends import any_new_input
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.DIFFERS, "own-input", "remade-input", "stale-input")
def other_input(case: Differing) -> Finding | None:
    """The right layers, on another input than the learner's variable holds now."""
    return case.difference.finding if case.label in other_input.labels else None


@rule(Stage.DIFFERS, "own-input")
def reads_an_input_of_its_own(case: Differing) -> Finding | None:
    """The layer reads something of the right shape, and it is not what the step before made."""
    asked = layer_calls(case.answer.solution)
    own = case.label == "wrong-input" and asked and case.values["found"] == case.values["expected"]
    return Finding("own-input", name=asked[0].reads) if own else None


@rule(Stage.DIFFERS, "starts-late")
def starts_late(case: Differing) -> Finding | None:
    """The first of several layers reads what earlier steps made."""
    late = wiring.starts_late(case.tree, case.answer.solution) if Doubt.WIRING in case.difference.doubt else None
    return Finding("starts-late", found=late[0], expected=late[1]) if late else None


@rule(Stage.DIFFERS, "loop-begins-again", "cut-off")
def starts_again(case: Differing) -> Finding | None:
    """A later layer, or each round of a loop, reads what the first one read."""
    several = len(layer_calls(case.answer.solution)) > 1 and Doubt.WIRING in case.difference.doubt
    again = wiring.reads_start_again(case.tree) if several else None
    if again is None:
        return None
    label = "loop-begins-again" if again == wiring.first_in_a_loop(case.tree) else "cut-off"
    return Finding(label, layer=again.layer, name=again.reads, line=again.line)


@rule(Stage.DIFFERS, "reads-other")
def reads_other(case: Differing) -> Finding | None:
    """The only layer reads another variable."""
    asked = layer_calls(case.answer.solution)
    other_kind = case.label == "wrong-layer" and case.values["expected"] in [layer_call.layer for layer_call in asked]
    if other_kind or Doubt.WIRING not in case.difference.doubt:
        return None
    other = wiring.reads_other(case.tree, case.answer.solution)
    return Finding("reads-other", layer=other[0].layer, found=other[0].reads, expected=other[1]) if other else None


@rule(Stage.DIFFERS, "model-starts-late")
def model_starts_late(case: Differing) -> Finding | None:
    """`Model(inputs=…)` is given a layer's result, so that it begins with an input of another shape."""
    start = wiring.model_starts_late(case.tree) if case.is_about_input else None
    return Finding("model-starts-late", name=start, kind="a layer's result") if start else None


@rule(Stage.DIFFERS, "model-new-input")
def model_new_input(case: Differing) -> Finding | None:
    """`Model(inputs=keras.Input(…), …)`: an input that no layer reads."""
    return any_new_input(case.answer.calls) if case.label == "model-disconnected" else None


@rule(Stage.DIFFERS, "ends-swapped")
def ends_swapped(case: Differing) -> Finding | None:
    """The last layer's result is stored under the name that the model is given as its input."""
    swapped = wiring.model_ends_swapped(case.tree) if case.label == "missing-layer" else None
    return Finding("ends-swapped", name=swapped) if swapped else None


@rule(Stage.DIFFERS, "model-ends-early")
def model_ends_early(case: Differing) -> Finding | None:
    """The model ends before the last layer."""
    early = wiring.model_ends_early(case.tree) if case.label == "missing-layer" else None
    return Finding("model-ends-early", found=early[0], expected=early[1], layer=early[2]) if early else None
