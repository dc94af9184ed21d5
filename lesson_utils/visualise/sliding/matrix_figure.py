"""Matrices in the static pictures of SlideStep and PoolStep: shaded cells, hatched padding, red frames."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lesson_utils import style
from lesson_utils.visualise.kit.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CELL = 36  # page pixels
BRIGHT = 0.179  # luminance from which black letters read better than white ones


def signed_fills(values: NDArray, strength: float = 0.25) -> list[list[str]]:
    """Colour numbers from blue over white to orange; at most `strength` away from the middle, so that ink reads on it.

    Examples
    --------
    >>> signed_fills(np.array([[0.0]]))
    [['#f7f7f5']]
    """
    from matplotlib.colors import LinearSegmentedColormap, to_hex

    colours = LinearSegmentedColormap.from_list("signs", style.DIVERGING, N=257)
    limit = float(np.abs(values).max()) or 1.0
    return [[to_hex(colours(0.5 + strength * value / limit)) for value in row] for row in values]


def grey_fills(values: NDArray, white: float | None = None) -> list[list[str]]:
    """Colour numbers from dark (0) to white, as the lesson's figure does; numbers with signs get colours.

    `white` is the number that is white; without it, the largest.

    Examples
    --------
    >>> grey_fills(np.array([[0.0, 9.0]]))
    [['#333333', '#ffffff']]
    """
    from matplotlib.colors import to_hex

    if values.min() < 0:
        return signed_fills(values)
    white = float(values.max() if white is None else white) or 1.0
    return [[to_hex((min(1.0, 0.2 + 0.8 * float(value) / white),) * 3) for value in row] for row in values]


def ink_on(fill: str) -> str:
    """Choose black or white letters, whichever contrasts more (WCAG's relative luminance).

    Examples
    --------
    >>> ink_on("#333333"), ink_on("#ffffff")
    ('#ffffff', '#000000')
    """
    channels = [int(fill[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    bright = sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "#000000" if bright > BRIGHT else "#ffffff"


def draw_matrix(
    axes: "Axes", x: float, y: float, values: NDArray, fills: list[list[str]], size: float, *,
    wide: float | None = None, plus: bool = False, padding: NDArray | None = None, blank: str = "0",
) -> None:  # fmt: skip
    """Draw a matrix of numbers.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        What to draw on, as `card` gives it.
    x, y : float
        Its top left, in page pixels.
    values : numpy.ndarray of shape (height, width)
        What is written in the cells.
    fills : list of lists of str
        The colour of each cell.
    size : float
        Height of a cell.
    wide : float, optional
        Width of a cell; square without it.
    plus : bool
        Whether positive numbers get their sign.
    padding : numpy.ndarray of shape (height, width), bool, optional
        Cells that are not part of the matrix: hatched, with `blank` in them.
    blank : str
        What is written in those cells.
    """
    from matplotlib.patches import Rectangle

    wide = wide or size
    for (row, column), value in np.ndenumerate(values):
        outside = padding is not None and padding[row, column]
        fill = style.PAPER if outside else fills[row][column]
        left, top = x + column * wide, y + row * size
        axes.add_patch(Rectangle((left, top), wide, size, fc=fill, ec=style.LINE, lw=style.HAIRLINE))
        if outside:
            axes.add_patch(Rectangle((left, top), wide, size, fc="none", ec=style.LINE, lw=0, hatch="////"))
        label = blank if outside else number(value, 2, plus)
        letters = min(style.BODY * size / CELL, 1.15 * wide / max(2, len(label)))
        style.text(
            axes, left + wide / 2, top + size / 2, label, size=letters,
            colour=style.MUTED if outside else ink_on(fill), zorder=3,
        )  # fmt: skip


def draw_frame(axes: "Axes", x: float, y: float, across: float, down: float) -> None:
    """Frame what is being explained: thick and red, with a white edge that keeps it visible on dark cells."""
    style.box(axes, x, y, across, down, edge=style.PAPER, width=style.FRAME * 2, corner=2, zorder=4)
    style.box(axes, x, y, across, down, edge=style.RED, width=style.FRAME, corner=2, zorder=5)


def draw_heading(axes: "Axes", x: float, title: str, shape: tuple[int, ...]) -> None:
    """Write a matrix's name and its size above it."""
    style.text(axes, x, 34, title, size=style.BODY + 1, fontweight="bold")
    style.text(axes, x, 60, f"{shape[0]} × {shape[1]}", colour=style.MUTED, size=style.SMALL)
