"""Resolves the locks: every package pinned, with hashes, for all systems and Pythons at once.

A class server has a lock of its own. What it shares with a learner's is pinned to the same version: what was tested.
"""

import subprocess
import sys

from lesson_utils.checkout import CLASS_LOCK, LOCK, ROOT
from lesson_utils.problem import Problem


def resolve() -> int:
    """Write both locks again with uv: the newest versions that fit pyproject.toml and each other.

    Raises
    ------
    Problem
        When uv finds no solution or no network.
    """
    command = [sys.executable, "-m", "uv", "pip", "compile", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url"]
    command += ["--upgrade", "--quiet", "pyproject.toml"]
    everybodys = ["--extra", "test", "--output-file", LOCK.name]
    of_a_class = ["--extra", "class", "--constraint", LOCK.name, "--output-file", CLASS_LOCK.name]
    if subprocess.call([*command, *everybodys], cwd=ROOT) or subprocess.call([*command, *of_a_class], cwd=ROOT):
        raise Problem("The lock could not be resolved: see uv's words above.", "fix pyproject.toml or the network.")
    print(f"Written: {LOCK.name} and {CLASS_LOCK.name}. The next command brings its environment up to date.")
    return 0
