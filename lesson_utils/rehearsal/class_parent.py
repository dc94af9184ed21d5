"""The class parent of a rehearsal, started as systemd does it for a class: deploy/quick-kernels."""

import os
import socket
import subprocess
from pathlib import Path

from lesson_utils.checkout import ROOT
from lesson_utils.problem import Problem
from lesson_utils.rehearsal import passable

_PATIENCE = 120  # seconds until TensorFlow is imported, on a loaded machine


def need_own_users() -> None:
    """Refuse where learners are no users of their own: the class parent becomes who asks, and never forks for root.

    Raises
    ------
    Problem
        With what to type.
    """
    if not passable.possible():
        raise Problem(
            "Quick kernels of a class are for learners who are users of their own. Only root can play these, and not "
            "in every container.",
            "type the same with sudo on the machine itself, or leave --quick-kernels out.",
        )


def start(place: Path, python: Path, environment: dict[str, str]) -> None:
    """Start it, and wait until it serves.

    Parameters
    ----------
    place
        Where its socket is made, and its log beside it, in a folder that nobody but root may write into.
    python
        The Python of an environment with the extra `class`.
    environment
        Variables by which its processes are known.

    Raises
    ------
    Problem
        With its last words, when it does not start.
    """
    log = place.with_suffix(".log")
    command = [str(python), "-P", "-s", "-m", "lesson_utils.quick_kernels", "--class"]
    variables = {"PATH": os.defpath, "HOME": str(place.with_name("empty")), "PYTHONPATH": str(ROOT), **environment}
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening, log.open("wb") as words:
        listening.bind(str(place))
        place.chmod(0o666)
        listening.listen(256)
        subprocess.Popen(command, stdin=listening.fileno(), stderr=words, env=variables, cwd="/", umask=0o077)
    if not _serves(place):
        said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-3:]
        raise Problem("The class parent did not start. " + " ".join(said), "see deploy/quick-kernels/README.md.")


def _serves(place: Path) -> bool:
    """Whether it has imported everything: from then on it closes the connection of root, who gets no kernel."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asking:
        asking.settimeout(_PATIENCE)
        try:
            asking.connect(str(place))
            return asking.recv(1) == b"" and _still_listens(place)
        except OSError:
            return False


def _still_listens(place: Path) -> bool:
    """A parent that has ended closes connections too."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asking:
        try:
            asking.connect(str(place))
        except OSError:
            return False
    return True
