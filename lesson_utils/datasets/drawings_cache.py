"""Keeps the drawings in one file in the course's folder, so that they are drawn once and mapped ever after.

The file is written under a temporary name and appears under its own name only when it is complete, in one step that
cannot be interrupted (`os.replace`). So no lock is needed: two kernels that start together both draw the same bytes
and either may publish them, and a kernel that is killed half-way leaves a temporary file, never half a data set.
"""

import os
import tempfile
import time
import warnings
import zlib
from pathlib import Path

import numpy as np

from .drawings import STYLE_VERSION, draw_images
from .home import course_home

Arrays = tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]

TRAIN, TEST = 50_000, 10_000
TRAIN_SEED, TEST_SEED = 2009, 2010
PIXELS = 32 * 32 * 3
ABANDONED_AFTER = 3600  # seconds; writing takes far less than a minute


def load_drawings() -> Arrays:
    """Give the drawn data set: from its file if there is a sound one, else drawn now and kept for the next time.

    The arrays are mapped copy-on-write: they can be written to like any other array, the file never changes.

    Returns
    -------
    (train_images, train_labels), (test_images, test_labels)
        As `keras.datasets.cifar10.load_data` gives them.

    Warns
    -----
    UserWarning
        If the drawings cannot be kept on this computer; they are then only in memory.
    """
    try:
        path = course_home() / f"drawings-v{STYLE_VERSION}.npy"
    except OSError as error:
        _warn_not_kept(error)
        return _unpack(_draw_all())
    stored = _open(path)
    if stored is None:
        stored = _draw_all()
        try:
            _publish(stored, path)
        except OSError as error:
            _warn_not_kept(error)
        else:
            mapped = _open(path)
            stored = stored if mapped is None else mapped
    return _unpack(stored)


def _draw_all() -> np.ndarray:
    """Draw everything into one flat array: all images, then all labels, then a checksum."""
    from tqdm.auto import tqdm

    text = "Drawing the pictures (only this once)"
    # disable=None: a bar in notebooks and terminals, nothing in a log file.
    with tqdm(total=TRAIN + TEST, desc=text, unit=" pictures", leave=False, mininterval=0.5, disable=None) as bar:
        train_images, train_labels = draw_images(TRAIN, TRAIN_SEED, progress=bar.update)
        test_images, test_labels = draw_images(TEST, TEST_SEED, progress=bar.update)
    parts = (train_images, test_images, train_labels, test_labels, np.zeros(4, dtype=np.uint8))
    flat = np.concatenate([part.ravel() for part in parts])
    flat[-4:] = _checksum(flat[:-4])
    return flat


def _unpack(flat: np.ndarray) -> Arrays:
    number = TRAIN + TEST
    images = flat[: number * PIXELS].reshape(number, 32, 32, 3)
    labels = flat[number * PIXELS : number * (PIXELS + 1)].reshape(number, 1)
    return (images[:TRAIN], labels[:TRAIN]), (images[TRAIN:], labels[TRAIN:])


def _checksum(body: np.ndarray) -> np.ndarray:
    """Sum up every hundredth image and all labels: reading everything would take as long as not mapping at all."""
    images = body[: (TRAIN + TEST) * PIXELS].reshape(TRAIN + TEST, PIXELS)
    value = zlib.crc32(images[::100].tobytes())
    value = zlib.crc32(body[images.size :].tobytes(), value)
    return np.frombuffer(value.to_bytes(4, "little"), dtype=np.uint8)


def _open(path: Path) -> np.ndarray | None:
    """Map the file, or give None if it is missing, cut short, or not what was written."""
    try:
        flat = np.asarray(np.load(path, mmap_mode="c"))
    except (OSError, ValueError, EOFError):
        return None
    if flat.dtype != np.uint8 or flat.shape != ((TRAIN + TEST) * (PIXELS + 1) + 4,):
        return None
    return flat if np.array_equal(_checksum(flat[:-4]), flat[-4:]) else None


def _publish(flat: np.ndarray, path: Path) -> None:
    _remove_abandoned(path)
    # Written through a file, not through a map: on a full disk a map kills the kernel, a file raises OSError.
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{path.stem}.", suffix=".tmp", delete=False) as part:
        try:
            np.save(part, flat)
            part.flush()
            os.fsync(part.fileno())
            part.close()  # Windows renames closed files only
            os.chmod(part.name, 0o644)  # a class may share the folder; temporary files are private
            os.replace(part.name, path)
        except BaseException:
            part.close()
            Path(part.name).unlink(missing_ok=True)
            # On Windows a file that another kernel has mapped cannot be replaced. If it is sound, all is well.
            if _open(path) is None:
                raise


def _remove_abandoned(path: Path) -> None:
    for part in path.parent.glob("drawings-*.tmp"):
        try:
            if time.time() - part.stat().st_mtime > ABANDONED_AFTER:
                part.unlink()
        except OSError:
            continue  # another kernel was faster, or still holds it


def _warn_not_kept(error: OSError) -> None:
    warnings.warn(
        f"The drawings could not be kept on this computer ({error}). They are in memory, so you can go on; "
        "the next start will draw them again. To keep them, free about 200 MB, or set the environment variable "
        "BUILD_A_CNN_HOME to a folder that you may write to.",
        stacklevel=4,
    )
