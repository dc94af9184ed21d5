"""What a result shows, in words: for captions, alt texts and screen readers. Its twin is ``static/words.js``."""

from math import floor

import numpy as np
from numpy.typing import ArrayLike


def number(value: float) -> str:
    """Write a number with at most one decimal and a true minus sign.

    Examples
    --------
    >>> number(-612.04), number(0.25), number(-0.01)
    ('−612', '0.3', '0')
    """
    tenths = floor(abs(value) * 10 + 0.5)
    text = f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
    return f"−{text}" if value < 0 and tenths else text


def share(part: int, whole: int) -> str:
    """Write a share as a percentage, never rounding something to nothing or nearly all to all.

    Examples
    --------
    >>> share(48, 100), share(1, 1000), share(999, 1000)
    ('48%', 'less than 1%', 'more than 99%')
    """
    percent = floor(100 * part / whole + 0.5)
    if part and percent == 0:
        return "less than 1%"
    if part < whole and percent == 100:
        return "more than 99%"
    return f"{percent}%"


def describe(name: str, result: ArrayLike) -> str:
    """Say what a kernel made of an image.

    Parameters
    ----------
    name : str
        What the kernel is called.
    result : array_like of shape (height, width)
        What `filter_image` gave.

    Returns
    -------
    str
        Two sentences: the range of the values, and what ReLU will do to them.

    Examples
    --------
    >>> describe("blur", [[3.0, 4.0]])
    'Blur: values from 3 to 4. None is negative, so ReLU changes nothing.'
    """
    values = np.asarray(result)
    negative = int((values < 0).sum())
    fate = (
        f"Negative: {share(negative, values.size)} of the pixels; ReLU sets them to 0."
        if negative
        else "None is negative, so ReLU changes nothing."
    )
    title = name[:1].upper() + name[1:]
    return f"{title}: values from {number(float(values.min()))} to {number(float(values.max()))}. {fate}"
