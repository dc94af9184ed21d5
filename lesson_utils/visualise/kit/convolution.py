"""What a convolutional layer computes, in one line of NumPy. The browser's twin is ``convolution.js``."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def filter_image(image: ArrayLike, kernel: ArrayLike) -> NDArray[np.float32]:
    """Slide a kernel over an image: at each place multiply element by element, then add up.

    The kernel is not flipped (a cross-correlation, which is what Keras calls a convolution), the stride is 1, and
    only places where the whole kernel fits are used (``padding="valid"``).

    Parameters
    ----------
    image : array_like of shape (height, width)
        One channel of numbers.
    kernel : array_like of shape (kernel_height, kernel_width)
        The weights.

    Returns
    -------
    numpy.ndarray of shape (height - kernel_height + 1, width - kernel_width + 1), float32
        ``result[i, j]`` is the sum over ``m`` and ``n`` of ``image[i + m, j + n] * kernel[m, n]``.

    Raises
    ------
    ValueError
        If either is not two-dimensional, or the kernel does not fit into the image.

    References
    ----------
    Goodfellow, Bengio and Courville (2016), *Deep Learning*, equation 9.6.

    Examples
    --------
    Light above dark gives a negative number with the kernel for horizontal edges:

    >>> filter_image([[9, 9, 9], [9, 9, 9], [1, 1, 1]], [[-1, -1, -1], [0, 0, 0], [1, 1, 1]])
    array([[-24.]], dtype=float32)
    """
    pixels = np.asarray(image, dtype=np.float64)
    weights = np.asarray(kernel, dtype=np.float64)
    if pixels.ndim != 2 or weights.ndim != 2:
        raise ValueError(f"image and kernel must both have two axes; they have {pixels.ndim} and {weights.ndim}.")
    if weights.size == 0 or any(k > p for k, p in zip(weights.shape, pixels.shape, strict=True)):
        raise ValueError(f"a kernel of shape {weights.shape} does not fit into an image of shape {pixels.shape}.")
    windows = np.lib.stride_tricks.sliding_window_view(pixels, weights.shape)
    return np.einsum("ijmn,mn->ij", windows, weights).astype(np.float32)
