"""Ends a forked kernel when its server is gone: an ordinary kernel's parent poller would watch the wrong process."""

import os
import socket
import threading


def hold(connection: socket.socket) -> None:
    """End this process as soon as the server closes its end of the connection, or is closed itself.

    Parameters
    ----------
    connection
        The socket over which the server asked for this kernel; nothing else reads it from now on.
    """
    threading.Thread(target=_wait, args=(connection,), name="lifeline", daemon=True).start()


def _wait(connection: socket.socket) -> None:
    connection.settimeout(None)
    try:
        while connection.recv(1):
            pass  # a server says nothing more
    except OSError:
        pass
    os._exit(1)  # as an ordinary kernel without its server does
