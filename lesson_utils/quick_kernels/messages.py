"""What server, parent and kernel say to each other: one JSON object per packet of a Unix socket, with descriptors."""

import json
import os
import socket
from collections.abc import Sequence
from typing import Any

_LARGEST = 1 << 20  # bytes; Linux lets less through
_MOST_DESCRIPTORS = 4


class NoAnswerError(Exception):
    """The other side is gone, or said what nobody of ours says."""


def send(connection: socket.socket, message: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
    """Send one packet.

    Parameters
    ----------
    connection
        A connected Unix socket that keeps packets apart (`SOCK_SEQPACKET`).
    message
        What JSON can hold.
    descriptors
        Open files to hand over.

    Raises
    ------
    OSError
        When the other side is gone, or the packet too large.
    """
    socket.send_fds(connection, [json.dumps(message).encode()], descriptors)


def receive(connection: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Wait for one packet, as long as the socket's own time-out says.

    Returns
    -------
    message : dict
        As it was sent.
    descriptors : list of int
        The open files that came with it; programs started later do not get them.

    Raises
    ------
    NoAnswerError
        When there is no packet, or it holds no JSON object.
    """
    try:
        packet, descriptors, _, _ = socket.recv_fds(connection, _LARGEST, _MOST_DESCRIPTORS)
    except OSError as error:
        raise NoAnswerError(f"no answer ({error})") from error
    for descriptor in descriptors:
        os.set_inheritable(descriptor, False)  # `recv_fds` lets them be inherited, whatever flags it is given
    if not packet:
        raise NoAnswerError("the connection was closed")
    try:
        message = json.loads(packet)
    except ValueError:
        message = None
    if not isinstance(message, dict):
        _close(descriptors)
        raise NoAnswerError("this is no message of ours")
    return message, descriptors


def _close(descriptors: list[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
