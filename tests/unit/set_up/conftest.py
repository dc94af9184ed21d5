"""Fixtures for the set-up: a small lock, a folder whose environment is made in no time, pip's calls kept."""

import venv
from pathlib import Path

import pytest

from lesson_utils.commands import venv_folder


@pytest.fixture
def lock(tmp_path):
    file = tmp_path / "requirements.lock"
    file.write_text("one==1.0 \\\n    --hash=sha256:00\n")
    return file


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the environment goes. Making it is quick here: pip is an empty package."""

    def make(path, with_pip, symlinks):
        assert with_pip
        real_create(path, symlinks=symlinks)
        pip = venv_folder.site_packages(Path(path)) / "pip"
        pip.mkdir()
        (pip / "__init__.py").touch()

    real_create = venv.create
    monkeypatch.setattr(venv_folder.venv, "create", make)
    return tmp_path / ".venv"


@pytest.fixture
def installs(monkeypatch):
    """The calls of pip that would have been made."""
    calls = []
    monkeypatch.setattr(venv_folder, "install", lambda *arguments: calls.append(arguments))
    return calls
