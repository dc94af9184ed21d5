"""How a window slides: where it stops, what it looks at, how large the output is.

The twin is ``sliding.js``.

One axis is worked out at a time, as Keras does; a picture has two of them, rows and columns.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

PADDINGS = ("valid", "same")


def span(window: int, dilation_rate: int = 1) -> int:
    """Count the cells from a window's first to its last, those that a dilated kernel leaves out included.

    Examples
    --------
    >>> span(3), span(3, dilation_rate=2)
    (3, 5)
    """
    return dilation_rate * (window - 1) + 1


def output_size(size: int, window: int, strides: int = 1, padding: str = "valid", dilation_rate: int = 1) -> int:
    """Count the places where a window stops along one axis.

    Parameters
    ----------
    size : int
        Length of the image along this axis.
    window : int
        Length of the kernel or pooling window.
    strides : int
        Cells that the window moves at each step.
    padding : str
        "valid" or "same".
    dilation_rate : int
        Distance between two neighbours of the kernel.

    Returns
    -------
    int
        ``floor((size - span) / strides) + 1`` for "valid" (0 when the window does not fit), ``ceil(size / strides)``
        for "same".

    Raises
    ------
    ValueError
        If `padding` is neither "valid" nor "same".

    References
    ----------
    Dumoulin and Visin (2016), *A guide to convolution arithmetic for deep learning*, arXiv:1603.07285.

    Examples
    --------
    >>> output_size(6, 3), output_size(6, 3, strides=2), output_size(6, 3, strides=2, padding="same")
    (4, 2, 3)
    """
    if padding not in PADDINGS:
        raise ValueError(f'padding must be "valid" or "same", not {padding!r}.')
    if padding == "same":
        return -(-size // strides)
    return max(0, (size - span(window, dilation_rate)) // strides + 1)


def reach(
    size: int, window: int, strides: int = 1, padding: str = "valid", dilation_rate: int = 1
) -> NDArray[np.int64]:
    """Tell which cells of an axis each output looks at.

    Parameters
    ----------
    size, window, strides, padding, dilation_rate
        As in `output_size`.

    Returns
    -------
    numpy.ndarray of shape (output_size, window), int64
        Indices into the image; those below 0 and from `size` on lie in the padding. When "same" needs an odd number of
        extra cells, TensorFlow puts the odd one at the end: at the bottom and on the right.

    Examples
    --------
    >>> reach(6, 3, strides=2, padding="same")
    array([[0, 1, 2],
           [2, 3, 4],
           [4, 5, 6]])
    """
    count = output_size(size, window, strides, padding, dilation_rate)
    missing = max(0, (count - 1) * strides + span(window, dilation_rate) - size) if padding == "same" else 0
    starts = np.arange(count) * strides - missing // 2
    return starts[:, None] + np.arange(window) * dilation_rate


def margin(size: int, cells: NDArray[np.int64]) -> tuple[int, int]:
    """Count the padded cells before and after an axis, given what `reach` gave for it.

    Examples
    --------
    >>> margin(6, reach(6, 3, strides=2, padding="same"))
    (0, 1)
    """
    return max(0, -int(cells.min())), max(0, int(cells.max()) + 1 - size)


def windows(image: NDArray, rows: NDArray[np.int64], columns: NDArray[np.int64], fill: float) -> NDArray:
    """Cut out what each output looks at.

    Parameters
    ----------
    image : numpy.ndarray of shape (height, width)
        The numbers that are looked at.
    rows, columns : numpy.ndarray of int
        What `reach` gives for the two axes.
    fill : float
        What stands in the padding.

    Returns
    -------
    numpy.ndarray of shape (output_height, output_width, window_height, window_width)

    Examples
    --------
    >>> windows(np.array([[1, 2, 3]]), reach(1, 1), reach(3, 2, padding="same"), fill=0)[0, :, 0]
    array([[1, 2],
           [2, 3],
           [3, 0]])
    """
    margins = (margin(image.shape[0], rows), margin(image.shape[1], columns))
    padded = np.pad(image, margins, constant_values=fill)
    return padded[rows[:, None, :, None] + margins[0][0], columns[None, :, None, :] + margins[1][0]]


def convolve(
    image: ArrayLike, kernel: ArrayLike, strides: int = 1, padding: str = "valid", dilation_rate: int = 1
) -> NDArray[np.float32]:
    """Slide a kernel over an image as `keras.layers.Conv2D` does: one channel, one filter, no bias.

    Parameters
    ----------
    image : array_like of shape (height, width)
        The numbers that the kernel slides over.
    kernel : array_like of shape (kernel_height, kernel_width)
        Not flipped: what Keras calls a convolution is a cross-correlation.
    strides, padding, dilation_rate
        As in `output_size`; the same for rows and columns. Padded cells hold 0.

    Returns
    -------
    numpy.ndarray of shape (output_height, output_width), float32

    Examples
    --------
    >>> convolve([[1, 2, 3], [4, 5, 6]], [[1], [1]], strides=2)
    array([[5., 9.]], dtype=float32)
    """
    pixels, weights = np.asarray(image, dtype=np.float64), np.asarray(kernel, dtype=np.float64)
    rows, columns = (
        reach(size, window, strides, padding, dilation_rate)
        for size, window in zip(pixels.shape, weights.shape, strict=True)
    )
    return np.einsum("ijmn,mn->ij", windows(pixels, rows, columns, fill=0), weights).astype(np.float32)


def size_in_words(
    what: str, size: int, window: int, strides: int = 1, padding: str = "valid", dilation_rate: int = 1
) -> str:
    """Write out where the length of the output comes from.

    Parameters
    ----------
    what : str
        "row" or "column".
    size, window, strides, padding, dilation_rate
        As in `output_size`.

    Returns
    -------
    str
        A clause without a full stop.

    Examples
    --------
    >>> print(size_in_words("row", 6, 3))
    4 rows: floor((6 − 3) / 1) + 1 = 4
    >>> print(size_in_words("column", 5, 3, padding="same", strides=2))
    3 columns: ceil(5 / 2) = 3
    >>> print(size_in_words("column", 5, 3, dilation_rate=2))
    1 column: floor((5 − 5) / 1) + 1 = 1, as the kernel spans 2 × (3 − 1) + 1 = 5
    """
    count = output_size(size, window, strides, padding, dilation_rate)
    name = what if count == 1 else f"{what}s"
    if padding == "same":
        return f"{count} {name}: ceil({size} / {strides}) = {count}"
    reached = span(window, dilation_rate)
    clause = f"{count} {name}: floor(({size} − {reached}) / {strides}) + 1 = {count}"
    if dilation_rate == 1:
        return clause
    return f"{clause}, as the kernel spans {dilation_rate} × ({window} − 1) + 1 = {reached}"


def unused(size: int, window: int, strides: int = 1, padding: str = "valid", dilation_rate: int = 1) -> list[int]:
    """List the cells of an axis that no window ever looks at.

    Examples
    --------
    The last of seven cells, when windows of two take two at a time:

    >>> unused(7, 2, strides=2)
    [6]
    """
    seen = {int(cell) for cell in reach(size, window, strides, padding, dilation_rate).flat}
    return [cell for cell in range(size) if cell not in seen]
