"""What one artificial neuron computes. The browser's twin is ``neuron.js``."""

from collections.abc import Callable, Mapping
from math import exp, tanh
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike


class Activation(NamedTuple):
    """An activation function: how people write its name, and what it does to the sum."""

    title: str
    rule: Callable[[float], float]


def _sigmoid(total: float) -> float:
    """Compute 1 / (1 + e^-s) without ever raising e to a large positive power, which would overflow."""
    small = exp(-abs(total))
    return (1 if total >= 0 else small) / (1 + small)


ACTIVATIONS: Mapping[str, Activation] = MappingProxyType(
    {
        "relu": Activation("ReLU", lambda total: max(0.0, total)),
        "linear": Activation("linear", lambda total: total),
        "sigmoid": Activation("sigmoid", _sigmoid),
        "tanh": Activation("tanh", tanh),
    }
)


def weighted_sum(inputs: ArrayLike, weights: ArrayLike, bias: float) -> float:
    """Multiply each input by its weight, add the products, add the bias.

    Parameters
    ----------
    inputs, weights : array_like of shape (n,)
        The numbers that come in, and what each of them counts.
    bias : float
        Added at the end, whatever comes in.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If there is not one weight for each input.

    References
    ----------
    Goodfellow, Bengio and Courville (2016), *Deep Learning*, section 6.3.

    Examples
    --------
    The lesson's neuron:

    >>> weighted_sum([2, 1, 3], [0.5, -1.5, 1], -0.5)
    2.0
    """
    values, factors = np.asarray(inputs, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if values.ndim != 1 or values.shape != factors.shape:
        raise ValueError(f"inputs and weights must be two rows of equal length: {values.shape} and {factors.shape}.")
    return float(values @ factors + bias)


def activate(total: float, activation: str) -> float:
    """Send a neuron's sum through its activation function.

    Parameters
    ----------
    total : float
        The weighted sum with the bias.
    activation : str
        A name in `ACTIVATIONS`, which are Keras' names: "relu", "linear", "sigmoid" or "tanh".

    Returns
    -------
    float

    Examples
    --------
    >>> activate(-1, "relu"), activate(0, "sigmoid")
    (0.0, 0.5)
    """
    return float(ACTIVATIONS[activation].rule(total))
