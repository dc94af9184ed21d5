"""An interrupt of the kernel while it trains: the first one ends the training in order, a second one is as always."""

import re
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from IPython.core.getipython import get_ipython


class FirstInterrupt:
    """Takes the place of the kernel's own reaction, until it has been used or is released.

    The display's button and JupyterLab's ■ both interrupt the kernel: nothing else is sure to reach a cell that runs.

    Parameters
    ----------
    stop : callable
        Asks the training to end after its batch. Called at any moment of it: a flag is all it should set.
    """

    def __init__(self, stop: Callable[[], object]) -> None:
        self._stop = stop
        self._usual: Any = None  # the kernel's own

    def watch(self) -> None:
        """Begin, where a kernel runs this in its main thread; a script keeps its Ctrl+C."""
        in_kernel = hasattr(get_ipython(), "kernel")
        if in_kernel and threading.current_thread() is threading.main_thread():
            there = signal.signal(signal.SIGINT, self._first)
            owner = getattr(there, "__self__", None)  # of an earlier training of this cell, that broke off
            self._usual = owner._usual if isinstance(owner, FirstInterrupt) else there

    def release(self) -> None:
        """Put the usual reaction back."""
        if self._usual is not None:
            signal.signal(signal.SIGINT, self._usual)
            self._usual = None

    def _first(self, _: int, __: FrameType | None) -> None:
        self.release()
        self._stop()


def kernel_id() -> str:
    """By which a Jupyter server knows this kernel; empty outside of one."""
    kernel = getattr(get_ipython(), "kernel", None)
    connection = str(getattr(getattr(kernel, "parent", None), "connection_file", ""))
    found = re.fullmatch(r"kernel-([\w-]+)\.json", Path(connection).name)
    return found[1] if found else ""
