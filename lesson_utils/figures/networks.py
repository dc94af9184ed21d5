"""The figures of neurons: a single one, a network of three layers, two dense layers."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lesson_utils.style import (
    BLUE,
    BODY,
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
    arrow,
    box,
    card,
    circle,
    factor,
    number,
    text,
)

# The neuron's worked example: one bias for which ReLU lets the sum through, one for which it does not.
NEURON_INPUTS = (2.0, 1.0, 3.0)
NEURON_WEIGHTS = (0.5, -1.5, 1.0)
NEURON_BIASES = (-0.5, -3.5)


def _relu_graph(axes: Axes, x: float, y: float, size: float) -> None:
    """Draw ReLU in a square whose top left is (x, y): flat at zero, then rising."""
    box(axes, x, y, size, size, edge=INK, fill=PAPER, zorder=3)
    middle, base = x + size / 2, y + size * 0.68
    axes.plot([x + 8, x + size - 8], [base, base], color=LINE, lw=STROKE, zorder=4)
    axes.plot([middle, middle], [y + 8, y + size - 8], color=LINE, lw=STROKE, zorder=4)
    axes.plot([x + 10, middle, x + size - 12], [base, base, y + 14], color=GREEN, lw=FRAME, zorder=5)


def _value(axes: Axes, x: float, y: float, name: str, colour: str) -> None:
    """Draw a value that goes into or comes out of the neuron: a named square around (x, y)."""
    box(axes, x - 22, y - 22, 44, 44, edge=colour, fill=PAPER, zorder=3)
    text(axes, x, y, name, size=LARGE, zorder=4)


def _learned(axes: Axes, x: float, y: float, name: str) -> None:
    """Draw a learned number, a weight or the bias: a named pill around (x, y)."""
    box(axes, x - 19, y - 14, 38, 28, edge=LINE, width=HAIRLINE, fill=PAPER, zorder=3, corner=14)
    text(axes, x, y, name, size=BODY + 1, zorder=4)


def neuron() -> Figure:
    """Draw one neuron: inputs times weights, plus the bias, through ReLU to one output, with a worked example.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = card(452, "A single neuron")
    box(axes, 262, 26, 300, 256, edge=LINE, fill=TINT, corner=12)
    for x, heading in ((66, "inputs"), (152, "weights"), (412, "one neuron"), (634, "one output")):
        text(axes, x, 46, heading, size=SMALL, colour=MUTED)
    centre, radius = np.array((334.0, 176.0)), 36
    for name, y in (("1", 90), ("2", 154), ("n", 250)):
        start = np.array((88.0, y))
        tip = centre - (centre - start) / np.hypot(*(centre - start)) * radius
        arrow(axes, tuple(start), tuple(tip))
        _value(axes, 66, y, f"$x_{name}$", BLUE)
        x_weight, y_weight = start + (tip - start) * 0.3
        _learned(axes, x_weight, y_weight, f"$w_{name}$")
    text(axes, 66, 202, "⋮", size=LARGE)
    text(axes, 152, 197, "⋮", size=LARGE)
    _learned(axes, 334, 87, "$b$")
    text(axes, 364, 87, "bias, learned\nlike the weights", size=SMALL, ha="left")
    arrow(axes, (334, 101), (334, 140))
    circle(axes, 334, 176, radius, edge=INK)
    text(axes, 334, 176, r"$\Sigma$", size=LARGE + 8, zorder=4)
    text(axes, 334, 240, "weighted sum\n+ bias", size=SMALL)
    arrow(axes, (370, 176), (444, 176))
    _relu_graph(axes, 444, 136, 80)
    text(axes, 484, 240, "ReLU: negative\nsums become 0", size=SMALL)
    arrow(axes, (524, 176), (612, 176))
    _value(axes, 634, 176, "$y$", ORANGE)
    _neuron_in_numbers(axes)
    return figure


