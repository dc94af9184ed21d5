"""FlattenMap without a browser: the feature maps, the row they become, and one cell's way from here to there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from numpy.typing import NDArray

from lesson_utils.style import FRAME, INK, LARGE, MUTED, RED, SMALL, TINT, WIDTH, arrow, box, card, cells, text
from lesson_utils.visualise.flatten_map.flattening import cell_at, flatten
from lesson_utils.visualise.flatten_map.words import RULE, cell_in_words, forwards
from lesson_utils.visualise.kit.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LEFT, _TOP, _GAP = 30, 84, 34
_CELL, _WIDE = 26, 38  # height and width of a cell
_LINE = _CELL + 22  # of the row, with the indices below its numbers
_PER_LINE = 16  # numbers of the row that fit side by side


def flatten_map_figure(feature_maps: NDArray, index: int, places: bool) -> "Figure":
    """Draw feature maps above their flattened row.

    Parameters
    ----------
    feature_maps : numpy.ndarray of shape (height, width, channels)
        One table of numbers for each channel.
    index : int
        The place in the row whose cell is marked.
    places : bool
        Whether the numbers say where they stand and are written with three digits.

    Returns
    -------
    matplotlib.figure.Figure
        Made without pyplot, so nothing is shown and nothing piles up.

    Examples
    --------
    >>> import numpy as np
    >>> flatten_map_figure(np.zeros((3, 4, 2)), 13, places=False).get_label()
    'FlattenMap'
    """
    height, width, channels = feature_maps.shape
    cell, vector = cell_at(index, feature_maps.shape), flatten(feature_maps)
    across = max(1, (WIDTH - 2 * _LEFT + _GAP) // (width * _WIDE + _GAP))  # feature maps side by side
    below_maps = _TOP + -(-channels // across) * (height * _CELL + _GAP + 12)
    below_row = below_maps + -(-vector.size // _PER_LINE) * _LINE

    def map_corner(channel: int) -> tuple[float, float]:
        line, place = divmod(channel, across)
        return _LEFT + place * (width * _WIDE + _GAP), _TOP + line * (height * _CELL + _GAP + 12)

    def row_corner(place: int) -> tuple[float, float]:
        line, column = divmod(place, _PER_LINE)
        return _LEFT + column * _WIDE, below_maps + line * _LINE

    figure, axes = card(below_row + 62, "FlattenMap")
    text(axes, _LEFT, 32, "FlattenMap", size=LARGE, ha="left", weight="bold")
    x, y = map_corner(cell[2])
    start, end = (x + cell[1] * _WIDE, y + cell[0] * _CELL), row_corner(index)
    middle = _WIDE / 2
    # Before the numbers, so that it runs behind them.
    arrow(axes, (start[0] + middle, start[1] + _CELL), (end[0] + middle, end[1] - 2), colour=RED, zorder=1)
    write = _three_digits if places else number
    for channel in range(channels):
        x, y = map_corner(channel)
        text(axes, x, y - 14, f"Channel {channel}", size=SMALL, colour=MUTED, ha="left")
        _numbers(axes, (x, y), feature_maps[:, :, channel], write)
    for first in range(0, vector.size, _PER_LINE):
        _numbers(axes, row_corner(first), vector[None, first : first + _PER_LINE], write)
    for place in range(vector.size):
        x, y = row_corner(place)
        style = {"colour": RED, "weight": "bold"} if place == index else {"colour": MUTED}
        text(axes, x + middle, y + _CELL + 9, str(place), size=SMALL - 1.5, **style)
    for x, y in (start, end):
        box(axes, x, y, _WIDE, _CELL, edge=RED, width=FRAME, corner=2, zorder=4)
    where = cell_in_words(cell)
    text(axes, _LEFT, below_row + 14, f"{where[0].upper()}{where[1:]}: {RULE}", size=SMALL, colour=MUTED, ha="left")
    text(axes, _LEFT, below_row + 38, forwards(cell, feature_maps.shape), ha="left", weight="bold")
    return figure


def _three_digits(value: float) -> str:
    return f"{value:03.0f}"


def _numbers(axes: "Axes", corner: tuple[float, float], values: NDArray, write: Callable[[float], str]) -> None:
    labels = [[write(value) for value in line] for line in values]
    fills, inks = ([[colour] * len(line) for line in labels] for colour in (TINT, INK))
    cells(axes, *corner, _CELL, labels, fills, inks, wide=_WIDE)
