"""A value in a message: as Python writes it, bounded in time and length whatever it is.

A learner may have put 40,000 images into a list, hold a list that holds itself, or have written a `__repr__` that never
ends. So only types whose text is known to be short and quick are asked for it; collections are written here, piece by
piece, until the room is used up, and what the learner's own classes say of themselves is never run.
"""

import datetime
import decimal
import fractions
import math
from collections.abc import Iterator
from itertools import islice
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

import numpy as np

LONGEST = 60  # characters that a value may take in a message
_DEEPEST = 4  # collections inside one another
_MOST_NUMBERS = 30  # in an array that writes itself
_COLLECTIONS = (list, tuple, set, frozenset, dict)
# They write themselves, in one short line.
_DATES = frozenset([datetime.date, datetime.datetime, datetime.time, datetime.timedelta])
_PLAIN = _DATES | {bool, complex, type(None), type(Ellipsis), fractions.Fraction, decimal.Decimal}
_PLAIN_OF_PANDAS = frozenset(["Timestamp", "Timedelta", "Period", "NaTType", "NAType"])
_ONES_WITH_A_NAME = {FunctionType: "the function", BuiltinFunctionType: "the function", ModuleType: "the module"}
# Whose objects may be asked for their shape.
_LIBRARIES = ("keras", "tensorflow", "pandas")


def quote(value: Any) -> str:
    """A value as Python writes it, in one line, cut to what a message can hold.

    Parameters
    ----------
    value : object
        Anything at all.

    Returns
    -------
    str
        Of at most `LONGEST` characters; a cut is shown by "…".

    Examples
    --------
    >>> quote(["a", 2.0, None])
    "['a', 2.0, None]"
    >>> quote(list(range(40_000)))
    '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, … 40,000 in all]'
    """
    pieces: list[str] = []
    try:
        for piece in _written(value, 0):
            pieces.append(piece)
            if sum(map(len, pieces)) > LONGEST:
                break
    except Exception:  # noqa: BLE001 - such as a dictionary that another thread changes meanwhile
        pieces = [_by_its_class(type(value))]
    text = "".join(pieces)
    return text if len(text) <= LONGEST else _shortened(text, value)


def _shortened(text: str, value: Any) -> str:
    """The beginning of a text that is too long; of a collection whole members, and how many there are."""
    base = _base_of(type(value))
    if base is None:
        return cut(text, LONGEST)
    end = f", … {base.__len__(value):,} in all{_closing(base)}"
    whole, _, _ = text[: LONGEST - len(end) + 2].rpartition(", ")
    return whole + end if whole else cut(text, LONGEST)


def cut(text: str, longest: int) -> str:
    """A text of at most so many characters, a cut shown by "…".

    Examples
    --------
    >>> cut("convolutional", 6)
    'convo…'
    """
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _written(value: Any, depth: int) -> Iterator[str]:  # noqa: C901 - one for each kind of value
    """The pieces of a value's text, each short, made one by one as they are asked for."""
    kind = type(value)
    if kind in _PLAIN or _is_of_pandas(kind):
        yield repr(value)
    elif issubclass(kind, np.ndarray):
        yield _array(value)
    elif issubclass(kind, np.generic) and kind.__module__ == "numpy":
        yield from [str(value)] if value.dtype.kind in "mMV" else _written(value.item(), depth)
    elif issubclass(kind, int):
        yield _whole_number(int.__index__(value))
    elif issubclass(kind, float):
        yield _number(float.__float__(value))
    elif issubclass(kind, str):
        yield repr(str.__getitem__(value, slice(LONGEST + 1)))
    elif issubclass(kind, bytes):
        yield repr(bytes.__getitem__(value, slice(LONGEST + 1)))
    elif issubclass(kind, _COLLECTIONS):
        yield from _collection(value, depth)
    elif kind in (range, slice):
        yield from _parts(value, depth)
    elif kind.__module__.startswith("pathlib"):
        yield f"{_name(kind)}({cut(str(value), LONGEST)!r})"
    else:
        yield _object(value, kind)


def _is_of_pandas(kind: type) -> bool:
    return _name(kind) in _PLAIN_OF_PANDAS and kind.__module__.startswith("pandas.")


def _whole_number(number: int) -> str:
    if number.bit_length() < 4 * LONGEST:
        return repr(number)
    return f"a number of about {int(number.bit_length() * math.log10(2)) + 1:,} digits"


def _number(number: float) -> str:
    text = repr(number)
    return f"{number:.7g}" if len(text) > 9 else text


def _collection(value: Any, depth: int) -> Iterator[str]:
    """A collection's members, asked of the built-in class: a class of the learner's own may count otherwise."""
    base: Any = _base_of(type(value))
    size = base.__len__(value)
    if not size and base in (set, frozenset):
        yield f"{base.__name__}()"
        return
    yield "[" if base is list else "(" if base is tuple else "{"
    if depth >= _DEEPEST and size:
        yield "…"
    else:
        yield from _members(value, base, depth)
    yield f",{_closing(base)}" if base is tuple and size == 1 else _closing(base)


def _base_of(kind: type) -> Any:
    return next((base for base in _COLLECTIONS if issubclass(kind, base)), None)


def _closing(base: type) -> str:
    return "]" if base is list else ")" if base is tuple else "}"


def _members(value: Any, base: Any, depth: int) -> Iterator[str]:
    pairs = dict.items(value) if base is dict else ((member,) for member in base.__iter__(value))
    for index, pair in enumerate(islice(pairs, LONGEST)):
        for position, one in enumerate(pair):
            yield ": " if position else ", " if index else ""
            yield from _written(one, depth + 1)


def _parts(value: slice | range, depth: int) -> Iterator[str]:
    parts: list[Any] = [value.start, value.stop, value.step]
    for index, part in enumerate(parts[:2] if isinstance(value, range) and value.step == 1 else parts):
        yield ", " if index else f"{type(value).__name__}("
        yield from _written(part, depth + 1)
    yield ")"


def _array(value: Any) -> str:
    """An array with its numbers where all of them have room, any other by its shape: a cut says nothing of it."""
    shape = np.ndarray.shape.__get__(value)
    if type(value) is np.ndarray and value.dtype.kind in "biufcmM" and value.size <= _MOST_NUMBERS:
        text = repr(value.item()) if shape == () else " ".join(repr(value).split())
        if len(text) <= LONGEST:
            return text
    return f"an array of shape {shape}"


def _object(value: Any, kind: type) -> str:
    """What is no plain value: by its name or its shape, where it can be asked for them, else by its class."""
    if issubclass(kind, type):
        return f"the class `{_name(value)}`"
    if kind in _ONES_WITH_A_NAME:
        return f"{_ONES_WITH_A_NAME[kind]} `{cut(str(value.__name__), LONGEST // 2)}`"
    shape = getattr(value, "shape", None) if kind.__module__.split(".")[0] in _LIBRARIES else None
    return _by_its_class(kind) + (f" of shape {cut(str(tuple(shape)), LONGEST // 2)}" if shape is not None else "")


def _by_its_class(kind: type) -> str:
    name = _name(kind)
    return f"{'an' if name[0] in 'AEIOU' else 'a'} `{name}`"


def _name(kind: type) -> str:
    """The name of a class, whatever its metaclass makes of being asked for it."""
    return cut(str(type.__dict__["__name__"].__get__(kind)), LONGEST // 2)
