"""Call a learner's function within limits: it comes to an end, fills no memory and asks nobody."""

import builtins
import contextlib
import ctypes
import gc
import io
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

from lesson_utils.checking.running.isolation import put_back_keras_state, replaced
from lesson_utils.keras_internals import class_that_tracks_attributes, thread_state

TIME_LIMIT = 1.5  # seconds for one call; a course model is built in a fiftieth of that
ALL_CALLS = 1.8  # seconds for all the calls of one comparison
COMPUTING_LIMIT = 1.0  # seconds of them spent computing: on a busy machine they take longer
LARGEST_WEIGHT = 50_000_000  # numbers in one weight array: 200 MB, a thousand times what the lesson's model needs

_TICK = 0.1  # seconds between two looks at the clock
_AGAIN = 0.02  # seconds until code that was stopped, and has caught that, is stopped again
_MOST_LINES = 6
_PACKAGE = str(Path(__file__).parents[1])
_one_at_a_time = threading.RLock()  # what is replaced meanwhile, such as `Layer.add_weight`, is everybody's

Result = TypeVar("Result")


class TookTooLong(BaseException):
    """The probed code did not end in time. A BaseException, so that a learner's `except Exception` lets it pass."""


class TooLarge(Exception):  # noqa: N818 - named for what it says
    """The probed code wanted a layer that would fill the memory."""


def within_limits(function: Callable[[], Result], numbers: bool = True, seconds: float | None = None) -> Result:
    """What a function without arguments returns, if it does so in time and within the memory.

    Parameters
    ----------
    function : callable
        Of the learner's: anything may be in it.
    numbers : bool
        False to build layers whose weights have a shape but no numbers yet, in a third of the time. They are drawn
        when somebody asks for them.
    seconds : float, optional
        The time it may take; `TIME_LIMIT` when left out.

    Raises
    ------
    TookTooLong
        After that time or `COMPUTING_LIMIT`, or when it waits for somebody to type. Time for which the machine was
        busy with other programs does not count, where the system tells (Linux).
    TooLarge
        When a layer asks for a weight array of more than `LARGEST_WEIGHT` numbers.
    BaseException
        Whatever the function raises.
    """
    here = threading.current_thread() is threading.main_thread()
    call = _call_with_alarm if here and hasattr(signal, "setitimer") else _call_in_thread
    with _one_at_a_time, _nothing_collected(), contextlib.ExitStack() as stack:
        for owner, name, value in _replacements(numbers):
            stack.enter_context(replaced(owner, name, value))
        return call(function, TIME_LIMIT if seconds is None else seconds)


# ---- time ----


