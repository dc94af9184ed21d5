"""Run code without leaving a trace: random state, Keras' settings, variables and printed text stay as they were."""

import contextlib
import io
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

_MOST_PRINTED = 10_000  # characters kept of what the code prints; it may never stop
_MOST_COPIED = 1_000_000  # bytes; a larger array is locked instead, since a copy of all images takes too long
_MOST_LOOKED_INTO = 1000  # members of one collection that may be collections themselves

PutBack = Callable[[], None]


@contextlib.contextmanager
def untouched(variables: dict[str, Any] | None = None, contents: Iterable[object] = ()) -> Iterator[io.StringIO]:
    """Keep the kernel as it was while something is tried out, and catch what it prints.

    Parameters
    ----------
    variables : dict, optional
        A namespace that is put back as it was, name by name.
    contents : iterable, optional
        Values whose insides are put back too: lists, dictionaries, sets and arrays.

    Yields
    ------
    io.StringIO
        What was printed meanwhile; of very much, the beginning.
    """
    printed = _Printed()
    seen: set[int] = set()
    insides = [_insides(value, seen) for value in contents]
    put_back = [_variables(variables), *insides, _random_state(), _keras_state(), _tensorflow_state()]
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(_Printed()):
            yield printed
    finally:
        for restore in put_back:
            restore()


@contextlib.contextmanager
def replaced(owner: Any, name: str, stand_in: object) -> Iterator[None]:
    """Let something else stand under a name of a module or class for a while."""
    inherited = name not in vars(owner)
    previous = getattr(owner, name)
    setattr(owner, name, stand_in)
    try:
        yield
    finally:
        if inherited:
            delattr(owner, name)
        else:
            setattr(owner, name, previous)


class _Printed(io.StringIO):
    def write(self, text: str) -> int:
        return super().write(text) if self.tell() < _MOST_PRINTED else len(text)


def _nothing() -> None:
    pass


def _variables(variables: dict[str, Any] | None) -> PutBack:
    if variables is None:
        return _nothing
    before = dict(dict.items(variables))  # `dict.` asks a dictionary of the learner's own making past its own ways

    def restore() -> None:
        for name in [name for name in dict.keys(variables) if name not in before]:
            dict.__delitem__(variables, name)
        dict.update(variables, before)

    return restore


def _insides(value: Any, seen: set[int]) -> PutBack:
    """Put back what a list, dictionary, set or array holds, and what the collections in it hold."""
    if type(value) not in (list, dict, set):
        return _numbers(value) if type(value).__name__ == "ndarray" else _nothing
    if id(value) in seen:
        return _nothing
    seen.add(id(value))
    held = value.copy()
    inside = list(held.values() if type(held) is dict else held)[:_MOST_LOOKED_INTO]
    below = [_insides(one, seen) for one in inside]

    def restore() -> None:
        value.clear()
        value.extend(held) if type(value) is list else value.update(held)
        for put_back in below:
            put_back()

    return restore


def _numbers(array: Any) -> PutBack:
    if not array.flags.writeable:
        return _nothing
    if array.nbytes > _MOST_COPIED:
        array.flags.writeable = False
        return lambda: array.setflags(write=True)
    numbers = array.copy()
    return lambda: array.__setitem__(..., numbers)


def _random_state() -> PutBack:
    import numpy as np

    python, numpy_state = random.getstate(), np.random.get_state()

    def restore() -> None:
        random.setstate(python)
        np.random.set_state(numpy_state)

    return restore


def keras_state() -> dict[str, Any]:
    """What Keras keeps for this thread: counters of layer names, the policy for number types, the random generator.

    Empty when Keras is not loaded, or keeps it elsewhere than we know.
    """
    try:
        return vars(sys.modules["keras.src.backend.common.global_state"].GLOBAL_STATE_TRACKER)
    except (KeyError, AttributeError):
        return {}


def put_back_keras_state(state: dict[str, Any]) -> None:
    """Make Keras keep this for the running thread."""
    now = keras_state()
    now.clear()
    now.update(state)


def _keras_state() -> PutBack:
    """Layers made in a check must not count: Keras numbers their names (`conv2d`, `conv2d_1`, …)."""
    if "keras" not in sys.modules:
        return _nothing
    import keras

    state = {name: value.copy() if isinstance(value, dict | list) else value for name, value in keras_state().items()}
    generator = getattr(state.get("global_seed_generator"), "state", None)
    drawn = keras.ops.convert_to_numpy(generator) if generator is not None else None
    precision, order = keras.config.floatx(), keras.config.image_data_format()

    def restore() -> None:
        put_back_keras_state(state)
        if generator is not None:
            generator.assign(drawn)
        keras.config.set_floatx(precision)
        keras.config.set_image_data_format(order)

    return restore


def _tensorflow_state() -> PutBack:
    """The random state of `tf.random`, where it has been seeded; without a seed no numbers repeat anyway."""
    try:
        context = sys.modules["tensorflow.python.eager.context"].context()
        seed, generator = context._seed, getattr(context, "_rng", None)
    except (KeyError, AttributeError):
        return _nothing
    state = generator.getstate() if generator is not None else None

    def restore() -> None:
        now = getattr(context, "_rng", None)
        if now is generator and (now is None or now.getstate() == state):
            return
        context._set_global_seed(seed)  # also forgets how many numbers each operation has drawn
        if generator is None:
            del context._rng
        else:
            generator.setstate(state)
            context._rng = generator

    return restore
