"""Compare plain values with the solution's: arrays, numbers, texts, tables, collections."""

from typing import Any

from lesson_utils.checking.findings import Finding


def compare_values(name: str, found: Any, expected: Any) -> None:
    """Compare by kind, then by shape, then by content.

    Raises
    ------
    Finding
        For the first difference.
    """
    if hasattr(expected, "item") and not getattr(expected, "shape", True):
        expected, found = expected.item(), found.item() if hasattr(found, "item") else found
    if hasattr(expected, "shape") and hasattr(expected, "dtype"):
        _compare_arrays(name, found, expected)
    elif hasattr(expected, "columns") and hasattr(expected, "equals"):
        if type(found) is not type(expected):
            raise wrong_type(name, found, expected)
        if not found.equals(expected):
            raise Finding("wrong-result", name=name, found=_short(found.shape), expected=_short(expected.shape))
    elif isinstance(expected, bool | str | type(None) | list | tuple | dict | set):
        if type(found) is not type(expected):
            raise wrong_type(name, found, expected)
        if not _equal(found, expected):
            raise Finding("wrong-result", name=name, found=_short(found), expected=_short(expected))
    elif isinstance(expected, int | float | complex):
        _compare_numbers(name, found, expected)
    elif type(found) is not type(expected):
        raise wrong_type(name, found, expected)


def wrong_type(name: str, found: Any, expected: Any) -> Finding:
    """The finding for a value of another type."""
    return Finding("wrong-type", name=name, found=kind_of(found), expected=kind_of(expected))


def kind_of(value: Any) -> str:
    """What a value is, in a novice's words."""
    named = _KINDS.get(type(value).__name__)
    if named is None and isinstance(value, type):
        return f"the class `{value.__name__}` itself"
    if named is None and type(value).__module__.startswith("keras"):
        return f"a layer, `{type(value).__name__}`" if hasattr(value, "call") else f"a `{type(value).__name__}`"
    if named is None and hasattr(value, "__name__") and type(value).__module__ == "builtins":
        return f"the function `{value.__name__}` itself, not what it returns"
    if type(value).__name__ in ("coroutine", "generator"):
        return f"a {type(value).__name__}, which has not run"
    if named is None and callable(value) and not hasattr(value, "shape"):
        return "a function"
    return named or f"something of type `{type(value).__name__}`"


_KINDS = {
    "NoneType": "nothing (None)",
    "KerasTensor": "a layer's result",
    "ndarray": "an array",
    "EagerTensor": "an array",
    "tuple": "a tuple",
    "list": "a list",
    "dict": "a dictionary",
    "str": "a text",
    "int": "a number",
    "float": "a number",
    "bool": "True or False",
    "Functional": "a model",
    "Sequential": "a model",
    "DataFrame": "a table",
}


def _compare_arrays(name: str, found: Any, expected: Any) -> None:
    import numpy as np

    if not hasattr(found, "shape") or type(found).__name__ == "KerasTensor":
        raise wrong_type(name, found, expected)
    mine, theirs = np.asarray(found), np.asarray(expected)
    if mine.shape != theirs.shape:
        raise Finding("wrong-shape", name=name, found=mine.shape, expected=theirs.shape)
    if mine.dtype.kind != theirs.dtype.kind:
        raise Finding("wrong-dtype", name=name, found=str(mine.dtype), expected=str(theirs.dtype))
    numbers = theirs.dtype.kind in "fc"
    equal = np.allclose(mine, theirs, rtol=1e-5, atol=1e-6, equal_nan=True) if numbers else np.array_equal(mine, theirs)
    if not equal:
        raise Finding("wrong-numbers", name=name)


def _compare_numbers(name: str, found: Any, expected: Any) -> None:
    import math

    try:
        equal = not isinstance(found, bool | str) and math.isclose(found, expected, rel_tol=1e-6, abs_tol=1e-9)
    except TypeError:
        raise wrong_type(name, found, expected) from None
    if not equal:
        raise Finding("wrong-result", name=name, found=_short(found), expected=_short(expected))


def _equal(found: Any, expected: Any) -> bool:
    try:
        return bool(found == expected)
    except Exception:  # collections of arrays compare element by element and refuse a single answer
        return repr(found) == repr(expected)


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
