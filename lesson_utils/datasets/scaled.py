"""Keeps scaled images in a file that is mapped into memory: large, and the same for everybody who has the same images.

Forty thousand images as float32 are 0.5 GB. From a file, all kernels of a computer share one copy, and the system may
drop it when memory is short, because it can be read again.
"""

import hashlib
import re
from pathlib import Path
from typing import IO

import numpy as np

from .files import write_whole
from .home import data_folders

WORTH_KEEPING = 10_000  # images; fewer are scaled faster than they are looked up
KEPT = 2  # files; one for the drawings, one for CIFAR-10. The oldest goes when there is a third
PIECE = 2_000  # images that are scaled at a time, so that writing needs little memory
_NAME = re.compile(r"scaled-[0-9a-f]{24}\.npy")
SPARE = 500_000_000  # bytes that have to stay free on the disk


def scaled(images: np.ndarray, *parts: np.ndarray) -> list[np.ndarray]:
    """Give parts of the images, scaled to 0-1.

    Parameters
    ----------
    images : numpy.ndarray
        Shape (number, height, width, channels), dtype uint8.
    *parts : numpy.ndarray
        Of each part, the positions of its images.

    Returns
    -------
    list of numpy.ndarray
        For each part, float32 of shape (size of the part, height, width, channels). Large ones are mapped
        copy-on-write: they can be written to like any other array, the file never changes.
    """
    places = np.concatenate(parts)
    whole = _kept(images, places) if len(places) >= WORTH_KEEPING else None
    if whole is None:
        return [_scaled(images[part]) for part in parts]
    return np.split(whole, np.cumsum([len(part) for part in parts])[:-1])


def _scaled(images: np.ndarray) -> np.ndarray:
    return np.divide(images, np.float32(255), dtype=np.float32)


def _kept(images: np.ndarray, places: np.ndarray) -> np.ndarray | None:
    """Open the file with these images, or write it; None if it cannot be written."""
    # All pixels count: a learner may have changed some of them.
    content = hashlib.blake2b(np.ascontiguousarray(images).data, digest_size=12)
    content.update(np.ascontiguousarray(places).data)
    content.update(repr((images.shape, places.dtype)).encode())
    name, shape = f"scaled-{content.hexdigest()}.npy", (len(places), *images.shape[1:])
    found = _open(name, shape)
    if found is None:
        needs = 4 * int(np.prod(shape)) + SPARE
        try:
            write_whole(name, lambda file: _write(file, images, places, shape), needs)
        except OSError:
            return None
        found = _open(name, shape)
        _remove_oldest()
    return found


def _open(name: str, shape: tuple[int, ...]) -> np.ndarray | None:
    for folder in data_folders():
        try:
            found = np.asarray(np.load(folder / name, mmap_mode="c"))
        except (OSError, ValueError, EOFError):
            continue
        if found.shape == shape and found.dtype == np.float32:
            return found
    return None


def _write(file: IO[bytes], images: np.ndarray, places: np.ndarray, shape: tuple[int, ...]) -> None:
    header = {"descr": "<f4", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(file, header)
    for start in range(0, len(places), PIECE):
        file.write(_scaled(images[places[start : start + PIECE]]).astype("<f4", copy=False).tobytes())


def _remove_oldest() -> None:
    for folder in data_folders():
        ours = (file for file in folder.glob("scaled-*.npy") if _NAME.fullmatch(file.name))
        files = sorted(ours, key=_written_at, reverse=True)
        for file in files[KEPT:]:
            try:
                file.unlink()
            except OSError:
                continue  # on Windows, a kernel is still reading it


def _written_at(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0
