"""What only Python's own words tell; the versions that the course runs on agree on these."""

import re

from lesson_utils.checking.facts.unreadable import Unreadable
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.checking.rules.unreadable.looks import NAME, SIZED

_NUMBERS = r"\s*=\s*(\d+(?:\s*,\s*\d+)+)"  # `shape=32, 32, 3`


def _positional_after_keyword(cell: Unreadable) -> bool:
    return "positional argument follows keyword" in cell.words


@rule(Stage.UNREADABLE, "compares")
def compares(cell: Unreadable) -> Finding | None:
    """`Conv2D(filters == 16, kernel_size=3, 4)`."""
    found = re.search(rf"[(,]\s*({NAME})\s*==", cell.code) if _positional_after_keyword(cell) else None
    return Finding("compares", line=cell.line, name=found[1], aim="name an argument") if found else None


@rule(Stage.UNREADABLE, "shape-needs-tuple")
def shape_needs_tuple(cell: Unreadable) -> Finding | None:
    """`Input(shape=32, 32, 3)`."""
    found = re.search(rf"({NAME}){_NUMBERS}", cell.source) if _positional_after_keyword(cell) else None
    if found is None or found[1] != "shape":
        return None
    return Finding("shape-needs-tuple", found=found[2], kind="numbers without brackets of their own")


@rule(Stage.UNREADABLE, "decimal-comma")
def decimal_comma(cell: Unreadable) -> Finding | None:
    """`Dropout(rate=0,5)`: a share, written with a comma."""
    found = re.search(rf"({NAME})\s*=\s*(0,(\d+))\s*[,)]", cell.row) if _positional_after_keyword(cell) else None
    return Finding("decimal-comma", line=cell.line, name=found[1], found=found[2]) if found else None


@rule(Stage.UNREADABLE, "tuple-brackets")
def tuple_brackets(cell: Unreadable) -> Finding | None:
    """`Conv2D(kernel_size=3, 3)`."""
    found = re.search(rf"({SIZED}){_NUMBERS}", cell.row) if _positional_after_keyword(cell) else None
    return Finding("tuple-brackets", line=cell.line, name=found[1], found=found[2]) if found else None


@rule(Stage.UNREADABLE, "pair-brackets")
def pair_brackets(cell: Unreadable) -> Finding | None:
    """`fit(…, validation_data=val_images, val_labels)`."""
    pair = rf"({NAME}_data)\s*=\s*({NAME}\s*,\s*{NAME})\s*[,)]"
    found = re.search(pair, cell.source) if _positional_after_keyword(cell) else None
    return Finding("pair-brackets", setting=found[1], found=found[2]) if found else None


@rule(Stage.UNREADABLE, "positional-after-keyword")
def positional_after_keyword(cell: Unreadable) -> Finding | None:
    """`f(a=1, 2)`."""
    return Finding("positional-after-keyword", line=cell.line) if _positional_after_keyword(cell) else None


@rule(Stage.UNREADABLE, "repeated-argument")
def repeated_argument(cell: Unreadable) -> Finding | None:
    """`f(a=1, a=2)`."""
    repeated = "keyword argument repeated" in cell.words
    return Finding("repeated-argument", line=cell.line, name=cell.words.split(":")[-1].strip()) if repeated else None


@rule(Stage.UNREADABLE, "missing-comma")
def missing_comma(cell: Unreadable) -> Finding | None:
    """`f(a b)`."""
    return Finding("missing-comma", line=cell.line) if "forgot a comma" in cell.words else None


@rule(Stage.UNREADABLE, "missing-colon")
def missing_colon(cell: Unreadable) -> Finding | None:
    """`def f()`."""
    return Finding("missing-colon", line=cell.line) if "expected ':'" in cell.words else None


@rule(Stage.UNREADABLE, "equals-sign")
def equals_sign(cell: Unreadable) -> Finding | None:
    """`if x = 3:`."""
    words = ("==", "cannot assign", "cannot contain assignment")
    return Finding("equals-sign", line=cell.line) if any(word in cell.words for word in words) else None


@rule(Stage.UNREADABLE, "syntax")
def not_python(cell: Unreadable) -> Finding | None:
    """Anything else: the piece of the line at which Python stopped reading."""
    offset, row = getattr(cell.error, "offset", None) or 1, cell.row
    return Finding("syntax", line=cell.line, near=row[max(offset - 1, 0) :].strip()[:20] or row.strip()[:20])
