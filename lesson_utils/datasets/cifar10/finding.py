"""Finds the published CIFAR-10 files where this course, Keras or an instructor may have put them."""

import os
from pathlib import Path

from lesson_utils.datasets.home import data_folders
from lesson_utils.keras_internals import keras_home

from .reading import BATCH_MD5

ARCHIVE = "cifar-10-python.tar.gz"  # its published name
DOWNLOADS = "download"  # the folder in the course's own that archives are downloaded to
# Where Keras 3 and Keras 2 put things, below <Keras' home>/datasets.
FOLDERS = ("cifar-10-batches-py-target/cifar-10-batches-py", "cifar-10-batches-py")
ARCHIVES = ("cifar-10-batches-py-target_archive", "cifar-10-batches-py.tar.gz", ARCHIVE)


def find_cifar10() -> Path | None:
    """Find the published files of CIFAR-10 on this computer.

    Returns
    -------
    pathlib.Path or None
        A folder with all six batch files, or the archive: in the course's data folders or in Keras' cache.
    """
    # os.path's functions: pathlib's raise where a folder may not be looked into, or a share does not answer.
    ours = data_folders()
    places = [*ours, *(folder / DOWNLOADS for folder in ours), keras_home() / "datasets"]
    for place in places:
        for name in FOLDERS:
            if all(os.path.isfile(place / name / batch) for batch in BATCH_MD5):
                return place / name
    return next((place / name for place in places for name in ARCHIVES if os.path.isfile(place / name)), None)
