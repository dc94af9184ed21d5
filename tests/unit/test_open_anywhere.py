"""Binder, dev container, Docker and Colab: what their own tools would read, as far as it can be told without them.

What is asked of the files here is what repo2docker, the dev containers' schema and Docker ask. They are built for real
by `.github/workflows/containers.yml`.
"""

import json
import os
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest
from packaging.specifiers import SpecifierSet
from traitlets.config import Config

from lesson_utils.building.open_anywhere import COLAB_LACKS, colab_cell, links, stale_places, write_places
from lesson_utils.building.published import NOBODY, Published, PublishingError, published
from tests.unit.test_repository import ROOT, lock_entries

BINDER = ROOT / ".binder"
IMAGE = ROOT / "deploy" / "image"
READ_BY_REPO2DOCKER = {"runtime.txt", "requirements.txt", "start", "postBuild"}
SOMEWHERE = Published("some-one", "build-a-cnn")
LOCK = "anywidget==0.9 \\\n    --hash=sha256:00\npsygnal==1.2 \\\nmdit-py-plugins==0.4.1 ; python_version > '3'\n"

# The part of the published schema that our file uses (devcontainers/spec, devContainer.base.schema.json).
COMMAND = {"type": ["string", "array"], "items": {"type": "string"}}
SIZE = {"type": "string", "pattern": r"^\d+([tgmk]b)?$"}
ON_FORWARD = {"enum": ["notify", "openBrowser", "openBrowserOnce", "openPreview", "silent", "ignore"]}
DEV_CONTAINER = {
    "type": "object",
    "additionalProperties": False,
    "required": ["build"],
    "properties": {
        "name": {"type": "string"},
        "build": {
            "required": ["dockerfile"],
            "additionalProperties": False,
            "properties": {"dockerfile": {"type": "string"}, "context": {"type": "string"}},
        },
        "remoteUser": {"type": "string"},
        "remoteEnv": {"additionalProperties": {"type": ["string", "null"]}},
        "hostRequirements": {
            "additionalProperties": False,
            "properties": {"cpus": {"type": "integer", "minimum": 1}, "memory": SIZE, "storage": SIZE},
        },
        "forwardPorts": {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 65535}},
        "portsAttributes": {
            "additionalProperties": {
                "additionalProperties": False,
                "properties": {"label": {"type": "string"}, "onAutoForward": ON_FORWARD},
            }
        },
        "postAttachCommand": COMMAND,
    },
}


def test_binder_gets_python_and_packages_from_the_one_lock():
    assert {path.name for path in BINDER.iterdir()} == READ_BY_REPO2DOCKER
    asked = [line for line in (BINDER / "requirements.txt").read_text().splitlines() if not line.startswith("#")]
    assert asked == ["-r ../requirements.lock"]  # pip looks from the file's own folder
    assert (BINDER / asked[0].removeprefix("-r ")).resolve() == ROOT / "requirements.lock"
    python = re.fullmatch(r"python-(\d+\.\d+)\n", (BINDER / "runtime.txt").read_text())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert python
    assert python[1] in SpecifierSet(project["requires-python"])


