"""Where the parts of the course's folder are."""

from pathlib import Path

from lesson_utils.problem import Problem

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
CLASS_VENV = ROOT / ".venv-class"
CLASS_LOCK = ROOT / "requirements-class.lock"
NOTEBOOKS = ROOT / "notebooks"


def need_checkout() -> None:
    """Refuse politely where only the installed package is there, without notebooks and tests around it.

    Raises
    ------
    Problem
        When this copy of lesson_utils is not in the course's folder.
    """
    if not (ROOT / "pyproject.toml").is_file() or not LOCK.is_file():
        raise Problem(
            "This command works on the course's own folder, and this copy of lesson_utils was installed without it.",
            "download or clone the course, go into its folder (the one with README.md), and type the command there.",
        )
