"""Reads whatever somebody passed in as an array of numbers, if it is one."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def array_of_numbers(value: Any) -> NDArray | None:
    """Read a value as an array of numbers.

    Parameters
    ----------
    value : object
        Anything; numbers in lists count, also True and False.

    Returns
    -------
    numpy.ndarray or None
        None if it holds something else than numbers, or rows of unequal length.

    Examples
    --------
    >>> array_of_numbers([[1, 2], [3, 4]])
    array([[1, 2],
           [3, 4]])
    >>> array_of_numbers("cat"), array_of_numbers([[1, 2], [3]])
    (None, None)
    """
    try:
        array = np.asarray(value)
    except (TypeError, ValueError):
        return None
    return array if array.dtype.kind in "uifb" else None
