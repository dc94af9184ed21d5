"""Run code without leaving a trace: random state, layer counters, variables and printed text stay as they were."""

import contextlib
import ctypes
import io
import random
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any

TIME_LIMIT = 1.8  # seconds; a course model is built in under 0.2
LARGEST_WEIGHT = 50_000_000  # numbers in one weight array: 200 MB, a thousand times what the lesson's model needs


class TookTooLong(BaseException):
    """The probed code did not end in time. A BaseException, so that a learner's `except Exception` lets it pass."""


class TooLarge(Exception):  # noqa: N818 - named for what it says
    """The probed code wanted a layer that would fill the memory."""


@contextlib.contextmanager
def untouched(variables: dict[str, Any] | None = None) -> Iterator[io.StringIO]:
    """Keep the kernel as it was while something is tried out, and catch what it prints.

    Parameters
    ----------
    variables : dict, optional
        A namespace that is put back as it was, name by name.

    Yields
    ------
    io.StringIO
        What was printed meanwhile.
    """
    printed = io.StringIO()
    before = dict(variables) if variables is not None else {}
    put_back = [_random_state(), _keras_state()]
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
            yield printed
    finally:
        for restore in put_back:
            restore()
        if variables is not None:
            for name in [name for name in variables if name not in before]:
                del variables[name]
            variables.update(before)


def _random_state() -> Callable[[], None]:
    import numpy as np

    python, numpy_state = random.getstate(), np.random.get_state()

    def restore() -> None:
        random.setstate(python)
        np.random.set_state(numpy_state)

    return restore


def _keras_state() -> Callable[[], None]:
    """Keras numbers automatic layer names (`conv2d`, `conv2d_1`, …); the checker's own layers must not count."""
    try:
        from keras.src.backend.common import global_state
    except ImportError:
        return lambda: None
    counters = global_state.get_global_attribute("object_name_uids")
    copied = counters.copy() if counters is not None else None

    def restore() -> None:
        global_state.set_global_attribute("object_name_uids", copied)

    return restore


@contextlib.contextmanager
def limits(seconds: float = TIME_LIMIT) -> Iterator[None]:
    """Stop code that does not end, and refuse weights that would fill the memory.

    Raises
    ------
    TookTooLong
        After `seconds`.
    TooLarge
        When a layer asks for a weight array of more than `LARGEST_WEIGHT` numbers.
    """
    with _weight_guard(), _time_guard(seconds):
        yield


@contextlib.contextmanager
def _weight_guard() -> Iterator[None]:
    import keras

    original = keras.layers.Layer.add_weight

    def guarded(self: Any, shape: Any = None, *args: Any, **kwargs: Any) -> Any:
        size = 1
        for length in shape or ():
            size *= int(length or 1)
        if size > LARGEST_WEIGHT:
            raise TooLarge(f"{size:,}")
        return original(self, shape, *args, **kwargs)

    keras.layers.Layer.add_weight = guarded
    try:
        yield
    finally:
        keras.layers.Layer.add_weight = original


@contextlib.contextmanager
def _time_guard(seconds: float) -> Iterator[None]:
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        yield from _by_signal(seconds)
    else:
        yield from _by_thread(seconds)


def _by_signal(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TookTooLong

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.1)  # again and again: the code may swallow the first one
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def _by_thread(seconds: float) -> Iterator[None]:
    """Windows, and threads: an exception set from outside arrives at the next Python instruction."""
    here = ctypes.c_ulong(threading.get_ident())
    timer = threading.Timer(seconds, ctypes.pythonapi.PyThreadState_SetAsyncExc, (here, ctypes.py_object(TookTooLong)))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
