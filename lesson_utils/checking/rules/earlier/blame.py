"""Whose fault a difference is: an earlier step's, another challenge's, or something inside the learner's function."""

import ast

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.cases import Mistake
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.rules.earlier.states import earlier_fault
from lesson_utils.checking.rules.rule import Stage, rule

# What is told before an earlier step's fault: slips in this very cell that no earlier step can explain.
_OWN_SLIPS = frozenset(
    {"remade-after", "stacked-after", "only-an-input", "only-printed", "layer-class-stored", "layer-beside-input"}
    | {"compares", "number-wanted", "value-as-argument", "activation-as-text", "quoted-name", "input-called"}
    | {"other-name", "other-name-overwrites", "not-stored", "not-run", "never-called", "hidden-error", "deleted"}
    | {"stray-comma", "in-a-list", "print-stored", "layer-not-called", "line-not-connected", "model-not-tensor"}
    | {"misspelt-name", "misspelt-layer", "misspelt-argument", "unknown-argument", "argument-in-wrong-place"}
    | {"missing-prefix", "missing-quotes", "missing-argument", "missing-activation", "equals-sign", "capital-word"}
    | {"bracket-too-late", "square-brackets", "module-called", "other-library", "not-in-library", "misspelt-import"}
    | {"unknown-activation", "activation-called", "activation-in-list", "worked-out", "other-model-class", "own-model"}
    | {"called-on-nothing", "input-in-first-brackets", "setting-in-second-brackets", "two-inputs", "input-in-list"}
    | {"method-for-layer", "no-such-method", "only-models-have", "own-raise", "own-assert", "own-exit", "calls-itself"}
)


@rule(Stage.EARLIER)
def earlier_step(mistake: Mistake) -> Finding | None:
    """An earlier step at fault, when it explains what is wrong with an answer's result."""
    answer, finding = mistake.answer, mistake.finding
    if mistake.explains_itself or finding.label in _OWN_SLIPS or finding.status is not Status.NEEDS_WORK:
        return None
    changed = _given_changed(answer)
    if changed is not None:
        return changed
    fault = earlier_fault(answer)
    if fault is not None and fault.label == "earlier-ran-twice" and answer.tree is not None:
        name, maker = str(fault.values["name"]), fault.values["challenge"]
        if name in names_bound(answer.tree) - set(answer.targets):
            return Finding("overwrites-earlier", name=name, challenge=maker)
    return fault


def _given_changed(answer: Answer) -> Finding | None:
    """An array of the first cell's that has another shape by now."""
    if answer.tree is None:
        return None
    names = {node.id for node in ast.walk(answer.tree) if isinstance(node, ast.Name)}
    for name in sorted(names & set(answer.episode.given)):
        shape, wanted = getattr(answer.variables.get(name), "shape", None), answer.episode.given[name].shape
        if shape is None or tuple(shape[1:]) != wanted[1:]:
            found = "missing" if shape is None else tuple(shape)
            return Finding("given-changed", Status.EARLIER_STEP, name=name, found=found, expected=wanted)
    return None


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
