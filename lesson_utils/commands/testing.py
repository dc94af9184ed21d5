"""`test`: the whole test suite, in the course's environment."""

import argparse
import os
import sys

from lesson_utils.checkout import ROOT
from lesson_utils.commands.environment import enter, replace_this_program

# Two at a time: a kernel with TensorFlow takes half a gigabyte. loadscope keeps a notebook's cells in one worker, and
# in their order the browser's long files come first, so that no worker is left alone with them at the end.
EVERYTHING = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
EVERYTHING += ["--max-worker-restart", "0"]  # with loadscope, a run that goes on after a worker's crash may never end
EVERYTHING += ["--durations", "15", "--durations-min", "3"]  # the slowest are told at the end, by test and by file
EVERYTHING += ["--nbval", "--nbval-current-env", "--nbval-cell-timeout", "240", "--nbval-kernel-startup-timeout", "240"]
EVERYTHING += ["--nbval-sanitize-with", "tests/notebooks/sanitize.cfg"]


def run(arguments: argparse.Namespace) -> int:
    """Run pytest: on everything, or with the arguments after `--`; does not return."""
    enter(arguments.typed, extra="test")
    os.chdir(ROOT)
    replace_this_program([sys.executable, "-m", "pytest", *(arguments.after_dashes or EVERYTHING)])
    return 0
