"""`load_data`: the one call that gives the learner pictures, whichever are on this computer."""

import warnings

from .cifar10 import DamagedDatasetError, DownloadError
from .kept import Arrays
from .registry import DATASETS, Dataset


def load_data(source: str = "auto") -> Arrays:
    """Load 60,000 small colour pictures of ten kinds of things, and print in one line which pictures they are.

    Nothing is downloaded unless "cifar10" is asked for and not here yet. The drawings are made on the first call (a
    few seconds) and kept for the next ones.

    Parameters
    ----------
    source : str
        "drawings": pictures drawn by this course. "cifar10": the photographs of CIFAR-10; the first time they are
        downloaded (170 MB). "auto": the photographs if they are here, else the drawings.

    Returns
    -------
    (train_images, train_labels), (test_images, test_labels)
        NumPy arrays, all uint8: images of shape (50000, 32, 32, 3) and (10000, 32, 32, 3), labels from 0 to 9
        of shape (50000, 1) and (10000, 1): the same as `keras.datasets.cifar10.load_data` gives.

    Raises
    ------
    ValueError
        If there is no such source.
    DownloadError
        If CIFAR-10 is asked for, not here, and could not be downloaded; the message says what to do.
    DamagedDatasetError
        If a CIFAR-10 file is here but is not the published one, or cannot be read.

    Examples
    --------
    >>> (train_images, train_labels), (test_images, test_labels) = load_data("drawings")
    Drawings made by this course: 50,000 to train and 10,000 to test, in ten classes.
    >>> train_images.shape, train_labels.shape
    ((50000, 32, 32, 3), (50000, 1))
    """
    if source == "auto":
        return _load_what_is_here()
    if source not in DATASETS:
        valid = ", ".join(f'"{name}"' for name in ("auto", *DATASETS))
        raise ValueError(f"There is no source {source!r}. Choose one of {valid}.")
    return _load(DATASETS[source])


def _load_what_is_here() -> Arrays:
    *preferred, last = DATASETS.values()
    for dataset in preferred:
        try:
            if dataset.is_here():
                return _load(dataset)
        # Nobody asked for these: whatever is wrong with their files or the disk they are on, the course goes on.
        except (DamagedDatasetError, DownloadError, OSError) as error:
            warnings.warn(f"{dataset.title}: {error}", stacklevel=3)
    return _load(last)


def _load(dataset: Dataset) -> Arrays:
    data = dataset.load()
    print(dataset.line)
    return data
