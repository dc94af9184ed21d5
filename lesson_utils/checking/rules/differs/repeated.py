"""One result for each class, image or row: mistakes in collecting them."""

import ast

from lesson_utils.checking.comparing.kinds import family_of
from lesson_utils.checking.facts.calls import resolve
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule

_SEVERAL = ("array", "list", "tuple", "dictionary")  # things


@rule(Stage.DIFFERS, "each-round-overwrites", explains_itself=True)
def overwritten_each_round(case: Differing) -> Finding | None:
    """A loop stores each round's result under the same name, where all of them are asked for."""
    if family_of(case.expected) != "array" or family_of(case.found) in _SEVERAL:
        return None
    for statement in case.answer.statements:
        loop = statement.loop
        if loop is not None and statement.assigns(case.name) and case.name not in statement.reads:
            return Finding("each-round-overwrites", name=case.name, line=loop.lineno, later=statement.line)
    return None


@rule(Stage.UNEXPLAINED, "counts-a-table", explains_itself=True)
def counts_a_table(raised: Raised) -> Finding | None:
    """`np.bincount` of one-hot labels: it counts whole numbers in a single row."""
    for call in raised.calls:
        given = next(iter(call.node.args), None)
        shape = getattr(resolve(given, raised.variables), "shape", ()) if given is not None else ()
        if call.name == "bincount" and len(shape) > 1 and given is not None:
            found = ast.unparse(given)
            return Finding("counts-a-table", line=call.node.lineno, found=found, shape=tuple(shape))
    return None
