"""The forked child: from its first instruction to an ordinary ipykernel."""

import gc
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from lesson_utils.keras_internals import find_home_again
from lesson_utils.quick_kernels.asker import Asker
from lesson_utils.quick_kernels.dropping import become
from lesson_utils.quick_kernels.lifeline import hold
from lesson_utils.quick_kernels.linux import belong_to_the_user
from lesson_utils.quick_kernels.messages import receive, send
from lesson_utils.quick_kernels.reseeding import reseed
from lesson_utils.quick_kernels.settings import needs_ordinary_start

_PATIENCE = 60  # seconds for the server to say what it wants
_PACKAGE = __name__.partition(".")[0]
_NO_POLLER = "--IPKernelApp.parent_handle=1"  # it would watch the parent; `lifeline.py` watches the server


def live(connection: socket.socket, asker: Asker | None, stamp: str) -> NoReturn:
    """Become the kernel that is asked for; does not return.

    Parameters
    ----------
    connection
        To the server that asks, of which nothing has been read yet.
    asker
        Whom to turn into first; None where parent and server are the same user's.
    stamp
        The parent's.
    """
    try:
        parents = dict(os.environ)
        _leave_the_parent(connection, asker)
        os.environ.clear()
        connection.settimeout(_PATIENCE)
        send(connection, {"kernel": os.getpid(), "stamp": stamp}, [os.pidfd_open(os.getpid())])
        request, descriptors = receive(connection)
        reason = _enter(request, parents)
        if reason:
            send(connection, {"refused": reason})
            os._exit(0)
        _take_streams(descriptors)
        send(connection, {"started": True})
        hold(connection)
    except BaseException as error:  # noqa: BLE001 - a forked child must never go on as a second parent
        print(f"quick kernels: no kernel was started: {error!r}", file=sys.stderr, flush=True)
        os._exit(1)
    _run(request["arguments"])


def _leave_the_parent(connection: socket.socket, asker: Asker | None) -> None:
    """Let go of all that is the parent's or another kernel's: files, signals, session, user."""
    kept = {0, 1, 2, connection.fileno(), asker.pidfd if asker else -1}
    for name in os.listdir("/proc/self/fd"):
        if int(name) not in kept:
            _close(int(name))
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.close(nothing)
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        if number < signal.SIGRTMIN:
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python itself starts
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    os.setsid()
    if asker:
        become(asker)
    else:
        belong_to_the_user()
    gc.enable()


def _close(descriptor: int) -> None:
    with suppress(OSError):  # the one that listed the folder is closed already
        os.close(descriptor)


def _enter(request: dict[str, Any], parents: dict[str, str]) -> str:
    """Take over the environment and the folder that are asked for; a reason when that cannot be done."""
    wanted, folder = request["environment"], Path(request["folder"])
    reason = needs_ordinary_start(wanted, parents, folder)
    if reason:
        return reason
    os.environ.update(wanted)
    time.tzset()
    try:
        os.chdir(folder)
    except OSError as error:
        return f"the folder cannot be entered: {error}"
    find_home_again()
    _look_for_modules_as(wanted.get("PYTHONPATH", ""), parents.get("PYTHONPATH", ""))
    reseed()
    return ""


def _look_for_modules_as(wanted: str, parents: str) -> None:
    """Search where an ordinary kernel would, and import the course anew: it may be another than the parent's."""
    of_parent = {os.path.abspath(path) for path in parents.split(os.pathsep) if path}
    own = [path for path in sys.path if path and os.path.abspath(path) not in of_parent]
    # each once, as Python itself does
    first = dict.fromkeys(os.path.abspath(path) for path in wanted.split(os.pathsep) if path)
    sys.path[:] = [*first, *own]
    sys.path_importer_cache.clear()
    for name in [name for name in sys.modules if name == _PACKAGE or name.startswith(f"{_PACKAGE}.")]:
        del sys.modules[name]


def _take_streams(descriptors: list[int]) -> None:
    """Write where the server writes, below what a notebook captures."""
    for stream, descriptor in zip((1, 2), descriptors, strict=True):
        os.dup2(descriptor, stream)
        os.close(descriptor)


def _run(arguments: list[str]) -> NoReturn:
    import ipykernel_launcher  # type: ignore[import-untyped]
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = [str(ipykernel_launcher.__file__), *arguments]
    IPKernelApp.launch_instance([*arguments, _NO_POLLER])
    sys.exit()
