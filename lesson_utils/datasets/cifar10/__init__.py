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
        If a file is not the published one, and so was not opened; or if one that was found cannot be read.
    DownloadError
        If it had to be downloaded and could not be.
    """
    if place is not None:
        return _keep(read_cifar10(place))
    arrays = kept(FILE, TRAIN, TEST)
    if arrays is not None:
        return arrays
    found = find_cifar10()
    return _read(found) if found is not None else _download()


def _keep(arrays: Arrays) -> Arrays:
    with suppress(OSError):  # no space: it is in memory, and where it was read from
        return keep(FILE, arrays)
    return arrays


def _read(found: Path) -> Arrays:
    try:
        return _keep(read_cifar10(found))
    except OSError as error:
        arrays = kept(FILE, TRAIN, TEST)  # another kernel may have kept the arrays and removed the archive
        if arrays is None:
            raise DamagedDatasetError(
                f"{error.filename or found} is here, but it cannot be read ({error.strerror or error}). "
                "What to do: let it be read or remove it, or give another copy: "
                "python3 -m lesson_utils data cifar10 --from PATH. "
                "The course goes on with its drawings: load_data('drawings')."
            ) from error
        return arrays


def _download() -> Arrays:
    archive = download_cifar10()
    arrays = _read(archive)
    if kept(FILE, TRAIN, TEST) is not None:
        with suppress(OSError):  # on Windows, another kernel may be reading it
            archive.unlink()  # ours, and no longer needed: 170 MB
    return arrays
