"""A user's own parent: one for each user and each state of what is installed, shared by all their Jupyter servers."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from lesson_utils.quick_kernels.stamp import stamp

_WAITING = 64  # connections


def place() -> Path:
    """Give the socket of the parent that fits what is installed now; nobody else may enter its folder."""
    from jupyter_core.paths import jupyter_runtime_dir

    return Path(jupyter_runtime_dir()) / f"quick-kernels-{stamp()}.socket"


def ensure() -> None:
    """Start a parent where none listens. Whoever connects while it still imports waits for it.

    It ends when this process is gone and the last kernel that it has forked has ended.

    Raises
    ------
    OSError
        When the socket cannot be made: a disk that is full or read-only, a path longer than Linux allows (107 letters).
    """
    import fcntl  # Windows has none

    socket_file = place()
    socket_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with socket_file.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two servers that start at once
        if not _listens(socket_file):
            socket_file.unlink(missing_ok=True)  # left behind by one that was killed
            _start(socket_file)


def _listens(socket_file: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as trial:
        try:
            trial.connect(str(socket_file))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
    return True


def _start(socket_file: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
        listening.bind(str(socket_file))
        socket_file.chmod(0o600)
        listening.listen(_WAITING)
        subprocess.Popen(
            [sys.executable, "-m", __name__.rpartition(".")[0]],
            stdin=listening.fileno(),
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONPATH": _with_the_course()},
            start_new_session=True,  # Ctrl-C in the server's terminal is not for it
        )


def _with_the_course() -> str:
    return os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH")]))
