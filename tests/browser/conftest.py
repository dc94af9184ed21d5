"""A real Chromium and a real JupyterLab for the browser tests."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from lesson_utils.building.printing import installed_chromium
from tests.browser.notebook_page import SLOW
from tests.browser.visualiser_in_lab import VisualiserInLab

ROOT = Path(__file__).resolve().parents[2]
QUIET = ["--disable-gpu", "--disable-background-networking"]

expect.set_options(timeout=SLOW)  # browser, server and kernels share two processors


def find_browser() -> str | None:
    """The first Chromium found: the one named by the variable CHROMIUM, the system's, playwright's own."""
    if path := installed_chromium():
        return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if not os.environ.get("CHROMIUM") and Path(own).is_file() else None


@pytest.fixture(scope="package")
def browser_executable() -> str:
    """A Chromium's path. Without one the test is skipped; on a build server (CI is set) it fails."""
    path = find_browser()
    if path:
        return path
    reason = "No Chromium or Chrome found. Install one, or set CHROMIUM to its path."
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="package")
def browser(browser_executable: str) -> Iterator[Browser]:
    """A running headless Chromium."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*QUIET, "--no-sandbox"] if as_root else QUIET  # Chromium's sandbox refuses to run as root
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser_executable, args=flags)
        yield running
        running.close()


@pytest.fixture(scope="package")
def course_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course that a test may write into: the notebooks stay as they were built."""
    return copy_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="package")
def lab_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where that JupyterLab keeps its log and its settings."""
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="package")
def lab_url(course_copy: Path, lab_folder: Path) -> Iterator[str]:
    """The address, with its token, of a JupyterLab that the course's own command started.

    Its kernels are quick: dozens of notebooks are opened. Those of the journey and of the whole course are ordinary.
    """
    with running_lab(course_copy, lab_folder, "--quick-kernels") as url:
        yield url


@pytest.fixture(scope="package")
def visualiser_in_lab(browser: Browser, lab_url: str, course_copy: Path) -> Iterator[VisualiserInLab]:
    """A notebook that shows one visualiser after the other, open until the end."""
    opened = VisualiserInLab(browser, lab_url, course_copy)
    yield opened
    opened.page.close()


@pytest.fixture
def show_in_lab(visualiser_in_lab: VisualiserInLab) -> Callable[[str, str], VisualiserInLab]:
    """Shows in JupyterLab what a piece of code makes; with another piece of code Python prints what it knows of it."""

    def show(made: str, printed: str) -> VisualiserInLab:
        visualiser_in_lab.show(made, printed)
        return visualiser_in_lab

    return show


def copy_course(copy: Path) -> Path:
    """Copy the course into an empty folder."""
    for name in ("lesson_utils", "notebooks", "episodes", "fig"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    for name in ("pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, copy)
    return copy


@contextmanager
def running_lab(course: Path, folder: Path, *options: str, **surroundings: str) -> Iterator[str]:
    """Start JupyterLab on a copy of the course, with its log and Jupyter's workspace files in a folder of their own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "jupyter.log"
    command = [sys.executable, "-m", "lesson_utils", "lab", *options, "--no-browser", "--port", str(port)]
    own = {"PYTHONPATH": str(course), "JUPYTER_CONFIG_DIR": str(folder / "config"), **surroundings}
    own["JUPYTERLAB_WORKSPACES_DIR"] = str(folder / "workspaces")
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=course, env={**os.environ, **own}, stdout=output, stderr=output)
        try:
            yield _wait_for_address(server, log, port)
        finally:
            # Asked kindly, the server stops its kernels itself. On Windows it is a child of the process started here.
            family = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]
            server.terminate()
            for process in psutil.wait_procs(family, timeout=10)[1]:
                process.kill()


def _wait_for_address(server: subprocess.Popen[bytes], log: Path, port: int) -> str:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline and server.poll() is None:
        found = re.search(rf"http://(?:localhost|127\.0\.0\.1):{port}/\S*\?token=\w+", log.read_text(errors="replace"))
        if found:
            urlopen(found[0], timeout=30).close()
            return found[0]
        time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(errors='replace')}", pytrace=False)
