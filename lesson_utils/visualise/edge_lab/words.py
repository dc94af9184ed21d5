"""What EdgeLab says of a filtered image. Its twin is ``words.js``."""

import numpy as np
from numpy.typing import ArrayLike

from lesson_utils.visualise.kit.words import number, share


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