@pytest.mark.skipif(sys.platform == "win32", reason="Binder's machines run Linux")
def test_binders_start_script_gives_what_lab_gives_and_becomes_the_command(tmp_path):
    shows = "import os, lesson_utils; print(os.environ['JUPYTER_CONFIG_PATH'], os.environ['JUPYTERLAB_WORKSPACES_DIR'])"
    surroundings = {**os.environ, "PYTHONPATH": "", "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces")}
    surroundings["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for script in ("start", "postBuild"):
        assert os.access(BINDER / script, os.X_OK), script
    done = subprocess.run(
        [BINDER / "start", sys.executable, "-c", shows], env=surroundings, cwd=tmp_path, capture_output=True, text=True
    )
    config, workspaces = done.stdout.split()
    assert Path(config.split(os.pathsep)[0], "labconfig", "page_config.json").is_file()
    assert Path(workspaces) == tmp_path / "workspaces"
    assert list(Path(workspaces).iterdir())


def test_the_dev_container_follows_the_schema_and_its_places_exist():
    folder = ROOT / ".devcontainer"
    settings = json.loads((folder / "devcontainer.json").read_text(encoding="utf-8"))
    jsonschema.validate(settings, DEV_CONTAINER)
    assert (folder / settings["build"]["dockerfile"]).resolve() == IMAGE / "Dockerfile"
    assert (folder / settings["build"]["context"]).resolve() == ROOT
    (port,) = settings["forwardPorts"]
    assert str(port) in settings["postAttachCommand"]
    assert list(settings["portsAttributes"]) == [str(port)]


def test_the_image_takes_the_lock_with_its_hashes_from_files_that_exist():
    text = (IMAGE / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    steps = [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#")]
    arguments = dict(words.split("=") for step, words in steps if step == "ARG")
    assert arguments["BASE"].startswith("quay.io/jupyter/")
    assert ":" in arguments["BASE"]
    assert (ROOT / arguments["LOCK"]).is_file()
    (installs,) = [words for step, words in steps if step == "RUN" and "pip install" in words]
    assert '--require-hashes -r "${LOCK}"' in installs
    users = [words for step, words in steps if step == "USER"]
    assert users[-1] == "${NB_UID}"  # learners are not root
    settings = dict(words.split("=", 1) for words in next(words for step, words in steps if step == "ENV").split())
    course = settings["PYTHONPATH"]
    assert (ROOT / Path(settings["JUPYTER_CONFIG_PATH"]).relative_to(course) / "jupyter_server_config.py").is_file()
    assert json.loads(steps[-1][1])[:3] == ["python3", "-m", "lesson_utils"]


@pytest.mark.parametrize("known", [{}, {"CODESPACE_NAME": "x"}, {"GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN": "y"}])
def test_outside_a_codespace_no_other_page_is_let_in(known, monkeypatch):
    for name in ("CODESPACE_NAME", "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in known.items():
        monkeypatch.setenv(name, value)
    settings = Config()
    runpy.run_path(str(IMAGE / "jupyter" / "jupyter_server_config.py"), {"get_config": lambda: settings})
    assert settings == {"ServerApp": {"ip": "0.0.0.0"}}


def test_what_a_computer_keeps_beside_the_course_does_not_reach_the_image():
    left_out = (IMAGE / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".venv*", "node_modules", ".test-home"} <= set(left_out)
    assert not {".git", "episodes", "notebooks", "fig", "lesson_utils", "requirements.lock"} & set(left_out)


def test_the_places_in_readme_and_reference_are_todays():
    assert stale_places(ROOT) == []


@pytest.fixture
def checkout(tmp_path):
    for folder in ("notebooks", "reference"):
        (tmp_path / folder).mkdir()
    for number in (1, 2):
        (tmp_path / "notebooks" / f"0{number}-x.ipynb").touch()
    _say(tmp_path, f'Repository = "{SOMEWHERE.repository}"')
    (tmp_path / "requirements.lock").write_text(LOCK)
    for name in ("README.md", "reference/open-anywhere.md"):
        (tmp_path / name).write_text(
            "before é\n<!-- written by build -->\nold\n<!-- end -->\nafter\n", encoding="utf-8"
        )
    return tmp_path


def _say(root, line):
    (root / "pyproject.toml").write_text(f'[project]\nname = "x"\n[project.urls]\n{line}\n')


def test_the_places_follow_from_the_one_address(checkout):
    assert len(stale_places(checkout)) == 2
    assert len(write_places(checkout)) == 2
    text = (checkout / "README.md").read_text(encoding="utf-8")
    assert text.startswith("before é\n<!-- written by build -->\n|")
    assert text.endswith("<!-- end -->\nafter\n")
    for number in (1, 2):
        assert f"[{number}]({SOMEWHERE.colab(f'notebooks/0{number}-x.ipynb')})" in text
    assert SOMEWHERE.binder in text
    assert NOBODY not in text
    cell = (checkout / "reference" / "open-anywhere.md").read_text(encoding="utf-8")
    assert f"git+{SOMEWHERE.repository} anywidget==0.9 psygnal==1.2 mdit-py-plugins==0.4.1\n" in cell
    assert (stale_places(checkout), write_places(checkout)) == ([], [])


def test_a_course_that_nobody_has_published_has_no_dead_links():
    words = links(Published(NOBODY, "build-a-cnn"), ["notebooks/01-x.ipynb"])
    assert "](" not in words
    assert f"put the account for `{NOBODY}`" in words


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "not ''"),
        ('Repository = "https://example.org/a/b"', "not 'https://example.org/a/b'"),
        ('Repository = "https://github.com/only"', "not 'https://github.com/only'"),
        ('Repository = "https://github.com/a/b/issues"', "not 'https://github.com/a/b/issues'"),
    ],
)
def test_an_address_that_is_none_is_told_with_an_example(checkout, line, told):
    _say(checkout, line)
    with pytest.raises(PublishingError, match=r'such as "https://github\.com/ACCOUNT/build-a-cnn"') as error:
        write_places(checkout)
    assert told in str(error.value)


@pytest.mark.parametrize("end", ["", "/", ".git", ".git/"])
def test_the_address_may_end_as_git_writes_it(checkout, end):
    _say(checkout, f'Repository = "{SOMEWHERE.repository}{end}"')
    assert published(checkout) == SOMEWHERE


@pytest.mark.parametrize(
    "text", ["no marks", "<!-- end -->\n<!-- written by build -->\n", "<!-- written by build -->\n"]
)
def test_lost_marks_are_named_and_nothing_is_written(checkout, text):
    (checkout / "README.md").write_text(text)
    with pytest.raises(PublishingError, match=r"README\.md: the marks"):
        write_places(checkout)
    assert (checkout / "README.md").read_text() == text


def test_what_colab_lacks_is_pinned_and_a_lock_without_it_is_told():
    locked = {pin.name for pin, _ in lock_entries()}
    assert set(COLAB_LACKS) <= locked
    with pytest.raises(PublishingError, match=r"requirements.lock: anywidget is missing. Type: python3 -m"):
        colab_cell(SOMEWHERE, "keras==3.15\n")
