"""The course's own folder on this computer: drawn images and the learner's progress live there."""

import os
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
