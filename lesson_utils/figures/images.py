"""The figures of image data: a photo as numbers, and how a dataset is split."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from lesson_utils.style import (
    BLUE,
    GREEN,
    HAIRLINE,
    INK,
    LINE,
    MUTED,
    ORANGE,
    RED,
    SMALL,
    TINT,
    box,
    card,
    cells,
    text,
)

SIDE = 32  # the photo shrunk: as large as the images of the course
EYE = (9, 11)  # row and column of the framed pixels' top left
FRAMED = 4  # rows and columns of them
SETS = {
    "training": (40_000, GREEN, ("the network learns", "its weights from these")),
    "validation": (10_000, BLUE, ("we compare", "and choose")),
    "test": (10_000, ORANGE, ("once, at the", "very end")),
}


def small_photo() -> np.ndarray:
    """Give the photo of the cat at 32 by 32 pixels, exactly as `keras.utils.load_img` makes it.

    Returns
    -------
    numpy.ndarray of shape (32, 32, 3), uint8
    """
    from skimage.data import cat  # CC0, inside scikit-image's wheel

    return np.asarray(Image.fromarray(cat()).resize((SIDE, SIDE), Image.Resampling.NEAREST))


def pixels() -> Figure:
    """Draw a photo, its small copy, and the numbers of some pixels.

    Returns
    -------
    matplotlib.figure.Figure
    """
    from skimage.data import cat

    figure, axes = card(312, "A photo as numbers")
    photo, shrunk = cat(), small_photo()
    drawn = np.asarray(Image.fromarray(photo).reduce(2))  # as sharp as the page can show, in a smaller file
    height, top = 170, 60
    across = height * photo.shape[1] / photo.shape[0]
    left = 24 + across + 18
    for image, shown, x, wide in ((photo, drawn, 24, across), (shrunk, shrunk, left, height)):
        place = (x, x + wide, top + height, top)
        axes.imshow(shown, extent=place, interpolation="none", zorder=2, aspect="auto")
        box(axes, x, top, wide, height, edge=LINE, width=HAIRLINE, corner=1, zorder=3)
        size = f"{image.shape[1]} × {image.shape[0]} pixels"
        text(axes, x + wide / 2, top + height + 20, size, size=SMALL, colour=MUTED)
    row, column = EYE
    step = height / SIDE
    box(axes, left + column * step, top + row * step, FRAMED * step, FRAMED * step, edge=RED, corner=0, zorder=4)
    patch = shrunk[row : row + FRAMED, column : column + FRAMED]
    for channel, (name, colour) in enumerate({"red": RED, "green": GREEN, "blue": BLUE}.items()):
        x, y = 530, 32 + channel * 92
        text(axes, x - 10, y + 36, name, size=SMALL, colour=colour, weight="bold", ha="right")
        values = [[str(value) for value in line] for line in patch[:, :, channel]]
        fills, inks = ([[shade] * FRAMED] * FRAMED for shade in (TINT, INK))
        cells(axes, x, y, 18, values, fills, inks, wide=34)
    return figure


def split() -> Figure:
    """Draw the three sets to scale.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = card(210, "Training, validation and test set")
    left, across, total = 30.0, 640.0, sum(count for count, *_ in SETS.values())
    x = left
    for name, (count, colour, use) in SETS.items():
        wide = across * count / total
        box(axes, x + 2, 78, wide - 4, 52, edge=colour, fill=TINT)
        text(axes, x + wide / 2, 95, name, size=SMALL, weight="bold", colour=colour)
        text(axes, x + wide / 2, 114, f"{count:,}")
        for line, words in enumerate(use):
            text(axes, x + wide / 2, 150 + 19 * line, words, size=SMALL, colour=MUTED)
        x += wide
    middle = left + across * 5 / 6
    for start, stop, words in (
        (left, middle, "50,000 training images of load_data(), parted by train_test_split"),
        (middle, left + across, "apart from them"),
    ):
        axes.plot([start + 4, start + 4, stop - 4, stop - 4], [66, 58, 58, 66], color=MUTED, lw=HAIRLINE)
        text(axes, (start + stop) / 2, 44, words, size=SMALL, colour=INK)
    return figure
