"""How a model was on its way: its weights before a long training and after some of its epochs."""

from collections.abc import Mapping, Sequence
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

AFTER = (1, 2, 4, 7)  # early epochs change most
_EPOCHS, _IMAGES = 10, 20_000  # a training with fewer is no long one
_LARGEST = 127  # of 8 bits with a sign


def is_long(given: Mapping[str, Any]) -> bool:
    """Whether a training is worth keeping snapshots of.

    Parameters
    ----------
    given : mapping
        The arguments of `fit` by name, arrays as data.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_long({"x": np.zeros((40_000, 1)), "epochs": 10}), is_long({"x": np.zeros((40_000, 1))})
    (True, False)
    """
    return given.get("epochs", 1) >= _EPOCHS and len(given["x"]) >= _IMAGES


class Snapshots(keras.callbacks.Callback):
    """A callback that keeps copies of the weights.

    Attributes
    ----------
    kept : dict of int to list of numpy.ndarray
        The weights by the number of epochs trained; 0: before the training.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[int, list[NDArray]] = {}

    def on_train_begin(self, logs: Mapping[str, Any] | None = None) -> None:
        """Keep the weights that the training starts from."""
        self.kept = {0: self.model.get_weights()}

    def on_epoch_end(self, epoch: int, logs: Mapping[str, Any] | None = None) -> None:
        """Keep the weights if this is one of the epochs."""
        if epoch + 1 in AFTER:
            self.kept[epoch + 1] = self.model.get_weights()


def shrunk(weights: Sequence[NDArray]) -> tuple[list[NDArray[np.int8]], NDArray[np.float32]]:
    """Write weights with 8 bits each: enough to see what a filter looks for, and what the model predicts.

    Parameters
    ----------
    weights : sequence of numpy.ndarray
        One for each tensor of a model.

    Returns
    -------
    tuple of list of numpy.ndarray of int8 and numpy.ndarray of float32
        Whole numbers from -127 to 127, and what one step is worth in each tensor.

    Examples
    --------
    >>> steps, worth = shrunk([np.array([0.5, -0.25])])
    >>> steps[0].tolist()
    [127, -64]
    """
    worth = np.array([np.abs(one).max(initial=0) / _LARGEST for one in weights], dtype=np.float32)
    steps = [np.rint(one / (step or 1)).astype(np.int8) for one, step in zip(weights, worth, strict=True)]
    return steps, worth


def restored(steps: Sequence[NDArray[np.int8]], worth: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """Make weights again of what `shrunk` wrote, each right to half a step.

    Examples
    --------
    >>> restored(*shrunk([np.array([0.0, 0.0])]))[0].tolist()
    [0.0, 0.0]
    """
    return [one.astype(np.float32) * step for one, step in zip(steps, worth, strict=True)]
