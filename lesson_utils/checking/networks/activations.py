"""Tell which activation function stands behind a name, a Keras function, a TensorFlow function or a lambda."""

from functools import cache
from typing import Any

from lesson_utils.checking.running.limits import TookTooLong, within_limits

OWN = "own:"  # marks the name of a function that is none of Keras' activations
_COMMON = ("relu", "softmax", "sigmoid", "tanh", "elu", "selu", "gelu", "leaky_relu", "silu", "softplus", "relu6")


def activation_name(function: Any) -> str | None:
    """The Keras name of an activation function, or None when it is linear.

    Parameters
    ----------
    function : callable, str or None
        What a layer holds as its `activation`.

    Returns
    -------
    str or None
        A name such as ``"relu"``; for a function of the learner's own that computes what a common activation computes,
        the name of that activation; otherwise the function's own name, marked with "own:".

    Examples
    --------
    >>> activation_name("linear") is None
    True
    """
    import keras

    if function is None or function == "linear" or function is keras.activations.linear:
        return None
    if isinstance(function, str):
        return function
    serialised = keras.activations.serialize(function) if _is_keras_own(function) else None
    return serialised if isinstance(serialised, str) else _by_values(function)


def _is_keras_own(function: Any) -> bool:
    return str(getattr(function, "__module__", "")).startswith("keras.src.activations")


def of_a_library(function: Any) -> bool:
    """Whether a function or layer is one of Keras' or TensorFlow's, rather than the learner's own."""
    return str(getattr(function, "__module__", "")).split(".")[0] in ("keras", "tensorflow")


def _by_values(function: Any) -> str | None:
    try:
        values = within_limits(lambda: _values(function))
    except (Exception, TookTooLong):  # not a function of one tensor: leave it to its name
        values = None
    if getattr(function, "weights", None):
        values = None  # a PReLU learns: no plain function is the same
    if values is not None:
        if values == _values_of("linear"):
            return None
        for name in _COMMON:
            if values == _values_of(name):
                return name
    return f"{OWN}{getattr(function, '__name__', type(function).__name__)}"


@cache
def _values_of(name: str) -> tuple[float, ...]:
    import keras

    return _values(keras.activations.get(name))


def _values(function: Any) -> tuple[float, ...]:
    """What the function makes of some numbers of both signs, rounded: equal tuples mean the same function."""
    import keras
    import numpy as np

    probe = np.array([[-7.0, -2.5, -0.5, 0.0], [0.25, 1.0, 4.0, 8.0]], dtype="float32")
    result = keras.ops.convert_to_numpy(function(keras.ops.convert_to_tensor(probe)))
    return tuple(float(f"{number:.4g}") + 0.0 for number in result.ravel())
