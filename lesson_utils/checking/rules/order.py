"""The order of diagnosis, from top to bottom: of all that can be said of an answer, the first thing found is told."""

from typing import Any, NamedTuple

from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.earlier import blame
from lesson_utils.checking.rules.raised import exceptions
from lesson_utils.checking.rules.rule import Rule, Stage
from lesson_utils.checking.rules.stored import why
from lesson_utils.checking.rules.written import blanks, cell, syntax

ORDER: tuple[Rule[Any], ...] = (
    # ------------------------------------------------------------------------------------------------------------------
    # As written: Python cannot read it, or there is nothing in it to run.
    syntax.not_python,
    blanks.blank_for_nothing,
    blanks.blanks_to_fill,
    cell.commented_out,
    cell.nothing_written,
    cell.compares,
    cell.arrow,
    cell.minus_for_equals,
    cell.pasted_label,
    cell.colon_for_equals,
    cell.adds_instead,
    # ------------------------------------------------------------------------------------------------------------------
    # What it raised.
    exceptions.explained,
    # ------------------------------------------------------------------------------------------------------------------
    # What is stored: a name that holds nothing, or nothing new.
    why.not_filled,
    # ------------------------------------------------------------------------------------------------------------------
    # What differs from what the solution stores.
    # ------------------------------------------------------------------------------------------------------------------
    # An earlier step is at fault.
    blame.other_answer,
    blame.earlier_step,
)


class Told(NamedTuple):
    """A finding, and whether the rule that found it says that it explains itself."""

    finding: Finding
    explains_itself: bool


def first(stage: Stage, case: Any) -> Told | None:
    """What the first rule of a stage finds that finds anything.

    Parameters
    ----------
    case : object
        What the stage hands its rules; see `rule`.
    """
    for each in ORDER:
        finding = each.look(case) if each.stage is stage else None
        if finding is not None:
            return Told(finding, each.explains_itself)
    return None
