"""Run code without leaving a trace: random state, layer counters, variables and printed text stay as they were."""

import contextlib
import ctypes
import io
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

CPU_LIMIT = 1.5  # seconds of computing; a course model is built in under 0.2, however busy the machine is
WALL_LIMIT = 5.0  # seconds on the clock, for code that waits instead of computing
LARGEST_WEIGHT = 50_000_000  # numbers in one weight array: 200 MB, a thousand times what the lesson's model needs

_PACKAGE = str(Path(__file__).parent)


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
    if "keras" not in sys.modules:
        return lambda: None
    try:
        from keras.src.backend.common import global_state
    except ImportError:  # Keras keeps it elsewhere: the names of later layers count on, which harms nobody
        return lambda: None
    counters = global_state.get_global_attribute("object_name_uids")
    copied = counters.copy() if counters is not None else None

    def restore() -> None:
        global_state.set_global_attribute("object_name_uids", copied)

    return restore


@contextlib.contextmanager
def limits() -> Iterator[list[TookTooLong]]:
    """Stop code that does not end, and refuse weights that would fill the memory.

    Yields
    ------
    list of TookTooLong
        Not empty once the code was stopped, whatever it made of it.

    Raises
    ------
    TookTooLong
        After `CPU_LIMIT` or `WALL_LIMIT`.
    TooLarge
        When a layer asks for a weight array of more than `LARGEST_WEIGHT` numbers.
    """
    stopped: list[TookTooLong] = []
    with _weight_guard(), _time_guard(stopped):
        yield stopped


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
def _time_guard(stopped: list[TookTooLong]) -> Iterator[None]:
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        yield from _by_signal(stopped)
    else:
        yield from _by_thread()


def _by_signal(stopped: list[TookTooLong]) -> Iterator[None]:
    started, computed = time.monotonic(), time.thread_time()

    def look(_: int, frame: FrameType | None) -> None:
        late = time.thread_time() - computed > CPU_LIMIT or time.monotonic() - started > WALL_LIMIT
        if late and frame is not None and not _is_ours(frame):
            _stop_even_where_caught(frame)
            stopped.append(TookTooLong())
            raise stopped[-1]

    previous, tracing = signal.signal(signal.SIGALRM, look), sys.gettrace()
    signal.setitimer(signal.ITIMER_REAL, 0.2, 0.1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
        sys.settrace(tracing)


def _stop_even_where_caught(frame: FrameType | None) -> None:
    """Let the line after a catch raise again: `except: pass` around a loop would go on for ever."""

    def again(_: FrameType, event: str, __: object) -> Any:
        if event == "line":
            raise TookTooLong
        return again

    while frame is not None and not _is_ours(frame):
        frame.f_trace = again
        frame = frame.f_back
    sys.settrace(lambda *_: None)  # without a trace function of its own Python asks no frame


def _is_ours(frame: FrameType) -> bool:
    """Whether the checker itself is running, on its way out: it must not be stopped again."""
    return frame.f_code.co_filename.startswith((_PACKAGE, contextlib.__file__))


def _by_thread() -> Iterator[None]:
    """Windows, and threads: an exception set from outside arrives at the next Python instruction."""
    here = ctypes.c_ulong(threading.get_ident())
    stop = ctypes.pythonapi.PyThreadState_SetAsyncExc
    timer = threading.Timer(WALL_LIMIT, stop, (here, ctypes.py_object(TookTooLong)))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
