"""A collection that an earlier cell made and this one only fills, and a result that goes where another belongs."""

import ast

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import name_called
from lesson_utils.checking.facts.cases import Stored
from lesson_utils.checking.facts.loops import collection_left_unmade
from lesson_utils.checking.facts.statements import statements_of
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.STORED, "collection-not-made", explains_itself=True)
def collection_not_made(case: Stored) -> Finding | None:
    """`losses.append(loss)`, and the list is that of an earlier run."""
    return collection_left_unmade(case.name, case.answer.tree, case.answer.solution)


@rule(Stage.DONE, "collection-not-made", explains_itself=True)
def collection_goes_on(answer: Answer) -> Finding | None:
    """The same where the list of an earlier cell was still empty: the next run would add to it."""
    found = (collection_left_unmade(name, answer.tree, answer.solution) for name in answer.targets)
    return next((one for one in found if one is not None), None)


@rule(Stage.STORED, "stored-over-another", explains_itself=True)
def stored_over_another(case: Stored) -> Finding | None:
    """`predictions = np.argmax(predictions, axis=1)`, where the classes were to have a name of their own."""
    wanted = [one.value for one in statements_of(case.answer.solution) if one.assigns(case.name)]
    function = name_called(wanted[0]) if wanted and isinstance(wanted[0], ast.Call) else ""
    read = {node.id for one in wanted if one is not None for node in ast.walk(one) if isinstance(node, ast.Name)}
    for one in case.answer.statements if function else ():
        target = one.target.id if isinstance(one.target, ast.Name) else ""
        if (
            isinstance(one.value, ast.Call)
            and name_called(one.value) == function
            and target in read & set(case.answer.targets)
        ):
            return Finding("stored-over-another", name=case.name, found=target, function=function, line=one.line)
    return None
