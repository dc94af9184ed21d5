"""Draws the drawings once, with a progress bar, and keeps them."""

import time
import warnings
from collections.abc import Callable
from typing import Any

from .drawings import STYLE_VERSION, draw_images
from .kept import Arrays, keep, kept

TRAIN, TEST = 50_000, 10_000
TRAIN_SEED, TEST_SEED = 2009, 2010
FILE = f"drawings-v{STYLE_VERSION}.npy"


def load_drawings() -> Arrays:
    """Give the drawn data set: from its file if there is a sound one, else drawn now and kept for the next time.

    Returns
    -------
    (train_images, train_labels), (test_images, test_labels)
        As `keras.datasets.cifar10.load_data` gives them, mapped copy-on-write.

    Warns
    -----
    UserWarning
        If the drawings cannot be kept on this computer; they are then only in memory.
    """
    found = kept(FILE, TRAIN, TEST)
    if found is not None:
        return found
    drawn = _draw_all()
    try:
        return keep(FILE, drawn)
    except OSError as error:
        warnings.warn(
            f"The drawings could not be kept on this computer ({error}). They are in memory, so you can go on; "
            "the next start will draw them again. To keep them, free about 200 MB, or set the environment variable "
            "BUILD_A_CNN_HOME to a folder that you may write to.",
            stacklevel=3,
        )
        return drawn


def _draw_all() -> Arrays:
    from tqdm.auto import tqdm

    text = "Drawing the pictures (only this once)"
    # disable=None: a bar in notebooks and terminals, nothing in a log file.
    looks = {"desc": text, "unit": " pictures", "leave": False, "mininterval": 0.5, "smoothing": 0, "disable": None}
    with tqdm(total=TRAIN + TEST, **looks) as bar:
        count = _counter(bar)
        return draw_images(TRAIN, TRAIN_SEED, progress=count), draw_images(TEST, TEST_SEED, progress=count)


def _counter(bar: Any) -> Callable[[int], None]:
    """Count pictures on a bar of tqdm's whose clock starts with the first ones.

    Other Pythons take two seconds to start and then draw thousands of pictures a second: a clock that counts those two
    for the first fifty pictures foretells half an hour.
    """

    def count(pictures: int) -> None:
        if not bar.n:
            bar.initial, bar.start_t = pictures, time.time()
        bar.update(pictures)

    return count
