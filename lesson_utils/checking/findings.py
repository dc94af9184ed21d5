"""What the checker can say: a `Finding` while it looks, a `Diagnosis` for whoever asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """How a challenge stands."""

    CORRECT = "correct"
    NOT_ATTEMPTED = "not attempted"
    BLANKS_LEFT = "blanks left"
    NEEDS_WORK = "needs work"
    EARLIER_STEP = "earlier step"
    CHECKER_PROBLEM = "checker problem"


class Finding(Exception):  # noqa: N818 - it ends the search for what to say; it is not an error
    """The one thing to tell the learner: a label of the catalogue and the values its text speaks of."""

    def __init__(self, label: str, status: Status = Status.NEEDS_WORK, **values: object) -> None:
        super().__init__(label)
        self.label, self.status, self.values = label, status, values
        # The steps of the learner's network and of the expected one, where the two were compared.
        self.chains: tuple[Sequence[Any], Sequence[Any]] | None = None
        self.restart = ""  # the challenge to catch up to, where a wrong answer has overwritten what it reads

    def instead_of(self, first: "Finding") -> "Finding":
        """The finding itself, told in place of another: it takes over the networks that the other had compared."""
        self.chains = self.chains or first.chains
        return self


@dataclass(frozen=True)
class Quoted:
    """A value of the learner's or of the solution's, to be written the way Python does: a text in its quotes."""

    value: Any


@dataclass(frozen=True)
class Layer:
    """One layer in words: its kind, its settings ("16 filters, 3x3, relu") and the shape of one example's result."""

    kind: str
    settings: str
    shape: str


@dataclass(frozen=True)
class Row:
    """A layer of the learner's beside the expected one; None where one side has no counterpart."""

    found: Layer | None
    expected: Layer | None
    same: bool


@dataclass(frozen=True)
class Networks:
    """Two networks, layer by layer.

    Attributes
    ----------
    rows : tuple of Row
        From the input to the output. The expected layers come without settings, but for what the message tells anyway.
    marked : int
        Which row is the one to change next.
    """

    rows: tuple[Row, ...]
    marked: int


@dataclass(frozen=True)
class Values:
    """A plain value that differs: what was found and what the task asks for, both in words."""

    found: str
    expected: str


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
    details : mapping of str to str
        What the message speaks of, such as ``{"setting": "filters", "found": "8"}``.
    comparison : Networks, Values or None
        What was found beside what the task asks for, when a wrong answer got that far.
    restart : str
        The challenge to catch up to before the cell runs again, when a wrong answer has overwritten what it reads;
        otherwise empty.
    """

    challenge: str
    status: Status
    label: str
    message: str
    details: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    comparison: Networks | Values | None = None
    restart: str = ""

    @property
    def passed(self) -> bool:
        """Whether the answer is right."""
        return self.status is Status.CORRECT
