"""The figures of convolution: one in numbers, one on a photograph."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from scipy.signal import correlate2d  # slides the kernel without flipping it, as Conv2D does

from lesson_utils.style import (
    DIVERGING,
    FRAME,
    HAIRLINE,
    INK,
    LARGE,
    LINE,
    MUTED,
    PAPER,
    RED,
    SMALL,
    arrow,
    box,
    card,
    cells,
    factor,
    number,
    text,
)

# The worked convolution: 0 is dark, 9 is light. A light band with a dark one above and below gives both signs.
WORKED_IMAGE = np.array(
    [[1, 0, 2, 1, 1], [2, 1, 1, 2, 1], [9, 8, 9, 7, 8], [8, 9, 8, 9, 7], [8, 9, 9, 8, 8], [1, 2, 0, 1, 2]]
)
HORIZONTAL_EDGES = np.array([[-1, -1, -1], [0, 0, 0], [1, 1, 1]])
WORKED_CELL = (1, 1)  # row and column, from 0, of the output cell that is left for the reader to work out

DIVERGING_MAP = LinearSegmentedColormap.from_list("diverging", DIVERGING, N=257)  # an odd number: zero is its middle
EDGE_LIMIT = 0.8  # of the cat's edges (greys run from 0 to 1): beyond it, the colour grows no stronger
STEPS = 33  # colours in a picture panel: an odd number, so that zero has its own; few, so that files stay small


def _framed(axes: Axes, x: float, y: float, across: float, down: float) -> None:
    """Frame what is being explained: thick and red, with a white edge that keeps it visible on dark cells."""
    box(axes, x, y, across, down, edge=PAPER, width=FRAME * 2, corner=2, zorder=4)
    box(axes, x, y, across, down, edge=RED, width=FRAME, corner=2, zorder=5)


def _signed_cells(
    axes: Axes,
    x: float,
    y: float,
    values: np.ndarray,
    limit: float,
    size: float,
    wide: float,
    hidden: tuple[int, int] | None = None,
) -> None:
    """Draw a matrix of signed numbers, each with its sign, on blue (down to -limit) and orange (up to limit).

    The cell at `hidden` gets a question mark on white instead: neither number nor colour gives it away.
    """
    labels = [[number(value, plus=True) for value in row] for row in values]
    fills = [[to_hex(DIVERGING_MAP(0.5 + 0.25 * value / limit)) for value in row] for row in values]
    if hidden is not None:
        row, column = hidden
        labels[row][column], fills[row][column] = "?", PAPER
    cells(axes, x, y, size, labels, fills, np.full(values.shape, INK).tolist(), wide=wide)


def conv_matrix() -> Figure:
    """Draw a convolution: 6x5 input, 3x3 kernel, 4x3 output, and the nine products of the one cell left open.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = card(496, "A convolution in numbers, one of them to be worked out")
    output, size, wide, middle = correlate2d(WORKED_IMAGE, HORIZONTAL_EDGES, mode="valid"), 36, 44, 194
    left, centre, right = 24, 244, 392
    for x, title, shape in (
        (left + 90, "Input", "6 rows × 5 columns"),
        (centre + 54, "Kernel", "3 × 3"),
        (right + 66, "Output", "4 rows × 3 columns"),
    ):
        text(axes, x, 34, title, size=LARGE, fontweight="bold")
        text(axes, x, 60, shape, colour=MUTED, size=SMALL)
    digits = [[number(value) for value in row] for row in WORKED_IMAGE]
    greys = [[to_hex((0.2 + 0.8 * value / 9,) * 3) for value in row] for row in WORKED_IMAGE]
    cells(axes, left, middle - 108, size, digits, greys, np.where(WORKED_IMAGE < 5, PAPER, INK).tolist())
    _signed_cells(axes, centre, middle - 54, HORIZONTAL_EDGES, 1.5, size, size)
    _signed_cells(axes, right, middle - 72, output, float(np.abs(output).max()), size, wide, WORKED_CELL)
    arrow(axes, (left + 188, middle), (centre - 8, middle), colour=MUTED)
    arrow(axes, (centre + 116, middle), (right - 8, middle), colour=MUTED)
    text(axes, left + 90, 322, "0 is dark, 9 is light", size=SMALL, colour=MUTED)
    text(axes, right + 66, 286, 'padding="valid"', size=SMALL, colour=MUTED)
    for y, meaning in (
        (-36, "dark above light:\nlarge positive"),
        (18, "no edge: close to 0"),
        (54, "light above dark:\nlarge negative"),
    ):
        text(axes, right + 144, middle + y, meaning, size=SMALL, ha="left")

    row, column = WORKED_CELL
    _framed(axes, left + column * size, middle - 108 + row * size, 3 * size, 3 * size)
    _framed(axes, right + column * wide, middle - 72 + row * size, wide, size)
    _nine_products(axes, WORKED_IMAGE[row : row + 3, column : column + 3])
    return figure


