"""First cells bring along what earlier episodes made, wherever a learner begins."""

import ast
from pathlib import Path

import keras
import numpy as np
import pytest

from lesson_utils.classroom.catching_up import bring, catch_up_to
from lesson_utils.classroom.lesson_cells import is_first_cell
from lesson_utils.classroom.progress_file import read_progress
from lesson_utils.classroom.session import Session
from lesson_utils.classroom.standing_on import cells_to_run
from lesson_utils.episodes import caught_up_in, course, names_brought
from tests.unit.answers.playing import fresh_keras

EPISODES = {episode.name: episode for episode in course()}
FIT, EVALUATE = EPISODES["04-fit-cnn"], EPISODES["05-evaluate-predict"]


def arrays():
    one_hot = np.eye(10, dtype="float32")[np.arange(20) % 10]
    images = np.zeros((20, 32, 32, 3), "float32")
    return {"train_images": images, "val_images": images, "train_labels": one_hot, "val_labels": one_hot}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path))
    (tmp_path / "work").mkdir()
    return tmp_path


@pytest.mark.parametrize("episode", [FIT, EVALUATE], ids=lambda episode: episode.name)
def test_a_first_cell_is_known_and_says_what_it_brings(episode):
    assert is_first_cell(episode.setup)
    brought = {name for statement in ast.parse(episode.setup).body for name in names_brought(statement)}
    assert "create_model_intro" in brought


@pytest.mark.parametrize("code", ["catch_up()", "catch_up", "x = catch_up('a')", "other('a')", "import keras"])
def test_other_statements_bring_nothing(code):
    statement = ast.parse(code).body[0]
    assert caught_up_in(statement) == ""
    assert not names_brought(statement)


@pytest.mark.parametrize("code", ['catch_up("fit")', "from lesson_utils import check", "load_data()"])
def test_other_cells_are_no_first_ones(code):
    assert not is_first_cell(code)


def test_only_what_is_missing_or_used_up_runs_again():
    codes = [one.solution for one in FIT.challenges if one.id in ("compile", "fit")]
    ready = {**arrays(), "create_model_intro": keras.Model, "model_intro": "trained by now"}
    assert [ast.unparse(one) for one in cells_to_run(FIT, codes, ready)] == [
        "import keras",
        "model_intro = create_model_intro()",
    ]
    without = {name: value for name, value in ready.items() if name != "create_model_intro"}
    assert "catch_up('create-model-intro')" in [ast.unparse(one) for one in cells_to_run(FIT, codes, without)]
    assert len(cells_to_run(FIT, codes, {})) == len(ast.parse(FIT.setup).body)


def test_another_episodes_result_brings_all_that_it_stands_on_and_changes_no_progress(home):
    variables = arrays()
    with fresh_keras():
        Path("fit_outputs").mkdir(exist_ok=True)
        told = bring(Session(), "fit-dropout", variables)
    assert "model_dropout" in told
    assert {"create_model_intro", "model_intro", "history_intro", "create_model_dropout"} <= set(variables)
    assert int(variables["model_dropout"].optimizer.iterations) > 0
    assert read_progress() == {}


def test_caught_up_twice_the_model_has_learned_once(home):
    variables, session = arrays(), Session()
    challenge = next(one for one in FIT.challenges if one.id == "fit")
    with fresh_keras():
        for _ in range(2):
            assert catch_up_to(session, FIT, challenge, variables).word == "Caught up"
            steps = variables["history_intro"].params["steps"] * len(variables["history_intro"].epoch)
            assert int(variables["model_intro"].optimizer.iterations) == steps


def test_what_cannot_be_brought_leaves_the_variables_as_they_were(home, monkeypatch):
    variables = {"create_model_intro": "mine"}
    monkeypatch.setitem(bring.__globals__, "cells_to_run", lambda *_: ast.parse("1 / 0").body)
    with pytest.raises(ZeroDivisionError):
        bring(Session(), "create-model-intro", variables)
    assert variables == {"create_model_intro": "mine"}
