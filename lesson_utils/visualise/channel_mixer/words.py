"""The range of a map in words. Its twin is `range` in ``words.js``."""

import numpy as np
from numpy.typing import ArrayLike

from lesson_utils.visualise.kit.words import number


def value_range(values: ArrayLike) -> str:
    """Say from where to where some values reach.

    Parameters
    ----------
    values : array_like
        At least one number.

    Returns
    -------
    str

    Examples
    --------
    >>> value_range([0.5, 2]), value_range([3, 3])
    ('0.5 to 2', '3 everywhere')
    """
    low, high = number(float(np.min(values)), 2), number(float(np.max(values)), 2)
    return f"{low} everywhere" if low == high else f"{low} to {high}"
