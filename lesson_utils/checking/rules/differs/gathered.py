"""A list or dictionary that a loop was to fill: filled below the loop, made anew in each round, or never."""

import ast

from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.loops import (
    Filling,
    changing_method_stored,
    counterparts,
    fillings_of,
    made_at,
    pair_in_one_name,
)
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.facts.statements import Loop
from lesson_utils.checking.findings import Finding, Quoted
from lesson_utils.checking.rules.rule import Stage, rule

_SIZES = ("wrong-length", "missing-key", "other-key", "extra-key")
_OF_ARRAYS = ("wrong-number-of-rows", "wrong-shape")  # made of a list that the cell fills
_ANY = (*_SIZES, "wrong-type", "exchanged")


@rule(Stage.DIFFERS, "changing-stored", explains_itself=True)
def changing_stored(case: Differing) -> Finding | None:
    """`losses = losses.append(loss)`: what `append` returns is None."""
    return changing_method_stored(case.name, case.answer.statements) if case.holds_none else None


@rule(Stage.DIFFERS, "made-anew", explains_itself=True)
def made_anew(case: Differing) -> Finding | None:
    """`losses = []`, or `losses = loss`, inside the loop: only the last round is left."""
    if case.label not in _ANY or not _filled_in_a_loop(case):
        return None
    for one in made_at(case.name, case.tree):
        if one.loop is not None and not isinstance(one.value, ast.BinOp):
            return Finding("made-anew", name=case.name, line=one.line)
    return None


@rule(Stage.DIFFERS, "filled-below", explains_itself=True)
def filled_below(case: Differing) -> Finding | None:
    """`losses.append(loss)` below the loop: once, with the last round's number."""
    filled = fillings_of(case.name, case.tree)
    if case.label not in (*_SIZES, *_OF_ARRAYS) or not filled:
        return None
    if not _filled_in_a_loop(case) and not _left_by_a_loop(filled, case):
        return None
    below = [one.statement.line for one in filled if one.statement.loop is None]
    loops = [one.line for one in case.answer.statements if isinstance(one.node, ast.For) and not one.inside]
    if len(below) < len(filled) or not loops or min(below) < min(loops):
        return None
    return Finding("filled-below", name=case.name, line=below[0])


@rule(Stage.DIFFERS, "loop-left-early", explains_itself=True)
def left_early(case: Differing) -> Finding | None:
    """`break` in the first round."""
    if case.label not in _SIZES or not _filled_in_a_loop(case):
        return None
    for one in case.answer.statements:
        if isinstance(one.node, ast.Break) and isinstance(one.inside[-1], Loop):
            return Finding("loop-left-early", line=one.line)
    return None


@rule(Stage.DIFFERS, "loop-over-itself", explains_itself=True)
def over_itself(case: Differing) -> Finding | None:
    """`for rate in losses:` where `losses` is still empty."""
    for one in case.answer.statements if case.label in _SIZES else ():
        if isinstance(one.node, ast.For) and ast.unparse(one.node.iter) == case.name and not case.found:
            return Finding("loop-over-itself", name=case.name, line=one.line)
    return None


@rule(Stage.DIFFERS, "never-filled", explains_itself=True)
def never_filled(case: Differing) -> Finding | None:
    """The collection is made, and nothing is ever put into it."""
    empty = case.label in _SIZES and _filled_in_a_loop(case) and not case.found
    if not empty or fillings_of(case.name, case.tree) or not made_at(case.name, case.tree):
        return None
    return Finding("never-filled", name=case.name)


@rule(Stage.DIFFERS, "quoted-name", explains_itself=True)
def quoted_name(case: Differing) -> Finding | None:
    """`losses['name'] = loss`, `losses.append('loss')`: the variable of that name is meant."""
    known = names_bound(case.tree) | set(case.answer.variables) if case.label in _ANY else set()
    for one in _in_a_loop(case.name, case):
        for part in (one.key, one.value):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value in known:
                return Finding("quoted-name", name=part.value)
    return None


@rule(Stage.DIFFERS, "not-unpacked", explains_itself=True)
def not_unpacked(case: Differing) -> Finding | None:
    """`loss = model.evaluate(…)`, and the list of both numbers is what is kept."""
    kept = case.label == "wrong-type" and _in_a_loop(case.name, case)
    return pair_in_one_name(case.tree, case.answer.solution, case.answer.variables) if kept else None


@rule(Stage.DIFFERS, "same-key", explains_itself=True)
def same_key(case: Differing) -> Finding | None:
    """`losses['Adam'] = loss` in every round."""
    for one in _in_a_loop(case.name, case) if case.label in _SIZES else ():
        if one.statement.loop is not None and isinstance(one.key, ast.Constant):
            return Finding("same-key", name=case.name, found=Quoted(one.key.value))
    return None


@rule(Stage.DIFFERS, "key-for-value", explains_itself=True)
def key_for_value(case: Differing) -> Finding | None:
    """`losses[loss] = name`."""
    wanted = _keyed(fillings_of(case.name, case.answer.solution))
    found = _keyed(_in_a_loop(case.name, case))
    if case.label != "other-key" or wanted is None or found is None:
        return None
    names = counterparts(case.tree, case.answer.solution)
    swapped = (names.get(found[1], found[1]), found[0]) == wanted
    return Finding("key-for-value", name=case.name, found=found[0], other=found[1]) if swapped else None


@rule(Stage.DIFFERS, "other-variable-as-key", explains_itself=True)
def other_variable_as_key(case: Differing) -> Finding | None:
    """`histories[activation] = …` where the name beside it was to be the key."""
    wanted = _keyed(fillings_of(case.name, case.answer.solution))
    found = _keyed(_in_a_loop(case.name, case))
    if case.label != "other-key" or wanted is None or found is None:
        return None
    names = counterparts(case.tree, case.answer.solution)
    mine = next((own for own, theirs in names.items() if theirs == wanted[0]), wanted[0])
    if not found[0].isidentifier() or found[0] == mine:
        return None
    return Finding("other-variable-as-key", name=case.name, found=found[0], expected=mine)


def _keyed(filled: list[Filling]) -> tuple[str, str] | None:
    """The key and the value of the only statement that stores under a key."""
    keyed = [(one.key, one.value) for one in filled if one.key is not None and one.value is not None]
    return (ast.unparse(keyed[0][0]), ast.unparse(keyed[0][1])) if len(keyed) == 1 else None


def _in_a_loop(name: str, case: Differing) -> list[Filling]:
    return fillings_of(name, case.tree) if _filled_in_a_loop(case) else []


def _left_by_a_loop(filled: list[Filling], case: Differing) -> bool:
    """Whether all that is put in comes out of a loop of the answer's: of its last round."""
    stored: dict[str, bool] = {}
    for one in case.answer.statements:
        stored |= {name: stored.get(name, True) and one.loop is not None for name in one.stores}
    return all(any(stored.get(name, False) for name in one.statement.reads) for one in filled)


def _filled_in_a_loop(case: Differing) -> bool:
    """Whether the solution fills it round by round."""
    return any(one.statement.loop is not None for one in fillings_of(case.name, case.answer.solution))
