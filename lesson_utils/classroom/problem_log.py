"""The course's own faults, noted in one small file beside the progress, so that somebody can hear of them.

`checking` reports them to the logger "lesson_utils" and knows nothing of files; here the logger gets one. Of a
traceback the places are kept and what was raised there: never the learner's code, never whole paths.
"""

import contextlib
import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import CodeType
from typing import Any

from lesson_utils.classroom.progress_file import progress_file

_LOGGER = logging.getLogger("lesson_utils")
_NAME = "notes of the course's own faults"
_LARGEST = 200_000  # bytes; then the file becomes problems.log.1 and a new one begins
_MOST_READ = 20_000  # bytes from the end
_LONGEST = 300  # characters of what an exception says; some write out all that they were given
_FOLDERS = ("lesson_utils", "site-packages")  # what lies in one of them is no learner's


def problem_log() -> Path:
    """Where the course's own faults are noted."""
    return progress_file().with_name("problems.log")


def keep_problems() -> None:
    """Let the logger's errors be noted in the file, from the first one on."""
    if not any(handler.name == _NAME for handler in _LOGGER.handlers):
        noting = _Noting(logging.ERROR)
        noting.name = _NAME
        _LOGGER.addHandler(noting)
        _LOGGER.propagate = False  # what goes wrong here belongs in the file, not below the learner's cell


def where_noted() -> str:
    """A paragraph that says where the fault is noted; empty where nothing could be noted."""
    try:
        path = problem_log()
        return f"\n\nWhat happened is noted in {_at_home(path)}." if path.is_file() else ""
    except OSError:
        return ""


def last_problems(lines: int) -> list[str]:
    """The last lines of the file; none when there is no file or it cannot be read.

    Parameters
    ----------
    lines : int
        How many at most.
    """
    try:
        with problem_log().open("rb") as stream:
            stream.seek(max(stream.seek(0, 2) - _MOST_READ, 0))
            return stream.read().decode("utf-8", errors="replace").splitlines()[-lines:]
    except OSError:
        return []


class _Noting(logging.Handler):
    """Opens the file for each note: they are rare, and several notebooks may write."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one note. Where nothing can be written the note is lost, never the lesson."""
        with contextlib.suppress(OSError):
            file = _File(problem_log(), maxBytes=_LARGEST, backupCount=1, encoding="utf-8")
            file.setFormatter(_Places("%(asctime)s %(message)s"))
            file.emit(record)
            file.close()


class _File(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say nothing: a full disk, or another notebook that is moving the file."""


class _Places(logging.Formatter):
    """Writes an exception with the chain of those that led to it."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        """The places, one a line, and what was raised there."""
        error: BaseException | None = ei[1]
        lines, seen = [], set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            lines.append([*_places(error), f"  {type(error).__name__}: {_first_line(error)}"])
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(line for part in reversed(lines) for line in part)


def _places(error: BaseException) -> list[str]:
    return [_place(frame.f_code, line) for frame, line in traceback.walk_tb(error.__traceback__)]


def _place(code: CodeType, line: int) -> str:
    parts = Path(code.co_filename).parts
    folder = next((folder for folder in _FOLDERS if folder in parts), None)
    if folder is None:
        return f"  a cell or a file that is not the course's, line {line}"
    return f"  {'/'.join(parts[parts.index(folder) :])}, line {line}, in {code.co_name}"


def _first_line(error: BaseException) -> str:
    try:
        text = str(error)[:_LONGEST]
    except Exception:  # noqa: BLE001 - an exception of the learner's own
        return ""
    return text.partition("\n")[0].replace(str(Path.home()), "~")


def _at_home(path: Path) -> str:
    return str(path).replace(str(Path.home()), "~")
