"""A function of the learner's that raised when the checker called it: told by what it had made until then."""

from typing import Any

from lesson_utils.checking.comparing.difference import Difference
from lesson_utils.checking.comparing.functions import model_of
from lesson_utils.checking.comparing.graph import steps_to
from lesson_utils.checking.comparing.kinds import is_model
from lesson_utils.checking.comparing.models import outer_tensors
from lesson_utils.checking.comparing.networks import first_network_difference
from lesson_utils.checking.facts.calls import Variables
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.lost import lost_result
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.differs import returned
from lesson_utils.checking.rules.differs.plain import INPUTS as INPUT_LABELS
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.keras_internals import is_tensor


@rule(Stage.RAISED, *INPUT_LABELS)
def input_differs(raised: Raised) -> Finding | None:
    """Its input is not the solution's."""
    name = raised.function
    return _other_input(raised.locals, raised.answer.reference.namespace[name]) if name else None


def _other_input(made: Variables, build: Any) -> Finding | None:
    """The finding for an input, among what a function had made when it raised, that is not the solution's."""
    model = model_of(build)
    if not is_model(model):  # a function that takes arguments builds nothing without
        return None
    for value in made.values():
        if is_tensor(value) and len(steps_to(value)) == 1:
            difference = first_network_difference(steps_to(value), steps_to(model.outputs[0])[:1], 0)
            return difference.finding if difference is not None else None
    return None


@rule(
    Stage.RAISED, "line-not-stored", "line-stored-aside", "async-function", "yields", "returns-outer", "inner-function"
)
def outer_result_by_a_slip(raised: Raised) -> Finding | None:
    """It uses layers' results from outside, since one of its own is lost."""
    outer = _outer(raised)
    if outer is None:
        return None
    case = Differing(raised.answer, raised.function, Difference(outer))
    return (
        lost_result(raised.tree, kept=names_bound(raised.answer.solution))
        or returned.async_function(case)
        or returned.yields(case)
        or returned.returns_outer(case)
        or returned.inner_function(case)
    )


@rule(Stage.RAISED, "outer-tensors")
def outer_result(raised: Raised) -> Finding | None:
    """It uses layers' results from outside."""
    return _outer(raised)


def _outer(raised: Raised) -> Finding | None:
    name, variables = raised.function, raised.answer.variables
    return outer_tensors(name, variables[name], variables) if name else None
