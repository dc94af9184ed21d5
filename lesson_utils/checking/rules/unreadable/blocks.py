"""Blocks: what begins them, and how far their lines are indented."""

import re

from lesson_utils.checking.facts.unreadable import Unreadable, bare
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.checking.rules.unreadable.looks import FOREIGN, NAME


@rule(Stage.UNREADABLE, "misspelt-keyword")
def foreign_function(cell: Unreadable) -> Finding | None:
    """`function f() {`: the beginning of a function in another language."""
    for number, row in enumerate(cell.rows, 1):
        begins = re.match(rf"\s*({NAME})\s+{NAME}\s*\(.*\)\s*(?:\{{|:)?\s*$", bare(row))
        if begins and FOREIGN.get(begins[1].lower()) == "def":
            return Finding("misspelt-keyword", line=number, found=begins[1], close="def")
    return None


@rule(Stage.UNREADABLE, "mixed-tabs")
def mixed_tabs(cell: Unreadable) -> Finding | None:
    """Tabs and spaces."""
    return Finding("mixed-tabs", line=cell.line) if isinstance(cell.error, TabError) else None


@rule(Stage.UNREADABLE, "class-for-def")
def class_for_def(cell: Unreadable) -> Finding | None:
    """`class f():` and then a `return`."""
    for number, row in enumerate(cell.rows[: cell.line], 1):
        if "outside function" in cell.words and re.match(rf"class +{NAME}\s*\(\s*\)\s*:", row):
            return Finding("class-for-def", line=number)
    return None


@rule(Stage.UNREADABLE, "return-outside")
def return_outside(cell: Unreadable) -> Finding | None:
    """A `return` that is not indented as its function is."""
    defined = any(re.match(r"\s*(async\s+)?def\b", row) for row in cell.rows[: cell.line])
    return Finding("return-outside", line=cell.line) if "outside function" in cell.words and defined else None


@rule(Stage.UNREADABLE, "return-without-def")
def return_without_def(cell: Unreadable) -> Finding | None:
    """A `return` and no function."""
    return Finding("return-without-def", line=cell.line) if "outside function" in cell.words else None


@rule(Stage.UNREADABLE, "empty-block")
def empty_block(cell: Unreadable) -> Finding | None:
    """`def f():` and nothing below."""
    opens = re.search(r"on line (\d+)", cell.words)
    begins = int(opens[1]) if opens else cell.line
    empty = _wants_a_block(cell) and not any(bare(row).strip() for row in cell.rows[begins:])
    return Finding("empty-block", line=begins) if empty else None


@rule(Stage.UNREADABLE, "missing-indent")
def missing_indent(cell: Unreadable) -> Finding | None:
    """`def f():` and below it a line at the left margin."""
    return Finding("missing-indent", line=cell.line) if _wants_a_block(cell) else None


def _wants_a_block(cell: Unreadable) -> bool:
    return "expected an indented block" in cell.words


@rule(Stage.UNREADABLE, "lost-indent")
def lost_indent(cell: Unreadable) -> Finding | None:
    """A line too far left, between two that fit each other: Python stumbles over the lower one."""
    written = [number for number in range(1, cell.line + 1) if cell.rows[number - 1].split("#")[0].strip()]
    if "unexpected indent" not in cell.words or len(written) < 3:
        return None
    above, between, below = (len(row) - len(row.lstrip()) for row in (cell.rows[n - 1] for n in written[-3:]))
    return Finding("lost-indent", line=written[-2]) if above == below > between else None


@rule(Stage.UNREADABLE, "unexpected-indent")
def unexpected_indent(cell: Unreadable) -> Finding | None:
    """A line too far right."""
    return Finding("unexpected-indent", line=cell.line) if "unexpected indent" in cell.words else None


@rule(Stage.UNREADABLE, "indentation")
def indentation(cell: Unreadable) -> Finding | None:
    """A line that fits no other."""
    return Finding("indentation", line=cell.line) if isinstance(cell.error, IndentationError) else None
