"""SlideStep without a browser: image, kernel, output, and the products behind one of its numbers."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lesson_utils import style
from lesson_utils.visualise.kit.words import number
from lesson_utils.visualise.sliding.matrix_figure import (
    CELL,
    draw_frame,
    draw_heading,
    draw_matrix,
    grey_fills,
    signed_fills,
)
from lesson_utils.visualise.sliding.sliding import convolve, margin, reach, windows

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TOP, GAP, LINE_HEIGHT = 86, 52, 27  # page pixels
WIDE = 1.25  # an output cell's width by its height: room for a sign


def slide_step_figure(image: NDArray, kernel: NDArray, strides: int, padding: str, dilation_rate: int) -> "Figure":
    """Draw a convolution with the arithmetic of the cell in its middle.

    Parameters
    ----------
    image : numpy.ndarray of shape (height, width)
        The numbers that the kernel slides over.
    kernel : numpy.ndarray of shape (kernel_height, kernel_width)
        Not flipped, as in `convolve`.
    strides, padding, dilation_rate
        As Keras has them.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> slide_step_figure(np.ones((4, 4)), np.ones((3, 3)), 1, "valid", 1).get_label()
    'SlideStep'
    """
    output = convolve(image, kernel, strides, padding, dilation_rate)
    rows, columns = (
        reach(size, window, strides, padding, dilation_rate)
        for size, window in zip(image.shape, kernel.shape, strict=True)
    )
    margins = (margin(image.shape[0], rows), margin(image.shape[1], columns))
    padded = np.pad(image, margins)
    outside = np.pad(np.zeros(image.shape, bool), margins, constant_values=True)

    across = padded.shape[1] + kernel.shape[1] + output.shape[1] * WIDE
    size = min(CELL, (style.WIDTH - 60 - 2 * GAP) / across)
    tall = max(padded.shape[0], kernel.shape[0]) * size
    figure, axes = style.card(TOP + tall + 130 + (kernel.shape[0] + 1) * LINE_HEIGHT, "SlideStep", headed=True)
    middle = TOP + tall / 2
    lefts = [(style.WIDTH - across * size - 2 * GAP) / 2]
    lefts.append(lefts[0] + padded.shape[1] * size + GAP)
    lefts.append(lefts[1] + kernel.shape[1] * size + GAP)
    tops = [middle - each.shape[0] * size / 2 for each in (padded, kernel, output)]

    draw_heading(axes, lefts[0] + padded.shape[1] * size / 2, "Image", image.shape)
    draw_heading(axes, lefts[1] + kernel.shape[1] * size / 2, "Kernel", kernel.shape)
    draw_heading(axes, lefts[2] + output.shape[1] * size * WIDE / 2, "Output", output.shape)
    draw_matrix(axes, lefts[0], tops[0], padded, grey_fills(padded), size, padding=outside)
    draw_matrix(axes, lefts[1], tops[1], kernel, signed_fills(kernel, 0.17), size, plus=True)
    draw_matrix(axes, lefts[2], tops[2], output, signed_fills(output), size, wide=size * WIDE, plus=True)
    for end in lefts[1:]:
        style.arrow(axes, (end - GAP + 12, middle), (end - 12, middle), colour=style.MUTED)
    settings = f'strides={strides}, padding="{padding}", dilation_rate={dilation_rate}'
    style.text(axes, style.WIDTH / 2, TOP + tall + 28, settings, size=style.SMALL, colour=style.MUTED)

    row, column = ((count - 1) // 2 for count in output.shape)
    corner = (lefts[0] + margins[1][0] * size, tops[0] + margins[0][0] * size)
    _frame_window(axes, corner, size, rows[row], columns[column])
    draw_frame(axes, lefts[2] + column * size * WIDE, tops[2] + row * size, size * WIDE, size)
    _write_products(axes, TOP + tall + 72, windows(image, rows, columns, fill=0)[row, column], kernel)
    return figure


def _frame_window(axes: "Axes", corner: tuple[float, float], size: float, rows: NDArray, columns: NDArray) -> None:
    """Put one frame around a window, or one around each of its cells where dilation has drawn them apart."""
    x, y = corner
    if (np.diff(rows) == 1).all() and (np.diff(columns) == 1).all():
        draw_frame(axes, x + columns[0] * size, y + rows[0] * size, len(columns) * size, len(rows) * size)
        return
    for row in rows:
        for column in columns:
            draw_frame(axes, x + column * size, y + row * size, size, size)


def _write_products(axes: "Axes", top: float, window: NDArray, kernel: NDArray) -> None:
    """Write out the products, a row of the kernel to a line, and frame their sum."""
    each = min(110, 530 / kernel.shape[1])
    longest = max(len(f"{number(v, 2)} × {_factor(w)}") for v, w in zip(window.flat, kernel.flat, strict=True))
    letters = min(style.BODY, (each - 22) / (0.86 * longest))
    left = (style.WIDTH - each * kernel.shape[1] - 70) / 2
    end = left + each * kernel.shape[1] + 66
    words = "Each framed number times the kernel's number at the same place, then all of them added:"
    style.text(axes, style.WIDTH / 2, top, words, size=style.SMALL)
    for line, (values, weights) in enumerate(zip(window, kernel, strict=True)):
        y = top + 32 + line * LINE_HEIGHT
        for place, (value, weight) in enumerate(zip(values, weights, strict=True)):
            product = f"{number(value, 2)} × {_factor(weight)}"
            style.text(axes, left + (place + 0.5) * each, y, product, size=letters)
            sign = "=" if place == len(values) - 1 else "+"
            style.text(axes, left + (place + 1) * each, y, sign, size=letters, colour=style.MUTED)
        style.text(axes, end, y, number(values @ weights, 3, plus=True), ha="right")
    y = top + 32 + len(kernel) * LINE_HEIGHT
    axes.plot([end - 56, end + 6], [y - 13, y - 13], color=style.INK, lw=style.STROKE)
    style.text(axes, end, y + 7, number(float((window * kernel).sum()), 3, plus=True), ha="right", fontweight="bold")


def _factor(value: float) -> str:
    return f"({number(value, 2)})" if value < 0 else number(value, 2)
