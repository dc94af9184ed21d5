"""What the checker can say: a `Finding` while it looks, a `Diagnosis` for whoever asked."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How a challenge stands."""

    CORRECT = "correct"
    NOT_ATTEMPTED = "not attempted"
    BLANKS_LEFT = "blanks left"
    NEEDS_WORK = "needs work"
    EARLIER_STEP = "earlier step"
    CHECKER_PROBLEM = "checker problem"


class Finding(Exception):  # noqa: N818 - it ends the search for what to say; it is not an error
    """The one thing to tell the learner: a label of `texts.TEXTS` and the values its text speaks of."""

    def __init__(self, label: str, status: Status = Status.NEEDS_WORK, **values: object) -> None:
        super().__init__(label)
        self.label, self.status, self.values = label, status, values


@dataclass(frozen=True)
class Diagnosis:
    """The result of `diagnose`.

    Attributes
    ----------
    challenge : str
        The challenge's id.
    status : Status
        How it stands.
    label : str
        Short machine name of what was found, such as ``"wrong-value"`` or ``"ran-twice"``.
    message : str
        What the learner reads: plain text, with what was found and what the task asks for.
    """

    challenge: str
    status: Status
    label: str
    message: str

    @property
    def passed(self) -> bool:
        """Whether the answer is right."""
        return self.status is Status.CORRECT
