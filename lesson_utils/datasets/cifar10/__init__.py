"""The real photographs of CIFAR-10: fetched once, verified before anything is opened, then kept like the drawings."""

from contextlib import suppress
from pathlib import Path

from lesson_utils.datasets.kept import Arrays, keep, kept

from .fetching import DownloadError, download_cifar10
from .finding import find_cifar10
from .reading import DamagedDatasetError, read_cifar10

__all__ = ["DamagedDatasetError", "DownloadError", "fetch_cifar10", "is_here"]

TRAIN, TEST = 50_000, 10_000
FILE = "cifar10-v1.npy"


def is_here() -> bool:
    """Whether CIFAR-10 can be had without a download."""
    return kept(FILE, TRAIN, TEST) is not None or find_cifar10() is not None


def fetch_cifar10(place: Path | None = None) -> Arrays:
    """Give CIFAR-10: kept already, or found on this computer, or downloaded.

    Parameters
    ----------
    place : pathlib.Path, optional
        The archive, or the folder it unpacks to, on a stick or a shared drive. It is only read.

    Returns
    -------
    (train_images, train_labels), (test_images, test_labels)
        As `keras.datasets.cifar10.load_data` gives them, mapped copy-on-write.

    Raises
    ------
    OSError
        If `place` cannot be read.
    DamagedDatasetError
        If a file is not the published one; it was not opened.
    DownloadError
        If it had to be downloaded and could not be.
    """
    found = kept(FILE, TRAIN, TEST) if place is None else None
    if found is not None:
        return found
    place = place or find_cifar10()
    return _keep(read_cifar10(place)) if place is not None else _download()


def _keep(arrays: Arrays) -> Arrays:
    with suppress(OSError):  # no space: it is in memory, and where it was read from
        return keep(FILE, arrays)
    return arrays


def _download() -> Arrays:
    archive = download_cifar10()
    try:
        arrays = _keep(read_cifar10(archive))
    except FileNotFoundError:  # another kernel was faster: it has kept the arrays and removed the archive
        found = kept(FILE, TRAIN, TEST)
        if found is None:
            raise
        return found
    if kept(FILE, TRAIN, TEST) is not None:
        with suppress(OSError):  # on Windows, another kernel may be reading it
            archive.unlink()  # ours, and no longer needed: 170 MB
    return arrays
