"""The course's one visual language: colours, type and drawing shapes shared by the figures and the visualisers.

Signs are never shown by colour alone: wherever `BLUE` (negative) and `ORANGE` (positive) appear, the number's own
sign is printed too. All text colours reach a contrast of at least 4.5 to 1 on `PAPER` and `TINT`.

Drawings are laid out in the pixels of a page where a figure is `WIDTH` wide, with y pointing down as in an image.
matplotlib is imported only by the functions that draw, so that the colours cost nothing to import.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#1b2330"  # text and strong lines
MUTED = "#566070"  # secondary text
LINE = "#b9c2ce"  # hairlines, grid
PAPER = "#ffffff"  # the card every drawing lies on, so that it reads in a light and in a dark theme
TINT = "#eef3f9"  # quiet fill of cells and boxes
BLUE = "#1f5fae"  # negative values, inputs
ORANGE = "#b44e0a"  # positive values, outputs
GREEN = "#1c7048"  # hidden layers, "correct"
RED = "#b3261e"  # the one cell being explained

MINUS = "\N{MINUS SIGN}"  # as wide as the plus, where a hyphen is too short
FONT = "DejaVu Sans"  # ships inside matplotlib: the same letters on every machine

DIVERGING = ((0.0, "#174a8b"), (0.25, "#7ba7d9"), (0.5, "#f7f7f5"), (0.75, "#eda15f"), (1.0, "#8f3d04"))

WIDTH = 700  # page pixels: what a notebook's column leaves for a picture
HEAD = 30  # page pixels that a title needs above a drawing
DPI = 100  # page pixels per inch of figure
SMALL, BODY, LARGE = 9.5, 11.0, 14.0  # type sizes in points: 13, 15 and 19 page pixels
HAIRLINE, STROKE, FRAME = 0.8, 1.4, 3.0  # line widths in points; a FRAME marks the one thing being explained


def number(value: float, decimals: int = 1, plus: bool = False) -> str:
    """Write a number with at most so many decimals and a real minus sign.

    The browser's twin is ``visualise/kit/numbers.js``.

    Parameters
    ----------
    value : float
        What is to be written.
    decimals : int
        Zeros at the end are left out.
    plus : bool
        Whether a positive number gets its sign too, as in a signed result.

    Returns
    -------
    str

    Examples
    --------
    >>> number(22, plus=True), number(0, plus=True), number(0.25), number(1 / 9, 3), number(-0.01)
    ('+22', '0', '0.3', '0.111', '0')
    >>> number(-612) == MINUS + "612"
    True
    """
    unit = 10**decimals
    units = floor(abs(value) * unit + 0.5)
    fraction = str(units % unit).zfill(decimals).rstrip("0") if decimals else ""
    text = f"{units // unit}{'.' if fraction else ''}{fraction}"
    if not units:
        return text
    return f"{MINUS}{text}" if value < 0 else f"+{text}" if plus else text


def factor(value: float) -> str:
    """Write a number as it is written after a plus or times sign: a negative one in brackets.

    Parameters
    ----------
    value : float
        Written with one decimal at most.

    Returns
    -------
    str

    Examples
    --------
    >>> factor(2.0), factor(-1).replace(MINUS, "-")
    ('2', '(-1)')
    """
    return f"({number(value)})" if value < 0 else number(value)


def card(height: float, title: str, width: float = WIDTH, *, headed: bool = False) -> tuple[Figure, Axes]:
    """Start a drawing: a white card with round corners, one axis unit being one page pixel.

    Parameters
    ----------
    height, width : float
        Size in page pixels.
    title : str
        Short name of the drawing; becomes the title of its SVG file.
    headed : bool
        Whether the title is written above the drawing, in a band added to its height.

    Returns
    -------
    tuple of matplotlib.figure.Figure and matplotlib.axes.Axes
        Transparent outside the card. x runs right from 0 to `width`, y down from 0 to `height`, below the
        title if there is one.

    Notes
    -----
    The card is white in a dark notebook too, on purpose. A picture in a Markdown cell or in a saved output cannot
    follow JupyterLab's theme: JupyterLab takes style sheets and classes out, and `prefers-color-scheme` asks the
    system, not JupyterLab. Inks that read on black and on white alike would take the dark and light cells of the
    drawings their meaning. So each drawing brings its own paper, with a margin, round corners and nothing around.

    Examples
    --------
    >>> figure, axes = card(200, "An empty card")
    >>> figure.get_label()
    'An empty card'
    """
    from matplotlib.figure import Figure

    top = -HEAD if headed else 0
    figure = Figure(figsize=(width / DPI, (height - top) / DPI), dpi=DPI, facecolor="none", label=title)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, top))
    axes.set_axis_off()
    box(axes, 1, top + 1, width - 2, height - top - 2, edge=LINE, width=HAIRLINE, fill=PAPER, corner=14)
    if headed:
        text(axes, 24, top + 32, title, size=LARGE, weight="bold", ha="left")
    return figure, axes


def text(axes: Axes, x: float, y: float, words: str, *, size: float = BODY, colour: str = INK, **options: Any) -> None:
    """Write words centred on a point.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        What to draw on, as `card` gives it.
    x, y : float
        The middle of the words, in page pixels.
    words : str
        May hold mathematics between dollar signs.
    size : float
        In points: `SMALL`, `BODY` or `LARGE`.
    colour : str
        Of the letters.
    **options
        Whatever `matplotlib.text.Text` takes, such as ha="left".
    """
    axes.text(x, y, words, **({"ha": "center", "va": "center"} | options), size=size, color=colour, family=FONT)


def box(
    axes: Axes,
    x: float,
    y: float,
    across: float,
    down: float,
    *,
    edge: str,
    width: float = STROKE,
    fill: str = "none",
    corner: float = 6,
    zorder: float = 1,
) -> None:
    """Draw a rectangle with round corners.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        What to draw on, as `card` gives it.
    x, y : float
        Its top left.
    across, down : float
        Its size.
    edge, fill : str
        Colours.
    width : float
        Of the edge, in points.
    corner : float
        Radius of the corners.
    zorder : float
        The higher, the further in front.
    """
    from matplotlib.patches import FancyBboxPatch

    shape = f"round,pad=0,rounding_size={corner}"
    axes.add_patch(FancyBboxPatch((x, y), across, down, boxstyle=shape, ec=edge, fc=fill, lw=width, zorder=zorder))


def circle(
    axes: Axes, x: float, y: float, radius: float, *, edge: str, width: float = STROKE, fill: str = PAPER
) -> None:
    """Draw a circle in front of boxes and arrows.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        What to draw on, as `card` gives it.
    x, y : float
        Its centre.
    radius : float
        In page pixels.
    edge, fill : str
        Colours.
    width : float
        Of the edge, in points.
    """
    from matplotlib.patches import Circle

    axes.add_patch(Circle((x, y), radius, ec=edge, fc=fill, lw=width, zorder=3))


def arrow(
    axes: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    colour: str = INK,
    width: float = STROKE,
    zorder: float = 2,
) -> None:
    """Draw a straight arrow.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        What to draw on, as `card` gives it.
    start, end : tuple of float
        Points; the tip lies exactly on `end`.
    colour : str
        Of the line and the tip.
    width : float
        Of the line, in points.
    zorder : float
        The higher, the further in front.
    """
    from matplotlib.patches import FancyArrowPatch

    patch = FancyArrowPatch(
        start,
        end,
        arrowstyle="-|>,head_length=5.4,head_width=2.6",
        mutation_scale=1,
        shrinkA=0,
        shrinkB=0,
        joinstyle="miter",
        capstyle="butt",
        color=colour,
        lw=width,
        zorder=zorder,
    )
    axes.add_patch(patch)


def cells(
    axes: Axes,
    x: float,
    y: float,
    size: float,
    labels: Sequence[Sequence[str]],
    fills: Sequence[Sequence[str]],
    inks: Sequence[Sequence[str]],
    *,
    wide: float | None = None,
) -> None:
    """Draw a matrix as a grid of labelled cells.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        What to draw on, as `card` gives it.
    x, y : float
        Its top left.
    size : float
        Height of a cell.
    labels, fills, inks : sequences of rows, each a sequence of str
        What is written in each cell, its colour, the colour of its letters.
    wide : float, optional
        Width of a cell; a cell is square without it.
    """
    from matplotlib.patches import Rectangle

    wide = wide or size
    for row, line in enumerate(labels):
        for column, label in enumerate(line):
            left, top = x + column * wide, y + row * size
            axes.add_patch(Rectangle((left, top), wide, size, fc=fills[row][column], ec=LINE, lw=HAIRLINE))
            text(axes, left + wide / 2, top + size / 2, label, colour=inks[row][column])
