"""The folders where data are kept: one that a class may share, and the course's own on this computer."""

import os
from contextlib import suppress
from pathlib import Path

import platformdirs


def course_home() -> Path:
    """Give the folder where the course keeps its files, and make it if it is not there yet.

    It is the operating system's usual place for an application's data. The environment variable
    `BUILD_A_CNN_HOME` puts another folder in its place, for instance on a shared drive.

    Returns
    -------
    pathlib.Path
        An existing folder.

    Raises
    ------
    OSError
        If the folder cannot be made.

    Examples
    --------
    >>> course_home().is_dir()
    True
    """
    override = os.environ.get("BUILD_A_CNN_HOME")
    home = Path(override).expanduser() if override else platformdirs.user_data_path("build-a-cnn", appauthor=False)
    home.mkdir(parents=True, exist_ok=True)
    return home


def data_folders() -> list[Path]:
    """Give the folders that may hold data, in the order in which they are looked into and written to.

    The environment variable `LESSON_DATA_DIR` names a folder for a whole class, on a server for instance. Learners
    need not be allowed to write there: what is missing is then kept in `course_home`.

    Returns
    -------
    list of pathlib.Path
        One or two existing folders; none if the course's own cannot be made and there is no other.
    """
    shared = os.environ.get("LESSON_DATA_DIR")
    # os.path's functions: pathlib's raise for a home that nobody has, or a share that does not answer.
    folders = [Path(os.path.expanduser(shared))] if shared else []
    with suppress(OSError):  # whoever wants to write will say so; reading goes on with what there is
        folders.append(course_home())
    return [folder for folder in folders if os.path.isdir(folder)]
