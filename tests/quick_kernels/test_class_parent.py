"""The class parent's threat model, claim by claim (deploy/quick-kernels/README.md)."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.quick_kernels.kernel import PATIENCE, until
from tests.quick_kernels.learner import (
    GROUPS,
    LEARNER,
    OTHER,
    PRIVATE,
    ROOT,
    TWO_IDENTITIES,
    Learner,
    as_learner,
    asked,
    namespace,
    running_parent,
)

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("unshare") or not shutil.which("setpriv"),
    reason="the class parent needs Linux, root, unshare and setpriv",
)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="class-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place)


@pytest.fixture(scope="module")
def parent(folder) -> Iterator[subprocess.Popen[bytes]]:
    with running_parent(folder) as one:
        yield one


@pytest.fixture(scope="module")
def control_group() -> Iterator[Path | None]:
    """A control group for the learner, where this machine has version 2."""
    mounted = [line.split() for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()]
    places = [place for _, place, kind, *_ in mounted if kind == "cgroup2"]
    own = [line[4:] for line in Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines() if line[:3] == "0::"]
    group = Path(f"{places[0]}/{own[0]}/quick-kernels-test-{os.getpid()}") if places and own else None
    try:
        if group:
            group.mkdir()
    except OSError:
        group = None
    yield group
    if group:
        until(lambda: _removed(group))


def _removed(group: Path) -> bool:
    """Whether the group could be removed: it holds a process until the last trace of that is gone."""
    try:
        group.rmdir()
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def learner(folder, parent, control_group) -> Iterator[Learner]:
    """A learner with narrower limits than the parent, in a control group of their own, with one kernel."""
    enter = f"echo $$ > {control_group}/cgroup.procs" if control_group else "true"
    one = Learner(
        folder, LEARNER, before=f"{enter}; umask 027; ulimit -n 700; ulimit -f 9999; echo mine > {PRIVATE}/mine"
    )
    assert one.do(start="kernel")["forked"]
    yield one
    one.close()


LOOK = """
import json, os, resource, subprocess, sys
status = dict(line.split(":\\t", 1) for line in open("/proc/self/status").read().splitlines() if ":\\t" in line)
print(json.dumps({
    "user": os.getresuid(), "group": os.getresgid(), "groups": sorted(os.getgroups()),
    "capabilities": [status["CapPrm"], status["CapEff"], status["CapInh"], status["CapAmb"]],
    "no new privileges": status["NoNewPrivs"], "umask": status["Umask"],
    "session": os.getsid(0) == os.getpgid(0) == os.getpid(),
    "files": resource.getrlimit(resource.RLIMIT_NOFILE), "size": resource.getrlimit(resource.RLIMIT_FSIZE)[0] // 512,
    "disk": os.listdir("/mnt"), "cgroup": open("/proc/self/cgroup").read(), "folder": os.getcwd(),
    "environment": dict(os.environ), "first environment": open("/proc/self/environ").read(),
    "programs get": sorted(os.listdir("/proc/self/fd")) and subprocess.getoutput("ls /proc/self/fd").split(),
    "inspectable": os.access("/proc/self/mem", os.W_OK), "keras": "keras" in sys.modules,
}))
"""


def test_the_kernel_is_bound_by_all_that_binds_its_server(learner, control_group):
    seen = learner.value("kernel", LOOK)
    assert seen["user"] == seen["group"] == [LEARNER] * 3
    assert seen["groups"] == sorted(GROUPS)
    assert {int(one, 16) for one in seen["capabilities"]} == {0}
    assert seen["no new privileges"] == "1"
    assert seen["umask"] == "0027"
    assert seen["session"]
    assert seen["files"] == [700, 700]
    assert seen["size"] == 9999
    assert seen["disk"] == ["mine"], "the learner's private disk, not the machine's"
    assert seen["folder"] == str(learner.home)
    assert seen["keras"]
    assert seen["inspectable"], "the learner may debug and measure their own kernel"
    if control_group:
        assert f"/{control_group.name}" in seen["cgroup"]


def test_nothing_of_the_parents_is_handed_on(learner):
    seen = learner.value("kernel", LOOK)
    assert seen["environment"]["MINE"] == str(LEARNER)
    assert "SECRET" not in seen["environment"]
    assert seen["programs get"] == ["0", "1", "2", "3"], "3 is the folder that `ls` reads"
    # Named in the threat model: what the unit itself sets stands in every kernel's memory, so it sets no secret.
    assert "SECRET=of-the-unit" in seen["first environment"]


def test_a_program_that_makes_root_makes_none(learner, folder):
    program = folder / "id"
    shutil.copy("/usr/bin/id", program)
    program.chmod(0o4755)
    command = f"import subprocess; print(subprocess.getoutput('{program} -u'))"
    assert learner.do(run=["kernel", command]) == str(LEARNER)


def test_another_learner_reaches_neither_kernel_nor_sockets(learner, folder):
    kernel = learner.do(start="second")["pid"]
    other = Learner(folder, OTHER)
    try:
        assert other.do(start="kernel")["forked"]
        tries = f"""
