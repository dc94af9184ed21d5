"""How often the display may be brought up to date: rarely enough that nobody waits for it."""

from collections.abc import Callable
from time import monotonic

MOST_OFTEN = 0.2  # seconds between two updates: five a second
SHARE = 0.02  # of the training's own time


class Budget:
    """Says when there is time for an update. What an update has cost delays those after it.

    Parameters
    ----------
    clock : callable
        Seconds from anywhere; tests put their own in.

    Examples
    --------
    >>> seconds = iter([0.0, 0.1, 0.3, 0.3, 0.31]).__next__
    >>> budget = Budget(seconds)
    >>> budget.allows(), budget.allows()
    (False, True)
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self.began = self.last = clock()
        self.spent = 0.0

    def allows(self) -> bool:
        """Whether an update may be made now."""
        now = self.clock()
        return now - self.last >= MOST_OFTEN and self.spent <= SHARE * (now - self.began)

    def __enter__(self) -> None:
        self.entered = self.clock()

    def __exit__(self, *_: object) -> None:
        self.last = self.clock()
        self.spent += self.last - self.entered
