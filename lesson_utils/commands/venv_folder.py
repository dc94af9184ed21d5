"""The folder `.venv`: whether it is finished, and how it is made, repaired or made again."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from lesson_utils.commands.checkout import LOCK, ROOT
from lesson_utils.commands.install import install
from lesson_utils.commands.one_at_a_time import one_at_a_time
from lesson_utils.commands.platforms import need_tensorflow_wheel
from lesson_utils.commands.problem import Problem

MARKER = "course-set-up.json"  # written last: an environment without it is half-made
NEEDED_GB = 4  # measured on Linux x86-64: 2.6 for .venv, 0.6 each for the downloads and for pip's copy of them


def venv_python(folder: Path) -> Path:
    """The path of an environment's Python."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def is_ready(folder: Path, lock: Path = LOCK) -> bool:
    """Whether the environment is finished, made from this lock, made in this place, and still starts."""
    marker = _read_marker(folder)
    return marker.get("lock") == _digest(lock) and _is_sound(folder, marker)


def set_up(folder: Path, lock: Path = LOCK) -> None:
    """Make the environment; go on where an interrupted try stopped; do nothing where it is finished.

    Raises
    ------
    Problem
        When something on this computer stands in the way.
    """
    if is_ready(folder, lock):
        return
    need_tensorflow_wheel()
    with one_at_a_time(folder.with_name(f"{folder.name}-setup.lock")) as lock_descriptor:
        if is_ready(folder, lock):
            return  # made by the window we waited for
        need_space(folder)
        if not _is_sound(folder, _read_marker(folder)):
            _make(folder)
        (folder / MARKER).unlink(missing_ok=True)
        install(venv_python(folder), site_packages(folder), lock, lock_descriptor)
        _make_importable(site_packages(folder))
        _write_marker(folder, lock)


def need_space(folder: Path) -> None:
    """Refuse politely where the disk is too full to finish the environment.

    Raises
    ------
    Problem
        Saying how much is needed and how much is there.
    """
    already_used = sum(file.lstat().st_size for file in folder.rglob("*")) if folder.is_dir() else 0
    free = shutil.disk_usage(folder.parent).free
    if free + already_used < NEEDED_GB * 1e9:
        raise Problem(
            f"The set-up needs {NEEDED_GB} GB on this disk, and only {free / 1e9:.1f} GB are free.",
            "free some space, or move the course's folder to a disk with more, and type the same command again.",
        )


def site_packages(folder: Path) -> Path:
    """The folder inside an environment that its packages are installed to."""
    pattern = "Lib/site-packages" if sys.platform == "win32" else "lib/python3.*/site-packages"
    return next(folder.glob(pattern), folder / "missing")


def _read_marker(folder: Path) -> dict[str, str]:
    try:
        return dict(json.loads((folder / MARKER).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def _write_marker(folder: Path, lock: Path) -> None:
    unfinished = folder / f"{MARKER}.part"
    unfinished.write_text(json.dumps({"lock": _digest(lock), "folder": str(folder)}), encoding="utf-8")
    unfinished.replace(folder / MARKER)


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _is_sound(folder: Path, marker: dict[str, str]) -> bool:
    """Whether the environment's Python starts, finds its own packages, and stands where it was made.

    After an upgrade of the system it may do neither; in a folder that was moved, the scripts point to the old place.
    """
    if marker.get("folder", str(folder)) != str(folder):
        return False
    question = [str(venv_python(folder)), "-I", "-c", "import pip; print(pip.__path__[0])"]
    try:
        answer = subprocess.run(question, capture_output=True, text=True, check=True, timeout=60).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return False
    return Path(answer).parent.resolve() == site_packages(folder).resolve()


def _make(folder: Path) -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Problem(
            "This Python lacks its module for making environments (Debian and Ubuntu keep it in a package of its own).",
            f"type: sudo apt install python3-venv python{sys.version_info[0]}.{sys.version_info[1]}-venv\n"
            "Then type the same command again.",
        )
    print("Making .venv, a place for the course's packages inside the course's folder…", flush=True)
    try:
        venv.create(folder, clear=True, with_pip=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError as error:
        raise Problem(
            "Python could not put its installer, pip, into .venv"
            + (f": {(error.output or b'').decode(errors='replace').strip().splitlines()[-1]}" if error.output else "."),
            "on Debian and Ubuntu type: sudo apt install python3-venv\n"
            "Elsewhere install Python 3.12 from https://www.python.org/downloads/. Then try again.",
        ) from None
    except (OSError, ValueError) as error:
        raise Problem(
            f"The folder .venv cannot be made: {error}",
            "close every window that uses the course, delete the folder .venv, and type the same command again.",
        ) from None


def _make_importable(packages: Path) -> None:
    """Let a notebook in any folder `import lesson_utils` from the checkout.

    A line in a .pth file does it without building a package, so without the network. The path is relative: on Windows
    an absolute one with accents in it is not read correctly before Python 3.13.
    """
    (packages / "build-a-cnn.pth").write_text(os.path.relpath(ROOT, packages) + "\n", encoding="ascii")
