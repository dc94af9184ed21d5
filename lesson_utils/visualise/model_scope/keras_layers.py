"""Translates what a Keras model does, call by call, into the plain `Layer` that the browser can run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lesson_utils.keras_internals import is_from_keras
from lesson_utils.visualise.model_scope.keras_activations import CannotTranslateError, activation_of, lone_activation
from lesson_utils.visualise.model_scope.keras_graph import Call
from lesson_utils.visualise.model_scope.layer import Layer

# They only do something during training; a network that predicts lets everything through.
_ONLY_IN_TRAINING = frozenset(["Identity", "Dropout", "SpatialDropout2D", "AlphaDropout", "GaussianDropout"])
_ONLY_IN_TRAINING |= {"GaussianNoise", "ActivityRegularization", "RandomFlip", "RandomRotation", "RandomTranslation"}
_ONLY_IN_TRAINING |= {"RandomZoom", "RandomContrast", "RandomBrightness"}
_MERGING = frozenset(["Add", "Subtract", "Multiply", "Maximum", "Minimum", "Average"])


@dataclass(frozen=True, eq=False)
class Step:
    """How Keras computes one layer: from the outputs of which layers, and by what."""

    sources: tuple[int, ...]
    compute: Callable[..., NDArray[np.float32]]


@dataclass(frozen=True, eq=False)
class Translation:
    """A model as layers, and each of them as a step that Keras can do.

    Attributes
    ----------
    layers : list of Layer
        A separable convolution becomes two, its two steps. What cannot be translated is "unknown".
    steps : list of Step
        One for each layer; that of the input is never done.
    places : list of int
        For each call of the model the place of its (last) layer.
    """

    layers: list[Layer] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @property
    def unknown(self) -> list[Layer]:
        """The layers that only Keras can compute."""
        return [layer for layer in self.layers if layer.operation == "unknown"]


def translate(calls: Sequence[Call]) -> Translation:
    """Turn the calls of a model into layers.

    Parameters
    ----------
    calls : sequence of Call
        From `read_calls`.

    Returns
    -------
    Translation
    """
    made = Translation()
    for call in calls:
        sources = tuple(made.places[source] for source in call.sources)
        plain = Layer(call.name, type(call.operation).__name__, "unknown", call.shape, sources, **_counted(call))
        try:
            layers = _translate_one(call, plain, [calls[source].shape for source in call.sources])
        except CannotTranslateError:
            layers = [plain]
        if len(layers) == 2:
            layers[1] = replace(layers[1], sources=(len(made.layers),))
            made.steps.append(Step(sources, partial(_depthwise_step, call)))
        made.steps.append(Step(sources, call.compute))
        made.layers.extend(layers)
        made.places.append(len(made.layers) - 1)
    return made


def _depthwise_step(call: Call, array: NDArray) -> NDArray[np.float32]:
    """The first step of a separable convolution, which Keras shows nowhere."""
    import keras

    layer = call.operation
    settings = {"strides": layer.strides, "padding": layer.padding, "dilation_rate": layer.dilation_rate}
    maps = keras.ops.depthwise_conv(array[None].astype(np.float32), layer.depthwise_kernel, **settings)
    return keras.ops.convert_to_numpy(maps)[0]


def _counted(call: Call) -> dict[str, Any]:
    """The shapes of a layer's weights, counted where the layer stands first."""
    if call.again:
        return {}
    weights = getattr(call.operation, "weights", [])
    trained = getattr(call.operation, "trainable_weights", [])
    return {
        "parameters": tuple(tuple(int(size) for size in weight.shape) for weight in weights),
        "trainable": sum(int(np.prod(weight.shape)) for weight in trained),
    }


def _translate_one(call: Call, plain: Layer, sources: list[tuple[int, ...]]) -> list[Layer]:
    import keras

    operation, kind = call.operation, plain.kind
    if not call.sources:
        return [replace(plain, operation="input")]
    if not is_from_keras(type(operation)) or (call.arguments.kwargs.get("training") is True):
        raise CannotTranslateError
    if getattr(operation, "data_format", "channels_last") != "channels_last":
        raise CannotTranslateError
    activation = lone_activation(operation)
    if activation is not None:
        return [replace(plain, operation="same", settings=_with(activation or None))]
    if kind in _MERGING and len(sources) > 1:
        return [replace(plain, operation=_check(kind.lower(), len(set(sources)) == 1))]
    if not isinstance(operation, keras.layers.Layer):
        return [replace(plain, operation="rescaling", weights=_constant_arithmetic(call, sources[0][-1]))]
    if kind in _ONLY_IN_TRAINING:
        return [replace(plain, operation="same")]
    if kind not in _TRANSLATORS:
        raise CannotTranslateError
    return _TRANSLATORS[kind](operation, plain, sources)


