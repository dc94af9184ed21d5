"""The parts of quick kernels one by one: what is installed, who may change it, who asks, when nothing may be forked."""

import os
import site
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from lesson_utils.quick_kernels import asker, messages, parent, preloading, trusted
from lesson_utils.quick_kernels.asker import RefusedError, who_asks
from lesson_utils.quick_kernels.parent import Parent
from lesson_utils.quick_kernels.stamp import stamp


def test_the_stamp_changes_with_every_installation(tmp_path, monkeypatch):
    monkeypatch.setattr(site, "getsitepackages", lambda: [str(tmp_path)])
    stamps = [stamp()]
    first = tmp_path / "keras-3.15.dist-info"
    first.mkdir()
    stamps.append(stamp())
    os.utime(first, (1, 1))  # installed again
    stamps.append(stamp())
    first.rename(tmp_path / "keras-3.16.dist-info")
    stamps.append(stamp())
    assert len(set(stamps)) == 4
    (tmp_path / "notes.txt").touch()
    assert stamp() == stamps[-1]


@pytest.fixture
def listening(tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as one:
        one.bind(str(tmp_path / "s"))
        one.listen()
        yield one


def connected(listening: socket.socket) -> socket.socket:
    client = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    client.settimeout(60)
    client.connect(listening.getsockname())
    return client


def answer_of(serving: Parent, listening: socket.socket) -> bytes:
    """What a client hears while the parent serves; nothing may be forked, or this test run would be."""
    thread = threading.Thread(target=serving.serve, daemon=True)
    thread.start()
    with connected(listening) as client:
        return client.recv(100)


@pytest.fixture(autouse=True)
def no_fork(monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked"))


def test_a_parent_ends_when_packages_are_installed(listening, monkeypatch, capfd):
    serving = Parent(listening, for_class=False)
    monkeypatch.setattr(parent, "stamp", lambda: "installed later")
    assert answer_of(serving, listening) == b""
    assert serving.serve() is None
    assert "older than they are" in capfd.readouterr().err


def test_a_parent_whose_starter_is_gone_ends(listening):
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    serving = Parent(listening, for_class=False)
    serving.end_with(gone.pid)
    assert serving.serve() is None


def test_nobody_gets_kernels_without_end(listening, monkeypatch, capfd):
    monkeypatch.setattr(parent, "_MOST_PER_USER", 0)
    assert answer_of(Parent(listening, for_class=False), listening) == b""
    assert "has 0 kernels already" in capfd.readouterr().err


def test_an_own_parent_serves_nobody_else(listening, monkeypatch, capfd):
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert answer_of(Parent(listening, for_class=False), listening) == b""
    assert "is not the one" in capfd.readouterr().err


def test_root_gets_no_kernel_from_the_class_parent(listening, monkeypatch):
    monkeypatch.setattr(asker, "peer", lambda _: (os.getpid(), 0, 0))
    with connected(listening), listening.accept()[0] as accepted, pytest.raises(RefusedError, match="root"):
        who_asks(accepted)


def test_a_process_that_is_gone_gets_no_kernel(listening, monkeypatch):
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    monkeypatch.setattr(asker, "peer", lambda _: (gone.pid, 4321, 4321))
    with connected(listening), listening.accept()[0] as accepted, pytest.raises(RefusedError, match="gone"):
        who_asks(accepted)


def test_a_process_with_the_number_of_another_gets_no_kernel(listening, monkeypatch):
    """The one that connected has ended, and Linux has given its number to somebody else's process."""
    monkeypatch.setattr(asker, "peer", lambda _: (os.getpid(), 4321, 4321))
    with connected(listening), listening.accept()[0] as accepted, pytest.raises(RefusedError, match="two identities"):
        who_asks(accepted)


@pytest.mark.parametrize(
    ("theirs", "ours", "found"),
    [
        ({"0:": "/a"}, {"0:": "/a"}, None),
        ({"0:": "/learner.service"}, {"0:": "/parent.service"}, "/learner.service/cgroup.procs"),
        ({"4:memory": "/a", "0:": "/"}, {"4:memory": "/b", "0:": "/"}, RefusedError),
    ],
)
def test_a_kernel_joins_the_control_group_or_is_not_forked(monkeypatch, theirs, ours, found):
    monkeypatch.setattr(asker, "_cgroups", lambda pid: ours if pid == "self" else theirs)
    if found is RefusedError:
        with pytest.raises(RefusedError, match="escape"):
            asker._cgroup(1)
    elif found is None:
        assert asker._cgroup(1) is None
    elif "cgroup2" in Path("/proc/self/mounts").read_text(encoding="utf-8"):
        assert str(asker._cgroup(1)).endswith(found)


def test_what_others_can_change_is_found(tmp_path):
    if os.geteuid() != 0:
        assert trusted.first_in_reach([str(tmp_path)]), "what belongs to a user is in that user's reach"
        return
    package = tmp_path / "keras"
    package.mkdir(mode=0o755)
    module = package / "__init__.py"
    module.touch(mode=0o644)
    (package / "gone").symlink_to(tmp_path / "nothing")
    assert trusted.first_in_reach([str(tmp_path)]) == ""
    module.chmod(0o666)
    assert trusted.first_in_reach([str(tmp_path)]) == str(module)
    module.chmod(0o644)
    os.chown(package, 65534, 0)
    assert trusted.first_in_reach([str(tmp_path)]) == str(package)
    os.chown(package, 0, 0)
    tmp_path.chmod(0o777)
    assert trusted.first_in_reach([str(package)]) == str(tmp_path), "a folder above"
    tmp_path.chmod(0o755)
    target = tmp_path / "target"
    target.touch()
    os.chown(target, 65534, 0)
    (package / "link.py").symlink_to(target)
    assert trusted.first_in_reach([str(package)]) == str(package / "link.py"), "where a link leads"


def test_nothing_is_forked_once_tensorflow_has_computed():
    import tensorflow as tf

    tf.constant(1) + 1
    with pytest.raises(preloading.NotFreshError):
        preloading.need_fresh_tensorflow()


@pytest.mark.parametrize("sent", [b"\xff\x00", b"[1]", b"nothing", b"7"])
def test_what_is_no_message_is_said_to_be_none(sent):
    one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with one, other:
        one.send(sent)
        with pytest.raises(messages.NoAnswerError, match="no message of ours"):
            messages.receive(other)
        messages.send(one, {"kernel": 1}, [0])
        message, descriptors = messages.receive(other)
        assert message == {"kernel": 1}
        assert not os.get_inheritable(descriptors[0])
        os.close(descriptors[0])
        one.close()
        with pytest.raises(messages.NoAnswerError, match="closed"):
            messages.receive(other)


def test_a_parent_by_itself_says_what_it_needs():
    command = [sys.executable, "-m", "lesson_utils.quick_kernels"]
    with socket.socketpair()[0] as other_socket:
        done = subprocess.run(command, stdin=other_socket, capture_output=True, text=True)
    assert done.returncode == 1
    assert "listening Unix socket" in done.stderr
