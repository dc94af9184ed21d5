"""Checks a row of numbers that somebody typed: inputs, weights, logits, biases."""

import numpy as np
from numpy.typing import ArrayLike

from lesson_utils.visualise.kit.arrays import array_of_numbers

LARGEST = 1e6  # beyond it no layout holds the digits


def row_of_numbers(values: ArrayLike, name: str, most: int) -> tuple[float, ...]:
    """Turn a row of numbers into a tuple, or say what is wrong with it.

    Parameters
    ----------
    values : array_like of shape (n,)
        Numbers between -1,000,000 and 1,000,000.
    name : str
        What the row is called where it was passed in.
    most : int
        How many numbers the visualiser can show.

    Returns
    -------
    tuple of float

    Raises
    ------
    TypeError
        If these are not numbers.
    ValueError
        If it is no row, is empty, too long, or holds NaN or numbers that are too large.

    Examples
    --------
    >>> row_of_numbers([2, 1, 3], "inputs", most=8)
    (2.0, 1.0, 3.0)
    """
    row = array_of_numbers(values)
    if row is None:
        raise TypeError(f"{name} must be a row of numbers such as [2, 1, 3]; this is {_short(values)}.")
    if row.ndim != 1:
        tip = f" Pick one of its rows, for example {name}[0]." if row.ndim == 2 else ""
        raise ValueError(f"{name} must be one row of numbers, of shape (n,); this has the shape {row.shape}.{tip}")
    if not 1 <= row.size <= most:
        raise ValueError(f"{name} must hold from 1 to {most} numbers; these are {row.size}.")
    if not np.isfinite(row).all():
        raise ValueError(f"{name} holds NaN or infinity; every number must be finite.")
    if np.abs(row.astype(float)).max() > LARGEST:
        raise ValueError(f"{name} holds a number beyond {LARGEST:,.0f}; use smaller ones.")
    return tuple(map(float, row))


def _short(values: object) -> str:
    text = repr(values)
    return text if len(text) <= 40 else f"a {type(values).__name__}"