@contextlib.contextmanager
def _nothing_collected() -> Iterator[None]:
    """Without Python's garbage collector: with TensorFlow in memory one collection may take as long as the limit."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class Clock:
    """The seconds that a thread spends from now on, computing or waiting; Linux tells those when it had to queue.

    On a busy machine a thread stands in the queue for a processor most of the time, which is not its own fault.
    """

    def __init__(self, thread: threading.Thread) -> None:
        self._thread = thread
        self._start = self._now()

    def spent(self) -> tuple[float, float]:
        """The seconds of computing, and those of computing and waiting."""
        computed, lived = (now - start for now, start in zip(self._now(), self._start, strict=True))
        return computed, lived

    def late(self, seconds: float) -> bool:
        """Whether more than these seconds have gone by, or `COMPUTING_LIMIT` of computing."""
        computed, lived = self.spent()
        return computed > COMPUTING_LIMIT or lived > seconds

    def _now(self) -> tuple[float, float]:
        computed = queued = 0.0
        with contextlib.suppress(OSError, ValueError):  # another system
            told = Path(f"/proc/self/task/{self._thread.native_id}/schedstat").read_text(encoding="ascii")
            computed, queued = (int(nanoseconds) / 1e9 for nanoseconds in told.split()[:2])
        return computed, time.monotonic() - queued


def _call_with_alarm(function: Callable[[], Result], seconds: float) -> Result:
    """In the main thread an alarm interrupts whatever runs, sleep too."""
    clock, stopped, over = Clock(threading.current_thread()), 0, False

    def look(_: int, frame: FrameType | None) -> None:
        nonlocal stopped
        if over:
            return
        signal.setitimer(signal.ITIMER_REAL, _AGAIN if stopped else _TICK)
        if frame is not None and not _is_ours(frame) and (stopped or clock.late(seconds)):
            _stop_even_where_caught(frame, lines=stopped % _MOST_LINES)
            stopped += 1
            raise TookTooLong

    previous, tracing = signal.signal(signal.SIGALRM, look), sys.gettrace()
    signal.setitimer(signal.ITIMER_REAL, _TICK)
    try:
        result, ended = next(_apart(function))
        if ended is not None:
            raise ended
    except BaseException:
        if stopped:  # whatever the function made of it
            raise TookTooLong from None
        raise
    finally:
        over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
        sys.settrace(tracing)
    if stopped:
        raise TookTooLong
    return result


def _apart(function: Callable[[], Result]) -> Iterator[tuple[Any, StopIteration | None]]:
    """Call it in a generator, which has a place of its own for the exception being handled.

    An exception that comes between two lines of a handler may stay in that place: here it goes with the generator.
    A StopIteration, which no generator may raise, is handed out.
    """
    try:
        yield function(), None
    except StopIteration as ended:
        yield None, ended


def _stop_even_where_caught(frame: FrameType | None, lines: int) -> None:
    """Let a line after a catch raise again: `except: pass` around a loop would go on for ever.

    Python takes such a trace away once it has raised. So it raises after a number of lines that is another one each
    time: a `finally` on the way would catch it each time otherwise.
    """

    def again(_: FrameType, event: str, __: object) -> Any:
        nonlocal lines
        if event == "line":
            if lines == 0:
                raise TookTooLong
            lines -= 1
        return again

    while frame is not None and not _is_ours(frame):
        frame.f_trace = again
        frame = frame.f_back
    sys.settrace(lambda *_: None)  # without a trace function of its own Python asks no frame


def _is_ours(frame: FrameType) -> bool:
    """Whether the checker itself is running, on its way out: it must not be stopped again."""
    return frame.f_code.co_filename.startswith((_PACKAGE, contextlib.__file__))


def _call_in_thread(function: Callable[[], Result], seconds: float) -> Result:
    """On Windows and outside the main thread there is no alarm: the function runs beside us and may be left behind."""
    results: list[Result] = []
    errors: list[BaseException] = []
    state = dict(thread_state())

    def run() -> None:
        try:
            put_back_keras_state(state)
            results.append(function())
        except BaseException as error:  # noqa: BLE001 - whatever it raises, it is told to the one who asked
            errors.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    clock = Clock(worker)
    while worker.is_alive() and not clock.late(seconds):
        worker.join(_TICK)
    if worker.is_alive():  # it ends at its next step, unless it catches everything
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker.ident or 0), ctypes.py_object(SystemExit))
        raise TookTooLong
    if errors:
        raise errors[0]
    return results[0]


# ---- what is replaced meanwhile ----


def _replacements(numbers: bool) -> list[tuple[Any, str, Any]]:
    import keras

    tracked = class_that_tracks_attributes()
    # A layer's attributes are noted down for saving it: a quarter of the time, and what has no numbers is never saved.
    untracked = [(tracked, "__setattr__", object.__setattr__)] if tracked is not None and not numbers else []
    return [
        *untracked,
        (keras.layers.Layer, "add_weight", _guarded(keras.layers.Layer.add_weight, numbers)),
        (builtins, "input", _nobody_to_ask),
        (sys, "stdin", io.StringIO()),
    ]


def _guarded(add_weight: Callable[..., Any], numbers: bool) -> Callable[..., Any]:
    """Keras' own `add_weight`, which refuses what is too large and, without `numbers`, draws none."""
    import keras

    def guarded(self: Any, shape: Any = None, *args: Any, **kwargs: Any) -> Any:
        size = 1
        for length in shape or ():
            size *= int(length or 1)
        if size > LARGEST_WEIGHT:
            raise TooLarge(f"{size:,}")
        if numbers:
            return add_weight(self, shape, *args, **kwargs)
        with keras.StatelessScope(initialize_variables=False):
            variable = add_weight(self, shape, *args, **kwargs)
        pending = thread_state().get("uninitialized_variables") or [None]
        if pending[-1] is variable:  # or Keras would draw its numbers at the next opportunity
            pending.pop()
        return variable

    return guarded


def _nobody_to_ask(*_: object) -> str:
    raise TookTooLong
