"""The moving count while packages install: "Downloading 37 of 142: numpy (18 MB)", "Installing 37 of 142"."""

import re
import shutil
import sys
import time
from pathlib import Path

_FETCHED = re.compile(
    r"^ *(?:Downloading|Using cached|Processing) .*?([^/\\\s]+)\.whl(?: (\(\d.*\))| .*)?$", re.MULTILINE
)
_SATISFIED = re.compile(r"^Requirement already satisfied: ", re.MULTILINE)
_FOR_OTHER_SYSTEMS = re.compile(r"^Ignoring .+: markers ", re.MULTILINE)
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[.*?\])?==", re.MULTILINE)
_SILENCE = 10  # seconds between two lines where the line cannot be written over, as in a log


class Progress:
    """Shows where pip is, read from its log and from what it has installed.

    Parameters
    ----------
    lock
        The requirements file pip works on.
    packages
        The folder pip installs to.
    log
        The file pip writes to.
    """

    def __init__(self, lock: Path, packages: Path, log: Path) -> None:
        self._pins = pinned(lock)
        self._packages = packages
        self._log = log
        self._started = time.monotonic()
        self._last = -_SILENCE

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if sys.stdout.isatty():
            print(flush=True)

    def show(self) -> None:
        """Say where pip is: over the last line in a terminal, on a new line now and then elsewhere."""
        elapsed = int(time.monotonic() - self._started)
        line = f"  {elapsed // 60}:{elapsed % 60:02d}  {self.line()}"
        if sys.stdout.isatty():
            width = shutil.get_terminal_size().columns - 1
            print("\r" + line[:width].ljust(width), end="", flush=True)
        elif elapsed - self._last >= _SILENCE:
            print(line, flush=True)
            self._last = elapsed

    def line(self) -> str:
        """Where pip is, in one line without the time."""
        text = self._log.read_text(encoding="utf-8", errors="replace")
        total = len(self._pins) - len(_FOR_OTHER_SYSTEMS.findall(text))
        if "Installing collected packages" in text:
            return f"Installing {min(self._installed(), total)} of {total} packages"
        fetched = dict(_FETCHED.findall(text))
        count = min(len(fetched) + len(_SATISFIED.findall(text)), total)
        if text.rstrip().rpartition("\n")[2].startswith("WARNING: Retrying"):
            return f"Downloading {count} of {total} packages: no answer from the network, trying again"
        if not fetched:
            return "Looking at the packages"
        wheel, size = list(fetched.items())[-1]
        return f"Downloading {count} of {total} packages: {wheel.partition('-')[0].replace('_', '-')} {size}".rstrip()

    def _installed(self) -> int:
        names = (file.parent.name.partition("-")[0] for file in self._packages.glob("*/INSTALLER"))
        return sum(plain(name) in self._pins for name in names)


def pinned(lock: Path) -> set[str]:
    """The names of the packages in a requirements file, as PEP 503 compares them."""
    return {plain(name) for name in _PIN.findall(lock.read_text(encoding="utf-8-sig"))}


def plain(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()
