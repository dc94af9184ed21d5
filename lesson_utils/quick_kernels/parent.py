"""The parent's loop: accept, look who asks, fork; tell a server how its kernel ended. It never reads what is sent."""

import os
import selectors
import socket
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from lesson_utils.quick_kernels.asker import Asker, RefusedError, peer, who_asks
from lesson_utils.quick_kernels.messages import send
from lesson_utils.quick_kernels.stamp import stamp

_MOST_PER_USER = 16  # kernels: the parent's own descriptors must never run out


@dataclass(frozen=True)
class Child:
    """What a forked child begins with: the connection to the server that asks, and whom to become."""

    connection: socket.socket
    asker: Asker | None


@dataclass(frozen=True)
class _Kernel:
    pid: int
    uid: int
    connection: socket.socket


class Parent:
    """Forks a kernel for each connection.

    Parameters
    ----------
    listening
        A Unix socket that keeps packets apart (`SOCK_SEQPACKET`) and listens.
    for_class
        Whether anybody but root may ask, and each child becomes who asked; otherwise only the parent's own user may.
    """

    def __init__(self, listening: socket.socket, for_class: bool) -> None:
        self.stamp = stamp()
        self._listening = listening
        self._look = who_asks if for_class else _same_user
        self._events = selectors.DefaultSelector()
        self._kernels: dict[int, _Kernel] = {}
        self._starter_gone = False
        self._too_old = False
        self._events.register(listening, selectors.EVENT_READ, self._accept)

    def end_with(self, pid: int) -> None:
        """End as soon as that process is gone and the last kernel has ended."""
        try:
            self._events.register(os.pidfd_open(pid), selectors.EVENT_READ, self._forget_starter)
        except ProcessLookupError:
            self._starter_gone = True

    def serve(self) -> Child | None:
        """Work until there is nothing more to do.

        Returns
        -------
        Child or None
            In each forked child, what it needs; in the parent None: whoever started it is gone, or something was
            installed since, so that it is older than the lock.
        """
        while not self._too_old and (not self._starter_gone or self._kernels):
            for key, _ in self._events.select():
                act: Callable[[int], Child | None] = key.data
                child = act(key.fd)
                if child:
                    return child
        return None

    def _accept(self, _: int) -> Child | None:
        connection, _ = self._listening.accept()
        asker = None
        try:
            asker = self._look(connection)
            uid = asker.uid if asker else os.geteuid()
            self._need_room_for(uid)
            self._need_to_be_up_to_date()
            pid = os.fork()
        except (RefusedError, OSError) as reason:
            _say(str(reason))
            connection.close()
            _let_go(asker)
            return None
        if pid == 0:
            return Child(connection, asker)
        _let_go(asker)
        self._watch(_Kernel(pid, uid, connection))
        return None

    def _need_room_for(self, uid: int) -> None:
        if Counter(kernel.uid for kernel in self._kernels.values())[uid] >= _MOST_PER_USER:
            raise RefusedError(f"user {uid} has {_MOST_PER_USER} kernels already")

    def _need_to_be_up_to_date(self) -> None:
        if self.stamp != stamp():
            self._too_old = True
            raise RefusedError("packages were installed since; this parent is older than they are and ends")

    def _watch(self, kernel: _Kernel) -> None:
        handle = os.pidfd_open(kernel.pid)
        self._kernels[handle] = kernel
        self._events.register(handle, selectors.EVENT_READ, self._reap)

    def _reap(self, handle: int) -> None:
        self._events.unregister(handle)
        os.close(handle)
        kernel = self._kernels.pop(handle)
        _, status = os.waitpid(kernel.pid, 0)
        with kernel.connection as connection:
            connection.setblocking(False)
            with suppress(OSError):  # the server may be gone too
                send(connection, {"ended": os.waitstatus_to_exitcode(status)})

    def _forget_starter(self, handle: int) -> None:
        self._events.unregister(handle)
        os.close(handle)
        self._starter_gone = True


def _same_user(connection: socket.socket) -> None:
    _, uid, _ = peer(connection)
    if uid != os.geteuid():
        raise RefusedError(f"user {uid} is not the one this parent forks kernels for")


def _let_go(asker: Asker | None) -> None:
    if asker:
        os.close(asker.pidfd)


def _say(what: str) -> None:
    print(f"quick kernels: {what}", file=sys.stderr, flush=True)