import os, json
def refused(act):
    try:
        act()
    except (PermissionError, FileNotFoundError) as error:
        return type(error).__name__
    return "let in"
pid, home = {kernel}, {str(learner.home)!r}
print(json.dumps([
    refused(lambda: open(f"/proc/{{pid}}/mem", "rb")),
    refused(lambda: os.listdir(f"/proc/{{pid}}/fd")),
    refused(lambda: os.kill(pid, 9)),
    refused(lambda: os.kill({learner.process.pid}, 9)),
    refused(lambda: os.listdir(home)),
    refused(lambda: os.setgroups([0])),
]))
"""
        assert "let in" not in other.value("kernel", tries)
        assert other.value("kernel", LOOK)["disk"] == []
        assert other.value("kernel", "import os, json; print(json.dumps(os.getuid()))") == OTHER
        layout = "print(open('/proc/self/maps').readline().split()[0])"
        # Named in the threat model: all kernels share their parent's address layout.
        assert other.do(run=["kernel", layout]) == learner.do(run=["second", layout])
    finally:
        other.close()
        learner.do(stop="second")


def test_a_kernel_ends_with_its_server(folder, parent):
    leaving = Learner(folder, LEARNER + 7)
    pid = leaving.do(start="kernel")["pid"]
    leaving.close()
    until(lambda: not psutil.pid_exists(pid))


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ([], "root"),
        ([*namespace(), *TWO_IDENTITIES], "two identities"),
        (as_learner(OTHER, "unshare", "--user", "--map-root-user"), "user namespace"),
    ],
)
def test_who_is_not_plainly_a_learner_gets_no_kernel(folder, parent, command, why):
    if why == "user namespace" and subprocess.run([*command, "true"], capture_output=True).returncode:
        pytest.skip("this machine lets nobody make a user namespace")
    assert asked(folder, command) == []
    assert why in (folder / "log").read_text(encoding="utf-8")


def test_what_a_learner_sends_never_reaches_the_parent(folder, parent, learner):
    """It is read by a process that is the learner's already: the worst that happens is that no kernel starts."""
    children = len(psutil.Process(parent.pid).children())
    heard = [json.loads(line) for line in asked(folder, as_learner(OTHER, "env"), sent=b"{")]
    assert [list(one) for one in heard] == [["kernel", "stamp"], ["ended"]]
    assert heard[1]["ended"] == 1, "the child ended; its parent only told how"
    assert parent.poll() is None
    until(lambda: len(psutil.Process(parent.pid).children()) == children)


def test_a_server_asks_nobody_but_root_or_its_own_user(folder):
    """Somebody else listens where the class parent should, to learn the tokens in servers' environments."""
    from lesson_utils.quick_kernels.forked_process import ForkedProcess, NoQuickKernelError, Wanted

    code = (
        "import socket, sys, time; one = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET);"
        "one.bind(sys.argv[1]); one.listen(); print('listening', flush=True); time.sleep(600)"
    )
    false = folder / "open"
    false.mkdir()
    false.chmod(0o777)
    place = false / "socket"
    command = as_learner(OTHER, sys.executable, "-c", code, str(place))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as listener:
        assert listener.stdout is not None
        assert listener.stdout.readline() == "listening\n"
        with pytest.raises(NoQuickKernelError, match=f"belongs to user {OTHER}"):
            ForkedProcess(place, Wanted([], {"TOKEN": "secret"}, "/"))
        listener.kill()


def test_the_class_parent_does_not_start_where_others_could_change_what_it_imports(tmp_path):
    (tmp_path / "keras.py").touch()
    (tmp_path / "keras.py").chmod(0o666)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
        listening.bind(str(tmp_path / "s"))
        listening.listen()
        command = [sys.executable, "-P", "-m", "lesson_utils.quick_kernels", "--class"]
        places = os.pathsep.join([str(tmp_path), str(ROOT)])
        done = subprocess.run(
            command,
            stdin=listening,
            env={"PYTHONPATH": places},
            cwd="/",
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        learners = as_learner(OTHER, *command)
        nobody = subprocess.run(
            learners,
            stdin=listening,
            env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
            cwd="/",
            capture_output=True,
            text=True,
        )
    assert done.returncode == 1
    assert "can be changed by others than root" in done.stderr
    assert "only root can do that" in nobody.stderr


def test_without_the_class_parent_kernels_live_on_and_new_ones_start_in_the_ordinary_way(learner, parent):
    """The last test: it ends the class parent."""
    parent.send_signal(signal.SIGKILL)
    parent.wait(10)
    assert learner.value("kernel", "import json; print(json.dumps(1))") == 1
    assert learner.do(start="ordinary")["forked"] is False
    assert learner.value("ordinary", "import json, os; print(json.dumps(os.getuid()))") == LEARNER
