"""The figure of what the network learns to tell apart: one drawing of each class."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from lesson_utils.datasets.classes import class_names
from lesson_utils.datasets.drawings import draw_images
from lesson_utils.style import BODY, HAIRLINE, LINE, box, card, text

SEED = 3
CHOSEN = (1, 3, 7, 1, 5, 6, 5, 5, 7, 7)  # of each class, the one that shows it best
SIZE, GAP, TOP = 112, 20, 24  # page pixels: a picture, the space beside it, the space above the first row


def ten_classes() -> Figure:
    """Draw one picture of each class, enlarged, in two rows of five.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = card(324, "The ten classes")
    images, labels = draw_images(12 * len(class_names), SEED)
    for label, name in enumerate(class_names):
        row, column = divmod(label, 5)
        x, y = 30 + column * (SIZE + GAP), TOP + row * (SIZE + 34)
        picture = images[np.flatnonzero(labels[:, 0] == label)[CHOSEN[label]]]
        axes.imshow(picture, extent=(x, x + SIZE, y + SIZE, y), interpolation="none", zorder=2)
        box(axes, x, y, SIZE, SIZE, edge=LINE, width=HAIRLINE, corner=1, zorder=3)
        text(axes, x + SIZE / 2, y + SIZE + 16, name, size=BODY)
    return figure
