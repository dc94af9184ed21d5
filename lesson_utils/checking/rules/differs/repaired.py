"""Mistakes that one small change puts right: the change is tried, and where it helps, its place is told."""

import ast
from typing import Any

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.changes import Change
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.facts.repairs import repairs_of
from lesson_utils.checking.findings import Finding, Quoted
from lesson_utils.checking.rules.rule import Stage, rule

_LABELS = ("setting-differs", "setting-missing", "setting-unasked", "other-sign", "other-operand", "other-constant")
_LABELS += ("result-unused", "part-besides", "line-besides", "other-function", "other-variable", "axis-differs")
_LABELS += ("axis-missing", "made-otherwise")
_NOTES = {"//": "`//` drops the decimals."}


@rule(Stage.DIFFERS, *_LABELS, explains_itself=True)
def one_change_away(case: Differing) -> Finding | None:
    """One argument, number, sign, name or call differs from the solution's, and that is the whole difference."""
    return _told(case.name, repairs_of(case.name, case.answer), case.answer, case)


@rule(Stage.UNEXPLAINED, *_LABELS, explains_itself=True)
def one_change_away_from_running(raised: Raised) -> Finding | None:
    """The same for an answer that raises."""
    stored = {name for statement in raised.statements if statement.covers(raised.line) for name in statement.stores}
    names = [raised.function] if raised.function else [name for name in raised.answer.targets if name in stored]
    return _told(names[0], repairs_of(names[0], raised.answer), raised.answer) if names else None


def _told(name: str, changes: tuple[Change, ...], answer: Answer, case: Differing | None = None) -> Finding | None:
    if not changes:
        return None
    first = min(changes, key=lambda change: change.line)
    values: dict[str, Any] = {"name": name, "line": first.line, **first.values}
    if "expected" in values:
        values["expected"] = _value_asked(values["expected"], answer)
    label = first.kind
    if values.get("setting") == "axis" and case is not None and case.label.endswith(("wrong-shape", "wrong-type")):
        label = label.replace("setting", "axis") if label != "setting-unasked" else label
        values |= {"shape": getattr(case.found, "shape", ()), "wanted": getattr(case.expected, "shape", ())}
    return Finding(label, **values)


def _value_asked(expected: Any, answer: Answer) -> Any:
    """What the solution gives there: a literal, or what its expression is worth; the text of a sign or name."""
    if not isinstance(expected, ast.expr):
        return expected
    try:  # the solution's own text
        return Quoted(eval(compile(ast.Expression(expected), "<solution>", "eval"), dict(answer.reference.namespace)))
    except Exception:  # noqa: BLE001 - it reads a name that only the function knows
        return "something else"
