"""A forked kernel as the Jupyter server sees it: what `subprocess.Popen` is to an ordinary one."""

import os
import select
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lesson_utils.quick_kernels.asker import peer
from lesson_utils.quick_kernels.messages import NoAnswerError, receive, send
from lesson_utils.quick_kernels.stamp import stamp

PATIENCE = 90  # seconds: a parent that was just started imports TensorFlow first, on a loaded machine in half a minute
_FOR_LAST_WORDS = 1  # seconds between a kernel's end and its parent's word on how it ended
_STREAMS = (1, 2)  # output and errors: a kernel writes where the server does, below what the notebook captures
_UNKNOWN = 1  # the exit code where no parent is left to tell it


class NoQuickKernelError(Exception):
    """No kernel could be forked, and why: an ordinary start is what is left."""


@dataclass(frozen=True)
class Wanted:
    """What a kernel is started with.

    Attributes
    ----------
    arguments
        What an ordinary kernel has on its command line after the name of its module.
    environment
        All its environment variables.
    folder
        Where it starts.
    """

    arguments: list[str]
    environment: dict[str, str]
    folder: str


class ForkedProcess:
    """A running kernel, forked on demand.

    Parameters
    ----------
    place
        The parent's socket.
    wanted
        The kernel to be started.

    Raises
    ------
    NoQuickKernelError
        When there is no parent, it is too old, or this kernel needs an ordinary start.
    """

    stdin = stdout = stderr = None  # no pipes, as `jupyter_client` looks for them

    def __init__(self, place: Path, wanted: Wanted) -> None:
        self.returncode: int | None = None
        self._connection = _connect(place)
        try:
            self.pid, self._handle = _greeting(self._connection)
            self._ask_for(wanted)
        except (NoAnswerError, OSError) as error:
            self._connection.close()
            raise NoQuickKernelError(f"the parent of quick kernels gave none: {error}") from error
        except NoQuickKernelError:
            self._connection.close()
            raise

    def _ask_for(self, wanted: Wanted) -> None:
        request = {"arguments": wanted.arguments, "environment": wanted.environment, "folder": wanted.folder}
        send(self._connection, request, _STREAMS)
        answer, _ = receive(self._connection)
        if not answer.get("started"):
            os.close(self._handle)
            raise NoQuickKernelError(str(answer.get("refused")))

    def poll(self) -> int | None:
        """Give the exit code, negative for a signal, or None while the kernel runs."""
        if self.returncode is None and self._has_ended(0):
            self.returncode = self._last_words()
            self._connection.close()
            os.close(self._handle)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until the kernel has ended, for at most so many seconds.

        Raises
        ------
        TimeoutError
            When it still runs.
        """
        if self.returncode is None and not self._has_ended(timeout):
            raise TimeoutError(f"kernel {self.pid} still runs")
        code = self.poll()
        assert code is not None
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal; nothing happens where the kernel has ended, whoever has its number now."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, number)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)

    def _has_ended(self, timeout: float | None) -> bool:
        looking = select.poll()
        looking.register(self._handle, select.POLLIN)
        return bool(looking.poll(None if timeout is None else timeout * 1000))

    def _last_words(self) -> int:
        deadline = time.monotonic() + _FOR_LAST_WORDS
        self._connection.settimeout(_FOR_LAST_WORDS)
        try:
            while time.monotonic() < deadline:
                message, _ = receive(self._connection)
                if isinstance(message.get("ended"), int):
                    return int(message["ended"])
        except NoAnswerError:
            pass
        return _UNKNOWN


def _connect(place: Path) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection.settimeout(PATIENCE)
    try:
        connection.connect(str(place))
        uid = peer(connection)[1]
    except OSError as error:
        connection.close()
        raise NoQuickKernelError(f"no parent of quick kernels answers at {place} ({error})") from error
    if uid not in (0, os.geteuid()):
        connection.close()
        raise NoQuickKernelError(f"what listens at {place} belongs to user {uid}")
    return connection


def _greeting(connection: socket.socket) -> tuple[int, int]:
    message: dict[str, Any]
    message, handles = receive(connection)
    if len(handles) != 1 or not isinstance(message.get("kernel"), int):
        raise NoAnswerError("it does not speak as ours do")
    if message.get("stamp") != stamp():
        os.close(handles[0])
        raise NoQuickKernelError("the parent of quick kernels is older than what is installed now")
    return message["kernel"], handles[0]
