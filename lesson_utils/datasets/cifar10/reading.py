"""Reads the published CIFAR-10 files into arrays.

CIFAR-10 is published as Python pickles, and a pickle can run any code when it is opened. So there are two guards:
every file must have its published checksum, and the unpickler knows nothing but plain NumPy arrays.
"""

import hashlib
import io
import pickle
import tarfile
from pathlib import Path
from typing import Any

import numpy as np

from lesson_utils.datasets.kept import Arrays

# The checksum that Keras itself compares after its download (keras/src/datasets/cifar10.py).
ARCHIVE_SHA256 = "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce"
# The files in the archive and the MD5 sums published for them (torchvision/datasets/cifar.py uses the same).
BATCH_MD5 = {
    "data_batch_1": "c99cafc152244af753f735de768cd75f",
    "data_batch_2": "d4bba439e000b95fd0a9bffe97cbabec",
    "data_batch_3": "54ebc095f3ab1f0389bbae665268c751",
    "data_batch_4": "634d18415352ddfa80567beed471001a",
    "data_batch_5": "482c414d41f54cd18b22e5b47cb7c3cb",
    "test_batch": "40351d587109b95175f43aff81a1287e",
}


class DamagedDatasetError(RuntimeError):
    """A CIFAR-10 file is there, but it cannot be read, or it is not the published one and so was not opened."""


def read_cifar10(place: Path) -> Arrays:
    """Read CIFAR-10, after its checksums have been verified.

    Parameters
    ----------
    place : pathlib.Path
        The published archive, or the folder that it unpacks to.

    Returns
    -------
    (train_images, train_labels), (test_images, test_labels)
        As `keras.datasets.cifar10.load_data` gives them.

    Raises
    ------
    OSError
        If there is no such file, or it cannot be read.
    DamagedDatasetError
        If a file is not the published one.
    """
    contents = _read_folder(place) if place.is_dir() else _read_archive(place)
    batches = [_unpickle(contents[name]) for name in BATCH_MD5]
    return _join(batches[:-1]), _join(batches[-1:])


def _read_folder(folder: Path) -> dict[str, bytes]:
    contents = {name: (folder / name).read_bytes() for name in BATCH_MD5}
    for name, expected in BATCH_MD5.items():
        if hashlib.md5(contents[name], usedforsecurity=False).hexdigest() != expected:
            raise DamagedDatasetError(_damaged(folder / name))
    return contents


def _read_archive(archive: Path) -> dict[str, bytes]:
    packed = archive.read_bytes()
    if hashlib.sha256(packed).hexdigest() != ARCHIVE_SHA256:
        raise DamagedDatasetError(_damaged(archive))
    contents = {}
    with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as tar:
        for name in BATCH_MD5:
            member = tar.extractfile(f"cifar-10-batches-py/{name}")
            if member is None:
                raise DamagedDatasetError(_damaged(archive))
            contents[name] = member.read()
    return contents


def _damaged(found: Path) -> str:
    return (
        f"{found} is damaged or is not the published CIFAR-10: its checksum is different, so it was not opened. "
        "What to do: remove it and fetch CIFAR-10 again, python3 -m lesson_utils data cifar10. "
        "The course goes on with its drawings: load_data('drawings')."
    )


class _ArraysOnly(pickle.Unpickler):
    """An unpickler that can build NumPy arrays and plain containers, and can call nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in {("numpy", "ndarray"), ("numpy", "dtype")}:
            return getattr(np, name)
        if name == "_reconstruct" and module in {"numpy.core.multiarray", "numpy._core.multiarray"}:
            return np.zeros(0).__reduce__()[0]  # the same function under the name it has in this NumPy
        raise DamagedDatasetError(
            f"A CIFAR-10 file asks for {module}.{name}, which no picture needs; it was not opened any further."
        )


def _unpickle(content: bytes) -> dict[bytes, Any]:
    return _ArraysOnly(io.BytesIO(content), encoding="bytes").load()


def _join(batches: list[dict[bytes, Any]]) -> tuple[np.ndarray, np.ndarray]:
    planes = np.concatenate([batch[b"data"] for batch in batches]).reshape(-1, 3, 32, 32)
    labels = np.concatenate([batch[b"labels"] for batch in batches]).astype(np.uint8).reshape(-1, 1)
    return np.ascontiguousarray(planes.transpose(0, 2, 3, 1)), labels