def _check(value: Any, condition: bool) -> Any:
    if not condition:
        raise CannotTranslateError
    return value


def _with(activation: dict[str, Any] | None, **settings: Any) -> dict[str, Any]:
    return settings | ({"activation": activation} if activation else {})


def _numbers(variable: Any) -> NDArray[np.float32]:
    import keras

    return np.ascontiguousarray(keras.ops.convert_to_numpy(variable), dtype=np.float32)


def _bias(operation: Any, size: int) -> NDArray[np.float32]:
    return np.zeros(size, np.float32) if operation.bias is None else _numbers(operation.bias)


def _window(size: Sequence[int], operation: Any, source: Sequence[int]) -> dict[str, list[int]]:
    """A window's size, step and gaps, and how many rows and columns `padding="same"` puts before the map."""
    gaps = tuple(getattr(operation, "dilation_rate", (1, 1)))
    before = [0, 0]
    if operation.padding == "same":
        for axis in (0, 1):
            step, reach = operation.strides[axis], gaps[axis] * (size[axis] - 1) + 1
            places = -(-source[axis] // step)
            before[axis] = max(0, (places - 1) * step + reach - source[axis]) // 2
    return {"size": list(size), "strides": list(operation.strides), "dilation": list(gaps), "before": before}


def _conv2d(operation: Any, plain: Layer, sources: list[tuple[int, ...]]) -> list[Layer]:
    window = _window(operation.kernel_size, operation, sources[0])
    settings = _with(activation_of(operation), groups=operation.groups, **window)
    weights = (_numbers(operation.kernel), _bias(operation, operation.filters))
    return [replace(plain, operation="conv2d", settings=settings, weights=weights)]


def _depthwise(operation: Any, plain: Layer, sources: list[tuple[int, ...]]) -> list[Layer]:
    settings = _with(activation_of(operation), **_window(operation.kernel_size, operation, sources[0]))
    weights = (_numbers(operation.kernel), _bias(operation, plain.shape[-1]))
    return [replace(plain, operation="depthwise_conv2d", settings=settings, weights=weights)]


def _separable(operation: Any, plain: Layer, sources: list[tuple[int, ...]]) -> list[Layer]:
    """Its two steps: a kernel for each map by itself, then a 1x1 convolution that mixes the maps."""
    each, mixing = _numbers(operation.depthwise_kernel), _numbers(operation.pointwise_kernel)
    maps = each.shape[2] * each.shape[3]
    first = replace(
        plain,
        name=f"{plain.name}, step 1",
        operation="depthwise_conv2d",
        shape=(*plain.shape[:2], maps),
        settings=_window(operation.kernel_size, operation, sources[0]),
        weights=(each, np.zeros(maps, np.float32)),
        parameters=plain.parameters[:1],
        trainable=int(each.size) if plain.trainable else 0,
    )
    single = {"size": [1, 1], "strides": [1, 1], "dilation": [1, 1], "before": [0, 0]}
    second = replace(
        plain,
        name=f"{plain.name}, step 2",
        operation="conv2d",
        settings=_with(activation_of(operation), groups=1, **single),
        weights=(mixing, _bias(operation, mixing.shape[3])),
        parameters=plain.parameters[1:],
        trainable=plain.trainable - first.trainable,
    )
    return [first, second]


def _pooling(name: str) -> Callable[[Any, Layer, list[tuple[int, ...]]], list[Layer]]:
    def made(operation: Any, plain: Layer, sources: list[tuple[int, ...]]) -> list[Layer]:
        return [replace(plain, operation=name, settings=_window(operation.pool_size, operation, sources[0]))]

    return made


def _plainly(name: str) -> Callable[[Any, Layer, list[tuple[int, ...]]], list[Layer]]:
    return lambda operation, plain, sources: [replace(plain, operation=name)]


def _dense(operation: Any, plain: Layer, sources: list[tuple[int, ...]]) -> list[Layer]:
    weights = (_numbers(operation.kernel), _bias(operation, operation.units))
    return [replace(plain, operation="dense", settings=_with(activation_of(operation)), weights=weights)]


def _batch_normalization(operation: Any, plain: Layer, sources: list[tuple[int, ...]]) -> list[Layer]:
    _check(None, operation.axis in (-1, len(plain.shape)))
    maps = plain.shape[-1]
    gamma = _numbers(operation.gamma) if operation.scale else np.ones(maps, np.float32)
    beta = _numbers(operation.beta) if operation.center else np.zeros(maps, np.float32)
    weights = (gamma, beta, _numbers(operation.moving_mean), _numbers(operation.moving_variance))
    settings = {"epsilon": float(operation.epsilon)}
    return [replace(plain, operation="batch_normalization", settings=settings, weights=weights)]


def _rescaling(operation: Any, plain: Layer, sources: list[tuple[int, ...]]) -> list[Layer]:
    return [replace(plain, operation="rescaling", weights=_scale(operation.scale, operation.offset, plain.shape[-1]))]


def _normalization(operation: Any, plain: Layer, sources: list[tuple[int, ...]]) -> list[Layer]:
    _check(None, not operation.invert)
    mean, spread = _numbers(operation.mean), np.sqrt(_numbers(operation.variance))
    spread = np.maximum(spread, 1e-7)  # Keras' epsilon
    return [replace(plain, operation="rescaling", weights=_scale(1 / spread, -mean / spread, plain.shape[-1]))]


def _scale(scale: Any, offset: Any, channels: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A factor and a summand for each channel; what differs from pixel to pixel is left to Keras."""
    pair = [np.asarray(one, dtype=np.float32).reshape(-1) for one in (scale, offset)]
    _check(None, all(one.size in (1, channels) for one in pair))
    made = [np.ascontiguousarray(np.broadcast_to(one, channels)) for one in pair]
    return made[0], made[1]


def _constant_arithmetic(call: Call, channels: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What ``x / 255``, ``x * 2``, ``x - 0.5`` and ``x + 1`` do."""
    args = call.arguments.args
    _check(None, len(args) == 2 and len(call.sources) == 1 and isinstance(args[1], int | float))
    number = float(args[1])
    scale, offset = {
        "Multiply": (number, 0.0),
        "TrueDivide": (1 / (number or np.nan), 0.0),
        "Divide": (1 / (number or np.nan), 0.0),
        "Add": (1.0, number),
        "Subtract": (1.0, -number),
    }.get(type(call.operation).__name__) or _check((0.0, 0.0), False)
    return _scale(scale, offset, channels)


def _frame(operation: Any, plain: Layer, sources: list[tuple[int, ...]]) -> list[Layer]:
    padding = plain.kind == "ZeroPadding2D"
    sides = operation.padding if padding else operation.cropping
    before = [int(pair[0]) * (1 if padding else -1) for pair in sides]
    return [replace(plain, operation="frame", settings={"before": before})]


def _upsampling(operation: Any, plain: Layer, sources: list[tuple[int, ...]]) -> list[Layer]:
    _check(None, operation.interpolation == "nearest")
    return [replace(plain, operation="upsampling2d", settings={"size": list(operation.size)})]


def _concatenate(operation: Any, plain: Layer, sources: list[tuple[int, ...]]) -> list[Layer]:
    _check(None, operation.axis in (-1, len(plain.shape)))
    return [replace(plain, operation="concatenate")]


_TRANSLATORS: dict[str, Callable[[Any, Layer, list[tuple[int, ...]]], list[Layer]]] = {
    "Conv2D": _conv2d,
    "DepthwiseConv2D": _depthwise,
    "SeparableConv2D": _separable,
    "MaxPooling2D": _pooling("max_pooling2d"),
    "AveragePooling2D": _pooling("average_pooling2d"),
    "GlobalMaxPooling2D": _plainly("global_max_pooling2d"),
    "GlobalAveragePooling2D": _plainly("global_average_pooling2d"),
    "Flatten": _plainly("reshape"),
    "Reshape": _plainly("reshape"),
    "Dense": _dense,
    "BatchNormalization": _batch_normalization,
    "Rescaling": _rescaling,
    "Normalization": _normalization,
    "ZeroPadding2D": _frame,
    "Cropping2D": _frame,
    "UpSampling2D": _upsampling,
    "Concatenate": _concatenate,
}
