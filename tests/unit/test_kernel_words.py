"""`catch_up`, `hint`, `solution` and `progress` in a running kernel."""

import json

import numpy as np
import pytest

import lesson_utils
from tests.unit.kernel import CONV, DENSE, INPUT, OUTPUT, is_correct

# ---- catch_up, hint, solution ----


def test_catch_up_from_nothing_runs_the_first_cell_too(notebook, monkeypatch):
    images = np.random.default_rng(0).integers(0, 256, (100, 32, 32, 3), np.uint8)
    labels = np.arange(100, dtype=np.uint8).reshape(-1, 1) % 10
    monkeypatch.setitem(vars(lesson_utils), "load_data", lambda: ((images, labels), (images, labels)))
    notebook.run("del keras, train_images")
    shown = notebook.run('catch_up("hidden-layers")')
    assert shown.success, shown.text
    assert notebook["train_images"].shape == (80, 32, 32, 3)
    assert notebook["x_intro"].shape == (None, 64)
    assert notebook.run(OUTPUT).success
    assert is_correct(notebook.check("output-layer"))


def test_catch_up_from_the_middle(notebook):
    notebook.run(INPUT, CONV.replace("16", "99"), 'catch_up("pooling")')
    assert notebook["x_intro"].shape == (None, 15, 15, 16)
    notebook.run(DENSE)
    assert is_correct(notebook.check("dense"))


def test_catch_up_to_the_end_gives_a_model(notebook):
    notebook.run('catch_up("create-model-intro")')
    assert notebook["create_model_intro"]().count_params() == 79_530


def test_an_unknown_id_is_answered_with_the_nearest(notebook):
    for word in ("check", "hint", "solution", "catch_up"):
        shown = notebook.run(f'{word}("conv-2d")')
        assert shown.success
        assert "conv2d" in shown.text, (word, shown.text)


@pytest.mark.parametrize("argument", ["None", "5", "'CONV2D'", "''"])
def test_an_odd_id_never_shows_a_traceback_of_the_course(notebook, argument):
    shown = notebook.run(f"check({argument})")
    assert shown.success, shown.text
    assert "Which challenge?" in shown.text


def test_hints_go_one_further_with_each_call_and_stop_at_the_third(notebook):
    texts = [notebook.run('hint("conv2d")').text for _ in range(4)]
    assert ["Hint 1 of 3" in texts[0], "Hint 2 of 3" in texts[1], "Hint 3 of 3" in texts[2]] == [True] * 3
    assert len(set(texts[:3])) == 3
    assert "inputs_intro" in texts[2]


def test_hints_of_one_challenge_do_not_use_up_those_of_another(notebook):
    notebook.run('hint("conv2d")', 'hint("conv2d")')
    assert "Hint 1 of 3" in notebook.run('hint("pooling")').text


def test_solution_shows_why_and_the_code_after_an_attempt(notebook):
    notebook.run(INPUT, CONV.replace("16", "8"), 'check("conv2d")')
    text = notebook.run('solution("conv2d")').text
    assert CONV in text
    assert "first brackets" in text


def test_solution_before_an_attempt_shows_the_code_at_the_second_call_at_the_latest(notebook):
    texts = notebook.run('solution("conv2d")').text, notebook.run('solution("conv2d")').text
    assert CONV in texts[-1]


def test_solution_changes_no_variable(notebook):
    notebook.run('solution("conv2d")', 'solution("conv2d")')
    assert "x_intro" not in notebook


# ---- progress ----


def test_progress_counts_what_was_done_and_survives_a_restart(notebook):
    notebook.run(INPUT, 'check("input-layer")', CONV, 'check("conv2d")')
    assert "2 of 8 challenges done" in notebook.run("progress()").text
    notebook.start()
    assert "2 of 8 challenges done" in notebook.run("progress()").text


def test_a_wrong_answer_is_no_progress(notebook):
    notebook.run(INPUT, CONV.replace("16", "8"), 'check("conv2d")')
    assert "0 of 8 challenges done" in notebook.run("progress()").text


def test_catching_up_is_marked_and_does_not_count_as_done(notebook):
    notebook.run(INPUT, 'check("input-layer")', 'catch_up("pooling")')
    text = notebook.run("progress()").text
    assert "1 of 8 challenges done" in text
    assert text.count("solution used") == 2


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[1, 2]", b'{"03-build-cnn": 5}', b"\xff\xfe\x00", b"null", b'{"a": {"b": []}}']
)
def test_a_damaged_progress_file_costs_no_lesson(notebook, tmp_path, damage):
    (tmp_path / "progress.json").write_bytes(damage)
    assert notebook.run("progress()").success
    notebook.run(INPUT)
    assert is_correct(notebook.check("input-layer"))
    assert "1 of 8 challenges done" in notebook.run("progress()").text
    assert json.loads((tmp_path / "progress.json").read_text(encoding="utf-8"))


def test_a_progress_file_that_cannot_be_written_costs_no_lesson(notebook, tmp_path):
    (tmp_path / "progress.json").mkdir()  # stands for a read-only one: root may write those
    notebook.run(INPUT)
    assert is_correct(notebook.check("input-layer"))
    assert notebook.run("progress()").success
    assert [path.name for path in tmp_path.iterdir()] == ["progress.json"]


def test_a_course_folder_that_cannot_be_made_costs_no_lesson(notebook, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path / "file" / "below"))
    notebook.run(INPUT)
    assert is_correct(notebook.check("input-layer"))
    assert notebook.run("progress()").success


def test_catching_up_later_does_not_take_a_tick_away(notebook):
    notebook.run(INPUT)
    assert is_correct(notebook.check("input-layer"))
    notebook.run('catch_up("conv2d")')
    assert is_correct(notebook.check("input-layer"))
    assert not is_correct(notebook.check("conv2d"))
