"""What the training display says in words: on the screen, to a screen reader, and in a stored notebook."""

import math

from lesson_utils.training.run import Epoch, Run, State

LOST = (
    "The loss is no number any more (NaN): a step was so large that the weights ran away, and nothing more can be "
    "learned. Make a new model, and train it with a smaller learning rate."
)


def milestone(run: Run) -> str:
    """What to say of the last epoch that has ended, or at once that all is lost; empty before the first.

    Examples
    --------
    >>> run = Run(10, 1250)
    >>> run.epoch_ended({"loss": 1.4, "acc": 0.5, "val_loss": 1.3, "val_acc": 0.58})
    >>> milestone(run)
    'Epoch 1 of 10: training loss 1.400, accuracy 0.50; validation loss 1.300, accuracy 0.58.'
    """
    if run.is_lost:
        return LOST
    if not run.measured:
        return ""
    return f"Epoch {run.first + len(run.measured)} of {run.epochs}: {measured(run.measured[-1])}."


def measured(epoch: Epoch) -> str:
    """The numbers of an epoch in words."""
    training = _pair("training", epoch.loss, epoch.accuracy)
    validation = _pair("validation", epoch.val_loss, epoch.val_accuracy)
    return "; ".join(part for part in (training, validation) if part) or "nothing was measured"


def _pair(name: str, loss: float | None, accuracy: float | None) -> str:
    parts = [] if loss is None else [f"loss {loss:.3f}" if math.isfinite(loss) else "loss no number (NaN)"]
    said = ", ".join(parts if accuracy is None else [*parts, f"accuracy {accuracy:.2f}"])
    return f"{name} {said}" if said else ""


def one_line(run: Run) -> str:
    """The run in one line that is the same every time: no number in it depends on the computer."""
    batches = f" of {_counted(run.batches, 'batch', 'batches')} each" if run.batches else ""
    return f"LiveTraining: {_counted(run.epochs, 'epoch')}{batches}"


def ending(run: Run) -> str:
    """How the run ended; empty while it runs.

    Examples
    --------
    >>> run = Run(10, 1250, first=6)
    >>> run.epoch_ended({"loss": 1.4})
    >>> run.ended(State.STOPPED)
    >>> ending(run)
    'Stopped after epoch 7 of 10. The model keeps what it has learned, and the history its numbers.'
    """
    done = len(run.measured)
    if run.state is State.STOPPED:
        when = "in" if run.is_cut else "after"
        kept = "" if run.is_lost else " The model keeps what it has learned, and the history its numbers."
        return f"Stopped {when} epoch {run.first + done} of {run.epochs}.{kept}"
    if run.state is State.BROKEN_OFF:
        return (
            f"Broken off in epoch {min(run.epochs, run.first + done + 1)} of {run.epochs}. The model keeps what it had "
            "learned by then, but `fit` returned no history."
        )
    return f"Finished: {_counted(done, 'epoch')}." if run.state is State.FINISHED else ""


def description(run: Run) -> str:
    """The text alternative of the curves."""
    if not run.measured:
        return "Curves of loss and accuracy, still empty: no epoch has ended yet."
    first, last = run.measured[0], run.measured[-1]
    told = [f"Curves of {_counted(len(run.measured), 'epoch')}. First epoch: {measured(first)}."]
    if len(run.measured) > 1:
        told.append(f"Last: {measured(last)}.")
    lowest = _lowest(run)
    if lowest is not None:
        told.append(f"The validation loss was lowest after epoch {lowest}.")
    return " ".join(told)


def _lowest(run: Run) -> int | None:
    """The epoch, from 1, with the lowest validation loss."""
    losses = [
        (epoch.val_loss, at)
        for at, epoch in enumerate(run.measured, run.first + 1)
        if epoch.val_loss is not None and math.isfinite(epoch.val_loss)
    ]
    return min(losses)[1] if len(losses) > 1 else None


def _counted(number: int | None, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"
