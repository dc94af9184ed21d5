"""The folder `.venv`: whether it is finished, and how it is made, repaired or made again."""

import errno
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from lesson_utils.checkout import LOCK, ROOT
from lesson_utils.commands.install import install
from lesson_utils.commands.one_at_a_time import one_at_a_time
from lesson_utils.commands.ownership import claim, empty, is_free, is_ours, need_own, read_marker
from lesson_utils.commands.platforms import need_tensorflow_wheel
from lesson_utils.problem import Problem
from lesson_utils.set_aside import set_aside

NEEDED_GB = 4  # measured on Linux x86-64: 2.6 for .venv, 0.6 each for the downloads and for pip's copy of them


def venv_python(folder: Path) -> Path:
    """The path of an environment's Python."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def is_ready(folder: Path, lock: Path = LOCK) -> bool:
    """Whether the environment is finished, made from this lock, is where it was made, and still starts.

    Behind a link it may be one that another copy of the course made.
    """
    marker = read_marker(folder)
    here = marker.get("folder") == os.path.realpath(folder)
    return here and marker.get("lock") == _digest(lock) and _is_sound(folder)


def set_up(folder: Path, lock: Path = LOCK) -> None:
    """Make the environment; go on where an interrupted try stopped; do nothing where it is finished.

    Raises
    ------
    Problem
        When something on this computer is in the way: an environment that somebody else made, for example.
    """
    if is_ready(folder, lock):
        return
    need_tensorflow_wheel()
    with one_at_a_time(folder.with_name(f"{folder.name}-setup.lock")) as lock_descriptor:
        if is_ready(folder, lock):
            return  # made by the window we waited for
        try:
            _prepare(folder, lock)
            install(venv_python(folder), site_packages(folder), lock, lock_descriptor)
            _make_importable(site_packages(folder))
            claim(folder, _digest(lock))
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise
            raise Problem(
                f"The folder {folder.name} cannot be written: {error}",
                f"close every window that uses the course, rename {folder.name}, and type the same command again.",
            ) from None


def _prepare(folder: Path, lock: Path) -> None:
    """Have an environment of ours there, with pip; one that came with a copied or moved course is set aside."""
    ours = is_ours(folder)
    came_here = not ours and not is_free(folder)
    if came_here:
        need_own(folder, lock.name)
    need_space(folder, ours)
    sound = ours and _is_sound(folder)
    if not sound:
        _need_venv_module()
    if came_here:
        aside = set_aside(folder)
        print(f"{folder.name} was made in another place. It is now called {aside.name}: you may delete it.", flush=True)
    claim(folder)  # from here on it is ours, and half-made
    if not sound:
        empty(folder)
        _make(folder)


def need_space(folder: Path, ours: bool) -> None:
    """Refuse politely where the disk is too full to finish the environment.

    Parameters
    ----------
    folder
        The environment.
    ours
        Whether what is there counts as space that can be used again.

    Raises
    ------
    Problem
        Saying how much is needed and how much is there.
    """
    already_used = sum(file.lstat().st_size for file in folder.rglob("*")) if ours else 0
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


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _is_sound(folder: Path) -> bool:
    """Whether the environment's Python starts and finds its own packages, inside the environment.

    After an upgrade of the system it may do neither.
    """
    packages = site_packages(folder).resolve()
    if not packages.is_relative_to(folder.resolve()):
        return False  # a link inside leads out of it
    question = [str(venv_python(folder)), "-I", "-B", "-c", "import pip; print(pip.__path__[0])"]
    try:
        answer = subprocess.run(question, capture_output=True, text=True, check=True, timeout=60).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return False
    return Path(answer).parent.resolve() == packages


def _need_venv_module() -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Problem(
            "This Python lacks its module for making environments (Debian and Ubuntu keep it in a package of its own).",
            f"type: sudo apt install python3-venv python{sys.version_info[0]}.{sys.version_info[1]}-venv\n"
            "Then type the same command again.",
        )


def _make(folder: Path) -> None:
    print(f"Making {folder.name}, a place for the course's packages inside the course's folder…", flush=True)
    try:
        venv.create(os.path.realpath(folder), with_pip=True, symlinks=os.name != "nt")  # it refuses links
    except subprocess.CalledProcessError as error:
        raise Problem(
            f"Python could not put its installer, pip, into {folder.name}"
            + (f": {(error.output or b'').decode(errors='replace').strip().splitlines()[-1]}" if error.output else "."),
            "on Debian and Ubuntu type: sudo apt install python3-venv\n"
            "Elsewhere install Python 3.12 from https://www.python.org/downloads/. Then try again.",
        ) from None
    except ValueError as error:
        raise Problem(
            f"The folder {folder.name} cannot be made: {error}",
            "move the course into a folder whose name has no colon, and type the same command there.",
        ) from None


def _make_importable(packages: Path) -> None:
    """Let a notebook in any folder `import lesson_utils` from the checkout.

    A line in a .pth file does it without building a package, so without the network. The path is relative: on Windows
    an absolute one with accents in it is not read correctly before Python 3.13.
    """
    (packages / "build-a-cnn.pth").write_text(os.path.relpath(ROOT, packages) + "\n", encoding="ascii")
