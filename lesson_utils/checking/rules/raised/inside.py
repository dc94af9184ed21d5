"""A function of the learner's that raised when the checker called it: told by what it had made until then."""

from lesson_utils.checking.comparing.targets import outer_tensors
from lesson_utils.checking.facts.lost import lost_result
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.differs.returned import returned_instead
from lesson_utils.checking.rules.earlier.states import wrong_input
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.RAISED)
def input_differs(raised: Raised) -> Finding | None:
    """Its input is not the solution's."""
    name = raised.function
    return wrong_input(raised.locals, raised.answer.reference.namespace[name]) if name else None


@rule(Stage.RAISED, "line-not-stored", "line-stored-aside", "async-function", "yields", "returns-outer")
def outer_result_by_a_slip(raised: Raised) -> Finding | None:
    """It uses layers' results from outside, since one of its own is lost."""
    outer = _outer(raised)
    if outer is None:
        return None
    lost = lost_result(raised.tree, kept=names_bound(raised.answer.solution))
    told = lost or returned_instead(raised.function, raised.answer.tree, outer)
    return told if told is not outer else None


@rule(Stage.RAISED, "outer-tensors")
def outer_result(raised: Raised) -> Finding | None:
    """It uses layers' results from outside."""
    return _outer(raised)


def _outer(raised: Raised) -> Finding | None:
    name, variables = raised.function, raised.answer.variables
    return outer_tensors(name, variables[name], variables) if name else None
