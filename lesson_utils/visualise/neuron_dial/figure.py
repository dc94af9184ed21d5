"""NeuronDial without a browser: the neuron drawn with its numbers, and the sum on the activation's graph."""

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np

from lesson_utils import style
from lesson_utils.style import BLUE, BODY, FRAME, GREEN, HAIRLINE, INK, LARGE, LINE, MUTED, ORANGE, PAPER, RED, SMALL
from lesson_utils.visualise.kit.words import number
from lesson_utils.visualise.neuron_dial.neuron import ACTIVATIONS, activate, weighted_sum
from lesson_utils.visualise.neuron_dial.words import ledger_line, output_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SPACING = 64
_SQUEEZED = {"sigmoid": (-0.25, 1.25), "tanh": (-1.25, 1.25)}
_OF_THE_REACH = {"relu": (-0.25, 1.0), "linear": (-1.0, 1.0)}


def neuron_dial_figure(inputs: Sequence[float], weights: Sequence[float], bias: float, activation: str) -> "Figure":
    """Draw one neuron with its numbers.

    Parameters
    ----------
    inputs, weights : sequence of float
        As many of the one as of the other.
    bias : float
        Added to the weighted sum.
    activation : str
        A name in `ACTIVATIONS`.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> neuron_dial_figure([2, 1], [0.5, -1], 0, "relu").get_label()
    'NeuronDial'
    """
    total = weighted_sum(inputs, weights, bias)
    tall = max(3, len(inputs)) * _SPACING
    lines = _wrapped(ledger_line(inputs, weights, bias))
    figure, axes = style.card(tall + 130 + 20 * len(lines), "NeuronDial", headed=True)
    middle = 64 + tall / 2
    for x, heading in ((62, "inputs"), (150, "weights"), (320, "bias, sum"), (510, ACTIVATIONS[activation].title)):
        style.text(axes, x, 38, heading, size=SMALL, colour=MUTED)
    for at, (value, weight) in enumerate(zip(inputs, weights, strict=True)):
        _input(axes, middle + (at - (len(inputs) - 1) / 2) * _SPACING, value, weight, middle)
    _pill(axes, 320, 76, bias)
    style.arrow(axes, (320, 92), (320, middle - 36))
    style.circle(axes, 320, middle, 36, edge=INK)
    _number(axes, 320, middle, total, _colour(total))
    style.arrow(axes, (356, middle), (396, middle))
    _graph(axes, 400, middle - 92, total, activation)
    style.arrow(axes, (620, middle), (640, middle))
    style.text(axes, 666, middle, number(activate(total, activation), 2), size=LARGE, fontweight="bold")
    style.text(axes, 666, middle - 26, "output", size=SMALL, colour=MUTED)
    for at, line in enumerate([*lines, output_line(total, activation)]):
        style.text(axes, 350, tall + 96 + 22 * at, line, fontweight="bold" if at == len(lines) else "normal")
    return figure


def _wrapped(line: str) -> list[str]:
    """Break a long sum into lines, never inside a product."""
    return wrap(line.replace(" × ", "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}"), width=70)


def _colour(value: float) -> str:
    return BLUE if value < 0 else ORANGE if value > 0 else INK


def _input(axes: "Axes", y: float, value: float, weight: float, middle: float) -> None:
    """Draw an input, its weight and the arrow into the neuron."""
    start, centre = np.array((88.0, y)), np.array((320.0, middle))
    tip = centre - (centre - start) / np.hypot(*(centre - start)) * 36
    style.arrow(axes, (88.0, y), (float(tip[0]), float(tip[1])))
    style.box(axes, 36, y - 20, 52, 40, edge=BLUE, fill=PAPER, zorder=3)
    _number(axes, 62, y, value, INK)
    x_weight, y_weight = start + (tip - start) * 0.38
    _pill(axes, float(x_weight), float(y_weight), weight)


def _pill(axes: "Axes", x: float, y: float, value: float) -> None:
    """Draw a learned number, a weight or the bias."""
    style.box(axes, x - 28, y - 15, 56, 30, edge=LINE, width=HAIRLINE, fill=PAPER, zorder=3, corner=15)
    _number(axes, x, y, value, _colour(value))


def _number(axes: "Axes", x: float, y: float, value: float, colour: str) -> None:
    """Write a number, a long one in smaller letters."""
    words = number(value, 2)
    style.text(axes, x, y, words, size=BODY + 1 if len(words) < 5 else SMALL, colour=colour, zorder=4)


def _graph(axes: "Axes", left: float, top: float, total: float, activation: str) -> None:
    """Draw the activation function and a dot where the sum is."""
    wide, tall = 220, 184
    style.box(axes, left, top, wide, tall, edge=LINE, width=HAIRLINE, fill=PAPER, zorder=1)
    reach = 4.0
    while abs(total) > 0.9 * reach:
        reach *= 2
    low, high = _SQUEEZED.get(activation) or [part * reach for part in _OF_THE_REACH[activation]]

    def place(sums: np.ndarray, outputs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        x = left + 12 + (sums + reach) / (2 * reach) * (wide - 24)
        return x, top + 12 + (high - outputs) / (high - low) * (tall - 24)

    sums = np.linspace(-reach, reach, 121)
    outputs = np.array([activate(one, activation) for one in sums])
    output = activate(total, activation)
    (x,), (y,) = place(np.array([total]), np.array([output]))
    (zero,), (base,) = place(np.zeros(1), np.zeros(1))
    axes.plot([left + 12, left + wide - 12], [base, base], color=LINE, lw=1.4, zorder=2)
    axes.plot([zero, zero], [top + 12, top + tall - 12], color=LINE, lw=1.4, zorder=2)
    axes.plot(*place(sums, outputs), color=GREEN, lw=FRAME, zorder=3)
    axes.plot([x, x, zero], [base, y, y], color=RED, lw=1.2, ls=(0, (3, 2)), zorder=4)
    axes.plot([x], [y], "o", ms=9, mfc=RED, mec=PAPER, mew=1.5, zorder=5)
    style.text(axes, left + wide - 12, base - 10, "sum", size=SMALL, colour=MUTED, ha="right")
    style.text(axes, zero + 6, top + 18, "output", size=SMALL, colour=MUTED, ha="left")
