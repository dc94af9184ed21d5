"""Downloading CIFAR-10 from a real server that does everything wrong which servers do; sticks, shares and mirrors.

The archive is a small one here; addresses, sockets, files and processes are real.
"""

import contextlib
import errno
import hashlib
import os
import pickle
import socket
import subprocess
import sys
import tarfile
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from lesson_utils.datasets import DATASETS, DamagedDatasetError, DownloadError, cifar10, load_data
from lesson_utils.datasets.cifar10 import fetching, reading

ROOT = Path(__file__).parents[2]
SMALL = 20  # images in a batch


def make_archive() -> bytes:
    random, packed = np.random.default_rng(0), BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name in reading.BATCH_MD5:
            planes = random.integers(0, 256, (SMALL, 3072), dtype=np.uint8)
            content = pickle.dumps({b"data": planes, b"labels": [int(each) for each in planes[:, 0] % 10]}, protocol=4)
            member = tarfile.TarInfo(f"cifar-10-batches-py/{name}")
            member.size = len(content)
            tar.addfile(member, BytesIO(content))
    return packed.getvalue()


ARCHIVE = make_archive()
SHA256 = hashlib.sha256(ARCHIVE).hexdigest()
LESSON = (
    "from lesson_utils.datasets import cifar10, load_data\n"
    "from lesson_utils.datasets.cifar10 import reading\n"
    f"cifar10.TRAIN, cifar10.TEST, reading.ARCHIVE_SHA256 = {5 * SMALL}, {SMALL}, {SHA256!r}\n"
)
LOAD = LESSON + "load_data('cifar10')\n"
# A limit on the size of files is the nearest thing to a full disk that needs no rights.
FULL_DISK = (
    "import resource, signal\n"
    "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    f"resource.setrlimit(resource.RLIMIT_FSIZE, ({len(ARCHIVE) // 2}, {len(ARCHIVE) // 2}))\n"
)


def kernel(script: str, **surroundings: str) -> subprocess.Popen[str]:
    """Another Python that runs a script in these environment variables."""
    environment = {**os.environ, **surroundings}
    command = [sys.executable, "-c", script]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class Server(ThreadingHTTPServer):
    """Serves the archive the way `manner` says, and remembers how often it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.manner, self.asked, self.stop = "well", 0, threading.Event()
        self.sent_some = threading.Event()

    def handle_error(self, request, client_address):
        """A client that went away is no news here."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/cifar-10-python.tar.gz"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        server = self.server
        server.asked += 1
        manner = server.manner if isinstance(server.manner, str) else server.manner(server.asked)
        if manner == "missing":
            return self.send_error(404)
        if manner == "overloaded":
            return self.send_error(503)
        if manner == "sends on":
            self.send_response(302)
            self.send_header("Location", "ftp://127.0.0.1/cifar-10-python.tar.gz")
            return self.end_headers()
        body = ARCHIVE
        if manner == "corrupted":
            body = ARCHIVE[:1000] + bytes([ARCHIVE[1000] ^ 1]) + ARCHIVE[1001:]
        if manner == "a login page":
            body = b"<html>Please log in to the network of this hotel</html>"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if manner == "truncated":
            body = body[: len(body) // 2]
        if manner in ("stalled", "slow"):
            for start in range(0, len(body), len(body) // 8):
                self.wfile.write(body[start : start + len(body) // 8])
                self.wfile.flush()
                server.sent_some.set()
                server.stop.wait(60 if manner == "stalled" else 0.5)
            return None
        self.wfile.write(body)
        return None

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    with Server() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.stop.set()
        running.shutdown()


@pytest.fixture
def home(monkeypatch, tmp_path, server):
    """A computer that has nothing yet, and a server that it may ask."""
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setenv("LESSON_CIFAR10_URL", server.address)
    monkeypatch.delenv("LESSON_DATA_DIR", raising=False)
    monkeypatch.setattr(cifar10, "TRAIN", 5 * SMALL)
    monkeypatch.setattr(cifar10, "TEST", SMALL)
    monkeypatch.setattr(reading, "ARCHIVE_SHA256", SHA256)
    return tmp_path / "home"


def files_in(home):
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())


def assert_loads():
    (train_images, train_labels), (test_images, _) = load_data("cifar10")
    assert train_images.shape == (5 * SMALL, 32, 32, 3)
    assert test_images.shape == (SMALL, 32, 32, 3)
    # The first byte of an image's planes is its top left red, and the label was made of it.
    assert np.array_equal(train_images[:, 0, 0, 0] % 10, train_labels[:, 0])


def test_downloaded_once_with_a_bar_then_kept_and_mapped(home, server, capsys):
    assert_loads()
    out, err = capsys.readouterr()
    assert out.startswith("Photographs of CIFAR-10")
    assert "100%" in err
    assert "B/s" in err
    assert files_in(home) == ["cifar10-v1.npy"]
    server.shutdown()
    assert_loads()
    assert server.asked == 1
    assert cifar10.is_here()


FAULTS = {
    "truncated": "the connection broke before the whole file was there",
    "corrupted": "its checksum is different",
    "a login page": "its checksum is different",
    "stalled": "the server stopped sending",
    "missing": "the server answered 404",
    "overloaded": "the server answered 503",
}


@pytest.mark.parametrize(("manner", "says"), FAULTS.items(), ids=FAULTS)
def test_a_fault_is_said_nothing_is_kept_and_the_course_goes_on(home, server, manner, says, monkeypatch):
    server.manner = manner
    if manner == "stalled":
        monkeypatch.setattr(fetching, "TIME_OUTS", (2.0, 1.0))
    with pytest.raises(DownloadError) as told:
        load_data("cifar10")
    for words in (says, server.address, "data cifar10 --from PATH", "LESSON_CIFAR10_URL", 'load_data("drawings")'):
        assert words in str(told.value)
    assert files_in(home) == []
    assert not cifar10.is_here()
    server.manner = "well"
    assert_loads()


def test_a_connection_that_broke_once_is_tried_again(home, server):
    server.manner = lambda asked: "truncated" if asked == 1 else "well"
    assert_loads()
    assert server.asked == 2


def test_a_slow_server_is_waited_for_as_long_as_it_sends(home, server, monkeypatch):
    server.manner = "slow"  # four seconds for all of it
    monkeypatch.setattr(fetching, "TIME_OUTS", (2.0, 3.0))
    assert_loads()


def test_a_refused_connection(home, monkeypatch):
    monkeypatch.setenv("LESSON_CIFAR10_URL", f"http://127.0.0.1:{closed_port()}/")
    with pytest.raises(DownloadError, match="refused the connection"):
        load_data("cifar10")


def test_no_network(home, monkeypatch):
    def no_name(*arguments, **more):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    monkeypatch.setenv("LESSON_CIFAR10_URL", "http://data.example/cifar-10-python.tar.gz")
    with pytest.raises(DownloadError, match="is there a network connection"):
        load_data("cifar10")


@pytest.mark.parametrize(
    "address",
    [
        "/media/stick/cifar-10-python.tar.gz",
        "file:///media/stick/x.tar.gz",
        "ftp://127.0.0.1/x",
        "http:///x",
        "http:x",
        "http://127.0.0.1:x/",
        "http://[::1/x",
        "://",
        "C:\\stick\\x.tar.gz",
        "\\\\share\\x.tar.gz",
        "127.0.0.1:80/x",
    ],
)
def test_an_address_that_is_none(home, server, monkeypatch, address):
    monkeypatch.setenv("LESSON_CIFAR10_URL", address)
    with pytest.raises(DownloadError) as told:
        load_data("cifar10")
    assert f"    {address}: this is not an address that begins with http:// or https://" in str(told.value)
    assert "with --from as below" in str(told.value)
    assert "arrived" not in str(told.value)
    assert files_in(home) == []
    monkeypatch.setenv("LESSON_CIFAR10_URL", f"{address} {server.address}")
    assert_loads()  # the next address counts


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY"])
@pytest.mark.parametrize("proxy", ["nothing://127.0.0.1:9", "http://", "socks5://127.0.0.1:9"])
def test_nobody_is_told_that_something_arrived_when_a_proxy_is_wrong(home, monkeypatch, name, proxy):
    monkeypatch.setenv(name, proxy)
    monkeypatch.setenv("LESSON_CIFAR10_URL", "http://data.example/cifar-10-python.tar.gz")
    with pytest.raises(DownloadError) as told:
        load_data("cifar10")
    assert "arrived" not in str(told.value)


def test_a_server_that_sends_on_to_something_else_than_the_web(home, server):
    server.manner = "sends on"
    with pytest.raises(DownloadError, match="InvalidSchema: No connection adapters were found for 'ftp:"):
        load_data("cifar10")


def test_mirrors_are_tried_in_turn_and_all_their_faults_are_told(home, server, monkeypatch):
    with Server() as broken:
        broken.manner = "missing"
        threading.Thread(target=broken.serve_forever, daemon=True).start()
        monkeypatch.setenv("LESSON_CIFAR10_URL", f"{broken.address} {server.address}")
        server.manner = "corrupted"
        with pytest.raises(DownloadError) as told:
            load_data("cifar10")
        assert "404" in str(told.value)
        assert "checksum" in str(told.value)
        server.manner = "well"
        assert_loads()
        broken.shutdown()


def test_without_mirrors_the_published_address_is_asked(monkeypatch):
    monkeypatch.delenv("LESSON_CIFAR10_URL", raising=False)
    assert fetching.addresses() == ["https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_full_disk(home):
    _, told = kernel(FULL_DISK + LOAD).communicate(timeout=240)
    assert "the file could not be written here" in told
    assert files_in(home) == []
    assert_loads()


def test_a_disk_that_fills_up_while_keeping_stops_nobody(home, server, monkeypatch):
    def full(*arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(cifar10, "keep", full)
        assert_loads()
    assert files_in(home) == ["download/cifar-10-python.tar.gz"]
    assert_loads()  # from the archive
    assert server.asked == 1


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_killed_half_way(home, server):
    server.manner = "stalled"
    killed = kernel(LOAD)
    assert server.sent_some.wait(240)
    killed.kill()
    killed.communicate()
    (leftover,) = files_in(home)
    assert leftover.startswith("download/tmp")
    assert not cifar10.is_here()
    server.manner = "well"
    assert_loads()
    assert files_in(home) == ["cifar10-v1.npy", leftover]  # it might belong to somebody who is still downloading
    (home / "cifar10-v1.npy").unlink()
    hours_ago = time.time() - 7200
    os.utime(home / leftover, (hours_ago, hours_ago))
    assert_loads()
    assert files_in(home) == ["cifar10-v1.npy"]


def test_two_at_once(home, server):
    server.manner = "slow"
    kernels = [kernel(LOAD) for _ in range(2)]
    told = [each.communicate(timeout=240)[1] for each in kernels]
    assert [each.returncode for each in kernels] == [0, 0], told
    assert files_in(home) == ["cifar10-v1.npy"]
    assert_loads()


def test_another_kernel_may_remove_the_archive_once_it_has_kept_it(home, monkeypatch):
    really = cifar10.read_cifar10

    def too_late(archive):
        cifar10.keep(cifar10.FILE, really(archive))  # what the other kernel does at this moment
        archive.unlink()
        return really(archive)

    monkeypatch.setattr(cifar10, "read_cifar10", too_late)
    assert_loads()
    assert files_in(home) == ["cifar10-v1.npy"]


@pytest.mark.parametrize("unpacked", [False, True], ids=["archive", "folder"])
def test_a_file_on_a_stick_is_taken_and_left_alone(home, server, tmp_path, monkeypatch, unpacked):
    stick = tmp_path / "stick" / "my copy.tar.gz"
    stick.parent.mkdir()
    stick.write_bytes(ARCHIVE)
    place = stick
    if unpacked:
        with tarfile.open(stick) as tar:
            tar.extractall(stick.parent, filter="data")
        place = stick.parent / "cifar-10-batches-py"
        sums = {name: hashlib.md5((place / name).read_bytes()).hexdigest() for name in reading.BATCH_MD5}
        monkeypatch.setattr(reading, "BATCH_MD5", sums)
    cifar10.fetch_cifar10(place)
    assert stick.read_bytes() == ARCHIVE
    assert_loads()
    assert server.asked == 0


def test_a_wrong_file_on_a_stick_is_refused(home, tmp_path):
    stick = tmp_path / "cifar.tar.gz"
    stick.write_bytes(ARCHIVE[:-1])
    with pytest.raises(DamagedDatasetError, match="What to do"):
        cifar10.fetch_cifar10(stick)
    with pytest.raises(OSError, match="No such file"):
        cifar10.fetch_cifar10(tmp_path / "nothing")
    assert files_in(home) == []


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE, errno.EISDIR])
def test_an_archive_that_cannot_be_read_stops_nobody_who_did_not_ask_for_it(home, server, monkeypatch, number):
    """In Keras' cache or on a share: rights, a disk that fails, a share that went away."""
    archive = home.parent / "keras" / "datasets" / "cifar-10-python.tar.gz"
    archive.parent.mkdir(parents=True)
    archive.write_bytes(ARCHIVE)
    really = Path.read_bytes

    def refuse(path):
        if path == archive:
            raise OSError(number, os.strerror(number), str(path))
        return really(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    drawn = (np.ones((2, 32, 32, 3), np.uint8), np.zeros((2, 1), np.uint8))
    monkeypatch.setitem(DATASETS, "drawings", replace(DATASETS["drawings"], load=lambda: (drawn, drawn)))
    with pytest.warns(UserWarning, match=r"Photographs of CIFAR-10.*cifar-10-python.tar.gz is here, but it cannot be"):
        (images, _), _ = load_data()
    assert images is drawn[0]
    with pytest.raises(DamagedDatasetError, match="What to do: let it be read or remove it") as told:
        load_data("cifar10")
    assert os.strerror(number) in str(told.value)
    assert server.asked == 0
    monkeypatch.setattr(Path, "read_bytes", really)
    assert_loads()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE, errno.ETIMEDOUT])
@pytest.mark.parametrize("variable", ["KERAS_HOME", "LESSON_DATA_DIR"])
def test_a_folder_that_may_not_be_looked_into_holds_nothing(home, monkeypatch, tmp_path, variable, number):
    shut = tmp_path / "shut"
    monkeypatch.setenv(variable, str(shut))
    really = os.stat

    def refuse(path, *arguments, **more):
        if str(path).startswith(str(shut)):
            raise OSError(number, os.strerror(number), str(path))
        return really(path, *arguments, **more)

    monkeypatch.setattr(os, "stat", refuse)
    assert not cifar10.is_here()
    assert_loads()  # downloaded
    assert cifar10.is_here()


def test_a_class_shares_one_copy_that_it_may_only_read(home, server, tmp_path, monkeypatch):
    assert_loads()
    shared = tmp_path / "class"
    shared.mkdir()
    (home / "cifar10-v1.npy").rename(shared / "cifar10-v1.npy")
    monkeypatch.setenv("LESSON_DATA_DIR", str(shared))
    shared.chmod(0o555)
    with contextlib.ExitStack() as after:
        after.callback(shared.chmod, 0o755)
        assert_loads()
    assert server.asked == 1
    assert files_in(home) == []


@pytest.mark.parametrize("damage", [lambda content: content[:-9], lambda content: bytes(len(content))])
def test_a_damaged_copy_is_fetched_again(home, server, damage):
    assert_loads()
    copy = home / "cifar10-v1.npy"
    copy.write_bytes(damage(copy.read_bytes()))
    assert not cifar10.is_here()
    assert_loads()
    assert server.asked == 2
