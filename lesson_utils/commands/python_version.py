"""Which Pythons the course runs on. Read by every Python, however old: only what Python 3.6 understands."""

import os
import subprocess
import sys

OLDEST = (3, 11)
NEWEST = (3, 13)


def why_not(version: tuple, arguments: list) -> str:
    """Say why this Python cannot run the course, and what to do; nothing when it can."""
    if OLDEST <= tuple(version) <= NEWEST:
        return ""
    found = "{}.{}".format(*version)
    problem = "too old" if tuple(version) < OLDEST else "too new: TensorFlow does not run on it yet"
    return "This is Python {}, which is {}. The course runs on Python {}.{} to {}.{}.\n{}".format(
        found, problem, *(OLDEST + NEWEST + (_what_to_do(arguments),))
    )


def _starts(name: str) -> bool:
    with open(os.devnull, "w") as nowhere:
        try:
            return subprocess.call([name, "-c", ""], stdout=nowhere, stderr=nowhere) == 0
        except OSError:
            return False


def _what_to_do(arguments: list) -> str:
    typed = " ".join(["-m", "lesson_utils"] + [str(argument) for argument in arguments])
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        name = "python3.{}".format(minor)
        if sys.platform != "win32" and _starts(name):
            return "What to do: this computer has a suitable one. Type: {} {}".format(name, typed)
    command = "py -3.12" if sys.platform == "win32" else "python3.12"
    return "What to do: install Python 3.12 from https://www.python.org/downloads/, then type: {} {}".format(
        command, typed
    )
