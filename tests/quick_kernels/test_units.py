"""The systemd units of `deploy/quick-kernels`, and what its README says to write."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy" / "quick-kernels"
UNITS = ("build-a-cnn-quick-kernels.service", "build-a-cnn-quick-kernels.socket")


def test_systemd_understands_every_line(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not there")
    for name in UNITS:
        text = (FOLDER / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("/opt/build-a-cnn/.venv-class/bin/python", sys.executable))
    files = [str(tmp_path / name) for name in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def unit(name: str) -> configparser.ConfigParser:
    read = configparser.ConfigParser(interpolation=None, strict=False)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read(FOLDER / name)
    return read


@pytest.mark.parametrize("name", UNITS)
def test_the_hubs_own_unit_starts_it(name):
    assert unit(name)["Install"]["WantedBy"] == "build-a-cnn-hub.service"


def test_the_readme_names_the_socket_and_every_test_that_it_cites():
    words = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert unit(UNITS[1])["Socket"]["ListenSequentialPacket"] in words
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    cited = [word.strip("`…,") for word in words.split() if word.startswith("`test_")]
    assert len(cited) > 10
    assert [name for name in cited if f"def {name}" not in tests] == []
