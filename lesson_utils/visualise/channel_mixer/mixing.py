"""How a convolutional layer mixes the channels of a picture.

The browser's twin is ``mixing.js``.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lesson_utils.visualise.kit.convolution import filter_image

CHANNELS = ("red", "green", "blue")


def channel_maps(image: ArrayLike, weights: ArrayLike) -> NDArray[np.float32]:
    """Slide each table of one filter over its own channel, and do not add them up yet.

    Parameters
    ----------
    image : array_like of shape (height, width, channels)
        Its pixels, from 0 to 1.
    weights : array_like of shape (kernel_height, kernel_width, channels)
        One filter: a table of weights for each channel.

    Returns
    -------
    numpy.ndarray of shape (height - kernel_height + 1, width - kernel_width + 1, channels), float32

    Examples
    --------
    >>> channel_maps([[[1.0, 0.5, 0.0]]], [[[2, 2, 2]]])
    array([[[2., 1., 0.]]], dtype=float32)
    """
    pixels, tables = np.asarray(image), np.asarray(weights)
    maps = [filter_image(pixels[..., channel], tables[..., channel]) for channel in range(pixels.shape[-1])]
    return np.stack(maps, axis=-1)


def feature_maps(image: ArrayLike, filters: ArrayLike, bias: ArrayLike) -> NDArray[np.float32]:
    """Compute what a `Conv2D` layer with ReLU makes of one image (strides 1, padding "valid").

    Parameters
    ----------
    image : array_like of shape (height, width, channels)
        Its pixels, from 0 to 1.
    filters : array_like of shape (kernel_height, kernel_width, channels, k)
        The layer's weights, as `layer.get_weights()` gives them.
    bias : array_like of shape (k,)
        One number for each filter.

    Returns
    -------
    numpy.ndarray of shape (height - kernel_height + 1, width - kernel_width + 1, k), float32
        For each filter the sum over the channels, plus its bias, negative numbers set to 0.

    References
    ----------
    Goodfellow, Bengio and Courville (2016), *Deep Learning*, equation 9.7.

    Examples
    --------
    >>> feature_maps([[[1.0, 0.5, 0.0]]], [[[[2, -2], [2, -2], [2, -2]]]], [-1, 0])
    array([[[2., 0.]]], dtype=float32)
    """
    stack = np.asarray(filters)
    sums = [channel_maps(image, stack[..., k]).sum(axis=-1) for k in range(stack.shape[-1])]
    return np.maximum(np.stack(sums, axis=-1) + np.asarray(bias, dtype=np.float32), 0)
