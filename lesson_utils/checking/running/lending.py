"""Lend a learner's values to other code, so that whatever it does to them leaves the learner's own as they are."""

import contextlib
from typing import Any

from lesson_utils.checking.running.contents import MOST_COPIED
from lesson_utils.keras_internals import metrics_given


def lent(value: Any) -> Any:
    """A value to work on in place of the given one: a copy, or for very large arrays a view that cannot be changed.

    Layers, symbolic tensors and whatever else cannot be copied come back as they are.

    Examples
    --------
    >>> numbers = [1, 2]
    >>> lent(numbers) == numbers, lent(numbers) is numbers
    (True, False)
    """
    kind = type(value).__name__
    if kind == "ndarray":
        return value.copy() if value.nbytes <= MOST_COPIED else _closed_view(value)
    with contextlib.suppress(Exception):
        if type(value) in (list, tuple, set):
            return type(value)(map(lent, value))
        if type(value) is dict:
            return {key: lent(inner) for key, inner in value.items()}
        if kind in ("DataFrame", "Series"):
            return value.copy()
        if hasattr(value, "get_compile_config"):
            return _model_like(value)
    return value


def _closed_view(array: Any) -> Any:
    view = array.view()
    view.flags.writeable = False
    return view


def _model_like(model: Any) -> Any:
    import keras

    try:
        twin = keras.models.clone_model(model)
        if model.compiled and not twin.compiled:  # newer Keras has done it already
            twin.compile_from_config(model.get_compile_config())
    except Exception:  # noqa: BLE001 - a loss or metric of the learner's own has no configuration to read
        twin = type(model).from_config(model.get_config())
        optimizer = type(model.optimizer).from_config(model.optimizer.get_config())
        twin.compile(optimizer=optimizer, loss=model.loss, metrics=metrics_given(model))
    twin.set_weights(model.get_weights())
    return twin
