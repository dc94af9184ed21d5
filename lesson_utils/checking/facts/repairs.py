"""Which small change makes an answer right? Each is made and the cell is run once more, on copies, to see."""

import ast
import itertools
import time
from collections.abc import Iterator
from typing import Any

from lesson_utils.checking.comparing.difference import Compared
from lesson_utils.checking.comparing.functions import is_function
from lesson_utils.checking.comparing.kinds import family_of, is_model, parameters_of
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.changes import Change, changed, changes_towards, name_changes, value_changes
from lesson_utils.checking.facts.source import names_needed
from lesson_utils.checking.facts.target import compare_found
from lesson_utils.checking.running.isolation import untouched
from lesson_utils.checking.running.lending import lent
from lesson_utils.checking.running.limits import TookTooLong, within_limits
from lesson_utils.checking.running.stand_ins import nothing_heavy
from lesson_utils.keras_internals import is_tensor

_LONGEST = 2.0  # seconds for all that is tried
_ONE_RUN = 0.5  # seconds for one of them
_MOST_LINES = 40
_MOST_PAIRED = 30  # changes of which each is tried with each
_PLAIN = ("number", "array", "list", "tuple", "dictionary", "table", "text")


def repairs_of(name: str, answer: Answer) -> tuple[Change, ...]:
    """The change, or the two, with which a name would hold what the task asks for; none where no such is known.

    Parameters
    ----------
    name : str
        One of those that the answer was to fill.
    """
    if answer.tree is None or not can_be_repaired(name, answer):
        return ()
    until = time.monotonic() + _LONGEST
    return next((tried for tried in _tries(answer) if time.monotonic() > until or _is_right(name, tried, answer)), ())


def can_be_repaired(name: str, answer: Answer) -> bool:
    """Whether it is plain data, or a function that makes such from its arguments: then a further run costs little."""
    expected, tree = answer.reference.namespace.get(name), answer.tree
    if tree is None or len(list(ast.walk(tree))) > 40 * _MOST_LINES or answer.trainings is not None:
        return False
    if is_function(expected):
        return bool(parameters_of(expected))
    plain = not is_tensor(expected) and not is_model(expected) and family_of(expected) in _PLAIN
    return plain and name not in answer.reference.measured


def _tries(answer: Answer) -> Iterator[tuple[Change, ...]]:
    tree, solution = answer.tree, answer.solution
    assert tree is not None
    known = {**answer.variables, **(answer.before or {})}
    single = list(changes_towards(tree, solution, known))
    yield from ((change,) for change in single)
    yield from ((change,) for change in name_changes(tree, solution, known))
    yield from ((change,) for change in value_changes(tree, solution))
    for pair in itertools.combinations(single[:_MOST_PAIRED], 2):
        if not any(one.node is pair[0].node and one.part == pair[0].part for one in pair[1:]):
            yield pair


def _is_right(name: str, changes: tuple[Change, ...], answer: Answer) -> bool:
    assert answer.tree is not None
    compared = _tried(name, changed(answer.tree, changes), answer)
    return compared is not None and compared.difference is None and compared.raised is None


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
        try:
            within_limits(lambda: exec(code, namespace), numbers=False, seconds=_ONE_RUN)
        except (Exception, SystemExit, TookTooLong):  # noqa: BLE001 - a change that does not run is no repair
            pass
        if name not in namespace:
            return None
        try:
            return compare_found(name, namespace[name], answer)
        except Exception:  # noqa: BLE001 - what cannot be compared is not right
            return None
