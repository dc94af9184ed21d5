"""Who asks the class parent for a kernel: as Linux knows the process at the other end, not as anybody says."""

import os
import select
import socket
import struct
from dataclasses import dataclass
from pathlib import Path

from lesson_utils.quick_kernels.linux import SO_PEERGROUPS

_MUST_BE_SHARED = ("user", "pid", "net", "ipc", "uts", "cgroup")
_UNLIMITED = -1  # `resource.RLIM_INFINITY`; Windows, where this file is only imported, has no such module
_MOST_GROUPS = 256  # Python asks for at most 1024 bytes; whoever is in more groups is refused


class RefusedError(Exception):
    """No kernel is forked for whoever asks; the reason is for the parent's log."""


@dataclass(frozen=True)
class Asker:
    """A process that asks for a kernel, and all that its kernel takes over from it.

    Attributes
    ----------
    uid, gid, groups
        Its user and groups.
    pidfd
        A handle of the process, which no later process of the same number can be mistaken for.
    limits
        Its resource limits: soft and hard, by their number.
    umask
        Which rights its new files lack.
    cgroup
        The file that a process writes its number to, to fall under the same limits of memory and processor; None
        where the parent itself already does.
    other_mounts
        Whether it sees other file systems than the parent, such as a private /tmp.
    """

    uid: int
    gid: int
    groups: tuple[int, ...]
    pidfd: int
    limits: dict[int, tuple[int, int]]
    umask: int
    cgroup: Path | None
    other_mounts: bool


def who_asks(connection: socket.socket) -> Asker:
    """Look at the process that connected. Nothing that it sent is read.

    Parameters
    ----------
    connection
        As it was accepted.

    Returns
    -------
    Asker
        Whoever takes it closes its `pidfd`.

    Raises
    ------
    RefusedError
        For root, for a process that is gone, one that runs with two identities, or in namespaces that its kernel would
        not be in.
    """
    pid, uid, gid = peer(connection)
    if uid == 0 or gid == 0:
        raise RefusedError("root gets no kernel from the class parent")
    try:
        pidfd = os.pidfd_open(pid)
    except OSError as error:
        raise RefusedError(f"process {pid} is gone") from error
    try:
        asker = _look_at(pid, pidfd, uid, gid, _groups(connection))
        if _has_ended(pidfd):  # then some of what was read may be of a later process with the same number
            raise RefusedError(f"process {pid} is gone")
    except (OSError, KeyError, ValueError) as error:
        os.close(pidfd)
        raise RefusedError(f"process {pid} of user {uid} cannot be looked at: {error}") from error
    except RefusedError:
        os.close(pidfd)
        raise
    return asker


def peer(connection: socket.socket) -> tuple[int, int, int]:
    """Ask Linux for the number, user and group of the process that connected or listens."""
    return struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))


def _groups(connection: socket.socket) -> tuple[int, ...]:
    packed = connection.getsockopt(socket.SOL_SOCKET, SO_PEERGROUPS, 4 * _MOST_GROUPS)
    return struct.unpack(f"{len(packed) // 4}I", packed)


def _has_ended(pidfd: int) -> bool:
    looking = select.poll()
    looking.register(pidfd, select.POLLIN)
    return bool(looking.poll(0))


def _look_at(pid: int, pidfd: int, uid: int, gid: int, groups: tuple[int, ...]) -> Asker:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
    if {*map(int, status["Uid"].split())} != {uid} or {*map(int, status["Gid"].split())} != {gid}:
        raise RefusedError(f"process {pid} has two identities; user {uid} gets no kernel through it")
    for name in _MUST_BE_SHARED:
        if _namespace(pid, name) != _namespace("self", name):
            raise RefusedError(f"process {pid} of user {uid} is in another {name} namespace")
    return Asker(
        uid=uid,
        gid=gid,
        groups=groups,
        pidfd=pidfd,
        limits=_limits(pid),
        umask=int(status["Umask"], 8),
        cgroup=_cgroup(pid),
        other_mounts=_namespace(pid, "mnt") != _namespace("self", "mnt"),
    )


def _limits(pid: int) -> dict[int, tuple[int, int]]:
    """Soft and hard limits; Linux lists them in the order of their numbers."""
    lines = Path(f"/proc/{pid}/limits").read_text(encoding="ascii").splitlines()[1:]
    return {number: (_limit(line[26:47]), _limit(line[47:68])) for number, line in enumerate(lines)}


def _limit(text: str) -> int:
    return _UNLIMITED if text.strip() == "unlimited" else int(text)


def _namespace(pid: int | str, name: str) -> str:
    return os.readlink(f"/proc/{pid}/ns/{name}")


def _cgroup(pid: int) -> Path | None:
    theirs, ours = _cgroups(pid), _cgroups("self")
    if theirs == ours:
        return None
    if {**theirs, "0:": ""} != {**ours, "0:": ""}:
        raise RefusedError("limits are set by control groups of version 1; a forked kernel would escape them")
    for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines():
        _, place, kind = line.split()[:3]
        if kind == "cgroup2":
            return Path(place + theirs["0:"]) / "cgroup.procs"
    raise RefusedError("control groups are not mounted; a forked kernel would escape its limits")


def _cgroups(pid: int | str) -> dict[str, str]:
    """A process' control groups by hierarchy; that of version 2 is called `0:`."""
    lines = Path(f"/proc/{pid}/cgroup").read_text(encoding="utf-8").splitlines()
    return {line.rpartition(":")[0]: line.rpartition(":")[2] for line in lines}
