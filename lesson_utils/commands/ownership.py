"""Whose `.venv` is it? The course changes only what it made itself in this very place."""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from lesson_utils.problem import Problem
from lesson_utils.set_aside import free_name

MARKER = "course-set-up.json"


def read_marker(folder: Path) -> dict[str, Any]:
    """What the course noted in a folder; empty where it noted nothing that can be read."""
    try:
        return dict(json.loads((folder / MARKER).read_text(encoding="utf-8-sig")))
    except (OSError, ValueError, TypeError, RecursionError):
        return {}


def claim(folder: Path, lock: str = "") -> None:
    """Make the folder if need be, and note in it that the course made it, and where.

    Parameters
    ----------
    folder
        The environment. It is ours already, or empty, or not there.
    lock
        The digest of the lock it is finished for; nothing while it is half-made.
    """
    folder.mkdir(exist_ok=True)
    unfinished = folder / f"{MARKER}.part"
    unfinished.write_text(json.dumps({"lock": lock, **_place(folder)}), encoding="utf-8")
    unfinished.replace(folder / MARKER)


def is_ours(folder: Path) -> bool:
    """Whether the course made this folder, here: a copied or moved one, or one that a link leads to, is another's."""
    try:
        return read_marker(folder).items() >= _place(folder).items()
    except OSError:
        return False


def is_free(folder: Path) -> bool:
    """Whether there is nothing yet: no such name, or an empty folder (also one on another disk, behind a link)."""
    return not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir()))


def need_own(folder: Path, lock: str) -> None:
    """Refuse politely what the course did not make. What it made elsewhere, and came here in a copy, may pass.

    Parameters
    ----------
    folder
        The environment.
    lock
        The name of the lock that would make it complete.

    Raises
    ------
    Problem
        Saying whose it is, and how to go on without losing it.
    """
    real = os.path.realpath(folder)
    if real == _reached_by(folder) and {"lock", "folder"} <= read_marker(folder).keys():
        return
    where = f" (a link to {real})" if real != _reached_by(folder) else ""
    rename = "ren" if sys.platform == "win32" else "mv"
    raise Problem(
        f"{folder.name}{where} was not made by the course in this place, so nothing in it is changed.",
        f"give it another name (type: {rename} {folder.name} {free_name(folder).name}), then type the same command "
        f"again. Or install {lock} into it yourself: with all packages in it, it is used as it is.",
    )


def empty(folder: Path) -> None:
    """Delete what is in a folder of ours, but for the note that it is ours."""
    for path in folder.iterdir():
        if path.name != MARKER:
            delete(path)


def delete(path: Path) -> None:
    """Delete a file, a folder or a link, never what a link leads to; do nothing where nothing is."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)  # refuses the junctions of Windows, and deletes links below it as links
    else:
        path.unlink(missing_ok=True)


def _place(folder: Path) -> dict[str, Any]:
    """What tells this place from every other: the real path, the path it is reached by, the number on the disk.

    A copy has another path or another number, a link to somebody's environment another path it is reached by.
    """
    place = {"folder": os.path.realpath(folder), "reached_by": _reached_by(folder)}
    return {**place, "inode": os.stat(folder).st_ino}


def _reached_by(folder: Path) -> str:
    """The folder's path, with only its own name left unresolved: it differs from the real path for a link."""
    return os.path.join(os.path.realpath(folder.parent), folder.name)
