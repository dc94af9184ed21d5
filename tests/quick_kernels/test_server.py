"""A real Jupyter server with the surroundings of `lab --quick-kernels`: found in a checkout, culled, started again."""

import json
import os
import secrets
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from lesson_utils.jupyter.surroundings import surroundings
from tests.quick_kernels.kernel import PATIENCE, until


class Server:
    """A server, spoken to over its own interface."""

    def __init__(self, folder: Path, *settings: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.token = secrets.token_hex(8)
        self.log = folder / f"log-{self.port}"
        options = [
            f"--port={self.port}",
            "--ip=127.0.0.1",
            "--no-browser",
            "--allow-root",
            f"--ServerApp.root_dir={folder}",
        ]
        options += [f"--IdentityProvider.token={self.token}", "--log-level=INFO", *settings]
        environment = os.environ | surroundings(quick_kernels=True) | {"JUPYTER_RUNTIME_DIR": str(folder / "r")}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyter", "server", *options],
                env=environment,
                stdout=log,
                stderr=log,
                cwd=folder,
            )
        until(lambda: self.process.poll() is not None or self.answers())

    def answers(self) -> bool:
        try:
            return self.ask("GET", "/api/kernels") == []
        except OSError:
            return False

    def ask(self, method: str, path: str) -> Any:
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", b"{}" if method == "POST" else None, headers
        )
        request.method = method
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read() or "null")

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def kernels(self) -> list[int]:
        """The processes of all kernels that were forked so far."""
        lines = [line for line in self.said().splitlines() if "was forked as process" in line]
        return [int(line.split("process ")[1]) for line in lines]

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("s")


@pytest.fixture(scope="module")
def server(folder) -> Iterator[Server]:
    one = Server(folder)
    yield one
    one.close()


def test_a_checkout_is_enough_and_a_kernel_that_dies_is_started_again_by_itself(server):
    server.ask("POST", "/api/kernels")
    assert len(server.kernels()) == 1, server.said()
    psutil.Process(server.kernels()[0]).kill()
    until(lambda: len(server.kernels()) == 2)


def test_a_second_server_uses_the_same_parent_and_its_idle_kernels_are_culled(server, folder):
    second = Server(folder, "--MappingKernelManager.cull_idle_timeout=5", "--MappingKernelManager.cull_interval=1")
    second.ask("POST", "/api/kernels")
    kernel = psutil.Process(second.kernels()[0])
    assert kernel.ppid() == psutil.Process(server.kernels()[-1]).ppid()
    until(lambda: second.ask("GET", "/api/kernels") == [])
    until(lambda: not kernel.is_running())
    second.close()


def test_the_server_takes_its_kernels_along(server):
    kernel = psutil.Process(server.kernels()[-1])
    parent = kernel.parent()
    server.close()
    until(lambda: not kernel.is_running())
    until(lambda: not parent.is_running() or parent.status() == psutil.STATUS_ZOMBIE)
    assert "ordinary start" not in server.said()


def test_it_is_off_by_default():
    assert "quick_kernels" not in surroundings()["JUPYTER_CONFIG_PATH"]
