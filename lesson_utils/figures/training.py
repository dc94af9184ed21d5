"""The figures of training: steps down a valley, neurons switched off, what each part of the images is for."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lesson_utils.style import (
    BLUE,
    FRAME,
    GREEN,
    HAIRLINE,
    INK,
    LARGE,
    LINE,
    MUTED,
    ORANGE,
    PAPER,
    RED,
    SMALL,
    STROKE,
    TINT,
    box,
    card,
    circle,
    text,
)

START, STEPS = -1.3, 10
LEARNING_RATES = {"too small": 0.03, "good": 0.2, "too large": 1.02}
_SWITCHED_OFF = {"Training, step 1": (1, 2, 5), "Training, step 2": (0, 3, 5), "Prediction": ()}
_PARTS = (
    ("training", 40, BLUE, ("the network", "learns from it"), "every step"),
    ("validation", 10, GREEN, ("we choose with it:", "epochs, layers, rates"), "as often as you like"),
    ("test", 10, ORANGE, ("how good is", "the one we chose?"), "once, at the very end"),
)


def descent(rate: float) -> list[float]:
    """The parameter after each step down the loss x², beginning at `START`.

    Parameters
    ----------
    rate : float
        The learning rate.

    Returns
    -------
    list of float
        `STEPS` + 1 places.

    Examples
    --------
    >>> descent(0.5)[:3]
    [-1.3, 0.0, 0.0]
    """
    places = [START]
    for _ in range(STEPS):
        places.append(places[-1] - rate * 2 * places[-1])
    return places


def gradient_descent() -> Figure:
    """Draw ten steps down the same valley with a learning rate that is too small, good, too large.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = card(300, "Gradient descent with three learning rates")
    for middle, (name, rate) in zip((124, 350, 576), LEARNING_RATES.items(), strict=True):
        text(axes, middle, 32, name, size=LARGE - 2, fontweight="bold")
        _valley(axes, middle, descent(rate))
    text(axes, 350, 278, "the learning rate   (across: one parameter, up: the loss)", size=SMALL, colour=MUTED)
    return figure


def _valley(axes: Axes, middle: float, places: list[float]) -> None:
    across, up, base = 48.0, 43.0, 248.0

    def page(place: float) -> tuple[float, float]:
        return middle + across * place, base - up * place**2

    curve = np.array([page(place) for place in np.linspace(-2.1, 2.1, 90)])
    axes.plot(curve[:, 0], curve[:, 1], color=LINE, lw=FRAME, zorder=2)
    for before, after in pairwise(places):
        axes.plot(*zip(page(before), page(after), strict=True), color=MUTED, lw=STROKE, zorder=3)
    for place in places[1:-1]:
        circle(axes, *page(place), 3.5, edge=BLUE, width=HAIRLINE, fill=PAPER)
    circle(axes, *page(places[0]), 6, edge=INK, fill=PAPER)
    text(axes, page(places[0])[0] - 30, page(places[0])[1] + 8, "start", size=SMALL, colour=MUTED)
    circle(axes, *page(places[-1]), 7, edge=RED, fill=RED)


def dropout() -> Figure:
    """Draw one small network in two steps of training, with other neurons switched off each time, and at prediction.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = card(352, "Dropout in training and at prediction")
    for left, (title, off) in zip((24, 252, 480), _SWITCHED_OFF.items(), strict=True):
        text(axes, left + 98, 32, title, size=LARGE - 2, fontweight="bold")
        columns = [
            [(x, 178 + (place - (count - 1) / 2) * 40) for place in range(count)]
            for x, count in ((left + 18, 4), (left + 98, 6), (left + 178, 2))
        ]
        on = [place for number, place in enumerate(columns[1]) if number not in off]
        for starts, ends in ((columns[0], on), (on, columns[2])):
            for start in starts:
                for end in ends:
                    axes.plot(*zip(start, end, strict=True), color=LINE, lw=HAIRLINE, zorder=1)
        for column, colour in zip(columns, (BLUE, GREEN, ORANGE), strict=True):
            for place in column:
                circle(axes, *place, 13, edge=colour)
        for number in off:
            _crossed_out(axes, *columns[1][number])
        said = f"{len(off)} of 6 switched off" if off else "all 6 at work"
        text(axes, left + 98, 320, said, colour=MUTED, size=SMALL)
    return figure


def _crossed_out(axes: Axes, x: float, y: float) -> None:
    circle(axes, x, y, 13, edge=LINE, fill=TINT)
    for way in (-1, 1):
        axes.plot([x - 9, x + 9], [y - 9 * way, y + 9 * way], color=RED, lw=FRAME * 0.7, zorder=4)


def three_parts() -> Figure:
    """Draw the 60,000 images as a bar of three parts: training, validation, test, and what each is for.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = card(252, "Training, validation and test images")
    left, scale = 30.0, 640.0 / 60
    for column, (name, thousands, colour, lines, how_often) in zip((124, 350, 576), _PARTS, strict=True):
        wide = thousands * scale
        box(axes, left + 2, 46, wide - 4, 56, edge=colour, width=STROKE * 1.4, fill=TINT)
        text(axes, left + wide / 2, 28, name, colour=colour, fontweight="bold")
        text(axes, left + wide / 2, 74, f"{thousands},000")
        text(axes, column, 134, name, colour=colour, fontweight="bold")
        for y, line in zip((160, 180), lines, strict=True):
            text(axes, column, y, line, size=SMALL)
        text(axes, column, 212, how_often, size=SMALL, colour=MUTED)
        left += wide
    return figure
