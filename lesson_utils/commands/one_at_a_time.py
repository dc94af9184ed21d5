"""Two windows that set the course up at once: the second waits for the first."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from lesson_utils.problem import Problem


@contextmanager
def one_at_a_time(path: Path) -> Iterator[int]:
    """Hold the lock file `path` while the block runs; wait, and say so, while another program holds it.

    The operating system lets go of it when the program ends, however it ends: no lock is left behind.

    Yields
    ------
    int
        The file descriptor of the lock. A child that inherits it keeps the lock until it ends too.

    Raises
    ------
    Problem
        When the folder of `path` cannot be written.
    """
    try:
        file = open(path, "a")  # noqa: SIM115 (closed below, after the wait)
    except OSError as error:
        raise Problem(
            f"The course's folder cannot be written ({error.strerror}).",
            "move the course into a folder of your own, for example your documents, and type the command there.",
        ) from None
    with file:
        if not _try_lock(file):
            print("The course is already being set up in another window. Waiting for it to finish…", flush=True)
            while not _try_lock(file):
                time.sleep(0.5)
        yield file.fileno()


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[str]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
