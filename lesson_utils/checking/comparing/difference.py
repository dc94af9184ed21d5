"""What a comparison of two things gives: the first difference, and what came of a whole comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Flag, auto
from typing import Any

from lesson_utils.checking.findings import Finding


class Doubt(Flag):
    """What else may be behind a difference between two networks than what it looks like."""

    NONE = 0
    SAME_NUMBERS = auto()  # another way to compute the same: then the numbers decide
    WIRING = auto()  # a layer that reads the wrong thing
    LOST = auto()  # a layer whose result is not stored, or stored where nobody looks


@dataclass(frozen=True)
class Difference:
    """The first difference between what an answer made and what the solution made.

    Attributes
    ----------
    finding : Finding
        What to tell when nothing explains it better.
    doubt : Doubt
        What else may be behind it.
    chains : tuple of two sequences of Step, optional
        The learner's steps and the expected ones, where two networks were compared.
    """

    finding: Finding
    doubt: Doubt = Doubt.NONE
    chains: tuple[Sequence[Any], Sequence[Any]] | None = None


@dataclass(frozen=True)
class Compared:
    """What came of a comparison.

    Attributes
    ----------
    difference : Difference, optional
        The first one; None for a right answer.
    raised : BaseException, optional
        What the learner's function raised when it was called.
    fact : str
        What to say of a right answer; may be empty.
    other_steps : bool
        Whether a right network computes the same by other steps.
    """

    difference: Difference | None = None
    raised: BaseException | None = None
    fact: str = ""
    other_steps: bool = False
