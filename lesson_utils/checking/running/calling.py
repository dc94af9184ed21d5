"""Call a function, the learner's or the solution's, and put back all that it changes: what did it make of the call?"""

import contextlib
import functools
import threading
from dataclasses import dataclass
from typing import Any

from lesson_utils.checking.running import limits
from lesson_utils.checking.running.isolation import untouched
from lesson_utils.checking.running.limits import Clock, TookTooLong, TooLarge, within_limits
from lesson_utils.checking.running.probes import Probe
from lesson_utils.checking.running.reach import reached_by, remembers_nothing
from lesson_utils.checking.running.stand_ins import nothing_heavy

NO_ARGUMENTS = Probe((), {}, "")


class CutShort(Exception):  # noqa: N818 - named for what it says
    """Earlier calls have used up the time: nobody can tell whether this one comes to an end."""


class Patience:
    """The time for all the calls of one comparison; each of them may take `TIME_LIMIT` at most."""

    def __init__(self) -> None:
        self._clock = Clock(threading.current_thread())

    def left(self) -> float:
        """Seconds for the next call."""
        return max(0.0, min(limits.TIME_LIMIT, limits.ALL_CALLS - self._clock.spent()[1]))


@dataclass(frozen=True)
class Outcome:
    """What one call did: returned, printed, raised, and what became of the arguments it was given.

    `results` holds what it returned, and what a second call did if one was asked for and told in time.
    """

    results: list[Any]
    error: BaseException | None
    printed: str
    given: Probe

    @property
    def result(self) -> Any:
        """What the call returned; None after an error."""
        return self.results[0] if self.results else None


def call(
    function: Any,
    probe: Probe = NO_ARGUMENTS,
    patience: Patience | None = None,
    seed: int = 0,
    twice: bool = False,
) -> Outcome:
    """Call a function within limits, on arguments of its own, without a trace.

    Parameters
    ----------
    function : callable
        Anything may be in it.
    patience : Patience, optional
        The time that this call shares with others; without it the call has its own.
    seed : int
        For the random numbers of Python and NumPy.
    twice : bool
        Whether to call it once more if something can be left of the first call.
    """
    patience = patience or Patience()
    outcome = _call(function, probe, patience, seed, twice, numbers=False)
    if not isinstance(outcome.error, Exception) or isinstance(outcome.error, TooLarge | CutShort):
        return outcome
    again = _call(function, probe, patience, seed, twice, numbers=True)  # an odd function may miss the numbers
    return outcome if isinstance(again.error, CutShort) else again


def _call(function: Any, probe: Probe, patience: Patience, seed: int, twice: bool, numbers: bool) -> Outcome:
    """Call a function; layers without numbers are made in a third of the time."""
    given = probe.fresh()
    prepared = functools.partial(function, *given.arguments, **given.keywords)
    results, error = [], None
    # The stand-ins stand here and not in the call: a call that is left behind in a thread would never end them.
    with undisturbed(function) as printed, nothing_heavy():
        _seed(seed)
        try:
            results.append(_in_time(prepared, patience, numbers))
            if twice and not remembers_nothing(function):
                with contextlib.suppress(CutShort, TookTooLong):
                    results.append(_in_time(prepared, patience, numbers))
        except BaseException as raised:  # noqa: BLE001 - SystemExit too: whatever it raises, the checker goes on
            results, error = [], raised
    return Outcome(results, error, printed.getvalue(), given)


def undisturbed(function: Any) -> contextlib.AbstractContextManager[Any]:
    """Inside, a function may be called: its variables, and what it can reach of the learner's, are put back."""
    return untouched(getattr(function, "__globals__", None), [function, *reached_by(function)])


def _in_time(function: Any, patience: Patience, numbers: bool) -> Any:
    seconds = patience.left()
    try:
        return within_limits(function, numbers, seconds)
    except TookTooLong:
        if seconds < limits.TIME_LIMIT:
            raise CutShort from None
        raise


def _seed(seed: int) -> None:
    import random

    import numpy as np

    random.seed(seed)
    np.random.seed(seed)
