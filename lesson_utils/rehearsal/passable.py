"""Lets learners' processes reach the course where a folder above it, say /root, lets nobody but root through.

In a mount namespace that only the rehearsal's processes see, such a folder is covered by an empty one through which
everybody may pass, with nothing in it but what is needed. The machine itself stays as it is.
"""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

_ASIDE = "/mnt"


def needed(python: Path, course: Path, data: Path) -> list[Path]:
    """What learners' processes read: Python, the environment that it belongs to, the course, its images."""
    return [python.resolve().parents[1], python.parents[1].resolve(), course.resolve(), data.resolve()]


def command(paths: list[Path], small_disks: dict[Path, int]) -> list[str]:
    """Give the beginning of a command line that opens the way to some paths for the program after it, and for no other.

    Parameters
    ----------
    paths
        What must be reachable for everybody.
    small_disks
        Folders to be made, each as a disk of its own of so many bytes.

    Returns
    -------
    list of str
        Empty where nothing has to be done.
    """
    steps = _open_ways({path: closed for path in paths if (closed := _closed_above(path))})
    for folder, size in small_disks.items():
        name = shlex.quote(str(folder))
        steps.append(f"mkdir -p {name} && mount -t tmpfs -o size={size},mode=0700 tmpfs {name}")
    if not steps:
        return []
    script = "\n".join(["set -e", *steps, 'exec "$@"'])
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh"]


def possible() -> bool:
    """Whether this process may make a mount namespace: root may, except in most containers."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return False
    trial = ["unshare", "--mount", "--propagation", "private", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(trial, capture_output=True, check=False).returncode == 0


def _closed_above(path: Path) -> Path | None:
    """The uppermost folder above a path that does not let everybody through."""
    return next((folder for folder in reversed(path.parents) if not folder.stat().st_mode & 0o001), None)


def _open_ways(closed: dict[Path, Path]) -> list[str]:
    """Hold on to each path, cover the closed folder above it, and put the path back where it was."""
    if not closed:
        return []
    places = {shlex.quote(str(path)): f"{_ASIDE}/{number}" for number, path in enumerate(closed)}
    covers = [shlex.quote(str(folder)) for folder in dict.fromkeys(closed.values())]
    return [
        f"mount -t tmpfs tmpfs {_ASIDE}",
        *(f"mkdir {aside} && mount --bind {place} {aside}" for place, aside in places.items()),
        *(f"mount -t tmpfs -o mode=0755 tmpfs {cover}" for cover in covers),
        *(f"mkdir -p {place} && mount --bind {aside} {place}" for place, aside in places.items()),
        f"umount --recursive --lazy {_ASIDE}",
    ]
