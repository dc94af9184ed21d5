"""What variables hold, as plain values: two looks at the same variables differ when anything in them was changed.

Names and identities alone would miss what changes in place: a list that grew, weights that were trained, an attribute.
"""

import builtins
import random
import signal
import sys
import threading
import zlib
from collections import deque
from collections.abc import Iterable, Mapping
from types import FunctionType
from typing import Any

import keras
import numpy as np

from lesson_utils.keras_internals import thread_state

_MOST = 50  # members looked at of one collection
_MOST_BYTES = 1_000_000  # of one array: the beginning
_WRITTEN_IN_PYTHON = 1 << 9  # Py_TPFLAGS_HEAPTYPE
_PLAIN = (bool, int, float, complex, str, bytes, type(None))
_COLLECTIONS = (list, tuple, deque)
_SETS = (set, frozenset)


def contents(variables: Mapping[str, Any]) -> dict[str, Any]:
    """Each variable's identity and what it holds, but for those that Python itself put there."""
    seen: set[int] = set()
    return {name: (id(value), _look(value, seen)) for name, value in variables.items() if not name.startswith("__")}


def surroundings() -> dict[str, Any]:
    """What all cells of a kernel share: names that Keras has given, random numbers, and the interpreter's own state."""
    kept = thread_state()
    generator = getattr(kept.get("global_seed_generator"), "state", None)
    return {
        "Keras' names": dict(kept.get("object_name_uids") or {}),
        "Keras' random numbers": None if generator is None else np.asarray(generator).tolist(),
        "Keras' settings": (keras.config.floatx(), keras.config.image_data_format(), keras.config.epsilon()),
        "Python's random numbers": random.getstate(),
        "NumPy's random numbers": (np.random.get_state()[1].tolist(), np.random.get_state()[2]),
        "Python's own names": {name: id(value) for name, value in vars(builtins).items() if name != "_"},
        "threads": threading.active_count(),
        "where text goes": (id(sys.stdin), id(sys.stdout), id(sys.stderr)),
        "the alarm": (signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL), sys.gettrace()),
    }


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names under which two looks differ."""
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def _look(value: Any, seen: set[int]) -> Any:
    """What is in a value, and in what is in it. A value that resists is only told from others."""
    if type(value) in _PLAIN:
        return hash(value)
    if id(value) in seen:
        return id(value)
    seen.add(id(value))
    try:
        return type(value).__name__, _inside(value, type(value), seen)
    except (Exception, SystemExit):  # an object of the fuzzer's, that raises when somebody asks
        return id(value)


def _inside(value: Any, kind: type, seen: set[int]) -> Any:  # noqa: PLR0911 - one for each kind of value
    if issubclass(kind, np.ndarray):
        return _numbers(value), value.flags.writeable
    if issubclass(kind, keras.KerasTensor | keras.layers.Layer):
        return [_layer(one) for one in _layers_of(value)]
    if issubclass(kind, dict):
        return [(_name(key), _look(dict.__getitem__(value, key), seen)) for key in _first(dict.keys(value))]
    if issubclass(kind, _SETS):
        return len(value), sorted(map(repr, map(_name, _first(value))))
    if issubclass(kind, _COLLECTIONS):
        return len(value), [_look(one, seen) for one in _first(value)]
    if kind is FunctionType:
        return [_look(one, seen) for one in (vars(value), value.__defaults__, value.__kwdefaults__)]
    if _is_of_the_cell(value if kind is type else kind):
        return [(name, _look(one, seen)) for name, one in _first(_attributes(value, kind).items())]
    return id(value)


def _first(members: Iterable[Any]) -> list[Any]:
    return [member for _, member in zip(range(_MOST), members, strict=False)]


def _name(key: Any) -> Any:
    return key if type(key) in _PLAIN else id(key)


def _attributes(value: Any, kind: type) -> dict[str, Any]:
    held = vars(value) if kind is type else object.__getattribute__(value, "__dict__")
    return {name: one for name, one in held.items() if not name.startswith("__")}


def _is_of_the_cell(kind: type) -> bool:
    """Whether a class was written in a cell: it belongs to no module, and is none of Python's own."""
    return kind.__module__ == "builtins" and bool(kind.__flags__ & _WRITTEN_IN_PYTHON)


def _numbers(array: Any) -> tuple[Any, ...]:
    if array.size * array.itemsize > 100 * _MOST_BYTES:
        return array.shape, str(array.dtype)  # such as one number shown in many places
    first = np.ravel(array)[: _MOST_BYTES // max(1, array.itemsize)]
    return array.shape, str(array.dtype), zlib.crc32(first.tobytes())


def _layers_of(value: Any) -> list[Any]:
    """A layer, or all the layers that a tensor went through."""
    if not issubclass(type(value), keras.KerasTensor):
        return [value]
    found: dict[int, Any] = {}
    waiting = [value._keras_history]
    while waiting:
        operation, node, _ = waiting.pop()
        if id(operation) in found:
            continue
        found[id(operation)] = operation
        waiting += [one._keras_history for one in operation._inbound_nodes[node].input_tensors]
    return list(found.values())


class _Weights(list[tuple[Any, ...]]):
    """Weights at one look. A layer that has none yet gets them when it is first called, which cannot be undone."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, later: object) -> bool:
        return isinstance(later, _Weights) and all(one in list(later) for one in self)


def _layer(layer: Any) -> tuple[Any, ...]:
    """Its name, whether it learns, what it was called on and what reads it, and its weights."""
    weights = _Weights(_numbers(np.asarray(one)) for one in getattr(layer, "weights", ()))
    calls = len(layer._inbound_nodes), len(layer._outbound_nodes)
    return layer.name, getattr(layer, "trainable", None), calls, weights
