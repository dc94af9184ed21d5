"""What each kind of layer computes, in NumPy. The browser's twin is ``network_layers.js``.

Every function takes the arrays that the layer reads and the layer itself. What depends on the size of the image, such
as the rows that `padding="same"` adds, has been worked out before and stands in the layer's settings.
"""

from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from lesson_utils.visualise.model_scope.layer import Layer

_Arrays = Sequence[NDArray]


def _windows(x: NDArray, layer: Layer, beyond: float) -> NDArray:
    """Every patch under the sliding window, (rows, columns, channels, down, across); `beyond` fills what hangs over."""
    (down, across), (step_down, step_across) = layer.settings["size"], layer.settings["strides"]
    gap_down, gap_across = layer.settings.get("dilation", (1, 1))
    reach = (gap_down * (down - 1) + 1, gap_across * (across - 1) + 1)
    padding = [(0, 0)] * 3
    for axis, step in enumerate((step_down, step_across)):
        before = layer.settings["before"][axis]
        after = (layer.shape[axis] - 1) * step + reach[axis] - x.shape[axis] - before
        padding[axis] = (before, max(0, after))
    framed = np.pad(x, padding, constant_values=beyond)
    every = np.lib.stride_tricks.sliding_window_view(framed, reach, axis=(0, 1))
    rows, columns = layer.shape[:2]
    return every[::step_down, ::step_across, :, ::gap_down, ::gap_across][:rows, :columns]


def _conv2d(inputs: _Arrays, layer: Layer) -> NDArray:
    kernel, bias = layer.weights
    patches = np.split(_windows(inputs[0], layer, 0), layer.settings["groups"], axis=2)
    kernels = np.split(kernel, layer.settings["groups"], axis=3)
    sums = [np.einsum("ijcmn,mncf->ijf", p, k, optimize=True) for p, k in zip(patches, kernels, strict=True)]
    return np.concatenate(sums, axis=-1) + bias


def _depthwise_conv2d(inputs: _Arrays, layer: Layer) -> NDArray:
    kernel, bias = layer.weights
    sums = np.einsum("ijcmn,mncq->ijcq", _windows(inputs[0], layer, 0), kernel, optimize=True)
    return sums.reshape(layer.shape) + bias


def _max_pooling2d(inputs: _Arrays, layer: Layer) -> NDArray:
    return _windows(inputs[0], layer, -np.inf).max(axis=(3, 4))


def _average_pooling2d(inputs: _Arrays, layer: Layer) -> NDArray:
    """The mean of what lies inside the map: cells that hang over its rim do not count."""
    sums = _windows(inputs[0], layer, 0).sum(axis=(3, 4), dtype=np.float64)
    return sums / _windows(np.ones_like(inputs[0]), layer, 0).sum(axis=(3, 4))


def _dense(inputs: _Arrays, layer: Layer) -> NDArray:
    kernel, bias = layer.weights
    return inputs[0] @ kernel + bias


def _batch_normalization(inputs: _Arrays, layer: Layer) -> NDArray:
    """As in prediction: with the averages kept from training (Ioffe and Szegedy 2015, algorithm 2)."""
    gamma, beta, mean, variance = (one.astype(np.float64) for one in layer.weights)
    return gamma * (inputs[0] - mean) / np.sqrt(variance + layer.settings["epsilon"]) + beta


def _rescaling(inputs: _Arrays, layer: Layer) -> NDArray:
    scale, offset = layer.weights
    return inputs[0] * scale + offset


def _frame(inputs: _Arrays, layer: Layer) -> NDArray:
    """Rows and columns of zeros added around the map, or, where `before` is negative, cut off."""
    x, result = inputs[0], np.zeros(layer.shape, inputs[0].dtype)
    inside, outside = [], []
    for axis, before in enumerate(layer.settings["before"]):
        first = max(0, before)
        stop = min(layer.shape[axis], x.shape[axis] + before)
        outside.append(slice(first, stop))
        inside.append(slice(first - before, stop - before))
    result[tuple(outside)] = x[tuple(inside)]
    return result


def _upsampling2d(inputs: _Arrays, layer: Layer) -> NDArray:
    down, across = layer.settings["size"]
    return inputs[0].repeat(down, axis=0).repeat(across, axis=1)


def _fold(combine: Callable[[NDArray, NDArray], NDArray]) -> Callable[[_Arrays, Layer], NDArray]:
    return lambda inputs, _: reduce(combine, inputs)


def _same(inputs: _Arrays, _: Layer) -> NDArray:
    return inputs[0]


OPERATIONS: dict[str, Callable[[_Arrays, Layer], NDArray]] = {
    "conv2d": _conv2d,
    "depthwise_conv2d": _depthwise_conv2d,
    "max_pooling2d": _max_pooling2d,
    "average_pooling2d": _average_pooling2d,
    "global_max_pooling2d": lambda inputs, _: inputs[0].max(axis=(0, 1)),
    "global_average_pooling2d": lambda inputs, _: inputs[0].mean(axis=(0, 1), dtype=np.float64),
    "dense": _dense,
    "batch_normalization": _batch_normalization,
    "rescaling": _rescaling,
    "frame": _frame,
    "upsampling2d": _upsampling2d,
    "reshape": _same,  # the numbers keep their order; only the shape is another
    "same": _same,  # an activation on its own, or a layer that only does something during training
    "add": _fold(np.add),
    "subtract": _fold(np.subtract),
    "multiply": _fold(np.multiply),
    "maximum": _fold(np.maximum),
    "minimum": _fold(np.minimum),
    "average": lambda inputs, _: sum(inputs[1:], start=inputs[0]) / np.float32(len(inputs)),
    "concatenate": lambda inputs, _: np.concatenate(inputs, axis=-1),
}
