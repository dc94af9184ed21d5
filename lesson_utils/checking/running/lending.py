"""Lend a learner's values to other code, so that whatever it does to them leaves the learner's own as they are."""

import contextlib
from typing import Any

from lesson_utils.checking.running.contents import MOST_COPIED


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

    twin = keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    if model.compiled:
        twin.compile_from_config(model.get_compile_config())
    return twin
