"""The learner's vocabulary: ``check``, ``hint``, ``solution``, ``catch_up``, ``progress``, ``load_data``, ``EdgeLab``.

Importing this package loads none of them: each name is fetched the first time it is used (PEP 562), so
that ``import lesson_utils`` stays quick. `python3 -m lesson_utils` runs this file too, before anything is installed and
perhaps on a Python that is too old for the course: only what Python 3.6 understands may be used here.
"""

import os

from lesson_utils.quiet_start import keep_quiet
from lesson_utils.visualise import OF_RESULTS, VISUALISERS

__version__ = "0.1.0"

# TensorFlow reads these once, when it is imported.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
keep_quiet()

_HOME_OF = {
    "check": "lesson_utils.classroom",
    "hint": "lesson_utils.classroom",
    "solution": "lesson_utils.classroom",
    "catch_up": "lesson_utils.classroom",
    "progress": "lesson_utils.classroom",
    "join_class": "lesson_utils.classroom.joining",
    "leave_class": "lesson_utils.classroom.joining",
    "reveal": "lesson_utils.classroom.revealing",
    "my_results": "lesson_utils.classroom.summary",
    "load_data": "lesson_utils.datasets",
    "LiveTraining": "lesson_utils.training",
    "training_steps": "lesson_utils.training",
    "watch_training": "lesson_utils.training",
}
_HOME_OF.update((visualiser, "lesson_utils.visualise") for visualiser in VISUALISERS + OF_RESULTS)

__all__ = sorted(_HOME_OF)

TYPE_CHECKING = False  # editors and mypy read this name as true; importing typing for it would cost milliseconds
if TYPE_CHECKING:
    from typing import Any

    from lesson_utils.classroom import catch_up, check, hint, progress, solution
    from lesson_utils.classroom.joining import join_class, leave_class
    from lesson_utils.classroom.revealing import reveal
    from lesson_utils.classroom.summary import my_results
    from lesson_utils.datasets import load_data
    from lesson_utils.training import LiveTraining, training_steps, watch_training


def __getattr__(name: str) -> "Any":
    if name not in _HOME_OF:
        raise AttributeError("module 'lesson_utils' has no attribute {!r}".format(name))
    from importlib import import_module

    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value  # the next use does not come through here
    return value


def __dir__() -> list:
    return sorted([*globals(), *__all__])
