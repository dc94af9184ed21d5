"""`watch_training`: from then on every `fit` of this kernel shows itself, and the learner's line stays as it is."""

from collections.abc import Sequence
from typing import Any

import keras

from lesson_utils.training.around_fit import around
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
    def shown(model: Any, fit: Any, given: dict[str, Any]) -> Any:
        __tracebackhide__ = True
        callbacks = given.get("callbacks")
        several = list(callbacks) if isinstance(callbacks, list | tuple) else [callbacks] if callbacks else []
        is_shown = any(isinstance(one, LiveTraining) for one in several)
        if is_shown or "verbose" in given or isinstance(callbacks, keras.callbacks.CallbackList):
            return fit(model, **given)
        live = LiveTraining()
        live.examples = _examples(given, names[0])
        lent = {name: lend(given[name]) for name in _ARRAYS if name in given}
        try:
            return fit(model, **given | lent | {"callbacks": [*several, live]})
        finally:
            live.over()

    watched = around(fit, shown)
    watched.names = names
    return watched


def _examples(given: dict[str, Any], class_names: Sequence[str] | None) -> Examples | None:
    held_back = given.get("validation_data")
    if isinstance(held_back, tuple | list) and len(held_back) > 1:
        return one_of_each(held_back[0], held_back[1], class_names)
    return one_of_each(given.get("x"), given.get("y"), class_names)
