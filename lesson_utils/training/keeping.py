"""Files that a learner has saved stay as they are while solutions run for them."""

import functools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import keras

from lesson_utils.training.replay import FAST, RECORD


@contextmanager
def keeping_files() -> Iterator[None]:
    """Save a model only where there is no file yet: the one that is there may have cost somebody a long training.

    Notebooks that are built or compared are nobody's: there every file is written anew.
    """
    save = keras.Model.save

    @functools.wraps(save)
    def saved(self: Any, filepath: Any, *args: Any, **kwargs: Any) -> Any:
        of_somebody = not (os.environ.get(FAST) or os.environ.get(RECORD))
        if of_somebody and Path(filepath).exists():
            return None
        return save(self, filepath, *args, **kwargs)

    keras.Model.save = saved
    try:
        yield
    finally:
        keras.Model.save = save
