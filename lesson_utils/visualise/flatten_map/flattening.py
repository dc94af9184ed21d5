"""Where each number of a stack of feature maps lands when they are flattened.

Twin: ``flattening.js``.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def flatten(feature_maps: ArrayLike) -> NDArray:
    """Line up all numbers in one row: pixel after pixel as we read a page, and at each pixel channel after channel.

    It is what `keras.layers.Flatten` does to each image, and what `numpy.reshape` does in its usual order ("C").

    Parameters
    ----------
    feature_maps : array_like of shape (height, width, channels)
        Row, column, channel.

    Returns
    -------
    numpy.ndarray of shape (height * width * channels,), of the same dtype

    Raises
    ------
    ValueError
        If `feature_maps` does not have three axes.

    Examples
    --------
    >>> flatten([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])
    array([1, 2, 3, 4, 5, 6, 7, 8])
    """
    maps = np.asarray(feature_maps)
    if maps.ndim != 3:
        raise ValueError(f"feature_maps must have the shape (height, width, channels); this one has {maps.shape}.")
    row = np.empty(maps.size, maps.dtype)
    row[flat_index(tuple(np.indices(maps.shape)), maps.shape)] = maps  # by the rule itself, which is what this is about
    return row


def flat_index(cell: tuple, shape: tuple[int, ...]) -> int:
    """Say at which index of the flattened row a cell lands.

    Parameters
    ----------
    cell : tuple of int
        Its row, column and channel, counted from 0. Arrays of whole numbers give an array.
    shape : tuple of int
        Height, width and channels of the feature maps.

    Returns
    -------
    int
        ``(row x width + column) x channels + channel``.

    Examples
    --------
    >>> flat_index((1, 2, 1), (3, 4, 2))
    13
    """
    (row, column, channel), (_, width, channels) = cell, shape
    return (row * width + column) * channels + channel


def cell_at(index: int, shape: tuple[int, ...]) -> tuple[int, int, int]:
    """Say which cell an index of the flattened row comes from.

    Parameters
    ----------
    index : int
        Counted from 0.
    shape : tuple of int
        Height, width and channels of the feature maps.

    Returns
    -------
    tuple of int
        Row, column and channel, counted from 0.

    Examples
    --------
    >>> cell_at(13, (3, 4, 2))
    (1, 2, 1)
    """
    _, width, channels = shape
    pixel, channel = divmod(index, channels)
    return *divmod(pixel, width), channel
