"""Gives another name to what is in the way and was not made by the course: nothing of anybody else's is ever lost."""

import os
from pathlib import Path


def set_aside(path: Path) -> Path:
    """Rename a file, a folder or a link. Of a link only the link is renamed; what it leads to is not touched.

    Parameters
    ----------
    path
        What is in the way.

    Returns
    -------
    Path
        Its new name, as `free_name` gives it.

    Raises
    ------
    OSError
        When it may not be renamed.
    """
    aside = free_name(path)
    os.rename(path, aside)
    return aside


def free_name(path: Path) -> Path:
    """The name beside a path that nothing has yet: `notes-old.md`, or `notes-old-2.md` where that is taken.

    Examples
    --------
    >>> free_name(Path("nowhere/notes.md")).name
    'notes-old.md'
    """
    number, name = 1, path.with_name(f"{path.stem}-old{path.suffix}")
    while os.path.lexists(name):
        number += 1
        name = path.with_name(f"{path.stem}-old-{number}{path.suffix}")
    return name
