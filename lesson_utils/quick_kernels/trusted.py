"""Whether nobody but root can change what the class parent imports: it is root itself while it imports."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path


def first_in_reach(places: list[str]) -> str:
    """Look through folders, all that is in them and all that is above them.

    Parameters
    ----------
    places
        Where modules are looked for.

    Returns
    -------
    str
        The first file or folder that somebody else than root could change; empty where there is none.
    """
    for place in {os.path.realpath(place) for place in places}:
        for path in (*map(str, Path(place).parents), *_all_in(place)):
            if _in_reach(path):
                return path
    return ""


def _all_in(place: str) -> Iterator[str]:
    if os.path.exists(place):
        yield place
    for folder, folders, files in os.walk(place):
        yield from (os.path.join(folder, name) for name in (*folders, *files))


def _in_reach(path: str) -> bool:
    found = os.lstat(path)
    if found.st_uid != 0:
        return True
    if stat.S_ISLNK(found.st_mode):
        return os.path.exists(path) and _in_reach(os.path.realpath(path))
    sticky_folder = stat.S_ISDIR(found.st_mode) and found.st_mode & stat.S_ISVTX  # what is root's in /tmp stays root's
    by_group = found.st_mode & stat.S_IWGRP and found.st_gid != 0
    return bool((by_group or found.st_mode & stat.S_IWOTH) and not sticky_folder)
