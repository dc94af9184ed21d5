"""A rule: one mistake, when it is looked for, and the function that knows it when it sees it.

A rule is a small function. It takes what its stage knows of the answer, and gives a `Finding`, or None where it sees
nothing. It changes nothing and raises nothing. Each stage hands its rules a case of its own:

=============  ============  ======================================================================================
stage          case          asked
=============  ============  ======================================================================================
`MAGIC`        `Answer`      once, where the text of the cell is known: code that does not run here needs no more
`UNREADABLE`   `Unreadable`  once, where Python cannot read the cell
`WRITTEN`      `Answer`      once, where the text of the cell is known; a finding ends the diagnosis
`RAISED`       `Raised`      once, where the cell raised, or a function of the learner's when the checker called it
`CALL`         `Call`        for each call in the line that raised, from left to right
`UNEXPLAINED`  `Raised`      once, for an exception that no rule explained
`STORED`       `Stored`      for each name that the answer was to fill and has not
`DIFFERS`      `Differing`   for the first difference between what a name holds and what the solution stores
`DONE`         `Answer`      once, where all that is stored is right, or cannot tell
`EARLIER`      `Mistake`     for whatever was found: it may be no mistake of this answer
`BEFORE`       `Before`      for each variable of an earlier step, unless the mistake explains itself
=============  ============  ======================================================================================

Where a rule stands in its stage is settled in one place, `order.py`.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from lesson_utils.checking.findings import Finding

Case = TypeVar("Case")
_WIDEST = 80  # characters of a pattern that are printed


class Stage(Enum):
    """When a rule looks."""

    MAGIC = "a notebook's magic"
    UNREADABLE = "no Python"
    WRITTEN = "as written"
    RAISED = "what it raised"
    CALL = "each call in the line that raised"
    UNEXPLAINED = "nothing explains what it raised"
    STORED = "what is stored"
    DIFFERS = "what differs"
    DONE = "how it was done"
    EARLIER = "a mistake of another step"
    BEFORE = "each variable of an earlier step"


@dataclass(frozen=True)
class Rule(Generic[Case]):
    """One rule.

    Attributes
    ----------
    labels : tuple of str
        What it can find: labels of messages, ideally one.
    stage : Stage
        When it looks.
    explains_itself : bool
        Whether its findings are slips in this very cell that no earlier step can explain: then none is blamed.
    look : callable
        ``look(case) -> Finding | None``.
    """

    labels: tuple[str, ...]
    stage: Stage
    explains_itself: bool
    look: Callable[[Case], Finding | None]

    @property
    def name(self) -> str:
        """The function's name, or the label for a row of a table."""
        return getattr(self.look, "__name__", self.labels[0])

    @property
    def meaning(self) -> str:
        """What it looks for: the first line of the function's docstring; for a row of a table, the pattern."""
        if isinstance(self.look, functools.partial):
            return f"The line looks like {self.look.args[1].pattern}"[:_WIDEST]
        return (self.look.__doc__ or "").strip().splitlines()[0]

    def __call__(self, case: Case) -> Finding | None:
        """Look at one case."""
        return self.look(case)


def rule(
    stage: Stage, *labels: str, explains_itself: bool = False
) -> Callable[[Callable[[Case], Finding | None]], Rule[Case]]:
    """Make a function a rule. It looks only once it has a place in `order.ORDER`.

    Examples
    --------
    >>> @rule(Stage.WRITTEN, "nothing-written")
    ... def nothing_written(answer):
    ...     return None if answer.tree.body else Finding("nothing-written")
    >>> nothing_written.labels
    ('nothing-written',)
    """

    def made(look: Callable[[Case], Finding | None]) -> Rule[Case]:
        return Rule(labels, stage, explains_itself, look)

    return made
