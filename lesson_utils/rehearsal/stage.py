"""Sets up a hub for a rehearsal on this machine's loopback and takes all of it down again: processes and folder."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

import psutil

from lesson_utils.checkout import ROOT
from lesson_utils.datasets.home import course_home
from lesson_utils.problem import Problem
from lesson_utils.rehearsal import class_parent, passable

CONFIG = Path(__file__).parent / "jupyter" / "jupyterhub_config.py"
PROXY = ROOT / "node_modules" / ".bin" / "configurable-http-proxy"
MARK = "BUILD_A_CNN_REHEARSAL"  # an environment variable by which our processes are known, and no others
INSTRUCTOR = "instructor"
FIRST_UID = 61_000  # 60,001 to 65,533 are nobody's by Debian's rules
_PATIENCE = 120  # seconds for the hub to answer


class Stage:
    """A hub on loopback, with its proxy, its learners' homes and all passwords.

    Parameters
    ----------
    learners
        Their names.
    class_settings
        What `class.toml` says besides: its limits, another address.
    small_disks
        Folders of the rehearsal's that are disks of their own, "homes/ada" for example, and their sizes in bytes. Only
        root can have that.
    idle_seconds
        After how long a server that nobody uses is stopped, if not after the minutes of `class.toml`.
    late_instructors
        Instructors who have no password yet.
    quick_kernels
        Whether kernels are forked from a class parent. Only root can have that.
    python
        The Python of an environment with the extra `class`.
    """

    def __init__(
        self,
        learners: list[str],
        class_settings: dict[str, object] | None = None,
        small_disks: dict[str, int] | None = None,
        idle_seconds: int = 0,
        late_instructors: tuple[str, ...] = (),
        quick_kernels: bool = False,
        python: Path = Path(sys.executable),
    ) -> None:
        self.python = python
        settings = class_settings or {}
        self._late_instructors, self._idle_seconds = late_instructors, idle_seconds
        self.folder = Path(tempfile.mkdtemp(prefix="build-a-cnn-rehearsal-"))
        self.folder.chmod(0o711)  # learners pass through to their homes, and list nothing
        self.data = Path(os.environ.get("LESSON_DATA_DIR") or course_home())
        self.mark = secrets.token_hex(16)
        self.url = str(settings.get("address") or f"http://127.0.0.1:{free_port()}")
        self.passwords = {name: secrets.token_urlsafe(12) for name in [INSTRUCTOR, *learners]}
        self.own_users = passable.possible()
        self._small_disks = {self.folder / name: size for name, size in (small_disks or {}).items()}
        self.log = self.folder / "hub.log"
        self._quick_kernels = quick_kernels
        self._write_files(learners, settings)
        self._hub: subprocess.Popen[bytes] | None = None

    @property
    def state(self) -> Path:
        """The hub's own folder."""
        return self.folder / "state"

    @property
    def _socket(self) -> Path:
        return self.folder / "quick-kernels"

    def home(self, name: str) -> Path:
        """A learner's home."""
        return self.folder / "homes" / name

    def __enter__(self) -> "Stage":
        try:
            if self._quick_kernels:
                class_parent.start(self._socket, self.python, {MARK: self.mark})
            self.start_hub()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill_hub()  # first: it would start its proxy again
        left = self.processes()
        for process in left:
            process.terminate()
        for process in psutil.wait_procs(left, timeout=3)[1]:
            process.kill()
        psutil.wait_procs(left, timeout=10)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start_hub(self) -> None:
        """Start the hub, or start it again, and wait until it answers.

        Raises
        ------
        Problem
            With the last lines of its log.
        """
        variables = {
            **os.environ,
            MARK: self.mark,
            "BUILD_A_CNN_CLASS": str(self.folder / "class.toml"),
            "BUILD_A_CNN_STAGE": str(self.folder / "stage.json"),
            "PATH": os.pathsep.join([str(self.python.parent), os.environ.get("PATH", os.defpath)]),
        }
        way = (
            passable.command(passable.needed(self.python, ROOT, self.data), self._small_disks) if self.own_users else []
        )
        command = [*way, str(self.python), "-m", "jupyterhub", "--config", str(CONFIG)]
        with self.log.open("ab") as log:
            self._hub = subprocess.Popen(
                command, cwd=self.state, env=variables, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self._wait_for_hub()

    def _wait_for_hub(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        while not _answers(self.url):
            if not self._hub or self._hub.poll() is not None or time.monotonic() > deadline:
                raise Problem(f"The hub did not start. Its last words:\n{self.last_words()}", "see deploy/README.md.")
            time.sleep(0.2)

    @property
    def hub_pid(self) -> int:
        """The number of the hub's process, in whose view of the disk the small ones are."""
        assert self._hub, "the hub has not been started"
        return self._hub.pid

    def kill_hub(self) -> None:
        """Kill the hub as a crash would: nothing is tidied up."""
        if self._hub:
            self._hub.send_signal(signal.SIGKILL)
            self._hub.wait()

    def last_words(self) -> str:
        """The end of the hub's log, in which learners' servers speak too."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])

    def processes(self, word: str = "") -> list[psutil.Process]:
        """All processes of this rehearsal, or those with a word in their command line."""
        found = []
        for process in psutil.process_iter():
            try:
                ours = process.environ().get(MARK) == self.mark and process.status() != psutil.STATUS_ZOMBIE
                if ours and word in " ".join(process.cmdline()):
                    found.append(process)
            except psutil.Error:
                continue
        return found

    def _write_files(self, learners: list[str], others: dict[str, object]) -> None:
        (self.folder / "homes").mkdir(mode=0o711)
        self.state.mkdir(mode=0o700)
        settings = {
            "address": self.url,
            "instructors": [INSTRUCTOR, *self._late_instructors],
            "learners": learners,
            "state": str(self.state),
            "data": str(self.data),
            "quick_kernels": str(self._socket) if self._quick_kernels else "",
            **others,
        }
        lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
        (self.folder / "class.toml").write_text("\n".join(lines), encoding="utf-8")
        stage = {
            "first_uid": FIRST_UID if self.own_users else 0,
            "homes": str(self.folder / "homes"),
            "hub": f"http://127.0.0.1:{free_port()}",
            "proxy_api": f"http://127.0.0.1:{free_port()}",
            "room": f"http://127.0.0.1:{free_port()}",
            "idle_seconds": self._idle_seconds,
            "environment": {MARK: self.mark},
        }
        (self.folder / "stage.json").write_text(json.dumps(stage), encoding="utf-8")
        self._set_password(INSTRUCTOR)

    def _set_password(self, name: str) -> None:
        command = [str(self.python), "-m", "lesson_utils.class_server.set_password", name]
        command += ["--class-file", str(self.folder / "class.toml")]
        subprocess.run(
            command, cwd=ROOT, input=f"{self.passwords[name]}\n", text=True, stdout=subprocess.DEVNULL, check=True
        )


def need_proxy() -> None:
    """Refuse politely where the hub's proxy, or the node that runs it, is not there.

    Raises
    ------
    Problem
        With the commands that bring them.
    """
    if not shutil.which("node"):
        raise Problem("JupyterHub's proxy needs node, version 20 or newer.", "type: sudo apt install nodejs npm")
    if not PROXY.exists():
        raise Problem("JupyterHub's proxy is not there yet.", f"type: npm ci --omit=dev   (in {ROOT})")


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    import httpx

    parts = urlsplit(url)  # its name need not be known here, nor its certificate: it is this machine
    here, name = url.replace(parts.hostname or "", "127.0.0.1", 1), {"Host": parts.netloc}
    try:
        return httpx.get(f"{here}/hub/health", headers=name, verify=False, timeout=5).status_code == 200
    except httpx.HTTPError:
        return False
