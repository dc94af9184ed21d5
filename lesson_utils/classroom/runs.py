"""One run of a cell, and the variables around it: kept so that large ones can still be freed."""

import math
import weakref
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lesson_utils.episodes.magics import python_of

_LARGE = 1_000_000  # bytes; what is larger is not kept alive by us
_MOST_INSIDE = 1000  # members of a list that are looked at


class Snapshot:
    """Some variables at one moment.

    A large value (an array, a model, a list of texts) is remembered for as long as somebody else holds it: a learner
    who replaces 500 MB of images gets the memory back.

    Parameters
    ----------
    variables : mapping
        The variables at this moment.
    names : collection of str
        Which of them to remember; names without a variable are left out.
    """

    def __init__(self, variables: Mapping[str, Any], names: Iterable[str]) -> None:
        self._holders = {name: _holder(variables[name]) for name in names if name in variables}

    def values(self) -> dict[str, Any]:
        """The variables, but for large ones that have been freed since."""
        held = {name: holder() for name, holder in self._holders.items()}
        return {name: kept[0] for name, kept in held.items() if kept}


@dataclass(frozen=True, eq=False)
class Run:
    """One run of a cell.

    Attributes
    ----------
    source : str
        The cell's text.
    error : BaseException or None
        What it raised.
    before, after : Snapshot
        The variables that matter, just before and just after.
    touched : frozenset of str
        The names that it stores or changes.
    challenge : str
        The id of the challenge that it answers, as far as can be told; empty when nobody can.
    certain : bool
        Whether the cell itself says so: it is the answer's cell of the notebook, another one of the lesson's own, or
        a published solution that `catch_up` ran.
    caught_up : bool
        Whether `catch_up` ran it.
    """

    source: str
    error: BaseException | None = None
    before: Snapshot = field(default_factory=lambda: Snapshot({}, ()))
    after: Snapshot = field(default_factory=lambda: Snapshot({}, ()))
    touched: frozenset[str] = frozenset()
    challenge: str = ""
    certain: bool = False
    caught_up: bool = False

    @property
    def python(self) -> str:
        """The cell without its magics, line for line."""
        return python_of(self.source)

    def stored(self, name: str, value: object) -> bool:
        """Whether this run left just this value under a name."""
        return name in self.touched and self.after.values().get(name, self) is value

    def then(self, later: "Run") -> "Run":
        """Join this run and a later one that goes on from it, as if both had been one cell."""
        source = f"{self.source.rstrip()}\n{later.python}"
        touched = self.touched | later.touched
        return Run(source, later.error, self.before, later.after, touched, self.challenge, self.certain)


def _holder(value: Any) -> Any:
    """A function that gives `(value,)`; or `()` once a large value is gone."""
    if _size(value) < _LARGE:
        return lambda: (value,)
    try:
        reference = weakref.ref(value)
    except TypeError:  # a list, a dict, a text: Python cannot hold these weakly
        return tuple
    return lambda: () if reference() is None else (reference(),)


def _size(value: Any, depth: int = 2) -> int:
    """About how many bytes a value holds."""
    if isinstance(value, str | bytes | bytearray):
        return len(value)
    if isinstance(value, Collection) and type(value) in (list, tuple, set, frozenset, dict):
        if len(value) > _MOST_INSIDE or depth == 0:
            return _LARGE
        inside = value.values() if isinstance(value, dict) else value
        return sum(_size(one, depth - 1) for one in inside)
    try:
        trained = getattr(value, "model", value)  # a history holds its model
        weights = [math.prod(one.shape) for one in getattr(trained, "weights", ())]
        return int(getattr(value, "nbytes", 0)) + 4 * sum(weights)
    except Exception:  # noqa: BLE001 - an object of the learner's own may answer anything
        return 0
