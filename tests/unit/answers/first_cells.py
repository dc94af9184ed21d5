"""What the first cells of the course's episodes leave behind, with few images: a test needs no 60,000."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np

from lesson_utils.datasets import class_names
from lesson_utils.episodes import Episode, course


def image_data() -> dict[str, Any]:
    """Episode 2: raw images and labels, and a `load_data` that gives them again."""
    from sklearn.model_selection import train_test_split

    random = np.random.default_rng(2)
    images = random.integers(0, 256, (400, 32, 32, 3), dtype="uint8")
    labels = random.permutation(np.arange(400, dtype="uint8") % 10)[:, None]

    def load_data() -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
        return (images.copy(), labels.copy()), (images[:10].copy(), labels[:10].copy())

    (train_images, train_labels), (test_images, test_labels) = load_data()
    return {
        "class_names": list(class_names),
        "keras": keras,
        "load_data": load_data,
        "np": np,
        "test_images": test_images,
        "test_labels": test_labels,
        "train_images": train_images,
        "train_labels": train_labels,
        "train_test_split": train_test_split,
    }


def build_cnn() -> dict[str, Any]:
    """Episode 3, where only the shape of the images matters: all of them black."""
    return {"keras": keras, "train_images": np.zeros((40, 32, 32, 3), "float32")}


OF_THE_COURSE: dict[str, Callable[[], dict[str, Any]]] = {
    "02-image-data": image_data,
    "03-build-cnn": build_cnn,
}
UNCHANGEABLE = {"03-build-cnn"}  # nothing there that a cell could change but by its name


def first_variables(episode: Episode) -> dict[str, Any]:
    """What an episode's first cell leaves behind.

    Parameters
    ----------
    episode : Episode
        For the course's own, stand-ins are made; the cell of a small one runs.
    """
    if episode in course():
        return OF_THE_COURSE[episode.name]()
    made: dict[str, Any] = {}
    exec(compile(episode.setup or "", "<first cell>", "exec"), made)
    return made


def unchangeable(episode: Episode) -> bool:
    """Whether what stands before a challenge can be kept for the next answer."""
    return episode in course() and episode.name in UNCHANGEABLE
