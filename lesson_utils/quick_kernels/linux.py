"""Linux' calls that Python has no name for."""

import ctypes
import os
import sys

# Loaded beforehand: in the short time between fork and drop, nothing is looked for in any file.
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWNS = 0x00020000
SO_PEERGROUPS = 59  # of the level SOL_SOCKET


def no_new_privileges() -> None:
    """Give up, for this process and all that it starts, ever to gain rights by starting a program such as sudo."""
    _call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def belong_to_the_user() -> None:
    """Let the user look at this process in /proc, debug and measure it, as one that they had started themselves."""
    _call("prctl", _PR_SET_DUMPABLE, 1, 0, 0, 0)


def join_mounts(pidfd: int) -> None:
    """See the file systems as another process does, its private /tmp included. Needs root.

    Parameters
    ----------
    pidfd
        A handle of that process.
    """
    _call("setns", pidfd, _CLONE_NEWNS)


def _call(name: str, *arguments: int) -> None:
    if getattr(_LIBC, name)(*map(ctypes.c_ulong, arguments)) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")
