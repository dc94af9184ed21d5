"""`watch_training`: from then on every `fit` of this kernel shows itself, and the learner's line stays as it is."""

import functools
import inspect
from collections.abc import Sequence
from typing import Any

import keras

from lesson_utils.training.examples import Examples, one_of_each
from lesson_utils.training.lending import lend
from lesson_utils.training.live_training import LiveTraining
from lesson_utils.training.replay import obey_environment

_ARRAYS = ("x", "y", "validation_data")


def watch_training(class_names: Sequence[str] | None = None) -> None:
    """Show every training from now on, as if each `fit` had `callbacks=[LiveTraining(…)]`.

    The images whose predictions are shown come from the validation data, else from the training data. A `fit` with
    `verbose` or a `LiveTraining` of its own is left as it is. Calling this again only changes the names. Where the
    environment says `LESSON_FAST=1`, trainings that the course has recorded are replayed instead.

    Parameters
    ----------
    class_names : sequence of str, optional
        A name for each class.

    Examples
    --------
    >>> watch_training(["cat", "dog"])
    """
    known = getattr(keras.Model.fit, "names", None)
    if known is not None:
        known[:] = [class_names]
        return
    obey_environment()
    keras.Model.fit = _watched(keras.Model.fit, [class_names])


def _watched(fit: Any, names: list[Sequence[str] | None]) -> Any:
    signature = inspect.signature(fit)

    @functools.wraps(fit)
    def watched(self: Any, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True  # IPython leaves this frame out of a learner's traceback
        try:
            given = signature.bind(self, *args, **kwargs)
        except TypeError:
            return fit(self, *args, **kwargs)  # a wrong argument: Keras says so itself
        callbacks = given.arguments.get("callbacks")
        several = list(callbacks) if isinstance(callbacks, list | tuple) else [callbacks] if callbacks else []
        shown = any(isinstance(one, LiveTraining) for one in several)
        if shown or "verbose" in given.arguments or isinstance(callbacks, keras.callbacks.CallbackList):
            return fit(self, *args, **kwargs)
        live = LiveTraining()
        live.examples = _examples(given.arguments, names[0])
        given.arguments["callbacks"] = [*several, live]
        given.arguments |= {name: lend(given.arguments[name]) for name in _ARRAYS if name in given.arguments}
        return fit(*given.args, **given.kwargs)

    watched.names = names  # type: ignore[attr-defined]
    return watched


def _examples(given: dict[str, Any], class_names: Sequence[str] | None) -> Examples | None:
    held_back = given.get("validation_data")
    if isinstance(held_back, tuple | list) and len(held_back) > 1:
        return one_of_each(held_back[0], held_back[1], class_names)
    return one_of_each(given.get("x"), given.get("y"), class_names)
