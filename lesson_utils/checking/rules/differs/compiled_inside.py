"""A function that was to return a compiled model: compiled outside, below `return`, or not at all."""

from lesson_utils.checking.facts.calls import calls_of, name_called
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.functions import definition_of
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised.handed_on import line_below_return
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.DIFFERS, "below-return", explains_itself=True)
def below_return(case: Differing) -> Finding | None:
    """`compile` below the `return` of the function."""
    line = line_below_return(case.tree, case.answer.solution) if case.label == "not-compiled" else 0
    return Finding("below-return", line=line) if line else None


@rule(Stage.DIFFERS, "compiled-outside", explains_itself=True)
def compiled_outside(case: Differing) -> Finding | None:
    """`compile` in the loop, where the function was to return a compiled model."""
    own = definition_of(case.name, case.tree) if case.label == "not-compiled" else None
    if own is None:
        return None
    inside = [call for call in own.calls if name_called(call) == "compile"]
    outside = [call for call in calls_of(case.tree) if name_called(call) == "compile" and call not in inside]
    line = outside[0].lineno if outside else 0
    return Finding("compiled-outside", name=case.name, line=line) if outside and not inside else None


@rule(Stage.DIFFERS, "function-not-compiled", explains_itself=True)
def not_compiled(case: Differing) -> Finding | None:
    """No `compile` at all."""
    own = definition_of(case.name, case.tree) if case.label == "not-compiled" else None
    missing = own is not None and not any(name_called(call) == "compile" for call in own.calls)
    return Finding("function-not-compiled", name=case.name) if missing else None
