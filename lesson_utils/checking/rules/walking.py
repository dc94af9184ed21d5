"""Walk the order of diagnosis from top to bottom, and print it."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.order import ORDER
from lesson_utils.checking.rules.rule import Stage


class Told(NamedTuple):
    """A finding, and whether the rule that found it says that it explains itself."""

    finding: Finding
    explains_itself: bool


def walk(cases: Mapping[Stage, Sequence[Any]]) -> Told | None:
    """What the first rule finds that finds anything, in the order from top to bottom.

    Parameters
    ----------
    cases : mapping of Stage to sequence
        What each stage hands its rules; see `rule`. Stages that are left out are passed over. Of several cases of a
        stage, each is looked at by all the rules that stand together before the next one is.
    """
    for stage, together in _GROUPS:
        for case in cases.get(stage, ()):
            for each in together:
                finding = each.look(case)
                if finding is not None:
                    return Told(finding, each.explains_itself)
    return None


def first(stage: Stage, case: Any) -> Told | None:
    """The same for one case of one stage."""
    return walk({stage: [case]})


_GROUPS = [(stage, tuple(together)) for stage, together in itertools.groupby(ORDER, key=lambda each: each.stage)]


def outline() -> str:
    """The order as a table of contents: each stage with its rules, their labels, and what each looks for."""
    lines: list[str] = []
    for stage, together in _GROUPS:
        lines += ["", f"{stage.value}", "-" * len(stage.value)]
        for each in together:
            mark = "*" if each.explains_itself else " "
            lines.append(f"{mark} {', '.join(each.labels):32} {each.meaning}")
    return "\n".join(["* explains itself: no earlier step is blamed", *lines])
