"""Run code without leaving a trace: random state, Keras' settings, variables and printed text stay as they were."""

import contextlib
import io
import logging
import random
import sys
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from lesson_utils.checking.running.contents import PutBack, contents_of, nothing
from lesson_utils.keras_internals import thread_state

_MOST_PRINTED = 10_000  # characters kept of what the code prints; it may never stop


@contextlib.contextmanager
def untouched(variables: dict[str, Any] | None = None, contents: Iterable[object] = ()) -> Iterator[io.StringIO]:
    """Keep the kernel as it was while something is tried out, and catch what it prints, logs and warns of.

    Parameters
    ----------
    variables : dict, optional
        A namespace that is put back as it was, name by name.
    contents : iterable, optional
        Values of which what they hold is put back too; see `contents_of`.

    Yields
    ------
    io.StringIO
        What was printed meanwhile; of very much, the beginning.
    """
    printed = _Printed()
    seen: set[int] = set()
    held = [contents_of(value, seen) for value in contents]
    put_back = [_variables(variables), *held, _random_state(), _keras_state(), _tensorflow_state(), _logging()]
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(_Printed()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
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


def _variables(variables: dict[str, Any] | None) -> PutBack:
    if variables is None:
        return nothing
    before = dict(dict.items(variables))  # `dict.` asks a dictionary of the learner's own making past its own ways

    def restore() -> None:
        for name in [name for name in dict.keys(variables) if name not in before]:
            dict.__delitem__(variables, name)
        dict.update(variables, before)

    return restore


def _logging() -> PutBack:
    """Handlers of loggers keep the stream that they were made with: they would write past what is caught here."""
    loggers = [logging.root, *logging.root.manager.loggerDict.values()]
    others = [logger for logger in loggers if getattr(logger, "name", "") != "lesson_utils"]  # our own faults are noted
    handlers = {handler for logger in others for handler in getattr(logger, "handlers", ())} | {logging.lastResort}
    heard = [handler for handler in handlers if handler is not None]
    for handler in heard:
        handler.addFilter(_nothing_passes)

    def restore() -> None:
        for handler in heard:
            handler.removeFilter(_nothing_passes)

    return restore


def _nothing_passes(_: logging.LogRecord) -> bool:
    return False


def _random_state() -> PutBack:
    import numpy as np

    python, numpy_state = random.getstate(), np.random.get_state()

    def restore() -> None:
        random.setstate(python)
        np.random.set_state(numpy_state)

    return restore


def put_back_keras_state(state: dict[str, Any]) -> None:
    """Make Keras keep this for the running thread."""
    now = thread_state()
    now.clear()
    now.update(state)


def _keras_state() -> PutBack:
    """Layers made in a check must not count: Keras numbers their names (`conv2d`, `conv2d_1`, …)."""
    if "keras" not in sys.modules:
        return nothing
    import keras

    state = {name: value.copy() if isinstance(value, dict | list) else value for name, value in thread_state().items()}
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
        return nothing
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
