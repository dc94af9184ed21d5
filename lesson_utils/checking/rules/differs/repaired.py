"""Mistakes that one small change puts right: the change is tried, and where it helps, its place is told."""

import ast
import inspect
from typing import Any

from lesson_utils.checking.comparing.functions import is_function
from lesson_utils.checking.comparing.kinds import family_of
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import name_called, resolve
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.changes import Change
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.facts.repairs import can_be_repaired, repairs_of
from lesson_utils.checking.facts.target import compare_found
from lesson_utils.checking.findings import Finding, Quoted
from lesson_utils.checking.rules.differs.sources import made_without
from lesson_utils.checking.rules.rule import Stage, rule

# The kinds of changes, and how they are told where it is an array's `axis`.
_KINDS: tuple[tuple[str, str], ...] = (
    ("setting-differs", "axis-differs"),
    ("setting-missing", "axis-missing"),
    ("setting-unasked", ""),
    ("other-sign", ""),
    ("other-operand", ""),
    ("other-constant", ""),
    ("function-differs", ""),
    ("other-variable", ""),
    ("function-for-method", ""),
    ("one-of-several", ""),
    ("result-unused", ""),
    ("part-besides", ""),
    ("line-besides", ""),
)
_LABELS = tuple(label for kind in _KINDS for label in kind if label)
# Those of which the line is told that makes it otherwise than the task asks for.
_BY_THE_LINE: tuple[str, ...] = (
    "wrong-type",
    "wrong-shape",
    "wrong-number-of-rows",
    "wrong-dtype",
    "not-divided",
    "other-scale",
)
_BY_THE_LINE += ("other-range", "rows-in-other-order", "all-numbers-differ", "some-numbers-differ", "wrong-result")
_BY_THE_LINE += ("wrong-item", "returns-wrong", "returns-wrong-shape", "returns-wrong-numbers", "wrong-length")
# The differences between values; how a function is written, and that it returns nothing, other rules tell.
_REPAIRABLE: tuple[str, ...] = (*_BY_THE_LINE, "extra-first-axis", "extra-last-axis", "not-one-hot", "divided-twice")
_REPAIRABLE += ("one-hot-too-many", "holds-nan", "exchanged", "comma-too-many", "other-order", "wrong-numbers")
_UNTOLD = ""  # what the task asks for is no plain value
_DROPS = "`//` drops the decimals."


@rule(Stage.DIFFERS, *_LABELS, *_BY_THE_LINE, explains_itself=True)
def one_change_away(case: Differing) -> Finding | None:
    """One argument, number, sign, name, call or line differs from the solution's, and that is the whole difference."""
    if _are_swapped(case):
        return None
    plain = not is_function(case.expected) and family_of(case.expected) != "array"
    if plain or not case.label.startswith(_REPAIRABLE):  # of a single number or text both values say enough
        return None
    change = _first_change(case.name, case.answer, case.label)
    if change is None:
        return None
    if change.kind == "made-otherwise":
        return None if made_without(case) else _by_the_line(change, case)
    if change.kind == "one-of-several" and case.label == "extra-first-axis":
        return None  # an array of one
    finding = _told(case.name, change, case.answer)
    return _about_axes(finding, case) if finding is not None else None


@rule(Stage.DIFFERS, *_BY_THE_LINE, "not-one-hot")
def never_calls(case: Differing) -> Finding | None:
    """The difference by itself, and a function for just this work that the solution calls and the answer does not."""
    if case.label not in (*_BY_THE_LINE, "not-one-hot") or "note" in case.values or not case.tree.body:
        return None
    if not can_be_repaired(case.name, case.answer):
        return None
    called = set(map(name_called, case.calls))
    asked = [call for call in case.expected_calls if inspect.isfunction(resolve(call.func, case.answer.variables))]
    left = next((name for name in map(name_called, asked) if name not in called), None)
    return case.difference.finding.but(note=f"No line calls `{left}`.") if left is not None else None


@rule(Stage.UNEXPLAINED, *_LABELS, explains_itself=True)
def one_change_away_from_running(raised: Raised) -> Finding | None:
    """The same for an answer that raises."""
    stored = {name for statement in raised.statements if statement.covers(raised.line) for name in statement.stores}
    names = [raised.function] if raised.function else [name for name in raised.answer.targets if name in stored]
    change = _first_change(names[0], raised.answer) if names else None
    return _told(names[0], change, raised.answer) if change is not None and change.kind != "made-otherwise" else None


def _are_swapped(case: Differing) -> bool:
    """Whether two names hold what belongs in each other: then both lines are meant, not one of them."""
    other = case.answer.variables.get(case.values["other"]) if case.label == "exchanged" else None
    return other is not None and compare_found(case.name, other, case.answer).difference is None


def _first_change(name: str, answer: Answer, label: str = "") -> Change | None:
    return min(repairs_of(name, answer, label), key=lambda change: change.line, default=None)


def _told(name: str, change: Change, answer: Answer) -> Finding | None:
    values: dict[str, Any] = {"name": name, "line": change.line, **change.values}
    if "expected" in values:
        values["expected"] = _value_asked(values["expected"], answer)
    if change.kind == "other-sign" and values["found"] == "//":
        values["note"] = _DROPS
    if change.kind == "other-variable" and not callable(answer.variables.get(name)):
        values["note"] = f"From that `{name}` is made."
    if values.get("expected") == _UNTOLD:
        return None
    for label, _ in _KINDS:
        if label == change.kind:
            return Finding(label, **values)
    return None


def _value_asked(expected: Any, answer: Answer) -> Any:
    """What the solution gives there: a literal, or what its expression is worth; the text of a sign or name."""
    if not isinstance(expected, ast.expr):
        return expected
    try:  # the solution's own text
        value = eval(compile(ast.Expression(expected), "<solution>", "eval"), dict(answer.reference.namespace))
    except Exception:  # noqa: BLE001 - it reads a name that only the function knows
        return _UNTOLD
    return Quoted(value) if isinstance(value, int | float | str | None) else _UNTOLD


def _about_axes(finding: Finding, case: Differing) -> Finding:
    """A wrong or missing `axis`, told by the shape that comes of it."""
    shape, wanted = (getattr(value, "shape", None) for value in (case.found, case.expected))
    if finding.values.get("setting") != "axis" or shape is None or wanted is None or tuple(shape) == tuple(wanted):
        return finding
    if finding.label not in ("setting-differs", "setting-missing") or (finding.label == "setting-missing" and shape):
        return finding
    label = "axis-differs" if finding.label == "setting-differs" else "axis-missing"
    told = {name: value for name, value in finding.values.items() if name != "expected"}  # the message asks for it
    return Finding(label, **told, shape=tuple(shape), wanted=tuple(wanted))


def _by_the_line(change: Change, case: Differing) -> Finding | None:
    """The difference by itself, with the line that makes it, and what that calls besides."""
    if case.label not in _BY_THE_LINE:
        return None
    calls = change.values["calls"]
    where = f"Look at `{calls[0]}` in line {change.line}." if calls else f"Look at line {change.line}."
    return case.difference.finding.but(line=change.line, note=where)
