"""Feature maps small enough to show each number: the learner's own, or made from a shape."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lesson_utils.visualise.kit.arrays import array_of_numbers

LONGEST_SIDE = 10  # then a row, a column or a channel is one digit
MOST_NUMBERS = 128


def as_feature_maps(value: ArrayLike) -> tuple[NDArray[np.float64], bool]:
    """Check feature maps, or make some of a given shape whose numbers say where they stand.

    Parameters
    ----------
    value : array_like of shape (height, width, channels), or three whole numbers
        The numbers, or only their shape.

    Returns
    -------
    tuple of numpy.ndarray and bool
        The feature maps, and whether their numbers say where they stand: 120 in row 1, column 2, channel 0.

    Raises
    ------
    TypeError
        If they are not numbers.
    ValueError
        If the shape is another one, too large or empty, or a number is not finite.

    Examples
    --------
    >>> maps, places = as_feature_maps((3, 4, 2))
    >>> maps[1, 2], places
    (array([120., 121.]), True)
    """
    maps = array_of_numbers(value)
    if maps is None:
        raise TypeError("feature_maps must be an array of numbers or a shape, for example (3, 4, 2).")
    if maps.shape == (3,):
        return _made_of(maps), True
    if maps.ndim != 3:
        tip = " Pick one image of the batch: feature_maps[0]." if maps.ndim == 4 else ""
        raise ValueError(f"feature_maps must have the shape (height, width, channels); this one has {maps.shape}.{tip}")
    _check_size(maps.shape)
    if not np.isfinite(maps).all():
        raise ValueError("feature_maps holds NaN or infinity; replace these values first.")
    return maps.astype(np.float64), False


def _made_of(shape: NDArray) -> NDArray[np.float64]:
    if shape.dtype.kind not in "ui":
        raise TypeError(f"A shape is three whole numbers, for example (3, 4, 2); this one is {tuple(shape.tolist())}.")
    _check_size(tuple(shape.tolist()))
    rows, columns, channels = np.indices(tuple(shape.tolist()))
    return (100 * rows + 10 * columns + channels).astype(np.float64)


def _check_size(shape: tuple[int, ...]) -> None:
    if min(shape) < 1:
        raise ValueError(f"feature_maps is empty: its shape is {shape}. Each of the three must be at least 1.")
    if max(shape) > LONGEST_SIDE or np.prod(shape) > MOST_NUMBERS:
        raise ValueError(
            f"feature_maps of the shape {shape} have too many numbers to show: at most {LONGEST_SIDE} rows, "
            f"columns and channels, and {MOST_NUMBERS} in all. Take a part, for example feature_maps[:5, :5, :2]."
        )
