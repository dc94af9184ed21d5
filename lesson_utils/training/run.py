"""What is known of one run of `fit`: how far it is, and what it has measured. Knows nothing of Keras or a browser."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic


class State(StrEnum):
    """How a run stands."""

    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"  # by the display's button, or by another callback
    BROKEN_OFF = "broken off"  # the kernel was interrupted, or `fit` raised


@dataclass(frozen=True)
class Epoch:
    """What one epoch measured; None where it was not measured.

    Attributes
    ----------
    loss, accuracy : float or None
        Means over the epoch's training batches, while the weights were changing.
    val_loss, val_accuracy : float or None
        On the validation data, with the weights that the epoch ended with.
    """

    loss: float | None
    accuracy: float | None
    val_loss: float | None
    val_accuracy: float | None


@dataclass
class Run:
    """One run of `fit`.

    Attributes
    ----------
    epochs : int
        How many were asked for.
    batches : int or None
        In each epoch; None where nobody knows before the first epoch has ended.
    first : int
        The number of the first epoch, from 0: `fit(initial_epoch=…)`.
    measured : list of Epoch
        The epochs that have ended.
    now : Epoch
        The running means of the present epoch.
    batch : int
        How many batches of the present epoch are done.
    is_cut : bool
        Whether the last epoch ended before its last batch, as far as is known.
    clock : callable
        Seconds from anywhere; tests put their own in.
    """

    epochs: int
    batches: int | None
    first: int = 0
    measured: list[Epoch] = field(default_factory=list)
    now: Epoch = Epoch(None, None, None, None)
    batch: int = 0
    state: State = State.RUNNING
    is_cut: bool = False
    clock: Callable[[], float] = monotonic

    def __post_init__(self) -> None:
        self.began = self.clock()

    @property
    def epoch(self) -> int:
        """The present epoch as people count, from 1; the last one once the run has ended."""
        return min(self.epochs, self.first + len(self.measured) + (self.state is State.RUNNING))

    def batch_ended(self, batch: int, logs: Mapping[str, float] | None) -> None:
        """Take note of a batch, counted from 0."""
        self.batch = batch + 1
        self.now = measured_by(logs or {})

    def epoch_ended(self, logs: Mapping[str, float] | None) -> None:
        """Take note of the end of an epoch."""
        # A replay tells of no batches; of data without a length nobody knows how long the first epoch would have been.
        self.is_cut = self.batch > 0 and (self.batches is None or self.batch < self.batches)
        self.batches = self.batches or self.batch or None
        self.measured.append(measured_by(logs or {}))
        self.now, self.batch = Epoch(None, None, None, None), 0

    def ended(self, state: State) -> None:
        """Take note of the end of the run; one that was asked to stop when all was done is finished."""
        is_done = self.first + len(self.measured) >= self.epochs and not self.is_cut
        self.state = State.FINISHED if state is State.STOPPED and is_done else state

    @property
    def share(self) -> float:
        """How much of the whole run is done, from 0 to 1."""
        planned = self.epochs - self.first
        inside = self.batch / self.batches if self.batches else 0.0
        return min(1.0, (len(self.measured) + min(1.0, inside)) / planned) if planned > 0 else 1.0

    @property
    def seconds_left(self) -> float | None:
        """What the run will still take if it goes on as until now; None in its first two seconds.

        The first batch, in which TensorFlow builds its graph, takes much longer than all others, so the beginning
        says little.
        """
        gone = self.clock() - self.began
        if self.state is not State.RUNNING or gone < 2 or self.share < 0.005:
            return None
        return gone * (1 - self.share) / self.share

    @property
    def is_lost(self) -> bool:
        """Whether a loss is no number any more: from there, nothing can be learned."""
        values = [self.now.loss, *(one for epoch in self.measured for one in (epoch.loss, epoch.val_loss))]
        return any(value is not None and not math.isfinite(value) for value in values)


def measured_by(logs: Mapping[str, float]) -> Epoch:
    """Sort what Keras hands a callback: whatever the accuracy was called.

    Examples
    --------
    >>> measured_by({"categorical_accuracy": 0.5, "loss": 1.2, "val_loss": 1.4})
    Epoch(loss=1.2, accuracy=0.5, val_loss=1.4, val_accuracy=None)
    """
    accuracy = next((name for name in logs if "acc" in name and not name.startswith("val_")), None)
    wanted = ("loss", accuracy, "val_loss", f"val_{accuracy}")
    return Epoch(*(float(logs[name]) if name in logs else None for name in wanted))  # type: ignore[index]
