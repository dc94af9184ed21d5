"""PoolStep without a browser: the image with the winner of each window, and both kinds of pooling."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lesson_utils import style
from lesson_utils.visualise.kit.words import number
from lesson_utils.visualise.pool_step.pooling import average_pool, max_pool
from lesson_utils.visualise.sliding.matrix_figure import CELL, draw_frame, draw_heading, draw_matrix, grey_fills, ink_on
from lesson_utils.visualise.sliding.sliding import margin, reach, unused, windows

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TOP, GAP = 86, 56  # page pixels
WIDE = 1.4  # an output cell's width by its height: room for two decimals
WORD = 1.6  # cells beside the image that the word "dropped" needs


def pool_step_figure(image: NDArray, pool_size: int, strides: int, padding: str) -> "Figure":
    """Draw an image beside its largest numbers and its means.

    Parameters
    ----------
    image : numpy.ndarray of shape (height, width)
        The numbers to pool.
    pool_size, strides : int
        Height and width of the window, and how far it moves at each step, in cells.
    padding : str
        "valid" or "same", as Keras has them.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> pool_step_figure(np.eye(4), 2, 2, "valid").get_label()
    'PoolStep'
    """
    largest, average = (pooled(image, pool_size, strides, padding) for pooled in (max_pool, average_pool))
    rows, columns = (reach(each, pool_size, strides, padding) for each in image.shape)
    margins = (margin(image.shape[0], rows), margin(image.shape[1], columns))
    padded = np.pad(image, margins)
    outside = np.pad(np.zeros(image.shape, bool), margins, constant_values=True)

    across = padded.shape[1] + WORD + 2 * largest.shape[1] * WIDE
    size = min(CELL, (style.WIDTH - 60 - 2 * GAP) / across)
    wide, tall = size * WIDE, padded.shape[0] * size
    figure, axes = style.card(TOP + tall + 150, "PoolStep", headed=True)
    left = (style.WIDTH - across * size - 2 * GAP) / 2
    centre = left + (padded.shape[1] + WORD) * size + GAP
    right = centre + largest.shape[1] * wide + GAP
    y = TOP + (tall - largest.shape[0] * size) / 2

    draw_heading(axes, left + padded.shape[1] * size / 2, "Image", image.shape)
    draw_matrix(axes, left, TOP, padded, grey_fills(padded), size, padding=outside, blank="")
    for x, title, values in ((centre, "Max", largest), (right, "Average", average)):
        draw_heading(axes, x + values.shape[1] * wide / 2, title, values.shape)
        draw_matrix(axes, x, y, values, grey_fills(values, image.max()), size, wide=wide)
        draw_frame(axes, x, y, wide, size)
    first = (left + margins[1][0] * size, TOP + margins[0][0] * size)  # where the image's own first cell stands
    draw_frame(axes, first[0] + columns[0, 0] * size, first[1] + rows[0, 0] * size, pool_size * size, pool_size * size)
    _ring_winners(axes, first, size, image, rows, columns)
    _cross_out(axes, first, size, image.shape, [unused(each, pool_size, strides, padding) for each in image.shape])

    settings = f'pool_size={pool_size}, strides={strides}, padding="{padding}"; ringed: the largest of its window'
    style.text(axes, style.WIDTH / 2, TOP + tall + 48, settings, size=style.SMALL, colour=style.MUTED)
    for line, words in enumerate(_worked_out(windows(image, rows, columns, fill=np.nan)[0, 0])):
        style.text(axes, style.WIDTH / 2, TOP + tall + 82 + 30 * line, words)
    return figure


def _ring_winners(
    axes: "Axes", first: tuple[float, float], size: float, image: NDArray, rows: NDArray, columns: NDArray
) -> None:
    """Draw a ring around the largest number of each window, around each of them in a tie."""
    fills = grey_fills(image)
    cut = windows(image, rows, columns, fill=-np.inf)
    for i, j in np.ndindex(cut.shape[:2]):
        for m, n in np.argwhere(cut[i, j] == cut[i, j].max()):
            row, column = rows[i, m], columns[j, n]
            x, y = first[0] + (column + 0.5) * size, first[1] + (row + 0.5) * size
            style.circle(axes, x, y, size * 0.4, edge=ink_on(fills[row][column]), width=style.STROKE, fill="none")


def _worked_out(window: NDArray) -> tuple[str, str]:
    values = window[np.isfinite(window)]  # padding does not count
    listed = [number(value, 2) for value in values]
    if len(listed) > 12:
        listed = [*listed[:5], "…", listed[-1]]
    mean = f"({' + '.join(listed)}) / {len(values)} = {number(float(values.mean()), 3)}"
    return f"max({', '.join(listed)}) = {number(float(values.max()), 3)}", f"average: {mean}"


def _cross_out(
    axes: "Axes", first: tuple[float, float], size: float, shape: tuple[int, ...], lost: list[list[int]]
) -> None:
    """Strike through the rows and columns that no window reaches, and say so beside them."""
    x, y = first
    for row in lost[0]:
        _strike(axes, x, y + row * size, shape[1] * size, size)
        style.text(axes, x + shape[1] * size + 8, y + (row + 0.5) * size, "dropped", size=style.SMALL, ha="left")
    for column in lost[1]:
        _strike(axes, x + column * size, y, size, shape[0] * size)
        style.text(axes, x + (column + 0.5) * size, y + shape[0] * size + 14, "dropped", size=style.SMALL)


def _strike(axes: "Axes", x: float, y: float, across: float, down: float) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((x, y), across, down, fc=style.PAPER, ec="none", alpha=0.6, zorder=4))
    ends = ([x, x + across], [y + down / 2] * 2) if across > down else ([x + across / 2] * 2, [y, y + down])
    axes.plot(*ends, color=style.MUTED, lw=style.STROKE, zorder=4)
