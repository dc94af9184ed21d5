"""The activation functions of Keras, by name. The browser's twin is ``network_activations.js``."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SELU_SCALE, _SELU_ALPHA = 1.0507009873554805, 1.6732632423543772  # Klambauer et al. (2017), equation 2


def _softmax(x: NDArray, _: Mapping[str, float]) -> NDArray:
    powers = np.exp(x - x.max(axis=-1, keepdims=True))  # subtracting the largest changes nothing but prevents overflow
    return powers / powers.sum(axis=-1, keepdims=True)


def _relu(x: NDArray, settings: Mapping[str, float]) -> NDArray:
    """ReLU with what Keras' ReLU layer adds to it: a slope below the threshold and a ceiling."""
    threshold, slope = settings.get("threshold", 0.0), settings.get("negative_slope", 0.0)
    bent = np.where(x >= threshold, x, slope * (x - threshold) + 0.0)  # + 0.0 turns -0 into 0
    return np.minimum(bent, settings.get("max_value", np.inf))


def _elu(x: NDArray, settings: Mapping[str, float]) -> NDArray:
    return np.where(x > 0, x, settings.get("alpha", 1.0) * np.expm1(np.minimum(x, 0)))


def _gelu(x: NDArray, settings: Mapping[str, float]) -> NDArray:
    if settings.get("approximate"):
        return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
    from scipy.special import erf

    return 0.5 * x * (1 + erf(x / np.sqrt(2)))


def _sigmoid(x: NDArray) -> NDArray:
    return 1 / (1 + np.exp(-x))


_FUNCTIONS: Mapping[str, Callable[[NDArray, Mapping[str, float]], NDArray]] = {
    "relu": _relu,
    "softmax": _softmax,
    "sigmoid": lambda x, _: _sigmoid(x),
    "tanh": lambda x, _: np.tanh(x),
    "elu": _elu,
    "selu": lambda x, _: _SELU_SCALE * _elu(x, {"alpha": _SELU_ALPHA}),
    "gelu": _gelu,
    "silu": lambda x, _: x * _sigmoid(x),
    "softplus": lambda x, _: np.logaddexp(x, 0),
    "softsign": lambda x, _: x / (1 + np.abs(x)),
    "hard_sigmoid": lambda x, _: np.clip(x / 6 + 0.5, 0, 1),
    "exponential": lambda x, _: np.exp(x),
}

NAMES = frozenset(_FUNCTIONS)


def activate(values: NDArray, activation: Mapping[str, Any] | None) -> NDArray:
    """Apply an activation function.

    Parameters
    ----------
    values : numpy.ndarray
        Softmax works on the last axis, every other function on each number by itself.
    activation : mapping, optional
        ``{"name": "relu"}`` with, for some functions, settings of their own such as ``"negative_slope"``.

    Returns
    -------
    numpy.ndarray
        As many numbers as came in.

    References
    ----------
    https://keras.io/api/layers/activations/

    Examples
    --------
    >>> activate(np.array([-2.0, 3.0]), {"name": "relu"})
    array([0., 3.])
    """
    if activation is None:
        return values
    return _FUNCTIONS[activation["name"]](values.astype(np.float64), activation)
