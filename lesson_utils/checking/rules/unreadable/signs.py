"""Signs that are no part of Python: copied along, or typed by a text program."""

import re

from lesson_utils.checking.facts.unreadable import Unreadable, bare
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule

_PASTED = re.compile(r"^\s*(```|>>>|(?:In|Out) ?\[\d*\]:)", re.MULTILINE)
_QUOTES = "“”‘’„‚«»′″"
_UNSEEN = re.compile("[\u00a0\u00ad\u200b-\u200f\u2028\u2029\u202f\u2060\u3000\ufeff]")


@rule(Stage.UNREADABLE, "pasted")
def pasted(cell: Unreadable) -> Finding | None:
    """`>>> x = …`, `In [3]: x = …`: copied along from another page."""
    found = _PASTED.search(cell.source)
    return Finding("pasted", line=cell.source.count("\n", 0, found.start(1)) + 1, found=found[1]) if found else None


@rule(Stage.UNREADABLE, "smart-quotes")
def smart_quotes(cell: Unreadable) -> Finding | None:
    """Quotes as a text program sets them."""
    for number, row in _rows(cell):
        sign = next((sign for sign in row if sign in _QUOTES), None)
        if sign:
            return Finding("smart-quotes", line=number, found=sign)
    return None


@rule(Stage.UNREADABLE, "unseen-sign")
def unseen_sign(cell: Unreadable) -> Finding | None:
    """A space that is none."""
    line = next((number for number, row in _rows(cell) if _UNSEEN.search(row)), None)
    return Finding("unseen-sign", line=line) if line else None


@rule(Stage.UNREADABLE, "odd-sign")
def odd_sign(cell: Unreadable) -> Finding | None:
    """A full-width bracket, a multiplication sign."""
    for number, row in _rows(cell):
        sign = next((sign for sign in row if ord(sign) > 127 and not sign.isidentifier()), None)
        if sign and not (sign == "×" and re.search(r"\d ?× ?\d", row)):
            return Finding("odd-sign", line=number, found=sign)
    return None


def _rows(cell: Unreadable) -> list[tuple[int, str]]:
    """The lines with their numbers, the one where Python stopped first."""
    numbers = sorted(range(1, len(cell.rows) + 1), key=lambda number: number != cell.line)
    return [(number, bare(cell.rows[number - 1])) for number in numbers]
