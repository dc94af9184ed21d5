"""Goes on in a Python that has everything: this one, or the one of `.venv`, which is made first where needed.

A class server's packages have an environment of their own, `.venv-class`: a learner's gets nothing of them.
"""

import importlib.metadata
import importlib.util
import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

from lesson_utils.checkout import CLASS_LOCK, CLASS_VENV, LOCK, ROOT, VENV, need_checkout
from lesson_utils.commands.ownership import is_ours
from lesson_utils.commands.venv_folder import is_ready, set_up, venv_python


def enter(typed: list[str], extra: str = "") -> None:
    """Return in a Python that has everything; otherwise set its environment up and start the same command in it.

    Parameters
    ----------
    typed
        What comes after `python3 -m lesson_utils`.
    extra
        The extra of pyproject.toml that the command needs: "test", "class", or none.

    Raises
    ------
    Problem
        When the environment cannot be made.
    """
    need_checkout()
    folder, lock = (CLASS_VENV, CLASS_LOCK) if extra == "class" else (VENV, LOCK)
    if inside_venv(folder):
        if is_ready(folder, lock) or (not is_ours(folder) and not missing_requirements(extra)):
            return
        restart(Path(sys._base_executable), typed)  # type: ignore[attr-defined]  # no program replaces its own Python
    if not missing_requirements(extra):
        return
    if not serves(folder, extra):
        set_up(folder, lock)
    restart(venv_python(folder), typed)


def inside_venv(folder: Path = VENV) -> bool:
    """Whether this Python is the one of `.venv`, or of another environment, in the course's folder."""
    return folder.is_dir() and os.path.samefile(sys.prefix, folder)


def serves(folder: Path, extra: str = "") -> bool:
    """Whether an environment that the course did not make has all it needs: then it is used as it is."""
    if is_ours(folder):
        return False
    asks = f"from {__name__} import missing_requirements as m; raise SystemExit(bool(m({extra!r})))"
    try:
        done = subprocess.run([venv_python(folder), "-c", asks], cwd=ROOT, capture_output=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def missing_requirements(extra: str = "", project: Path = ROOT / "pyproject.toml") -> list[str]:
    """List what pyproject.toml asks for and this Python does not have, in a version that will do.

    Parameters
    ----------
    extra
        The extra that counts too, if any.
    project
        The pyproject.toml to read.

    Returns
    -------
    list of str
        The requirements as they are written there; empty where everything is installed.
    """
    table = tomllib.loads(project.read_text(encoding="utf-8-sig"))["project"]
    wanted = table["dependencies"] + (table["optional-dependencies"][extra] if extra else [])
    if importlib.util.find_spec("packaging") is None:
        return wanted  # JupyterLab brings it along: where it is missing, JupyterLab is missing too
    from packaging.requirements import Requirement

    def is_missing(text: str) -> bool:
        requirement = Requirement(text)
        if requirement.marker and not requirement.marker.evaluate():
            return False
        try:
            return importlib.metadata.version(requirement.name) not in requirement.specifier
        except importlib.metadata.PackageNotFoundError:
            return True

    return [text for text in wanted if is_missing(text)]


def restart(python: Path, typed: list[str]) -> None:
    """Start the typed command again in another Python; does not return."""
    replace_this_program([str(python), "-m", "lesson_utils", *typed])


def replace_this_program(command: list[str]) -> None:
    """Let another program take this one's place in the terminal; does not return."""
    sys.stdout.flush()
    if sys.platform == "win32":  # there execv hands the prompt back at once, while the new program still runs
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the new program
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)
