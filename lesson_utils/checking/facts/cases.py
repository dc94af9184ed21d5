"""What the later stages of diagnosis look at, besides the answer itself."""

from dataclasses import dataclass

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.findings import Finding


@dataclass(frozen=True)
class Stored:
    """A name that the answer was to fill and has not."""

    answer: Answer
    name: str


@dataclass(frozen=True)
class Difference:
    """The first difference between what a name holds and what the solution stores there."""

    answer: Answer
    name: str
    finding: Finding


@dataclass(frozen=True)
class Mistake:
    """What was found in an answer, before an earlier step is blamed for it."""

    answer: Answer
    finding: Finding
    explains_itself: bool
