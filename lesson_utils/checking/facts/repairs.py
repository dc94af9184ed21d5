"""Which small change makes an answer right? Each is made and the cell is run once more, on copies, to see."""

import ast
import contextlib
import itertools
import time
from collections.abc import Iterator
from typing import Any

from lesson_utils.checking.comparing.difference import Compared
from lesson_utils.checking.comparing.functions import is_function
from lesson_utils.checking.comparing.kinds import family_of, is_layer_class, is_model, is_model_class, parameters_of
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import calls_of, name_called, resolve
from lesson_utils.checking.facts.changes import Change, changed, changes_towards, name_changes, value_changes
from lesson_utils.checking.facts.source import names_needed
from lesson_utils.checking.facts.statements import nodes_of
from lesson_utils.checking.facts.target import compare_found
from lesson_utils.checking.running.isolation import untouched
from lesson_utils.checking.running.lending import lent
from lesson_utils.checking.running.limits import TookTooLong, within_limits
from lesson_utils.checking.running.stand_ins import nothing_heavy
from lesson_utils.keras_internals import is_tensor

_MOST_TRIED = 160  # so that a busy machine says the same as an idle one; it takes up to a second
_LONGEST = 3.0  # seconds of computing for all of them, on a slow machine
_ONE_RUN = 1.0  # seconds for one of them
_MOST_NODES = 1500  # of the syntax tree
_USES_OF_A_MODEL = frozenset(["fit", "evaluate", "predict", "load_model", "save", "load_data"])
_MOST_PAIRED = 30  # changes of which each is tried with each
_PLAIN = ("number", "array", "list", "tuple", "dictionary", "table", "text")


def repairs_of(name: str, answer: Answer, label: str = "") -> tuple[Change, ...]:
    """The change, or the two, with which a name would hold what the task asks for; none where no such is known.

    Parameters
    ----------
    name : str
        One of those that the answer was to fill.
    label : str
        How it differs now. Numbers come before their kind: a sign after which only the kind is wrong helps, too.
    """
    if answer.tree is None or not can_be_repaired(name, answer):
        return ()
    until = time.thread_time() + _LONGEST
    tries = itertools.islice(_tries(answer), _MOST_TRIED)
    in_time = itertools.takewhile(lambda _: time.thread_time() < until, tries)
    return next((tried for tried in in_time if _helps(name, tried, answer, label)), ())


def can_be_repaired(name: str, answer: Answer) -> bool:
    """Whether it is plain data, or a function that makes such from its arguments: then a further run costs little."""
    expected, tree = answer.reference.namespace.get(name), answer.tree
    if tree is None or len(nodes_of(tree, ast.AST)) > _MOST_NODES or answer.reference.measured:
        return False
    if any(_is_heavy(call, answer) for code in (tree, answer.solution) for call in calls_of(code)):
        return False
    if is_function(expected):
        return bool(parameters_of(expected))
    return not is_tensor(expected) and not is_model(expected) and family_of(expected) in _PLAIN


def _is_heavy(call: ast.Call, answer: Answer) -> bool:
    """Whether a call makes a layer or a model, or uses one."""
    called = resolve(call.func, answer.variables)
    return is_layer_class(called) or is_model_class(called) or name_called(call) in _USES_OF_A_MODEL


def _tries(answer: Answer) -> Iterator[tuple[Change, ...]]:
    tree, solution = answer.tree, answer.solution
    assert tree is not None
    known = {**answer.variables, **(answer.before or {})}
    single = list(changes_towards(tree, solution, known))
    yield from ((change,) for change in single)
    yield from ((change,) for change in name_changes(tree, solution, known))
    yield from _pairs([change for change in single if change.kind.startswith("setting-")])
    whole = list(value_changes(tree, solution))
    yield from ((change,) for change in whole)
    yield from _pairs([*whole, *single[:_MOST_PAIRED]])


def _pairs(changes: list[Change]) -> Iterator[tuple[Change, ...]]:
    """Two changes at once; at one place there can be only one."""
    for first, second in itertools.combinations(changes, 2):
        if first.node is not second.node or first.part != second.part or first.place != second.place:
            yield first, second


def _helps(name: str, changes: tuple[Change, ...], answer: Answer, label: str) -> bool:
    assert answer.tree is not None
    compared = _tried(name, changed(answer.tree, changes), answer)
    if compared is None or compared.raised is not None:
        return False
    left = compared.difference.finding.label if compared.difference is not None else ""
    signs = all(change.kind == "other-sign" for change in changes)
    return not left or (signs and left == "wrong-dtype" != label)


def _tried(name: str, tree: ast.Module, answer: Answer) -> Compared | None:
    """What comes of a cell when it is run; None where it raises before it has stored the name."""
    try:
        needed = names_needed(ast.unparse(tree))
        known = {**answer.variables, **(answer.before or {})}
        namespace: dict[str, Any] = {one: lent(known[one]) for one in needed if one in known}
        code = compile(tree, "<changed>", "exec")
    except (SyntaxError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    with untouched(), nothing_heavy():
        with contextlib.suppress(Exception, SystemExit, TookTooLong):  # what it had stored by then may be right
            within_limits(lambda: exec(code, namespace), numbers=False, seconds=_ONE_RUN)
        if name not in namespace:
            return None
        try:
            return compare_found(name, namespace[name], answer)
        except Exception:  # noqa: BLE001 - what cannot be compared is not right
            return None
