"""Blanks that are still there."""

from collections.abc import Mapping
from typing import Any

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.blanks import Blank, find_blanks, needless_blank
from lesson_utils.checking.facts.calls import name_called, resolve
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.episodes import Challenge
from lesson_utils.episodes.targets import targets_of


@rule(Stage.WRITTEN, "blank-for-nothing")
def blank_for_nothing(answer: Answer) -> Finding | None:
    """A blank in brackets that the solution leaves empty: `Flatten(_____)`."""
    source, solution = answer.source or "", answer.challenge.solution or ""
    needless = needless_blank(source, solution) if _blanks(source, solution, answer.variables) else None
    if needless is None:
        return None
    return Finding("blank-for-nothing", Status.BLANKS_LEFT, layer=name_called(needless), line=needless.lineno)


@rule(Stage.WRITTEN, "blanks-left")
def blanks_to_fill(answer: Answer) -> Finding | None:
    """Blanks, each named by what it stands for."""
    blanks = _blanks(answer.source or "", answer.challenge.solution or "", answer.variables)
    return Finding("blanks-left", Status.BLANKS_LEFT, blanks=blanks) if blanks else None


def blanks_left(source: str, challenge: Challenge | None, variables: Mapping[str, Any]) -> Finding | None:
    """The finding for a cell that still holds blanks, before it runs; None for one that holds none.

    Parameters
    ----------
    source : str
        Python that parses.
    challenge : Challenge, optional
        What the source answers: its blanks are also the texts that it stores in the names it is to fill.
    variables : mapping
        The learner's variables, to name a blank by the parameter it stands for.
    """
    solution = (challenge.solution if challenge is not None else None) or ""
    blanks = _blanks(source, solution, variables)
    needless = needless_blank(source, solution) if blanks else None
    if needless is not None:
        return Finding("blank-for-nothing", Status.BLANKS_LEFT, layer=name_called(needless), line=needless.lineno)
    return Finding("blanks-left", Status.BLANKS_LEFT, blanks=blanks) if blanks else None


def _blanks(source: str, solution: str, variables: Mapping[str, Any]) -> list[Blank]:
    return find_blanks(source, lambda callee: resolve(callee, variables), targets_of(solution))
