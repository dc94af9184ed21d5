"""Tell which activation function stands behind a name, a Keras function, a TensorFlow function or a lambda."""

import math
from functools import cache
from typing import Any, NamedTuple

from lesson_utils.checking.running.calling import undisturbed
from lesson_utils.checking.running.limits import TookTooLong, within_limits
from lesson_utils.keras_internals import is_activation_function

_COMMON = ("relu", "softmax", "sigmoid", "tanh", "elu", "selu", "gelu", "leaky_relu", "silu", "softplus", "relu6")
_FAR = (-1e3, 30.0, 1e3, 1e6)  # where functions part that are alike near zero, such as `relu` and one with a limit


class Activation(NamedTuple):
    """An activation function by the name of Keras' own; `own` for one that computes something else."""

    name: str
    own: bool = False


def activation_of(function: Any) -> Activation | None:
    """Which activation a function computes, or None when it is linear.

    Parameters
    ----------
    function : callable, str or None
        What a layer holds as its `activation`.

    Returns
    -------
    Activation or None
        For a function of the learner's own that computes what a common activation computes, that activation.

    Examples
    --------
    >>> activation_of("linear") is None
    True
    >>> activation_of("relu")
    Activation(name='relu', own=False)
    """
    import keras

    if function is None or function == "linear" or function is keras.activations.linear:
        return None
    if isinstance(function, str):
        return Activation(function)
    serialised = keras.activations.serialize(function) if is_activation_function(function) else None
    return Activation(serialised) if isinstance(serialised, str) else _by_values(function)


def of_a_library(function: Any) -> bool:
    """Whether a function or layer is one of Keras' or TensorFlow's, rather than the learner's own."""
    return str(getattr(function, "__module__", "")).split(".")[0] in ("keras", "tensorflow")


def _by_values(function: Any) -> Activation | None:
    try:
        tried = _fresh_copy(function)
        with undisturbed(tried):
            values = within_limits(lambda: _values(tried))
    except (Exception, TookTooLong):  # noqa: BLE001 - not a function of one tensor: leave it to its name
        tried, values = function, None
    if getattr(tried, "weights", None):
        values = None  # a PReLU learns: no plain function is the same
    if values is not None:
        for name in ("linear", *_COMMON):
            if _agree(values, _values_of(name)):
                return None if name == "linear" else Activation(name)
    return Activation(getattr(function, "__name__", type(function).__name__), own=True)


def _fresh_copy(function: Any) -> Any:
    """A layer that has not seen its numbers yet takes the shape of the first ones: it must not be those tried here."""
    import keras

    if isinstance(function, keras.Layer) and not function.built:
        return type(function).from_config(function.get_config())
    return function


@cache
def _values_of(name: str) -> tuple[float, ...]:
    import keras

    return _values(keras.activations.get(name))


def _values(function: Any) -> tuple[float, ...]:
    """What the function makes of some numbers of both signs, rounded: equal tuples mean the same function."""
    import keras
    import numpy as np

    probe = np.array([[-7.0, -2.5, -0.5, 0.0], [0.25, 1.0, 4.0, 8.0], _FAR], dtype="float32")
    result = keras.ops.convert_to_numpy(function(keras.ops.convert_to_tensor(probe)))
    return tuple(float(f"{number:.4g}") + 0.0 for number in result.ravel())


def _agree(found: tuple[float, ...], expected: tuple[float, ...]) -> bool:
    """Whether values are equal; a formula such as `exp(x) / sum(exp(x))` may overflow far from zero."""
    near = len(expected) - len(_FAR)
    far = zip(found[near:], expected[near:], strict=False)
    return found[:near] == expected[:near] and all(
        number == other or not math.isfinite(number) for number, other in far
    )
