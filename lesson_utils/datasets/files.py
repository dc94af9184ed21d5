"""Files that are either whole or not there: written under another name first, and moved into place in one step.

So no lock is needed: two kernels that start together may both write the same bytes and either may publish them, and a
kernel that is killed half-way leaves a temporary file, never half a data set.
"""

import errno
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from lesson_utils.set_aside import set_aside

from .home import course_home, data_folders

ABANDONED_AFTER = 3600  # seconds; writing takes far less than a minute


def write_whole(name: str, write: Callable[[IO[bytes]], object], needs: int = 0) -> Path:
    """Write a file into the first folder of `data_folders` that takes it.

    Parameters
    ----------
    name : str
        The file's name. An array that is there under this name is replaced, anything else set aside.
    write : callable
        Gets the open file and writes its content.
    needs : int
        Bytes that must be free where it is written; a folder with less does not take it.

    Returns
    -------
    pathlib.Path
        The finished file.

    Raises
    ------
    OSError
        If no folder takes it: no right to write, or no space.
    """
    folders = data_folders() or [course_home()]
    for folder in folders[:-1]:
        try:
            return _write_whole(folder / name, write, needs)
        except OSError:
            continue  # a shared folder is usually for reading only
    return _write_whole(folders[-1] / name, write, needs)


def _write_whole(path: Path, write: Callable[[IO[bytes]], object], needs: int) -> Path:
    if needs and shutil.disk_usage(path.parent).free < needs:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path.parent))
    remove_abandoned(path.parent, rf"{re.escape(path.stem)}\.\w{{8}}\.tmp")
    if os.path.lexists(path) and not _is_an_array(path):
        set_aside(path)
    # Written through a file, not through a map: on a full disk a map kills the kernel, a file raises OSError.
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{path.stem}.", suffix=".tmp", delete=False) as part:
        try:
            write(part)
            part.flush()
            os.fsync(part.fileno())
            part.close()  # Windows renames closed files only
            os.chmod(part.name, 0o644)  # a class may share the folder; temporary files are private
            os.replace(part.name, path)
        except BaseException:
            part.close()
            Path(part.name).unlink(missing_ok=True)
            raise
    return path


def remove_abandoned(folder: Path, pattern: str) -> None:
    """Remove temporary files of ours that a killed kernel has left; younger ones may still be written to.

    Parameters
    ----------
    folder : pathlib.Path
        Where they are; folders below it are not looked into.
    pattern : str
        A regular expression for the whole name of our temporary files: other names, and links, are somebody else's.
    """
    for part in folder.glob("*"):
        try:
            ours = re.fullmatch(pattern, part.name) and part.is_file() and not part.is_symlink()
            if ours and time.time() - part.stat().st_mtime > ABANDONED_AFTER:
                part.unlink()
        except OSError:
            continue  # another kernel was faster, or still holds it


def _is_an_array(path: Path) -> bool:
    """Whether a file, sound or damaged, looks like one of ours: it begins as NumPy's do, or lost its beginning."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(6) in (b"\x93NUMPY", bytes(6), b"")
