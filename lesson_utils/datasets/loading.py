"""`load_data`: the one call that gives the learner pictures, whichever are on this computer."""

import warnings

import numpy as np

from .cifar10 import DamagedDatasetError, find_cifar10, load_cifar10
from .drawings_cache import load_drawings

SOURCES = ("auto", "drawings", "cifar10")


def load_data(source: str = "auto") -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Load 60,000 small colour pictures of ten kinds of things, and print in one line which pictures they are.

    Nothing is downloaded. The drawings are made on the first call (a few seconds) and kept for the next ones.

    Parameters
    ----------
    source : str
        "drawings": pictures drawn by this course. "cifar10": the photographs of CIFAR-10, if Keras has already
        put them on this computer. "auto": the photographs if they are here, else the drawings.

    Returns
    -------
    (train_images, train_labels), (test_images, test_labels)
        NumPy arrays, all uint8: images of shape (50000, 32, 32, 3) and (10000, 32, 32, 3), labels from 0 to 9
        of shape (50000, 1) and (10000, 1): the same as `keras.datasets.cifar10.load_data` gives.

    Raises
    ------
    ValueError
        If `source` is none of the three.
    FileNotFoundError
        If CIFAR-10 is asked for and not on this computer.
    DamagedDatasetError
        If a CIFAR-10 file is here but is not the published one.

    Examples
    --------
    >>> (train_images, train_labels), (test_images, test_labels) = load_data("drawings")
    Drawings made by this course: 50,000 to train and 10,000 to test, in ten classes.
    >>> train_images.shape, train_labels.shape
    ((50000, 32, 32, 3), (50000, 1))
    """
    if source not in SOURCES:
        valid = ", ".join(f'"{name}"' for name in SOURCES)
        raise ValueError(f"There is no source {source!r}. Choose one of {valid}.")
    if source == "cifar10" or (source == "auto" and find_cifar10() is not None):
        try:
            data = load_cifar10()
        except DamagedDatasetError as error:
            if source == "cifar10":
                raise
            warnings.warn(f"{error}", stacklevel=2)
        else:
            print("Photographs of CIFAR-10: 50,000 to train and 10,000 to test, in ten classes.")
            return data
    data = load_drawings()
    print("Drawings made by this course: 50,000 to train and 10,000 to test, in ten classes.")
    return data
