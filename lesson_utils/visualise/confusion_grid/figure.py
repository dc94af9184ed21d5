"""ConfusionGrid without a browser: the matrix with its numbers, darker where a cell's share of its row is larger."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lesson_utils import style
from lesson_utils.style import BODY, INK, MUTED, PAPER, SMALL
from lesson_utils.visualise.confusion_grid.confusion import accuracy_in_words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LEFT, _TOP, _CELL = 130, 96, 34
_DARKEST = np.array([0x1C, 0x70, 0x48])  # style.GREEN


def confusion_grid_figure(counts: NDArray[np.intp], names: Sequence[str]) -> "Figure":
    """Draw a confusion matrix.

    Parameters
    ----------
    counts : numpy.ndarray of shape (classes, classes), int
        Row: the true class. Column: the predicted one.
    names : sequence of str
        One for each class.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> confusion_grid_figure(np.eye(2, dtype=int), ["cat", "dog"]).get_label()
    'ConfusionGrid'
    """
    classes = len(names)
    wide = min(54.0, (style.WIDTH - _LEFT - 24) / classes)
    foot = _TOP + _CELL * classes
    figure, axes = style.card(foot + 52, "ConfusionGrid", headed=True)
    style.text(axes, _LEFT + wide * classes / 2, 34, "predicted class", size=SMALL, colour=MUTED)
    style.text(axes, 24, 34, "true class", size=SMALL, colour=MUTED, ha="left")
    for at, name in enumerate(names):
        style.text(axes, _LEFT - 10, _TOP + _CELL * (at + 0.5), _short(name, 14), size=SMALL, ha="right")
        middle = _LEFT + wide * (at + 0.5)
        style.text(axes, middle, _TOP - 8, _short(name, 10), size=8, ha="center", va="bottom", rotation=30)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    labels = [[f"{count:,}" for count in row] for row in counts]
    fills = [[_shade(float(share)) for share in row] for row in shares]
    inks = [[PAPER if share > 0.6 else INK for share in row] for row in shares]
    style.cells(axes, _LEFT, _TOP, _CELL, labels, fills, inks, wide=wide)
    style.text(axes, style.WIDTH / 2, foot + 28, accuracy_in_words(counts), size=BODY)
    return figure


def _shade(share: float) -> str:
    colour = 255 + (_DARKEST - 255) * share**0.7
    return "#" + "".join(f"{round(part):02x}" for part in colour)


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"