def _neuron_in_numbers(axes: Axes) -> None:
    """Write the neuron's formula and, below it, the worked example with each of its biases."""
    formula = r"$\mathrm{output} = \mathrm{ReLU}\left(\,\sum_i\, x_i\, w_i + \mathrm{bias}\,\right)$"
    text(axes, 350, 322, formula, size=LARGE + 2)
    inputs, weights = (", ".join(map(number, numbers)) for numbers in (NEURON_INPUTS, NEURON_WEIGHTS))
    text(axes, 350, 372, f"With the inputs {inputs} and the weights {weights}:", size=SMALL, colour=MUTED)
    products = " + ".join(f"{number(x)} × {factor(w)}" for x, w in zip(NEURON_INPUTS, NEURON_WEIGHTS, strict=True))
    for y, bias in zip((396, 422), NEURON_BIASES, strict=True):
        total = float(np.dot(NEURON_INPUTS, NEURON_WEIGHTS) + bias)
        worked = f"{products} + {factor(bias)} = {number(total)},   ReLU({number(total)}) = {number(max(0, total))}"
        text(axes, 350, y, f"bias {number(bias)}:   {worked}")


def _column(axes: Axes, x: float, count: int, middle: float, name: str, colour: str) -> list[tuple[float, float]]:
    """Draw a layer as a column of named units, squares for inputs and circles for neurons; return their centres."""
    centres = [(x, middle + (place - (count - 1) / 2) * 60) for place in range(count)]
    for place, (_, y) in enumerate(centres, start=1):
        if name == "x":
            box(axes, x - 19, y - 19, 38, 38, edge=colour, fill=PAPER, zorder=3)
        else:
            circle(axes, x, y, 20, edge=colour)
        text(axes, x, y, f"${name}_{place}$", size=BODY + 1, zorder=4)
    return centres


def _connect(axes: Axes, left: list[tuple[float, float]], right: list[tuple[float, float]], marked: int = -1) -> None:
    """Draw an arrow from every unit on the left to every unit on the right; those into `marked` thick and red."""
    for place, (x, y) in enumerate(right):
        for start in left:
            away = np.array((x - start[0], y - start[1]))
            away *= 21 / np.hypot(*away)
            colour, width, zorder = (RED, FRAME * 0.8, 2.5) if place == marked else (MUTED, HAIRLINE, 2)
            tip = (x - away[0], y - away[1])
            arrow(axes, (start[0] + 20, start[1]), tip, colour=colour, width=width, zorder=zorder)


def neural_net() -> Figure:
    """Draw a network of three layers with 3, 4 and 2 units, the signals running from left to right.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = card(392, "A network of three layers")
    layers = (
        (118, 3, "x", BLUE, "Input layer", "3 values"),
        (350, 4, "h", GREEN, "Hidden layer", "4 neurons"),
        (582, 2, "y", ORANGE, "Output layer", "2 neurons"),
    )
    centres = []
    for x, count, name, colour, title, size in layers:
        text(axes, x, 38, title, size=LARGE, colour=colour, fontweight="bold")
        text(axes, x, 62, size, colour=MUTED)
        centres.append(_column(axes, x, count, 196, name, colour))
    for left, right in pairwise(centres):
        _connect(axes, left, right)
    arrow(axes, (98, 346), (602, 346), colour=LINE, width=STROKE)
    box(axes, 228, 332, 244, 28, edge="none", fill=PAPER, zorder=3)
    text(axes, 350, 346, "signals run from left to right", size=SMALL, colour=MUTED, zorder=4)
    return figure


def dense_sketch() -> Figure:
    """Draw four inputs that feed two dense layers, with the connections of one unit marked and all of them counted.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = card(488, "Two dense layers")
    counts, places, marked = (4, 5, 3), (112, 350, 588), 2
    titles, colours = ("Inputs", "Dense layer 1", "Dense layer 2"), (BLUE, GREEN, ORANGE)
    centres = []
    for x, count, name, title, colour in zip(places, counts, "xhy", titles, colours, strict=True):
        text(axes, x, 38, title, size=LARGE, colour=colour, fontweight="bold")
        text(axes, x, 62, f"{count} values" if name == "x" else f"{count} units", colour=MUTED)
        centres.append(_column(axes, x, count, 226, name, colour))
    _connect(axes, centres[0], centres[1], marked=marked)
    _connect(axes, centres[1], centres[2])
    circle(axes, *centres[1][marked], 21, edge=RED, width=FRAME, fill="none")
    for x, before, units in ((223, *counts[:2]), (477, *counts[1:])):
        text(axes, x, 402, f"{before} × {units} = {before * units} connections", fontweight="bold")
        text(axes, x, 424, f"+ {units} biases = {before * units + units} parameters", colour=MUTED, size=SMALL)
    rule = "Every unit is connected with all units of the layer before it"
    text(axes, 350, 462, f"{rule}: $h_{marked + 1}$ has {counts[0]} weights and 1 bias.", size=SMALL)
    return figure
