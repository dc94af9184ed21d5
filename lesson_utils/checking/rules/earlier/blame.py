"""Mistakes that are no mistakes of this answer: another challenge's solution, an array of the first cell's changed."""

import ast

from lesson_utils.checking.facts.cases import Mistake
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.EARLIER, "other-challenge")
def other_answer(mistake: Mistake) -> Finding | None:
    """The published solution of another challenge, run in this one's cell."""
    answer = mistake.answer
    written = ast.dump(answer.tree) if answer.tree is not None else None
    for other in answer.episode.challenges:
        another = other.id != answer.challenge.id and other.solution
        if another and ast.dump(ast.parse(other.solution or "")) == written:
            return Finding("other-challenge", challenge=other.id)
    return None


@rule(Stage.EARLIER, "given-changed")
def given_changed(mistake: Mistake) -> Finding | None:
    """An array of the first cell's that has another shape by now."""
    answer = mistake.answer
    if answer.tree is None or not mistake.may_be_earlier:
        return None
    names = {name for statement in answer.statements for name in statement.reads | statement.stores}
    for name in sorted(names & set(answer.episode.given)):
        shape, wanted = getattr(answer.variables.get(name), "shape", None), answer.episode.given[name].shape
        if shape is None or tuple(shape[1:]) != wanted[1:]:
            found = "missing" if shape is None else tuple(shape)
            return Finding("given-changed", Status.EARLIER_STEP, name=name, found=found, expected=wanted)
    return None
