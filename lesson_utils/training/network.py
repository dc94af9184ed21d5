"""What there is to see of a network while it learns: its first filters, and what it says of a few images."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_FILTERS = 32


def first_filters(model: Any) -> NDArray[np.uint8] | None:
    """The filters of the first convolution as little colour pictures.

    Parameters
    ----------
    model : keras.Model
        Built, trained or not.

    Returns
    -------
    numpy.ndarray of shape (filters, height, width, 3), uint8, or None
        Grey (128) is a weight of 0; the largest weight of all, by its size, is 0 or 255. None where the network does
        not begin with a convolution over 3 channels.
    """
    import keras

    layers = getattr(model, "layers", ())
    layer = next((one for one in layers if isinstance(one, keras.layers.Conv2D) and one.built), None)
    if layer is None:
        return None
    kernel = np.asarray(layer.get_weights()[0], dtype=np.float32)  # (height, width, channels, filters)
    if kernel.shape[2] != 3:
        return None
    largest = float(np.abs(kernel).max()) or 1.0
    if not np.isfinite(largest):
        return None
    pictures = np.moveaxis(kernel[..., :MOST_FILTERS], -1, 0)
    return np.round(127.5 + 127.5 * pictures / largest).astype(np.uint8)


def predictions(model: Any, images: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """The probabilities that a network gives for a few images.

    Parameters
    ----------
    model : keras.Model
        Built, trained or not.
    images : numpy.ndarray of shape (images, height, width, channels), float32
        As the network gets them.

    Returns
    -------
    numpy.ndarray of shape (images, classes), float32, or None
        None where the network's output is no row of probabilities.
    """
    result = np.asarray(model(images, training=False), dtype=np.float32)  # `predict` would take ten times as long
    sound = result.ndim == 2 and np.isfinite(result).all() and np.allclose(result.sum(axis=1), 1, atol=1e-3)
    return result if sound else None
