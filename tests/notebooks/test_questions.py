"""An episode from elsewhere that asks questions: untouched each of them asks, the solutions notebook answers them."""

import argparse
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from lesson_utils.building.cli import run_build

EPISODE = Path(__file__).parents[1] / "fixtures" / "questions-episode.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """What the build makes of it."""
    made = tmp_path_factory.mktemp("questions")
    arguments = argparse.Namespace(file=EPISODE, out=made, setup=None, check=False, new_challenge=None, train=False)
    assert run_build(arguments) == 0
    return made


def said(notebook) -> dict[str, str]:
    checks = [cell for cell in notebook.cells if cell.id.endswith("-check")]
    return {cell.id.removesuffix("-check"): cell.outputs[0].data["text/plain"] for cell in checks}


def test_the_solutions_answer_every_question(folder):
    notebook = nbformat.read(folder / "solutions" / f"{EPISODE.stem}.ipynb", as_version=4)
    told = said(notebook)
    assert list(told) == ["read-curves", "add", "what-helps"]  # a discussion has no check
    assert {text.splitlines()[0] for text in told.values()} == {"✓ Correct"}
    assert not [out for cell in notebook.cells for out in cell.get("outputs", []) if "widget" in str(out.get("data"))]


def test_untouched_each_question_asks(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path))  # a learner who has not done anything yet
    notebook = nbformat.read(folder / f"{EPISODE.stem}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=240, allow_errors=True, resources={"metadata": {"path": str(folder)}}).execute()
    told = said(notebook)
    for name in ("read-curves", "what-helps"):
        assert told[name].startswith("○ Not answered yet"), name
        assert "\na  " in told[name]
    assert not [text for text in told.values() if "Correct" in text]
