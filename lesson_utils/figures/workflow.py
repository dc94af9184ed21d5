"""The figure of the ten steps from a question to a shared model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from lesson_utils.style import BLUE, GREEN, INK, MUTED, ORANGE, SMALL, STROKE, TINT, arrow, box, card, text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEPS = (
    ("formulate", "the problem"),
    ("inputs and", "outputs"),
    ("prepare", "the data"),
    ("architecture", "or pretrained"),
    ("loss and", "optimizer"),
    ("train", ""),
    ("predict", ""),
    ("measure", ""),
    ("tune", ""),
    ("share", ""),
)
EPISODE_OF = (2, 2, 2, 3, 4, 4, 5, 5, 5, 6)
COLOUR_OF = {2: BLUE, 3: GREEN, 4: ORANGE, 5: BLUE, 6: GREEN}
WIDE, TALL, GAP = 112, 70, 20  # page pixels: a box, the space beside it


def workflow() -> Figure:
    """Draw the ten steps in two rows, and the way back from tuning.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = card(282, "The ten steps")
    for at, (first, second) in enumerate(STEPS):
        x, y = _place(at)
        box(axes, x, y, WIDE, TALL, edge=COLOUR_OF[EPISODE_OF[at]], fill=TINT)
        text(axes, x + WIDE / 2, y + 15, str(at + 1), size=SMALL, weight="bold", colour=COLOUR_OF[EPISODE_OF[at]])
        for line, words in enumerate(filter(None, (first, second))):
            text(axes, x + WIDE / 2, y + 35 + 18 * line + (0 if second else 8), words, size=SMALL, colour=INK)
        text(axes, x + WIDE / 2, y + TALL + 14, f"episode {EPISODE_OF[at]}", size=SMALL, colour=MUTED)
        if at % 5 < 4:
            arrow(axes, (x + WIDE + 3, y + TALL / 2), (x + WIDE + GAP - 3, y + TALL / 2))
    _bent(axes, _place(4), _place(5))
    x, tune, build = _place(8)[0] + 10, _place(8)[1], _place(3)[1] + TALL  # tuning is right below the architecture
    arrow(axes, (x, tune - 2), (x, build + 2), colour=ORANGE, zorder=3)
    text(axes, x - 10, tune - 14, "and again", size=SMALL, colour=ORANGE, ha="right")
    return figure


def _place(at: int) -> tuple[float, float]:
    return 30 + at % 5 * (WIDE + GAP), 24 + at // 5 * (TALL + 64)


def _bent(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A line from the end of the first row, between the rows, to the beginning of the second."""
    right, left, between = start[0] + WIDE + 12, end[0] - 14, start[1] + TALL + 36
    leaves, arrives = start[1] + TALL / 2, end[1] + TALL / 2
    across = [start[0] + WIDE + 3, right, right, left, left]
    axes.plot(across, [leaves, leaves, between, between, arrives], color=INK, lw=STROKE)
    arrow(axes, (left - 1, arrives), (end[0] - 2, arrives))
