"""Put back what values hold: members of collections, numbers of arrays and tables, attributes, weights of layers."""

import contextlib
import math
import sys
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from types import FunctionType, SimpleNamespace
from typing import Any

from lesson_utils.keras_internals import layers_inside, maker_of, notes_of_calls

MOST_COPIED = 10_000_000  # bytes; a larger array is locked instead, since a copy of all images takes too long
_MOST_LOOKED_INTO = 1000  # members of one collection that may hold something themselves
_COLLECTIONS: tuple[type, ...] = (OrderedDict, dict, list, set, deque)

_HEAP_TYPE = 1 << 9  # Python's mark for classes that were made while it runs

PutBack = Callable[[], None]


def nothing() -> None:
    """Put back nothing."""


@contextlib.contextmanager
def calls_forgotten(values: Iterable[Any]) -> Iterator[None]:
    """Let the layers among some values, and behind results among them, forget that they were called meanwhile.

    Keras notes each call in the layer and in the one whose result it read, and keeps all that hangs on it. A model
    built of them cannot be walked any more once they have forgotten.
    """
    layer, tensor = _class("keras", "Layer"), _class("keras", "KerasTensor")
    # By their type: an object of a learner's own may answer anything, or raise, when it is asked for its class.
    behind = [maker_of(value) for value in values if issubclass(type(value), tensor)]
    layers = [part for value in values if issubclass(type(value), layer) for part in layers_inside(value)]
    noted = [(notes, len(notes)) for value in behind + layers for notes in notes_of_calls(value)]
    try:
        yield
    finally:
        for notes, before in noted:
            del notes[before:]


def contents_of(value: Any, seen: set[int]) -> PutBack:
    """What puts back all that a value holds now, and what is held by that.

    Parameters
    ----------
    seen : set of int
        The identities of the values that are looked after already; this one's is added.
    """
    if id(value) in seen:
        return nothing
    seen.add(id(value))
    with contextlib.suppress(Exception):  # a value that cannot be read is left as it is
        return _all_of(list(_parts(value, seen)))
    return nothing


def _parts(value: Any, seen: set[int]) -> Iterator[PutBack]:
    kind = type(value)
    base = next((collection for collection in _COLLECTIONS if issubclass(kind, collection)), None)
    if base is not None:
        yield _members(base, value, seen)
    elif kind.__name__ == "ndarray":
        yield _numbers(value)
    elif issubclass(kind, _class("pandas", "DataFrame")) or issubclass(kind, _class("pandas", "Series")):
        yield _table(value)
    elif issubclass(kind, _class("keras", "Layer")):
        yield _layer(value)
    elif issubclass(kind, type):
        if _is_own(value):
            yield _class_attributes(value, seen)
    elif kind in (FunctionType, SimpleNamespace):
        yield contents_of(vars(value), seen)
    elif _is_own(kind):
        yield contents_of(kind, seen)
        yield contents_of(getattr(value, "__dict__", None), seen)


def _all_of(restores: list[PutBack]) -> PutBack:
    def restore() -> None:
        for put_back in restores:
            with contextlib.suppress(Exception):  # or the rest would stay changed
                put_back()

    return restore


def _class(module: str, name: str) -> type:
    """A class of a library that may not be loaded; then one that nothing belongs to."""
    return getattr(sys.modules.get(module), name, _NotLoaded)


class _NotLoaded:
    pass


def _is_own(kind: type) -> bool:
    """Whether a class was made by a `class` statement in a notebook."""
    module = kind.__module__
    return bool(kind.__flags__ & _HEAP_TYPE) and (module in ("__main__", "builtins") or module not in sys.modules)


def _members(base: Any, value: Any, seen: set[int]) -> PutBack:
    """A collection, by the ways of Python's own: those of a learner's class may do anything."""
    pairs = issubclass(base, dict)
    held: Any = dict(base.items(value)) if pairs else list(base.__iter__(value))
    fill = base.update if pairs or base is set else base.extend
    inside = list(held.values() if pairs else held)[:_MOST_LOOKED_INTO]
    below = _all_of([contents_of(member, seen) for member in inside])

    def restore() -> None:
        base.clear(value)
        fill(value, held)
        below()

    return restore


def _class_attributes(owner: type, seen: set[int]) -> PutBack:
    held = dict(vars(owner))
    below = _all_of([contents_of(value, seen) for value in held.values()])

    def restore() -> None:
        for name in [name for name in vars(owner) if name not in held]:
            delattr(owner, name)
        for name, value in held.items():
            if vars(owner).get(name) is not value:
                setattr(owner, name, value)
        below()

    return restore


def _numbers(array: Any) -> PutBack:
    if not array.flags.writeable:
        return nothing
    if array.nbytes > MOST_COPIED:
        array.flags.writeable = False
        return lambda: array.setflags(write=True)
    numbers = array.copy()
    return lambda: array.__setitem__(..., numbers)


def _table(table: Any) -> PutBack:
    """A data frame or one column of it; made anew in place, where it is not as it was."""
    if table.size * 8 > MOST_COPIED:
        return nothing
    held = table.copy()
    return lambda: None if table.equals(held) else type(table).__init__(table, held)


def _layer(layer: Any) -> PutBack:
    """A layer or model: which parts of it learn, and its weights, unless they are too many."""
    trainable = [(part, part.trainable) for part in layers_inside(layer)]  # from the outside in, as Keras sets them
    size = 4 * sum(math.prod(weight.shape) for weight in layer.weights)
    weights = [(weight, weight.numpy()) for weight in layer.weights] if size <= MOST_COPIED else []

    def restore() -> None:
        if any(part.trainable != before for part, before in trainable):
            for part, before in trainable:
                part.trainable = before
        for weight, numbers in weights:
            if not (weight.numpy() == numbers).all():
                weight.assign(numbers)

    return restore
