"""The end of a cell: Keras tells a callback nothing of an interrupt or an error, so a run may end without a word."""

import contextlib
import threading
from collections.abc import Callable

from IPython.core.getipython import get_ipython


def when_cell_ended(then: Callable[[], object]) -> None:
    """Call something once, when the cell that runs in this thread has ended; in a script never.

    A thread that the cell has started may outlive it: then the first cell counts that ends after the thread.

    Parameters
    ----------
    then : callable
        Takes no arguments.
    """
    shell, thread = get_ipython(), threading.current_thread()
    if shell is None:
        return

    def ended(*_: object) -> None:
        if thread is not threading.current_thread() and thread.is_alive():
            return
        with contextlib.suppress(ValueError):  # taken off already
            shell.events.unregister("post_run_cell", ended)
        then()

    shell.events.register("post_run_cell", ended)
