"""EdgeLab without a browser: picture, kernel, result and what ReLU leaves, in one drawing."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lesson_utils import style
from lesson_utils.visualise.kit.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap, LinearSegmentedColormap
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle


def edge_lab_figure(picture: NDArray, kernel: NDArray, result: NDArray, title: str) -> "Figure":
    """Draw a picture beside its filtered version.

    Parameters
    ----------
    picture : numpy.ndarray of shape (height, width), uint8
        Grey values from 0 to 255.
    kernel : numpy.ndarray of shape (size, size)
        The numbers that slide over it.
    result : numpy.ndarray of shape (height - size + 1, width - size + 1)
        What `filter_image` made of the two.
    title : str
        One line above the drawing.

    Returns
    -------
    matplotlib.figure.Figure
        Made without pyplot, so nothing is shown and nothing piles up.

    Examples
    --------
    >>> figure = edge_lab_figure(np.zeros((5, 5)), np.eye(3), np.zeros((3, 3)), "nothing")
    >>> len(figure.axes) >= 4
    True
    """
    from matplotlib import rc_context

    low, high = float(result.min()), float(result.max())
    limit = max(abs(low), abs(high)) or 1.0
    # Where nothing is negative there are no signs to tell apart: grey, on the picture's own scale.
    colours, floor, top = (_diverging(), -limit, limit) if low < 0 else ("grey", 0.0, max(255.0, limit))
    height, width = picture.shape
    words = (
        ("Picture", f"{height} × {width}, 0 black to 255 white"),
        ("Result", f"− blue to {number(low)}, + orange to {number(high)}" if low < 0 else _grey_range(low, high)),
        ("After ReLU", "negative numbers are now 0" if low < 0 else "the same: none was negative"),
    )
    with rc_context({"font.family": style.FONT, "text.color": style.INK}):
        figure, page = style.card(345, title, 960)
        style.text(page, 24, 28, title, size=style.LARGE, weight="bold", ha="left")
        panels = [figure.add_axes((left, 0.18, 0.255, 0.66)) for left in (0.025, 0.47, 0.7375)]
        _show(panels[0], picture, "grey", 0, 255)
        _show(panels[1], result, colours, floor, top)
        _show(panels[2], np.maximum(result, 0), colours, floor, top)
        _kernel_grid(figure.add_axes((0.3, 0.335, 0.14, 0.37)), kernel)
        for panel, (name, what) in zip(panels, words, strict=True):
            panel.text(0, -0.04, name, fontsize=9.5, weight="bold", va="top", transform=panel.transAxes)
            panel.text(0, -0.13, what, fontsize=8.5, color=style.MUTED, va="top", transform=panel.transAxes)
        if low < 0:
            _ring_lowest(panels, result, len(kernel))
    return figure


def _grey_range(low: float, high: float) -> str:
    return f"grey from {number(low)} to {number(high)}"


def _ring_lowest(panels: list["Axes"], result: NDArray, size: int) -> None:
    """Mark the lowest value, where it comes from, and what ReLU makes of it."""
    row, column = np.unravel_index(int(result.argmin()), result.shape)
    for panel, offset, value in zip(panels, ((size - 1) / 2, 0.0, 0.0), ("", number(result.min()), "0"), strict=True):
        for colour, thick in ((style.PAPER, 4.5), (style.RED, 2)):
            panel.plot(column + offset, row + offset, "o", ms=13, mfc="none", mec=colour, mew=thick, clip_on=False)
        on_the_left = column > result.shape[1] / 2
        panel.annotate(
            value, (column, row), (-11 if on_the_left else 11, 0), textcoords="offset points",
            ha="right" if on_the_left else "left", va="center", fontsize=10, weight="bold", color=style.RED,
            bbox={"boxstyle": "round,pad=0.2", "fc": style.PAPER, "ec": "none"} if value else None,
        )  # fmt: skip


def _diverging() -> "LinearSegmentedColormap":
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("signs", style.DIVERGING)


def _show(axes: "Axes", values: NDArray, colours: "str | Colormap", low: float, high: float) -> None:
    axes.imshow(values, cmap=colours, vmin=low, vmax=high, interpolation="nearest", aspect="equal")
    axes.set(xticks=[], yticks=[], anchor="NW")
    for spine in axes.spines.values():
        spine.set_color(style.LINE)


def _kernel_grid(axes: "Axes", kernel: NDArray) -> None:
    size = len(kernel)
    axes.set(xlim=(-0.05, size + 0.05), ylim=(size + 0.05, -0.05), aspect="equal")
    axes.axis("off")
    for (row, column), value in np.ndenumerate(kernel):
        colour = style.BLUE if value < 0 else style.ORANGE if value > 0 else style.MUTED
        corner = (column, row)
        axes.add_patch(_cell(corner))
        text, points = number(float(value), 3 if size == 3 else 2), 12.5 - size
        axes.text(column + 0.5, row + 0.5, text, ha="center", va="center", color=colour, weight="bold", fontsize=points)
    axes.text(0, -0.07 * size, "Kernel", fontsize=9.5, weight="bold", va="bottom")


def _cell(corner: tuple[int, int]) -> "Rectangle":
    from matplotlib.patches import Rectangle

    return Rectangle(corner, 1, 1, facecolor=style.TINT, edgecolor=style.LINE, linewidth=1)
