"""A class parent and learners' servers for tests: root forks, learners have numbers, disks and limits of their own."""

import json
import os
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.quick_kernels.kernel import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
LEARNER, OTHER = 61_501, 61_502  # numbers that no user of a Debian system has
GROUPS = (LEARNER, 61_510)
PRIVATE = "/mnt"  # covered by a disk of the learner's own


def way_in() -> list[str]:
    """Shell commands for a mount namespace: a private disk, and Python within reach if it lies in a closed folder."""
    steps = ["set -e", "umask 022"]
    for path in {Path(sys.base_prefix), Path(sys.prefix).resolve(), ROOT}:
        closed = next((one for one in reversed(path.parents) if not one.stat().st_mode & 0o001), None)
        if closed:
            place, cover = shlex.quote(str(path)), shlex.quote(str(closed))
            steps += [f"mount --bind {place} /mnt", f"mount -t tmpfs -o mode=0755 tmpfs {cover}"]
            steps += [f"mkdir -p {place}", f"mount --bind /mnt {place}", "umount /mnt"]
    return [*steps, f"mount -t tmpfs -o mode=0777 tmpfs {PRIVATE}"]


def namespace(before: str = "true") -> list[str]:
    """The beginning of a command line for a mount namespace of its own."""
    script = "\n".join([*way_in(), before, 'exec "$@"'])
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh"]


def as_learner(uid: int, *command: str, before: str = "true") -> list[str]:
    """A command line that root turns into one of a learner, in a mount namespace of their own."""
    groups = ",".join(map(str, GROUPS))
    return [*namespace(before), "setpriv", f"--reuid={uid}", f"--regid={uid}", f"--groups={groups}", *command]


# A program whose real user is another than the one it acts as, as one with the set-user bit is.
TWO_IDENTITIES = ["setpriv", f"--ruid={LEARNER}", f"--euid={OTHER}", f"--regid={OTHER}", "--clear-groups"]


class Learner:
    """A learner's server, with its kernels."""

    def __init__(self, folder: Path, uid: int, before: str = "true") -> None:
        self.home = folder / f"home-{uid}"
        self.home.mkdir(mode=0o700)
        os.chown(self.home, uid, uid)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "TMPDIR": str(self.home),
            "PYTHONPATH": str(ROOT),
            "MINE": str(uid),
        }
        script = str(Path(__file__).with_name("learners_server.py"))
        command = as_learner(uid, sys.executable, script, str(folder / "socket"), before=before)
        self.process = subprocess.Popen(
            command, cwd=self.home, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def do(self, **command: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def value(self, name: str, code: str) -> Any:
        return json.loads(self.do(run=[name, code]))

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


def as_the_unit_says() -> list[str]:
    """The beginning of a command line that takes from the class parent the rights that systemd takes from it.

    But not what NoNewPrivileges takes: the kernel must give that up by itself, and a test asks whether it does.
    """
    unit = (ROOT / "deploy" / "quick-kernels" / "build-a-cnn-quick-kernels.service").read_text(encoding="utf-8")
    named = re.search(r"^CapabilityBoundingSet=(.+)$", unit, re.MULTILINE)
    assert named, "the unit gives all rights"
    kept = [name.removeprefix("CAP_").lower() for name in named[1].split()]
    if not may_raise_limits():
        kept.remove("sys_resource")
    return ["setpriv", f"--bounding-set=-all,+{',+'.join(kept)}"]


def may_raise_limits() -> bool:
    """Whether this process may: in a container, root often has not that right."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return bool(int(status.split("CapBnd:")[1].split()[0], 16) >> 24 & 1)


@contextmanager
def running_parent(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The class parent, as systemd starts it."""
    (folder / "socket").unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening, (folder / "log").open("w") as log:
        listening.bind(str(folder / "socket"))
        (folder / "socket").chmod(0o666)
        listening.listen()
        parent = subprocess.Popen(
            [*as_the_unit_says(), sys.executable, "-P", "-s", "-m", "lesson_utils.quick_kernels", "--class"],
            stdin=listening,
            stderr=log,
            env={
                "PATH": "/usr/bin:/bin",
                "HOME": str(folder / "empty"),
                "PYTHONPATH": str(ROOT),
                "SECRET": "of-the-unit",
            },
            cwd="/",
            umask=0o077,
        )
    yield parent
    parent.kill()
    parent.wait()


def asked(folder: Path, command: list[str], sent: bytes = b"") -> list[str]:
    """What somebody hears who asks for a kernel as no server of ours does: a line for each packet."""
    code = (
        "import socket, sys\n"
        "one = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET); one.settimeout(60); one.connect(sys.argv[1])\n"
        f"if {sent!r}: one.send({sent!r} * 60000)\n"
        "while packet := one.recv(9999): print(packet.decode())"
    )
    whole = [*command, sys.executable, "-c", code, str(folder / "socket")]
    done = subprocess.run(whole, capture_output=True, text=True, timeout=PATIENCE, check=True)
    return done.stdout.splitlines()
