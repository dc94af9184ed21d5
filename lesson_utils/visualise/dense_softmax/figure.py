"""DenseSoftmax without a browser: a row for each class, from logit to probability."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lesson_utils import style
from lesson_utils.style import BODY, GREEN, HAIRLINE, INK, LINE, MUTED, SMALL, TINT
from lesson_utils.visualise.dense_softmax.softmax import exponentials, softmax
from lesson_utils.visualise.dense_softmax.words import DECIMALS, first_two, ranking
from lesson_utils.visualise.kit.words import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ROW = 30
_COLUMNS = (
    ("Class", 32, "left"),
    ("Logit", 192, "right"),
    ("− largest", 282, "right"),
    ("e to that power", 396, "right"),
)
_BAR = (508, 160)  # where the probabilities' bars start, and how long 1 is


def dense_softmax_figure(names: Sequence[str], logits: Sequence[float]) -> "Figure":
    """Draw the way from logits to probabilities.

    Parameters
    ----------
    names : sequence of str
        Of the classes.
    logits : sequence of float
        One for each name.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> dense_softmax_figure(["cat", "dog"], [2, 1]).get_label()
    'DenseSoftmax'
    """
    powers, probabilities = exponentials(logits), softmax(logits)
    foot = 66 + _ROW * len(names)
    figure, axes = style.card(foot + 82, "DenseSoftmax", headed=True)
    for heading, x, side in (*_COLUMNS, ("Probability", _BAR[0] - 56, "left")):
        style.text(axes, x, 34, heading, size=SMALL, colour=MUTED, ha=side)
    winner = ranking(logits)[0]
    for at, name in enumerate(names):
        y = 66 + _ROW * at
        weight = "bold" if at == winner else "normal"
        steps = (number(logits[at], 2, True), _in_column(logits[at] - max(logits), 2), _in_column(powers[at]))
        for words, (_, x, side) in zip((_short(name), *steps), _COLUMNS, strict=True):
            colour = style.BLUE if words[0] == style.MINUS else style.ORANGE if words[0] == "+" else INK
            style.text(axes, x, y, words, ha=side, colour=colour, fontweight=weight)
        style.text(axes, _BAR[0] - 12, y, _in_column(probabilities[at]), ha="right", fontweight=weight)
        style.box(axes, _BAR[0], y - 9, _BAR[1], 18, edge="none", fill=TINT, corner=2)
        length = max(1.5, _BAR[1] * probabilities[at])
        style.box(axes, _BAR[0], y - 9, length, 18, edge="none", fill=GREEN if at == winner else MUTED, corner=1)
    axes.plot([24, 676], [foot - 15, foot - 15], color=LINE, lw=HAIRLINE)
    style.text(axes, 32, foot + 4, "Sum", ha="left", fontweight="bold")
    style.text(axes, 396, foot + 4, _in_column(powers.sum()), ha="right", fontweight="bold")
    style.text(axes, _BAR[0] - 12, foot + 4, _in_column(probabilities.sum()), ha="right", fontweight="bold")
    style.text(axes, 350, foot + 48, first_two(names, logits), size=BODY)
    return figure


def _in_column(value: float, decimals: int = DECIMALS) -> str:
    """Write always the same number of decimals, so that the points stand below each other."""
    return f"{value:.{decimals}f}".replace("-", style.MINUS)


def _short(name: str) -> str:
    return name if len(name) <= 18 else f"{name[:17]}…"
