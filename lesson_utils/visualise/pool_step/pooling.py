"""What a pooling layer computes: the largest number, or the mean, of each window.

The twin is ``pooling.js``.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lesson_utils.visualise.sliding.sliding import reach, windows


def max_pool(
    image: ArrayLike, pool_size: int = 2, strides: int | None = None, padding: str = "valid"
) -> NDArray[np.float32]:
    """Keep the largest number of each window, as `keras.layers.MaxPooling2D` does.

    Parameters
    ----------
    image : array_like of shape (height, width)
        The numbers to pool.
    pool_size : int
        Height and width of the window.
    strides : int, optional
        Cells that the window moves at each step; without it, its own width.
    padding : str
        "valid": rows and columns left over are dropped. "same": windows may hang over the rim, and count real cells
        only.

    Returns
    -------
    numpy.ndarray of shape (output_height, output_width), float32

    Examples
    --------
    >>> max_pool([[1, 2, 9], [3, 4, 9]])
    array([[4.]], dtype=float32)
    """
    return np.nanmax(_windows(image, pool_size, strides, padding), axis=(2, 3)).astype(np.float32)


def average_pool(
    image: ArrayLike, pool_size: int = 2, strides: int | None = None, padding: str = "valid"
) -> NDArray[np.float32]:
    """Take the mean of each window, as `keras.layers.AveragePooling2D` does.

    Parameters
    ----------
    image, pool_size, strides, padding
        As in `max_pool`. At the rim, "same" divides by the number of real cells.

    Returns
    -------
    numpy.ndarray of shape (output_height, output_width), float32

    Examples
    --------
    >>> average_pool([[1, 2, 9], [3, 4, 9]], padding="same")
    array([[2.5, 9. ]], dtype=float32)
    """
    return np.nanmean(_windows(image, pool_size, strides, padding), axis=(2, 3)).astype(np.float32)


def shift(image: ArrayLike, down: int = 0, right: int = 0) -> NDArray[np.float64]:
    """Move an image by whole cells; 0 comes in where it leaves.

    Parameters
    ----------
    image : array_like of shape (height, width)
        The numbers to move.
    down, right : int
        Negative numbers move it up and to the left.

    Returns
    -------
    numpy.ndarray of shape (height, width), float64

    Examples
    --------
    >>> shift([[1, 2, 3]], right=1)
    array([[0., 1., 2.]])
    """
    values = np.asarray(image, dtype=np.float64)
    moved = np.zeros_like(values)
    height, width = values.shape
    kept = values[max(0, -down) : height - max(0, down), max(0, -right) : width - max(0, right)]
    top, left = max(0, down), max(0, right)
    moved[top : top + kept.shape[0], left : left + kept.shape[1]] = kept
    return moved


def changed(before: ArrayLike, after: ArrayLike) -> int:
    """Count the outputs that are no longer what they were.

    Examples
    --------
    >>> changed([[1, 2], [3, 4]], [[1, 2], [3, 5]])
    1
    """
    return int((np.abs(np.asarray(before) - np.asarray(after)) > 1e-6).sum())


def _windows(image: ArrayLike, pool_size: int, strides: int | None, padding: str) -> NDArray[np.float64]:
    """Cut out every window; cells of the padding are NaN, which neither the largest nor the mean counts."""
    values = np.asarray(image, dtype=np.float64)
    rows, columns = (reach(size, pool_size, strides or pool_size, padding) for size in values.shape)
    return windows(values, rows, columns, fill=np.nan)
