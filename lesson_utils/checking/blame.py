"""Whose fault a difference is: an earlier step's, another challenge's, or something inside the learner's function."""

import ast
from collections.abc import Mapping
from typing import Any

from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.networks.states import earlier_fault, wrong_input
from lesson_utils.checking.networks.targets import outer_tensors
from lesson_utils.checking.reading.exceptions import locals_where_raised
from lesson_utils.checking.reading.lost import lost_result
from lesson_utils.checking.reading.source import names_bound, targets_of
from lesson_utils.checking.running.reference import Reference
from lesson_utils.episodes import Challenge, Episode

Variables = Mapping[str, Any]

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
# What an exception inside a function says too little with.
_UNCLEAR = frozenset(["raised", "wrong-rank", "flat-too-early", "model-starts-late", "starts-late"])


def blame_earlier(
    finding: Finding,
    tree: ast.Module | None,
    episode: Episode,
    challenge: Challenge,
    reference: Reference,
    before: Variables | None,
    variables: Variables,
) -> Finding:
    """An earlier step at fault, when it explains a wrong answer; otherwise the finding itself.

    Parameters
    ----------
    finding : Finding
        What is wrong with the answer's result.
    tree : ast.Module, optional
        The answer.
    before, variables : mapping
        The learner's variables before (None when nobody kept them) and after the answer's cell ran.
    """
    if finding.label in _OWN_SLIPS or finding.status is not Status.NEEDS_WORK:
        return finding
    changed = _given_changed(tree, episode, variables)
    if changed is not None:
        return changed
    fault = earlier_fault(episode, challenge, reference, before, variables)
    if fault is not None and fault.label == "earlier-ran-twice" and tree is not None:
        name, maker = str(fault.values["name"]), fault.values["challenge"]
        if name in names_bound(tree) - set(targets_of(challenge.solution or "")):
            return Finding("overwrites-earlier", name=name, challenge=maker)
    return fault or finding


def _given_changed(tree: ast.Module | None, episode: Episode, variables: Variables) -> Finding | None:
    """An array of the first cell's that has another shape by now."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} if tree is not None else set()
    for name in sorted(names & set(episode.given)):
        shape, wanted = getattr(variables.get(name), "shape", None), episode.given[name].shape
        if shape is None or tuple(shape[1:]) != wanted[1:]:
            found = "missing" if shape is None else tuple(shape)
            return Finding("given-changed", Status.EARLIER_STEP, name=name, found=found, expected=wanted)
    return None


def other_answer(tree: ast.Module | None, episode: Episode, challenge: Challenge) -> Finding | None:
    """The published solution of another challenge, run in this one's cell."""
    written = ast.dump(tree) if tree is not None else None
    for other in episode.challenges:
        if other.id != challenge.id and other.solution and ast.dump(ast.parse(other.solution)) == written:
            return Finding("other-challenge", challenge=other.id)
    return None


def raised_inside(
    error: BaseException,
    finding: Finding,
    name: str,
    tree: ast.Module | None,
    reference: Reference,
    variables: Variables,
    kept: set[str],
) -> Finding:
    """The finding for a function that raised when the checker called it.

    Parameters
    ----------
    finding : Finding
        What explains the exception by itself.
    name : str
        The function.
    kept : set of str
        The names that the solution makes.
    """
    if finding.label == "earlier-not-run":
        return lost_result(tree, kept=kept) or Finding("local-not-made", name=finding.values["name"], function=name)
    if finding.label in _UNCLEAR:
        made_here = locals_where_raised(error)
        wrong = wrong_input(made_here, reference.namespace[name]) or outer_tensors(name, variables[name], variables)
        finding = wrong or finding
    if finding.label == "outer-tensors":
        finding = lost_result(tree, kept=kept) or finding
    if finding.label == "raised":
        finding.label = "function-raised"
        finding.values["name"] = name
    return finding
