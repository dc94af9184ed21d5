"""Quotes and brackets: never closed, closed too early, too late, or with the wrong one."""

import re

from lesson_utils.checking.facts.unreadable import Unreadable, bare
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.checking.rules.unreadable.looks import NAME, SIZED

_CALLED_VALUE = r"=\s*(\([^()]*\)|\w+|'[^']*'|\"[^\"]*\")\s*\(\s*\w+\s*\)\s*$"  # `pool_size=(2,2)(x_intro)`
_PAIRS = ("()", "[]", "{}")


@rule(Stage.UNREADABLE, "backticks")
def unclosed_backtick(cell: Unreadable) -> Finding | None:
    """A backtick, and a quote that it seems to open or close."""
    return Finding("backticks", line=cell.line) if "unterminated" in cell.words and "`" in cell.row else None


@rule(Stage.UNREADABLE, "unclosed-quote")
def unclosed_quote(cell: Unreadable) -> Finding | None:
    """`'relu`."""
    return Finding("unclosed-quote", line=cell.line) if "unterminated" in cell.words else None


@rule(Stage.UNREADABLE, "setting-not-closed")
def setting_not_closed(cell: Unreadable) -> Finding | None:
    """`Conv2D(kernel_size=(3, 3, activation='relu')`."""
    found = re.search(rf"({SIZED})\s*=\s*\([^()]*,\s*{NAME}\s*=(?!=)", cell.code)
    return Finding("setting-not-closed", line=cell.line, name=found[1]) if found else None


@rule(Stage.UNREADABLE, "bracket-too-late")
def bracket_too_late(cell: Unreadable) -> Finding | None:
    """`MaxPooling2D(pool_size=(2, 2)(x_intro)`."""
    found = re.search(_CALLED_VALUE, cell.row.split("#")[0]) if "was never closed" in cell.words else None
    return Finding("bracket-too-late", found=found[1]) if found else None


@rule(Stage.UNREADABLE, "unclosed-bracket")
def unclosed_bracket(cell: Unreadable) -> Finding | None:
    """`f([1, 2`, as Python says it."""
    if "was never closed" not in cell.words and "unexpected eof" not in cell.words:
        return None
    bracket, line = _left_open(cell.rows) or ("(", cell.line)
    return Finding("unclosed-bracket", line=line, bracket=bracket)


@rule(Stage.UNREADABLE, "bracket-too-early")
def bracket_too_early(cell: Unreadable) -> Finding | None:
    """`Dense(units=10), activation='softmax'`: an argument stands outside the brackets it belongs in."""
    if not any(words in cell.words for words in ("unmatched", "cannot assign", "invalid syntax")):
        return None
    depth, row = 0, cell.code
    for place, sign in enumerate(row):
        depth += (sign in "([{") - (sign in ")]}")
        outside = re.match(rf",\s*({NAME})\s*=(?!=)", row[place:]) if sign == "," and depth == 0 else None
        if outside and ")" in row[:place]:
            return Finding("bracket-too-early", line=cell.line, name=outside[1])
    return None


@rule(Stage.UNREADABLE, "unmatched-bracket", "wrong-closing-bracket")
def wrong_partner(cell: Unreadable) -> Finding | None:
    """The first closing bracket that fits none, or not the last one that was opened."""
    still: list[str] = []
    for number, row in enumerate(cell.rows if _closes_wrongly(cell) else (), 1):
        for sign in bare(row):
            if sign in "([{":
                still.append(sign)
            elif sign in ")]}" and not still:
                return Finding("unmatched-bracket", line=number, found=sign)
            elif sign in ")]}" and (opened := still.pop()) + sign not in _PAIRS:
                return Finding("wrong-closing-bracket", line=number, found=sign, bracket=opened)
    return None


def _closes_wrongly(cell: Unreadable) -> bool:
    return "unmatched" in cell.words or "does not match" in cell.words


@rule(Stage.UNREADABLE, "unclosed-bracket")
def bracket_left_open(cell: Unreadable) -> Finding | None:
    """A bracket that is still open where Python stops for another reason."""
    left = None if _closes_wrongly(cell) else _left_open(cell.rows)
    return Finding("unclosed-bracket", line=left[1], bracket=left[0]) if left and left[1] <= cell.line else None


def _left_open(rows: list[str]) -> tuple[str, int] | None:
    """The last bracket that is still open at the end, or where a line begins with a word that begins a statement."""
    still: list[tuple[str, int]] = []
    for number, row in enumerate(rows, 1):
        code = bare(row)
        if still and re.match(r"\s*(return|def|import|while|class)\b", code):
            return still[-1]
        for sign in code:
            if sign in "([{":
                still.append((sign, number))
            elif sign in ")]}" and still:
                still.pop()
    return still[-1] if still else None
