"""A Keras tensor or model as the list of steps that leads to it, in one normal form.

Different spellings of one network give the same steps: activations stand as steps of their own, whether they were an
argument, a layer or a function; names and initialisers are left out; defaults are filled in by Keras itself; models
used as layers are opened up.
"""

import contextlib
import inspect
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from lesson_utils.checking.comparing.activations import Activation, activation_of
from lesson_utils.keras_internals import Call, calls_behind, is_from_keras

# Settings that say nothing about what the network is: names, and where random numbers begin.
_SILENT = frozenset(["name", "dtype", "batch_input_shape", "build_config", "seed"])


@dataclass(frozen=True, eq=False)
class Step:
    """One step of a network.

    Attributes
    ----------
    kind : str
        The layer's class, or "activation". A class of the learner's own stands with its module: it may be called like
        one of Keras' and do something else.
    name : str
        What people call it: "Conv2D", "Input", "relu".
    settings : dict
        The normalised configuration.
    shape : tuple of int or None
        Of its result, the batch included.
    weights : tuple of tuple of int
        The shapes of its weights.
    made_by : keras.Operation
        Kept to see who shares it.
    sources : tuple of Step
        Those whose results it reads.
    own : bool
        Whether the layer's class, or the activation's function, is the learner's own.
    """

    kind: str
    name: str
    settings: dict[str, Any]
    shape: tuple[int | None, ...]
    weights: tuple[tuple[int, ...], ...] = ()
    made_by: Any = field(default=None, repr=False)
    sources: tuple["Step", ...] = field(default=(), repr=False)
    own: bool = False

    def matches(self, other: "Step") -> bool:
        """Whether both do the same, wherever they stand."""
        return self.kind == other.kind and not self.differences(other)

    def differences(self, other: "Step") -> list[str]:
        """The settings that differ, in the order in which Keras lists them."""
        names = list(dict.fromkeys([*other.settings, *self.settings]))
        return [name for name in names if self.settings.get(name) != other.settings.get(name)]


def steps_to(tensor: Any) -> list[Step]:
    """The steps from the input to a symbolic Keras tensor, each after those it reads.

    Parameters
    ----------
    tensor : keras.KerasTensor
        What a layer returned.

    Returns
    -------
    list of Step
        From the input layer on. A plain network gives a chain; see `joining_step`.
    """
    walked = _walked.get()
    if walked is None:
        return _read(tensor)
    if id(tensor) not in walked:
        walked[id(tensor)] = tensor, _read(tensor)  # the tensor too, so that its id stays its own
    return walked[id(tensor)][1]


_walked: ContextVar[dict[int, tuple[Any, list[Step]]] | None] = ContextVar("walked", default=None)


@contextlib.contextmanager
def each_walked_once() -> Iterator[None]:
    """Inside, `steps_to` keeps what it found: one check asks for the same steps many times."""
    token = _walked.set({})
    try:
        yield
    finally:
        _walked.reset(token)


def _read(tensor: Any) -> list[Step]:
    """The steps to a tensor: those of each call in turn, a layer's own and that of its activation."""
    made: dict[Call, Step] = {}
    ordered: dict[Step, None] = {}
    for call in calls_behind([tensor])[0]:
        last = made[call] = _step(call, tuple(made[source] for source in call.sources))
        ordered.update(dict.fromkeys((*last.sources, last)))
    return list(ordered)


def joining_step(steps: list[Step]) -> Step | None:
    """The first step that reads more than one other; None when the network is a chain."""
    return next((step for step in steps if len(step.sources) > 1), None)


def _step(call: Call, sources: tuple[Step, ...]) -> Step:
    import keras

    operation, shape = call.operation, tuple(call.tensor.shape)
    if (alone := _lone_activation(operation, keras)) is not None:
        return _activated(alone, sources, shape, operation)
    own, name = not is_from_keras(type(operation)), type(operation).__name__
    kind = f"{type(operation).__module__}.{name}" if own else name
    words = "Input" if kind == "InputLayer" else name
    settings = _settings(operation, keras) | _given_at_the_call(call)
    step = Step(kind, words, settings, shape, _weights(operation), operation, sources, own)
    return _activated(activation_of(getattr(operation, "activation", None)), (step,), shape, operation)


def _activated(
    activation: Activation | None, sources: tuple[Step, ...], shape: tuple[int | None, ...], operation: Any
) -> Step:
    if activation is None:
        return sources[0]
    settings = {"function": activation}
    return Step("activation", activation.name, settings, shape, (), operation, sources, activation.own)


def _lone_activation(operation: Any, keras: Any) -> Activation | None:
    if isinstance(operation, keras.layers.Activation):
        return activation_of(operation.activation)
    if isinstance(operation, keras.layers.ReLU):
        plain = operation.max_value is None and not operation.negative_slope and not operation.threshold
        return Activation("relu") if plain else None
    if isinstance(operation, keras.layers.Softmax):
        return Activation("softmax") if operation.axis in (-1, [-1], (-1,)) else None
    if isinstance(operation, keras.layers.Layer):
        return None
    # keras.ops.relu(x) and its like: an operation without weights, named like the activation.
    name = type(operation).__name__.lower()
    known = {"relu", "softmax", "sigmoid", "tanh", "elu", "selu", "gelu", "silu", "softplus", "softsign"}
    return Activation(name) if name in known and getattr(operation, "axis", -1) == -1 else None


def _given_at_the_call(call: Call) -> dict[str, Any]:
    """`Dropout(0.5)(x, training=False)`: what stands in the second brackets and changes what the layer does."""
    training = getattr(call.arguments, "kwargs", {}).get("training")
    return {} if training is None else {"training": training}


def _settings(operation: Any, keras: Any) -> dict[str, Any]:
    if isinstance(operation, keras.layers.InputLayer):
        return {
            "shape": tuple(operation.batch_shape[1:]),
            "batch_size": operation.batch_shape[0],
            "dtype": str(operation.dtype),
            "sparse": bool(getattr(operation, "sparse", False)),
        }
    is_layer = isinstance(operation, keras.layers.Layer)
    try:
        config = operation.get_config() if is_layer else dict(vars(operation))
    except Exception:  # noqa: BLE001 - a lambda as activation, or a learner's own layer without get_config
        config = _attributes(operation)
    settings = {
        name: _plain(value)
        for name, value in config.items()
        if name not in _SILENT and name != "activation" and not name.startswith("_") and "initializer" not in name
    }
    if isinstance(operation, keras.layers.Layer) and operation.compute_dtype != "float32":
        settings["dtype"] = operation.compute_dtype
    return settings


def _attributes(operation: Any) -> dict[str, Any]:
    """The settings of a layer that cannot list them itself: what its constructor takes, as far as it was kept."""
    names = [*inspect.signature(type(operation).__init__).parameters, "trainable"]
    return {name: getattr(operation, name) for name in names if hasattr(operation, name)}


def _weights(operation: Any) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(weight.shape) for weight in getattr(operation, "weights", ()))


def _plain(value: Any) -> Any:
    """Lists as tuples, nested configurations as text: comparable, and the same in every Keras."""
    if isinstance(value, list | tuple):
        return tuple(_plain(item) for item in value)
    if isinstance(value, dict):
        return repr(sorted((str(key), repr(_plain(item))) for key, item in value.items()))
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return repr(type(value))
