"""What the checker can say: a `Finding` while it looks, a `Diagnosis` for whoever asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Status(StrEnum):
    """How a challenge stands."""

    CORRECT = "correct"
    NOT_ATTEMPTED = "not attempted"
    BLANKS_LEFT = "blanks left"
    NEEDS_WORK = "needs work"
    EARLIER_STEP = "earlier step"
    CHECKER_PROBLEM = "checker problem"


@dataclass(frozen=True, init=False)
class Finding:
    """The one thing to tell the learner.

    Attributes
    ----------
    label : str
        Which message of the catalogue tells it.
    status : Status
        How the challenge stands.
    values : mapping
        What the message speaks of; `messages.formatting` puts it into words.
    """

    label: str
    status: Status
    values: Mapping[str, Any]

    def __init__(self, label: str, status: Status = Status.NEEDS_WORK, /, **values: object) -> None:
        for name, value in (("label", label), ("status", status), ("values", MappingProxyType(values))):
            object.__setattr__(self, name, value)

    def but(self, **values: object) -> "Finding":
        """The same finding with some values more, or other ones."""
        return type(self)(self.label, self.status, **{**self.values, **values})


class FindingError(Exception):
    """Nothing can be looked at any further; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.label)
        self.finding = finding


@dataclass(frozen=True)
class Quoted:
    """A value of the learner's or of the solution's, to be written the way Python does: a text in its quotes."""

    value: Any


@dataclass(frozen=True)
class Range:
    """From the smallest to the largest of some numbers."""

    smallest: float
    largest: float


@dataclass(frozen=True)
class LayerRef:
    """A layer of a network, or an activation: its name, and which of several of its kind, counted from 1."""

    name: str
    ordinal: int = 0
    is_activation: bool = False


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
    hints : tuple of three str, or None
        Hints about this mistake, as Markdown: the concept behind it, where to look, nearly the code. None where there
        is nothing to hint at.
    """

    challenge: str
    status: Status
    label: str
    message: str
    details: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    comparison: Networks | Values | None = None
    restart: str = ""
    hints: tuple[str, str, str] | None = field(default=None, compare=False, repr=False)

    @property
    def passed(self) -> bool:
        """Whether the answer is right."""
        return self.status is Status.CORRECT
