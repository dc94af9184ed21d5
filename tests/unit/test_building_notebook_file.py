"""Writing a notebook where there is one already: what somebody saved is kept under another name."""

import json

import nbformat
import pytest

from lesson_utils.building.cells import Cell
from lesson_utils.building.notebook_file import bytes_of, notebook_of, replace_notebook


@pytest.fixture
def built():
    return notebook_of([Cell("x", "code", "x = _____", 1)])


def test_a_notebook_that_nobody_saved_is_written_over(tmp_path, built):
    place = tmp_path / "03.ipynb"
    replace_notebook(place, notebook_of([]))
    replace_notebook(place, built)
    assert place.read_bytes() == bytes_of(built)
    assert [path.name for path in tmp_path.iterdir()] == ["03.ipynb"]


def test_what_a_learner_wrote_is_kept(tmp_path, built, capsys):
    place = tmp_path / "03.ipynb"
    worked_in = nbformat.from_dict(json.loads(bytes_of(built)))
    worked_in.cells[0].source = "x = keras.Input((32, 32, 3))"
    worked_in.metadata.language_info["version"] = "3.12.1"  # JupyterLab notes it when it saves
    nbformat.write(worked_in, place)
    replace_notebook(place, built)
    assert place.read_bytes() == bytes_of(built)
    assert nbformat.read(tmp_path / "03-old.ipynb", 4).cells[0].source == "x = keras.Input((32, 32, 3))"
    assert "it is now 03-old.ipynb" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "{", "[]", "5", '{"metadata": 5}', '{"cells": []}'])
def test_what_is_no_notebook_of_ours_is_kept(content, tmp_path, built):
    (tmp_path / "03.ipynb").write_text(content)
    replace_notebook(tmp_path / "03.ipynb", built)
    assert (tmp_path / "03-old.ipynb").read_text() == content
