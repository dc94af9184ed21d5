"""PredictionSheet without a browser: five images a row, true and predicted class, three bars each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lesson_utils import style
from lesson_utils.style import BODY, GREEN, INK, MUTED, SMALL, TINT
from lesson_utils.visualise.kit.words import number
from lesson_utils.visualise.prediction_sheet.sheet import Said, count_right, right_in_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ACROSS, _WIDE, _HIGH, _IMAGE = 5, 132, 190, 72


def prediction_sheet_figure(
    pixels: NDArray[np.uint8], truths: Sequence[int], said: Sequence[Said], names: Sequence[str]
) -> "Figure":
    """Draw images with their true and predicted classes.

    Parameters
    ----------
    pixels : numpy.ndarray of shape (images, height, width, 3), uint8
    truths : sequence of int
        The true classes.
    said : sequence of sequence of tuple of int and float
        For each image the classes with the largest probabilities, and these; the largest first.
    names : sequence of str

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> figure = prediction_sheet_figure(np.zeros((1, 4, 4, 3), "uint8"), [0], [[(0, 0.9), (1, 0.1)]], ["cat", "dog"])
    >>> figure.get_label()
    'PredictionSheet'
    """
    rows = -(-len(pixels) // _ACROSS)
    figure, axes = style.card(24 + rows * _HIGH + 34, "PredictionSheet", headed=True)
    for at, (image, truth, row) in enumerate(zip(pixels, truths, said, strict=True)):
        left, top = 24 + (at % _ACROSS) * _WIDE, 24 + (at // _ACROSS) * _HIGH
        axes.imshow(image, extent=(left, left + _IMAGE, top + _IMAGE, top), zorder=2, interpolation="nearest")
        _words(axes, left, top + _IMAGE + 16, truth, row, names)
    axes.set(xlim=(0, style.WIDTH), ylim=(24 + rows * _HIGH + 34, -style.HEAD), aspect="auto")
    summary = right_in_words(count_right(truths, said), len(truths))
    style.text(axes, style.WIDTH / 2, 24 + rows * _HIGH + 10, summary, size=BODY)
    return figure


def _words(axes: "Axes", left: float, y: float, truth: int, said: Said, names: Sequence[str]) -> None:
    style.text(axes, left, y, f"shows {names[truth]}", size=SMALL, colour=MUTED, ha="left")
    for step, (label, probability) in enumerate(said):
        at = y + 20 + 22 * step
        sign = ("✓ " if label == truth else "✗ ") if step == 0 else ""
        weight = "bold" if step == 0 else "normal"
        words = f"{sign}{names[label]} {number(probability, 2)}"
        style.text(axes, left, at, words, size=8.5, ha="left", colour=INK, fontweight=weight)
        style.box(axes, left, at + 8, 108, 4, edge="none", fill=TINT, corner=1)
        wide, fill = max(1.0, 108 * probability), GREEN if step == 0 else MUTED
        style.box(axes, left, at + 8, wide, 4, edge="none", fill=fill, corner=0.5)
