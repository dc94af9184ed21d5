"""ChannelMixer without a browser: picture, channels, weights, maps, sum and feature map in one drawing."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lesson_utils import style
from lesson_utils.style import BLUE, BODY, HAIRLINE, INK, LARGE, LINE, MUTED, ORANGE, PAPER, SMALL, TINT
from lesson_utils.visualise.channel_mixer.mixing import CHANNELS, channel_maps
from lesson_utils.visualise.channel_mixer.words import value_range
from lesson_utils.visualise.kit.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_TOP, _STEP, _SIDE = 64, 122, 92  # of the three rows: where the first starts, how far apart, how high a picture is
_CHANNEL, _TABLE, _MAP, _RESULT = 148, 266, 398, 540  # left edges
_RESULT_SIDE = 128
_WIDE = 36  # of a cell in the tables of weights


def channel_mixer_figure(
    picture: NDArray[np.float32], name: str, weights: NDArray[np.float64], bias: float
) -> "Figure":
    """Draw how one filter mixes the channels of a picture.

    Parameters
    ----------
    picture : numpy.ndarray of shape (height, width, 3), float32
        From 0 to 1.
    name : str
        What the filter is called.
    weights : numpy.ndarray of shape (3, 3, 3)
        Row, column, channel.
    bias : float
        Added to the sum of the three channels.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> channel_mixer_figure(np.zeros((5, 5, 3)), "nothing", np.zeros((3, 3, 3)), 0).get_label()
    'ChannelMixer'
    """
    figure, axes = style.card(_TOP + 3 * _STEP + 40, "ChannelMixer")
    style.text(axes, 24, 32, f"ChannelMixer: {name}", size=LARGE - 1, ha="left", fontweight="bold")
    maps = channel_maps(picture, weights)
    middle = _TOP + _STEP + _SIDE / 2
    _show(axes, 24, middle - _SIDE / 2, _SIDE, picture)
    _below(axes, 24, middle + _SIDE / 2, "picture")
    shades = _signed(maps)
    for at, channel in enumerate(CHANNELS):
        y = _TOP + at * _STEP
        style.arrow(axes, (122, middle + (at - 1) * 16), (142, y + _SIDE / 2), colour=MUTED)
        _show(axes, _CHANNEL, y, _SIDE, np.repeat(picture[..., at : at + 1], 3, axis=2))
        _below(axes, _CHANNEL, y + _SIDE, channel)
        style.text(axes, 253, y + _SIDE / 2, "×", size=LARGE)
        _weights(axes, y, weights[..., at])
        style.text(axes, 386, y + _SIDE / 2, "=", size=LARGE)
        _show(axes, _MAP, y, _SIDE, shades[:, :, at])
        _below(axes, _MAP, y + _SIDE, value_range(maps[..., at]))
        axes.plot([490, 510], [y + _SIDE / 2] * 2, color=MUTED, lw=1.4)
    _results(axes, maps.sum(axis=-1), bias)
    words = "3 × 3 × 3 = 27 weights + 1 bias = 28 parameters for one feature map"
    style.text(axes, 350, _TOP + 3 * _STEP + 16, words, size=SMALL, colour=MUTED)
    return figure


def _results(axes: "Axes", total: NDArray, bias: float) -> None:
    """Draw the sum of the three maps and, below it, the feature map."""
    after = np.maximum(total + bias, 0)
    lower = _TOP + 2 * _STEP + _SIDE - _RESULT_SIDE
    axes.plot([510, 510], [_TOP + _SIDE / 2, _TOP + 2 * _STEP + _SIDE / 2], color=MUTED, lw=1.4)
    style.arrow(axes, (510, _TOP + _RESULT_SIDE / 2), (536, _TOP + _RESULT_SIDE / 2), colour=MUTED)
    _show(axes, _RESULT, _TOP, _RESULT_SIDE, _signed(total))
    _below(axes, _RESULT, _TOP + _RESULT_SIDE, f"sum: {value_range(total)}")
    style.arrow(axes, (_RESULT + 14, _TOP + _RESULT_SIDE + 28), (_RESULT + 14, lower - 6), colour=MUTED)
    words = f"+ bias {number(bias, 2)}\nReLU"
    style.text(axes, _RESULT + 30, (_TOP + _RESULT_SIDE + lower) / 2 + 11, words, size=SMALL, ha="left")
    _show(axes, _RESULT, lower, _RESULT_SIDE, _signed(after, float(np.abs(total + bias).max())))
    _below(axes, _RESULT, lower + _RESULT_SIDE, f"feature map: {value_range(after)}")


def _show(axes: "Axes", x: float, y: float, side: float, shades: NDArray) -> None:
    """Show an RGB picture inside a square, centred."""
    height, width = shades.shape[:2]
    across, down = side * min(1, width / height), side * min(1, height / width)
    x, y = x + (side - across) / 2, y + (side - down) / 2
    axes.imshow(shades, extent=(x, x + across, y + down, y), interpolation="none", aspect="auto", zorder=2)
    style.box(axes, x, y, across, down, edge=LINE, width=HAIRLINE, corner=1, zorder=3)


def _below(axes: "Axes", x: float, y: float, words: str) -> None:
    style.text(axes, x, y + 12, words, size=SMALL, colour=MUTED, ha="left")


def _signed(values: NDArray, limit: float | None = None) -> NDArray:
    """Colour numbers from blue for the most negative over white for 0 to orange."""
    from matplotlib.colors import LinearSegmentedColormap

    colours = LinearSegmentedColormap.from_list("signs", style.DIVERGING, N=257)
    limit = limit or float(np.abs(values).max()) or 1.0
    return colours((values / limit + 1) / 2, bytes=True)[..., :3]


def _weights(axes: "Axes", y: float, table: NDArray) -> None:
    """Draw a table of nine weights."""
    labels = [[number(value, 2) for value in row] for row in table]
    longest = max(len(label) for row in labels for label in row)
    inks = [[BLUE if value < 0 else ORANGE if value > 0 else INK for value in row] for row in table]
    fills = [[TINT if value else PAPER for value in row] for row in table]
    style.cells(axes, _TABLE, y + 1, 30, [[""] * 3] * 3, fills, inks, wide=_WIDE)
    for (row, column), _ in np.ndenumerate(table):
        x, middle = _TABLE + (column + 0.5) * _WIDE, y + 16 + 30 * row
        style.text(axes, x, middle, labels[row][column], size=BODY if longest < 4 else 7.8, colour=inks[row][column])
