"""How much memory each learner takes, read from /proc while they work: private and shared, server and kernels apart."""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import psutil

MIB = 1024 * 1024
_FIELD = re.compile(r"^(Pss|Private_Clean|Private_Dirty):\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True)
class Share:
    """Memory of some processes, in bytes.

    Parameters
    ----------
    private
        What no other process uses: what one learner more would take.
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
    values: defaultdict[str, int] = defaultdict(int)
    for name, kib in found:
        values[name.partition("_")[0]] += int(kib) * 1024
    return Share(values["Private"], values["Pss"])


class Watch:
    """Remembers the most that each learner's server and kernels held, and the least that the machine had left."""

    def __init__(self) -> None:
        self.servers: dict[str, Share] = {}
        self.kernels: dict[str, Share] = {}
        self.least_available = psutil.virtual_memory().available
        self.most_together = 0

    def look(self, servers: dict[str, psutil.Process]) -> None:
        """Look once.

        Parameters
        ----------
        servers
            Each learner's server; what it has started counts as kernels.
        """
        together = 0
        for name, server in servers.items():
            try:
                below = [process.pid for process in server.children(recursive=True)]
            except psutil.Error:
                continue
            own, kernels = share_of(server.pid), sum((share_of(pid) for pid in below), Share())
            together += own.private + kernels.private
            self.servers[name] = max(self.servers.get(name, Share()), own, key=lambda share: share.private)
            self.kernels[name] = max(self.kernels.get(name, Share()), kernels, key=lambda share: share.private)
        self.most_together = max(self.most_together, together)
        self.least_available = min(self.least_available, psutil.virtual_memory().available)


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
