"""Reads the real CIFAR-10 photographs from Keras' cache, if they are there. Nothing is downloaded here.

CIFAR-10 is published as Python pickles, and a pickle can run any code when it is opened. So there are two guards:
every file must have its published checksum, and the unpickler knows nothing but plain NumPy arrays.
"""

import hashlib
import io
import os
import pickle
import tarfile
from pathlib import Path
from typing import Any

import numpy as np

Arrays = tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]

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
# Where Keras 3 and Keras 2 put things, below <Keras' home>/datasets.
FOLDERS = ("cifar-10-batches-py-target/cifar-10-batches-py", "cifar-10-batches-py")
ARCHIVES = ("cifar-10-batches-py-target_archive", "cifar-10-batches-py.tar.gz", "cifar-10-python.tar.gz")

NOT_HERE = (
    "CIFAR-10 is not on this computer yet. The course works without it: load_data() or load_data('drawings'). "
    "To have the photographs as well, run keras.datasets.cifar10.load_data() once with a network connection "
    "(it downloads about 170 MB); from then on load_data('cifar10') finds them."
)


class DamagedDatasetError(RuntimeError):
    """A CIFAR-10 file is there, but it is not the published one, so it was not opened."""


def find_cifar10() -> Path | None:
    """Find CIFAR-10 in Keras' cache.

    Returns
    -------
    pathlib.Path or None
        The folder with all six batch files, else the archive, else None.
    """
    datasets = _keras_home() / "datasets"
    for name in FOLDERS:
        if all((datasets / name / batch).is_file() for batch in BATCH_MD5):
            return datasets / name
    return next((datasets / name for name in ARCHIVES if (datasets / name).is_file()), None)


def load_cifar10() -> Arrays:
    """Read CIFAR-10 from Keras' cache, after its checksums have been verified.

    Returns
    -------
    (train_images, train_labels), (test_images, test_labels)
        As `keras.datasets.cifar10.load_data` gives them.

    Raises
    ------
    FileNotFoundError
        If CIFAR-10 is not in the cache.
    DamagedDatasetError
        If a file is not the published one.
    """
    place = find_cifar10()
    if place is None:
        raise FileNotFoundError(NOT_HERE)
    contents = _read_folder(place) if place.is_dir() else _read_archive(place)
    batches = [_unpickle(contents[name]) for name in BATCH_MD5]
    return _join(batches[:-1]), _join(batches[-1:])


def _keras_home() -> Path:
    """Follow Keras' own rule (keras/src/backend/config.py) without the two seconds of importing Keras."""
    if "KERAS_HOME" in os.environ:
        return Path(os.environ["KERAS_HOME"])
    home = Path.home()
    return (home if os.access(home, os.W_OK) else Path("/tmp")) / ".keras"


def _read_folder(folder: Path) -> dict[str, bytes]:
    contents = {name: (folder / name).read_bytes() for name in BATCH_MD5}
    for name, expected in BATCH_MD5.items():
        if hashlib.md5(contents[name], usedforsecurity=False).hexdigest() != expected:
            raise DamagedDatasetError(_damaged(folder / name, folder))
    return contents


def _read_archive(archive: Path) -> dict[str, bytes]:
    packed = archive.read_bytes()
    if hashlib.sha256(packed).hexdigest() != ARCHIVE_SHA256:
        raise DamagedDatasetError(_damaged(archive, archive))
    contents = {}
    with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as tar:
        for name in BATCH_MD5:
            member = tar.extractfile(f"cifar-10-batches-py/{name}")
            if member is None:
                raise DamagedDatasetError(_damaged(archive, archive))
            contents[name] = member.read()
    return contents


def _damaged(found: Path, remove: Path) -> str:
    return (
        f"{found} is damaged or is not the published CIFAR-10: its checksum is different, so it was not opened. "
        f"Delete {remove} and download again with keras.datasets.cifar10.load_data(), "
        "or go on with the course's drawings: load_data('drawings')."
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
