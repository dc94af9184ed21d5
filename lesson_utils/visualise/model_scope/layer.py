"""One layer of a network, described without Keras: `keras_layers` writes it, the browser runs it."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer of a network.

    Attributes
    ----------
    name : str
        As in ``model.summary()``.
    kind : str
        What Keras calls it, such as ``"Conv2D"``.
    operation : str
        What it computes: a name in OPERATIONS (``network_layers.js``), ``"input"``, or ``"unknown"`` for what only
        Keras can compute.
    shape : tuple of int
        Of its output, without the batch.
    sources : tuple of int
        The places, in the network, of the layers it reads.
    settings : dict
        Numbers and lists that the operation needs; ``"activation"``, if there, is applied last.
    weights : tuple of numpy.ndarray, float32
        In the operation's own order.
    parameters : tuple of tuple of int
        The shapes of the weights as Keras counts them; empty for a layer that stands in the network a second time.
    trainable : int
        How many of these numbers training changes.
    """

    name: str
    kind: str
    operation: str
    shape: tuple[int, ...]
    sources: tuple[int, ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    weights: tuple[NDArray[np.float32], ...] = ()
    parameters: tuple[tuple[int, ...], ...] = ()
    trainable: int = 0
