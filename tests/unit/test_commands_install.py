"""How pip is run: its progress, its failures in a learner's words, Ctrl-C, packages left half-installed. No network."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from lesson_utils.checkout import ROOT
from lesson_utils.commands import install
from lesson_utils.commands.install import drop_half_installed
from lesson_utils.commands.install_progress import Progress
from lesson_utils.commands.pip_failures import explain
from lesson_utils.problem import Problem


@pytest.fixture
def lock(tmp_path):
    """Three pins, of which one is for Windows only."""
    pins = ["one==1.0", "two-half[x]==2.5 ; sys_platform == 'win32'", "zero==0.1"]
    file = tmp_path / "requirements.lock"
    file.write_text("".join(f"{pin} \\\n    --hash=sha256:00\n" for pin in pins))
    return file


def test_packages_that_were_half_installed_are_installed_again(tmp_path):
    for name, files in {
        "whole-1": ["METADATA", "INSTALLER", "RECORD"],
        "half_done-1": ["METADATA", "RECORD"],
        "learners_own-1": ["METADATA", "RECORD"],  # put there by another tool: none of our business
    }.items():
        metadata = tmp_path / f"{name}.dist-info"
        metadata.mkdir()
        for file in files:
            (metadata / file).touch()
    drop_half_installed(tmp_path, {"whole", "half-done"})
    assert {path.name for path in tmp_path.iterdir()} == {"whole-1.dist-info", "learners_own-1.dist-info"}


def test_the_log_and_the_downloads_never_write_through_a_link(tmp_path, lock, monkeypatch):
    home, others = tmp_path / "venv", tmp_path / "others"
    packages = home / ("Lib/site-packages" if sys.platform == "win32" else "lib/python3.11/site-packages")
    packages.mkdir(parents=True)
    others.mkdir()
    (others / "thesis.md").write_text("mine")
    (home / "set-up.log").symlink_to(others / "thesis.md")
    (home / "downloads").symlink_to(others)
    (packages / "one-1.0.dist-info").symlink_to(others)  # without INSTALLER: half-installed, if it were a folder
    real_popen = subprocess.Popen
    monkeypatch.setattr(
        install.subprocess, "Popen", lambda command, stdout, **_: real_popen([sys.executable, "-c", ""], stdout=stdout)
    )
    with open(os.devnull) as nothing:
        install.install(Path(sys.executable), packages, lock, nothing.fileno())
    assert [path.name for path in others.iterdir()] == ["thesis.md"]
    assert (others / "thesis.md").read_text() == "mine"
    assert not list(packages.iterdir())
    assert not (home / "downloads").exists()


LOG = """Ignoring two-half: markers "sys_platform == 'win32'" don't match your environment
Requirement already satisfied: zero==0.1 in ./packages
Collecting one==1.0 (from -r requirements.lock (line 1))
  Downloading one-1.0-py3-none-any.whl.metadata (1 kB)
  Downloading one-1.0-py3-none-any.whl (12.3 MB)
"""


@pytest.mark.parametrize(
    ("log", "line"),
    [
        ("", "Looking at the packages"),
        (LOG, "Downloading 2 of 2 packages: one (12.3 MB)"),
        (
            LOG + "Processing ./wheels/zero-0.1-py3-none-any.whl (from -r requirements.lock (line 7))",
            "Downloading 2 of 2 packages: zero",
        ),
        (
            LOG + "WARNING: Retrying (Retry(total=4",
            "Downloading 2 of 2 packages: no answer from the network, trying again",
        ),
        (LOG + "Installing collected packages: one", "Installing 1 of 2 packages"),
    ],
)
def test_progress_says_where_pip_is(log, line, tmp_path, lock):
    (tmp_path / "log").write_text(log)
    (tmp_path / "packages" / "Zero-0.1.dist-info").mkdir(parents=True)
    (tmp_path / "packages" / "Zero-0.1.dist-info" / "INSTALLER").touch()
    assert Progress(lock, tmp_path / "packages", tmp_path / "log").line() == line


@pytest.mark.parametrize(
    ("log", "what", "to_do"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "disk is full",
            "free",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one", "report"),
        (
            "WARNING: Retrying (Retry(total=0)) after 'NewConnectionError(': Failed to establish'\n"
            "ERROR: No matching distribution found for keras==3.15.0",
            "no connection",
            "check the network",
        ),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "did not prove", "PIP_CERT"),
        ("ERROR: No matching distribution found for tensorflow==2.21.0", "no tensorflow==2.21.0 for this", "3.12"),
        ("PermissionError: [Errno 13] Permission denied: 'x'", "cannot be written", "close every window"),
        ("ERROR: first\nERROR: something new", "something new", "report it with the file set-up.log"),
        ("", "without saying why", "type the same command again"),
    ],
)
def test_pips_failures_are_translated(log, what, to_do):
    found, remedy = str(explain(log, "set-up.log")).split("\nWhat to do: ")
    assert what in found
    assert to_do in remedy


def test_pip_is_run_on_the_lock_with_hashes_and_its_failure_is_explained(tmp_path, lock, monkeypatch):
    packages = tmp_path / ("Lib/site-packages" if sys.platform == "win32" else "lib/python3.11/site-packages")
    packages.mkdir(parents=True)
    ran = []

    def pretend(command, stdout, env, **_):
        ran.append(command)
        assert Path(env["TMPDIR"]).is_dir()
        return real_popen(
            [sys.executable, "-c", "print('ERROR: [Errno 28] No space left'); raise SystemExit(1)"], stdout=stdout
        )

    real_popen = subprocess.Popen
    monkeypatch.setattr(install.subprocess, "Popen", pretend)
    with open(os.devnull) as nothing, pytest.raises(Problem, match="disk is full"):
        install.install(Path(sys.executable), packages, lock, nothing.fileno())
    assert {"--require-hashes", str(lock)} <= set(ran[0])


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one program there")
def test_ctrl_c_stops_pip_too(tmp_path, lock):
    packages = tmp_path / "lib/python3.11/site-packages"
    packages.mkdir(parents=True)
    slow_pip = tmp_path / "python"
    slow_pip.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n")
    slow_pip.chmod(0o755)
    code = f"""
        import signal, sys
        from pathlib import Path
        from lesson_utils.commands.install import install
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            install(Path({str(slow_pip)!r}), Path({str(packages)!r}), Path({str(lock)!r}), 0)
        except KeyboardInterrupt:
            print("stopped")
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    ours = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    while "Looking at the packages" not in ours.stdout.readline():  # pip is watched from here on
        assert ours.poll() is None
    deadline = time.monotonic() + 20
    while not (tmp_path / "pid").exists() or not (pid := (tmp_path / "pid").read_text().strip()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    ours.send_signal(signal.SIGINT)
    assert ours.communicate(timeout=20)[0].endswith("stopped\n")
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)
