"""Runs in each kernel that JupyterLab starts for the course, before any cell: makes the learner's words known.

The notebook's first cell imports them. Before it has run, `check("conv2d")` says that it has to.
"""

import os
from collections.abc import Callable


def _word(name: str) -> Callable[..., object]:
    def ask(*asked: object, **how: object) -> object:
        import lesson_utils

        return getattr(lesson_utils, name)(*asked, **how)

    return ask


check, hint, solution, catch_up, progress = map(_word, ("check", "hint", "solution", "catch_up", "progress"))
if "BUILD_A_CNN_PRESENTING" in os.environ:  # an instructor's word: `lab --present`
    reveal = _word("reveal")
del _word, Callable, os
