"""Logits become probabilities. The browser's twin is ``softmax.js``."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def dense_logits(inputs: ArrayLike, kernel: ArrayLike, bias: ArrayLike) -> NDArray[np.float64]:
    """Compute what a dense layer hands out before its activation: one number for each unit.

    Parameters
    ----------
    inputs : array_like of shape (n,)
        What comes in from the layer before.
    kernel : array_like of shape (n, units)
        The weights, one column for each unit, as `layer.get_weights()` gives them.
    bias : array_like of shape (units,)
        One number for each unit.

    Returns
    -------
    numpy.ndarray of shape (units,), float64

    Examples
    --------
    >>> dense_logits([1, 2], [[1, 0, -1], [0.5, 0, 1]], [0, 0, 1])
    array([2., 0., 2.])
    """
    columns = np.asarray(kernel, dtype=np.float64)
    return np.asarray(inputs, dtype=np.float64) @ columns + np.asarray(bias, dtype=np.float64)


def exponentials(logits: ArrayLike) -> NDArray[np.float64]:
    """Raise e to the power of each logit, the largest logit having been subtracted from all.

    Without the subtraction a logit of 1000 would give infinity. It multiplies all exponentials by the same number, so
    their shares stay what they are.

    Parameters
    ----------
    logits : array_like of shape (units,)
        Finite numbers.

    Returns
    -------
    numpy.ndarray of shape (units,), float64
        Between 0 and 1; the largest is exactly 1.

    Examples
    --------
    >>> exponentials([1000, 1000])
    array([1., 1.])
    """
    values = np.asarray(logits, dtype=np.float64)
    return np.exp(values - values.max())


def softmax(logits: ArrayLike) -> NDArray[np.float64]:
    """Turn any numbers into positive ones that add up to 1.

    Parameters
    ----------
    logits : array_like of shape (units,)
        Finite numbers, however large.

    Returns
    -------
    numpy.ndarray of shape (units,), float64

    References
    ----------
    Goodfellow, Bengio and Courville (2016), *Deep Learning*, equation 6.29; the subtraction: section 4.1.

    Examples
    --------
    The lesson's example:

    >>> softmax([2, 1, 0]).round(2)
    array([0.67, 0.24, 0.09])
    """
    powers = exponentials(logits)
    return powers / powers.sum()
