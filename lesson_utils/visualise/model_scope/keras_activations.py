"""Which activation function a Keras layer applies, written the way ``network_activations.js`` knows it."""

from typing import Any

from lesson_utils.keras_internals import is_activation_function

Activation = dict[str, Any]

_NAMES = frozenset(["relu", "softmax", "sigmoid", "tanh", "elu", "selu", "gelu", "silu", "softplus", "softsign"])
_NAMES |= {"hard_sigmoid", "exponential"}
_SPECIAL: dict[str, Activation] = {
    "leaky_relu": {"name": "relu", "negative_slope": 0.2},  # the function's default; the layer's own is 0.3
    "relu6": {"name": "relu", "max_value": 6.0},
    "swish": {"name": "silu"},
}
# The same functions under keras.ops and in TensorFlow, and as calls in a model such as keras.ops.relu(x).
_ELSEWHERE = {"relu": "relu", "softmax": "softmax", "softmax_v2": "softmax", "sigmoid": "sigmoid", "tanh": "tanh"}


class CannotTranslateError(Exception):
    """What cannot be translated: it does something that only Keras itself can compute."""


def activation_of(layer: Any) -> Activation | None:
    """Describe the activation that a layer applies to its sums.

    Parameters
    ----------
    layer : keras.layers.Layer
        With an ``activation`` such as Dense and Conv2D have.

    Returns
    -------
    dict or None
        None when it applies none ("linear").

    Raises
    ------
    CannotTranslateError
        For a function of the learner's own and for rare ones.
    """
    import keras

    function = layer.activation
    if function is None or function is keras.activations.linear:
        return None
    if isinstance(function, keras.layers.Layer):
        return lone_activation(function) or None
    return _of_a_function(function)


def _of_a_function(function: Any) -> Activation:
    name, module = str(getattr(function, "__name__", "")), str(getattr(function, "__module__", ""))
    if is_activation_function(function):
        if name in _SPECIAL:
            return dict(_SPECIAL[name])
        if name in _NAMES:
            return {"name": name}
    elif module.startswith(("keras.", "tensorflow.")) and name in _ELSEWHERE:
        return {"name": _ELSEWHERE[name]}
    raise CannotTranslateError(name)


def lone_activation(operation: Any) -> Activation | None:  # noqa: PLR0911 - one for each kind of layer
    """Describe a layer or call that is nothing but an activation.

    Parameters
    ----------
    operation : keras.Operation
        A layer, or what stands behind a call such as ``keras.ops.relu(x)``.

    Returns
    -------
    dict or None
        Empty for the linear activation, None for an operation that is something else.

    Raises
    ------
    CannotTranslateError
        If it is an activation that only Keras can compute.
    """
    import keras

    layers = keras.layers
    if not isinstance(operation, layers.Layer):
        name = type(operation).__name__.lower()
        return {"name": name} if name in _ELSEWHERE and getattr(operation, "axis", -1) == -1 else None
    if isinstance(operation, layers.Activation):
        return activation_of(operation) or {}
    if isinstance(operation, layers.ReLU):
        settings = {"negative_slope": operation.negative_slope, "threshold": operation.threshold}
        settings |= {} if operation.max_value is None else {"max_value": operation.max_value}
        return {"name": "relu"} | {key: float(value) for key, value in settings.items() if value}
    if isinstance(operation, layers.LeakyReLU):
        return {"name": "relu", "negative_slope": float(operation.negative_slope)}
    if isinstance(operation, layers.ELU):
        return {"name": "elu", "alpha": float(operation.alpha)}
    if isinstance(operation, layers.Softmax):
        if operation.axis not in (-1, [-1], (-1,)):
            raise CannotTranslateError("softmax over another axis")
        return {"name": "softmax"}
    return None
