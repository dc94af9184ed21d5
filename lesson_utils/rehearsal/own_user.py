"""Starts each played learner's server under a user number of its own: the system's walls, and no entry among its users.

Root alone can do that. For anybody else all servers run as the one who rehearses, and nothing stands between them.
"""

import ctypes
import os
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyterhub.spawner import SimpleLocalProcessSpawner
from traitlets import Integer

_PR_SET_NO_NEW_PRIVS = 38
_LARGEST_FILE = 4 << 30  # bytes, as in deploy/one-machine


class OwnUserSpawner(SimpleLocalProcessSpawner):
    """One user number for each learner, and the memory limit that the class has, for each of their processes."""

    first_uid = Integer(0, help="The number of the first learner's user; 0: all run as the hub does.").tag(config=True)

    async def start(self) -> Any:
        """Make the home, closed to others, then start the server in it."""
        Path(self.home_dir).mkdir(mode=0o700, exist_ok=True)
        if self.first_uid:
            os.chown(self.home_dir, self._uid, self._uid)
        return await super().start()

    @property
    def _uid(self) -> int:
        return self.first_uid + self.user.id

    def make_preexec_fn(self, name: str) -> Callable[[], None]:
        """Give what runs in the new process before the server: first the limits, then the user, then the home."""
        uid, memory, home = self._uid, self.mem_limit, self.home_dir
        drop = bool(self.first_uid)
        libc = ctypes.CDLL(None)

        def become_learner() -> None:
            if memory:
                resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
            resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
            if drop:
                os.setgroups([])
                os.setgid(uid)
                os.setuid(uid)
                libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
            os.umask(0o077)
            os.chdir(home)

        return become_learner
