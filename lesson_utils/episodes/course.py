"""Where the course's own episodes are, and what they hold."""

from functools import cache
from pathlib import Path

from lesson_utils.episodes.model import Episode
from lesson_utils.episodes.reader import read_episode


def course_folder() -> Path:
    """The folder that holds the course's episodes, in a checkout or in the installed package.

    Raises
    ------
    FileNotFoundError
        When neither place holds any: the installation is incomplete.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package.parent / "episodes", package / "course"):
        if any(folder.glob("*.md")):
            return folder
    raise FileNotFoundError("The course's episodes are missing. Please install build-a-cnn again.")


@cache
def course() -> tuple[Episode, ...]:
    """The course's episodes in the order of their file names."""
    return tuple(read_episode(path) for path in sorted(course_folder().glob("*.md")))
