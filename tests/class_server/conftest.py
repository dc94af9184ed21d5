"""A real hub for the tests: JupyterHub from `.venv-class`, its proxy from npm, on loopback, taken down at the end."""

import asyncio
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from lesson_utils.checkout import CLASS_LOCK, CLASS_VENV, ROOT
from lesson_utils.commands.venv_folder import is_ready, set_up, venv_python
from lesson_utils.rehearsal.kernel import Kernel
from lesson_utils.rehearsal.stage import PROXY, Stage
from lesson_utils.rehearsal.visitor import Visitor

# Through a conftest: a fixture of a package that a test file imports is kept by pytest until the session ends.
from tests.browser.conftest import browser, browser_executable  # noqa: F401

if sys.platform != "linux":
    collect_ignore_glob = ["test_*.py"]  # a class server needs Linux

PATIENCE = 240  # seconds; a server of Jupyter starts within 10 on a quiet machine
Run = Callable[[Coroutine[Any, Any, Any]], Any]


def missing(what: str, remedy: str) -> None:
    """Skip in words; on a build server (CI is set) fail in the same."""
    words = f"{what} is not there: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(words, pytrace=False)
    pytest.skip(words)


@pytest.fixture(scope="package")
def class_python() -> Path:
    """The Python of `.venv-class`, which is made on a build server."""
    if not is_ready(CLASS_VENV, CLASS_LOCK):
        if not os.environ.get("CI"):
            missing(".venv-class", "python3 -m lesson_utils rehearse --doctor deploy/kubernetes/values.yaml makes it")
        set_up(CLASS_VENV, CLASS_LOCK)
    return venv_python(CLASS_VENV)


@pytest.fixture(scope="package")
def proxy() -> Path:
    """The hub's proxy, fetched with npm if it is not there yet."""
    npm = shutil.which("npm")
    if not PROXY.exists() and npm:
        subprocess.run([npm, "ci", "--ignore-scripts"], cwd=ROOT, check=False, timeout=300)
    if not PROXY.exists() or not shutil.which("node"):
        missing("configurable-http-proxy", "`npm ci` fetches it")
    return PROXY


@pytest.fixture(scope="package")
def run() -> Iterator[Run]:
    """Runs a coroutine to its end, always in the same loop: a visitor stays the same from test to test."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield lambda coroutine: asyncio.run_coroutine_threadsafe(coroutine, loop).result(600)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


@pytest.fixture(scope="package")
def stage(class_python, proxy):
    with Stage(["ada", "bo", "cleo", "dan"], late_instructors=("latecomer",), python=class_python) as stage:
        yield stage


async def enter_class(stage: Stage, name: str) -> Kernel:
    """Log in, and start a server and a kernel."""
    visitor = Visitor(stage.url, name, stage.passwords[name])
    await visitor.log_in()
    await visitor.start_server(PATIENCE)
    kernel = Kernel(visitor, "notes.ipynb")
    await kernel.start()
    return kernel


@pytest.fixture(scope="package")
def logged_in(stage, run):
    """Ada and Bo, each logged in with a server and a kernel of their own."""

    async def enter(name):
        kernel = await enter_class(stage, name)
        return kernel.visitor, kernel

    async def both():
        return await asyncio.gather(enter("ada"), enter("bo"))

    return dict(zip(("ada", "bo"), run(both()), strict=True))


@pytest.fixture(scope="package")
def ada(logged_in):
    return logged_in["ada"][0]


@pytest.fixture(scope="package")
def adas_kernel(logged_in):
    return logged_in["ada"][1]