def _nine_products(axes: Axes, patch: np.ndarray) -> None:
    """Write out what the kernel makes of one patch, a row of products to a line; their sum is for the reader."""
    text(axes, 350, 364, "Each framed value times the kernel value at the same place, then all nine added:", size=SMALL)
    for line, (values, weights) in enumerate(zip(patch, HORIZONTAL_EDGES, strict=True)):
        y = 398 + line * 28
        for place, (value, weight) in enumerate(zip(values, weights, strict=True)):
            text(axes, 180 + place * 104, y, f"{number(value)} × {factor(weight)}")
            text(axes, 232 + place * 104, y, "=" if line == place == 2 else "+", colour=MUTED)
    text(axes, 480, 454, "?", fontweight="bold")
    _framed(axes, 455, 439, 50, 30)


def _edges_of_the_cat() -> tuple[np.ndarray, np.ndarray]:
    """Give the grey cat, values from 0 to 1, and its horizontal edges."""
    from skimage.data import chelsea  # CC0, inside scikit-image's wheel
    from skimage.transform import downscale_local_mean

    grey = downscale_local_mean(chelsea()[:, 36:436].mean(axis=2), (2, 2))
    grey /= grey.max()
    return grey, correlate2d(grey, HORIZONTAL_EDGES, mode="valid")


def _panel(axes: Axes, x: float, y: float, shades: np.ndarray, across: float, down: float) -> None:
    """Show an RGB picture, its pixels as squares, with its top left at (x, y)."""
    axes.imshow(shades, extent=(x, x + across, y + down, y), interpolation="none", zorder=2)
    box(axes, x, y, across, down, edge=LINE, width=HAIRLINE, corner=1, zorder=3)


def _signed_shades(values: np.ndarray) -> np.ndarray:
    """Colour numbers in `STEPS` steps from blue (-EDGE_LIMIT and below) over white to orange (EDGE_LIMIT and above)."""
    steps = np.round(np.clip(values / EDGE_LIMIT, -1, 1) * (STEPS // 2)) / (STEPS // 2)
    return DIVERGING_MAP((steps + 1) / 2, bytes=True)[..., :3]


def conv_image() -> Figure:
    """Draw the cat, its horizontal edges with both signs, and what ReLU leaves of them.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = card(336, "A cat and its horizontal edges")
    grey, edges = _edges_of_the_cat()
    photo = np.repeat(np.round(grey * 63).astype(np.uint8)[..., None] * 4, 3, axis=2)  # 64 greys: a smaller file
    pictures = (photo, _signed_shades(edges), _signed_shades(np.maximum(edges, 0)))
    titles, places = ("The photo in grey", "Horizontal edges", "After ReLU"), (24, 250, 476)
    for x, title, picture in zip(places, titles, pictures, strict=True):
        text(axes, x + 100, 36, title, size=LARGE - 1, fontweight="bold")
        down, across = picture.shape[:2]
        _panel(axes, x + (200 - across) / 2, 60 + (150 - down) / 2, picture, across, down)
    for x in places[:2]:
        arrow(axes, (x + 204, 135), (x + 222, 135), colour=MUTED)
    _signed_cells(axes, 24, 230, HORIZONTAL_EDGES, 1.5, 28, 28)
    text(axes, 122, 272, "the kernel that\nslides over it", size=SMALL, ha="left")
    scale = np.linspace(-EDGE_LIMIT, EDGE_LIMIT, STEPS)[None]
    for x, lowest, negative in ((250, -EDGE_LIMIT, "light above dark"), (476, 0, "has become 0")):
        _panel(axes, x + 20, 230, _signed_shades(np.maximum(scale, lowest)), 160, 14)
        for step, bound in ((-1, "≤ "), (0, ""), (1, "≥ ")):
            text(axes, x + 100 + step * 78, 257, bound + number(step * EDGE_LIMIT, plus=True), size=SMALL)
        for y, sign, words in ((284, -1, negative), (304, 1, "dark above light")):
            text(axes, x + 34, y, number(sign, plus=True)[0], size=SMALL, fontweight="bold")
            text(axes, x + 48, y, words, size=SMALL, ha="left")
    return figure
