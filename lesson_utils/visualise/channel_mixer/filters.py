"""The filters that `ChannelMixer` opens with, and the check of filters that somebody brings."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

MOST_FILTERS = 64
_TABLE = (3, 3)
_NONE, _ALL = np.zeros(_TABLE), np.ones(_TABLE)
_CENTRE = np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
_EDGES = np.array([[-1, -1, -1], [0, 0, 0], [1, 1, 1]])


class Filter(NamedTuple):
    """A filter worth knowing: a table of weights for each channel, a bias and, in words, what it does."""

    weights: NDArray[np.float64]  # (3, 3, 3): row, column, channel
    bias: float
    note: str


def _filter(red: NDArray, green: NDArray, blue: NDArray, bias: float, note: str) -> Filter:
    return Filter(np.stack([red, green, blue], axis=-1).astype(float), bias, note)


FILTERS: Mapping[str, Filter] = MappingProxyType(
    {
        "red against blue": _filter(_ALL, _NONE, -_ALL, 0, "Adds up red, subtracts blue: high where red prevails."),
        "clearly red": _filter(_ALL, _NONE, -_ALL, -3, "The bias of −3 leaves only places where red prevails by far."),
        "horizontal edges in all": _filter(
            _EDGES, _EDGES, _EDGES, 0, "The row below minus the row above, in any colour."
        ),
        "green only": _filter(_NONE, _CENTRE, _NONE, 0, "Copies green: the tables of red and blue hold only 0."),
    }
)


def as_filters(weights: ArrayLike | None) -> NDArray[np.float64]:
    """Check the weights of a convolutional layer that reads colour pictures.

    Parameters
    ----------
    weights : array_like of shape (3, 3, 3, k) or (3, 3, 3), optional
        Height, width, channels and filters, as ``layer.get_weights()[0]`` gives them; without the last axis, one
        filter. The four filters of the course by default.

    Returns
    -------
    numpy.ndarray of shape (3, 3, 3, k), float64
        Read-only: changing one of its cells would not reach the picture, so NumPy refuses.

    Raises
    ------
    TypeError
        If these are not numbers.
    ValueError
        If the shape is another or a number is not finite.

    Examples
    --------
    >>> as_filters(np.zeros((3, 3, 3))).shape
    (3, 3, 3, 1)
    """
    if weights is None:
        weights = np.stack([one.weights for one in FILTERS.values()], axis=-1)
    try:
        filters = np.array(weights, dtype=np.float64)
    except (TypeError, ValueError):
        raise TypeError(
            "filters must be an array of numbers of shape (3, 3, 3, k). "
            "From a layer of your own: ChannelMixer(image, *layer.get_weights())."
        ) from None
    if filters.ndim == 3:
        filters = filters[..., np.newaxis]
    _check_filters(filters)
    filters.setflags(write=False)
    return filters


def _check_filters(filters: NDArray[np.float64]) -> None:
    shape = filters.shape
    if len(shape) != 4:
        raise ValueError(
            f"filters must have the shape (3, 3, 3, k): height, width, channels, filters; these have {shape}."
        )
    if shape[2] != 3:
        raise ValueError(
            f"filters of shape {shape} read {shape[2]} channels, but a colour picture has 3. "
            "Take the weights of the first Conv2D layer, which reads the picture itself."
        )
    if shape[:2] != _TABLE:
        raise ValueError(
            f"ChannelMixer shows filters of 3 x 3 weights in each channel; these are {shape[0]} x {shape[1]}."
        )
    if not 1 <= shape[3] <= MOST_FILTERS:
        raise ValueError(f"ChannelMixer shows from 1 to {MOST_FILTERS} filters; these are {shape[3]}.")
    if not np.isfinite(filters).all():
        raise ValueError("filters hold NaN or infinity; every weight must be finite.")
    if np.abs(filters).max() > 1e6:
        raise ValueError("filters hold a weight beyond 1,000,000; use smaller ones.")


def filter_name(weights: ArrayLike, bias: float, place: int) -> str:
    """Name a filter: the course's filter with the same numbers, else "filter 0", "filter 1" and so on.

    Parameters
    ----------
    weights : array_like of shape (3, 3, 3)
        Row, column, channel.
    bias : float
        Of this filter.
    place : int
        Which of the filters it is, counted from 0.

    Returns
    -------
    str

    Examples
    --------
    >>> filter_name(np.zeros((3, 3, 3)), 0, 4)
    'filter 4'
    """
    for name, known in FILTERS.items():
        if np.allclose(weights, known.weights, rtol=0, atol=1e-9) and abs(bias - known.bias) <= 1e-9:
            return name
    return f"filter {place}"
