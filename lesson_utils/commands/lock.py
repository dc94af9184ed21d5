"""Resolves requirements.lock: every package pinned, with hashes, for all systems and Pythons at once."""

import subprocess
import sys

from lesson_utils.commands.checkout import LOCK, ROOT
from lesson_utils.commands.problem import Problem


def resolve() -> int:
    """Write the lock again with uv: the newest versions that fit pyproject.toml and each other.

    Raises
    ------
    Problem
        When uv finds no solution or no network.
    """
    command = [sys.executable, "-m", "uv", "pip", "compile", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--extra", "test", "--no-annotate", "--no-header", "--no-emit-index-url"]
    command += ["--upgrade", "--quiet", "pyproject.toml", "--output-file", LOCK.name]
    if subprocess.call(command, cwd=ROOT):
        raise Problem("The lock could not be resolved: see uv's words above.", "fix pyproject.toml or the network.")
    print(f"Written: {LOCK.name}. The next lab or test brings .venv up to date with it.")
    return 0
