"""How much memory each learner takes, read from /proc while they work: private and shared, server and kernels apart."""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

MIB = 1024 * 1024
# What is private and clean is a part of a file, such as the images: the next learner maps the same.
_FIELD = re.compile(r"^(Pss|Private_Dirty):\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True)
class Share:
    """Memory of some processes, in bytes.

    Parameters
    ----------
    private
        What it has written into memory of its own: what one learner more would take.
    pss
        The same, with a fair part of what is shared.
    """

    private: int = 0
    pss: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.private + other.private, self.pss + other.pss)


def share_of(pid: int) -> Share:
    """Read one process' memory; nothing for one that is gone."""
    try:
        found = _FIELD.findall(Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii"))
    except OSError:
        return Share()
    values = {name: int(kib) * 1024 for name, kib in found}
    return Share(values.get("Private_Dirty", 0), values.get("Pss", 0))


class Watch:
    """Remembers the most that each learner's server and kernels held, and the least that the machine had left.

    Attributes
    ----------
    servers, kernels
        The most, by the learner's name.
    kernels_before
        The most that kernels held before the learner's first training.
    """

    def __init__(self) -> None:
        self.servers: dict[str, Share] = {}
        self.kernels: dict[str, Share] = {}
        self.kernels_before: dict[str, Share] = {}
        self.least_available = psutil.virtual_memory().available
        self.most_together = 0

    def look(self, learners: dict[str, "Processes"], training: set[str]) -> None:
        """Look once.

        Parameters
        ----------
        learners
            Each learner's processes.
        training
            Who has begun to train.
        """
        together = 0
        for name, processes in learners.items():
            own = share_of(processes.server)
            kernels = sum((share_of(pid) for pid in processes.kernels), Share())
            together += own.private + kernels.private
            _keep_most(self.servers, name, own)
            _keep_most(self.kernels, name, kernels)
            if name not in training:
                _keep_most(self.kernels_before, name, kernels)
        self.most_together = max(self.most_together, together)
        self.least_available = min(self.least_available, psutil.virtual_memory().available)


def _keep_most(shares: dict[str, Share], name: str, seen: Share) -> None:
    shares[name] = max(shares.get(name, Share()), seen, key=lambda share: share.private)


@dataclass(frozen=True)
class Processes:
    """The numbers of a learner's processes: their server, and what it has started."""

    server: int
    kernels: tuple[int, ...]


def processes_of(names: set[str], running: list[psutil.Process]) -> dict[str, Processes]:
    """Find what runs for each learner.

    A kernel is what a server has started. Where each learner is a user of their own, it is all that runs as that user:
    a quick kernel is a child of the class parent, not of the server.

    Parameters
    ----------
    names
        The learners.
    running
        The hub's processes. Another hub on this machine may have learners of the same names, and of the same users.
    """
    servers = {name: server for name, server in servers_of(running).items() if name in names}
    users = [_user(server) for server in servers.values()]
    found = {}
    for name, server in servers.items():
        user = _user(server)
        apart = user not in (None, os.geteuid()) and users.count(user) == 1
        with suppress(psutil.Error):
            below = [one for one in running if _user(one) == user] if apart else server.children(recursive=True)
            found[name] = Processes(server.pid, tuple(one.pid for one in below if one.pid != server.pid))
    return found


def _user(process: psutil.Process) -> int | None:
    try:
        return int(process.uids().real)
    except psutil.Error:
        return None


def servers_of(processes: list[psutil.Process]) -> dict[str, psutil.Process]:
    """Find each learner's server among processes, by the name that the hub gave it."""
    found = {}
    for process in processes:
        try:
            name = process.environ().get("JUPYTERHUB_USER")
            if name and "jupyterhub-singleuser" in " ".join(process.cmdline()):
                found[name] = process
        except psutil.Error:
            continue
    return found
