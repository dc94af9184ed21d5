"""`catch_up` and `progress` in a running kernel, and what every word has in common."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import lesson_utils
from tests.unit.kernel import CONV, DENSE, FIRST_CELL, FLATTEN, INPUT, OUTPUT, POOL, is_correct
from tests.unit.small_episode import small_episode

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


# ---- catch_up on broken ground ----


def test_catching_up_twice_leaves_the_same_network(notebook):
    notebook.run('catch_up("flatten")', 'catch_up("flatten")')
    assert notebook["x_intro"].shape == (None, 14400)
    notebook.run('catch_up("pooling")')
    assert notebook["x_intro"].shape == (None, 15, 15, 16)
    notebook.run(DENSE)
    assert is_correct(notebook.check("dense"))


def test_catching_up_after_layers_were_doubled_leaves_each_once(notebook):
    notebook.run(INPUT, CONV, POOL, POOL, DENSE, DENSE, 'catch_up("dense")', FLATTEN)
    assert notebook["x_intro"].shape == (None, 14400)
    assert is_correct(notebook.check("flatten"))


@pytest.mark.parametrize("broken", ["keras = 5", "import numpy as keras", "del keras"])
def test_catch_up_brings_an_overwritten_keras_back(notebook, broken):
    shown = notebook.run(broken, 'catch_up("conv2d")')
    assert "Caught up" in shown.text
    assert notebook["keras"].__name__ == "keras"
    assert notebook["x_intro"].shape == (None, 30, 30, 16)


@pytest.mark.parametrize(
    "broken",
    [
        *("train_images = None", "train_images = train_images[0]", "train_images = [1, 2]", "train_images = 'cifar10'"),
        *("train_images = train_images.reshape(40, -1)", "train_images = train_images.astype('uint8')"),
    ],
)
def test_catch_up_brings_replaced_images_back(notebook, monkeypatch, broken):
    images = np.zeros((100, 32, 32, 3), np.uint8)
    labels = np.arange(100, dtype=np.uint8).reshape(-1, 1) % 10
    monkeypatch.setitem(vars(lesson_utils), "load_data", lambda: ((images, labels), (images, labels)))
    shown = notebook.run(broken, 'catch_up("conv2d")')
    assert "Caught up" in shown.text
    assert notebook["train_images"].shape == (80, 32, 32, 3)
    assert notebook["x_intro"].shape == (None, 30, 30, 16)


def test_catch_up_leaves_sound_images_as_they_are(notebook):
    images = notebook["train_images"]
    notebook.run('catch_up("conv2d")')
    assert notebook["train_images"] is images


def test_catch_up_that_fails_changes_nothing_and_says_why(notebook, monkeypatch):
    def missing():
        raise OSError("no disk")

    monkeypatch.setitem(vars(lesson_utils), "load_data", missing)
    notebook.run("train_images = None", "mine = 1")
    before = notebook.variables()
    shown = notebook.run('catch_up("conv2d")')
    assert shown.success
    assert "stopped with OSError" in shown.text
    assert notebook.variables() == before
    assert "0 of 8 challenges done\n" in notebook.run("progress()").text


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
    assert text.count("caught up, solution used") == 2
    assert "1 of 8 challenges done, 2 with the solution" in text


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


@pytest.mark.parametrize("place", ["file/below", "progress.json taken"])
def test_progress_that_cannot_be_kept_is_counted_and_that_is_said_once(notebook, tmp_path, monkeypatch, place):
    home = tmp_path / "home"
    home.mkdir()
    if place == "file/below":
        (home / "file").write_text("no folder")
        home = home / "file" / "below"
    else:
        (home / "progress.json").mkdir()
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(home))
    notebook.run(INPUT, CONV)
    told = notebook.check("input-layer")
    assert is_correct(told)
    assert "cannot be written" in told
    assert "cannot be written" not in notebook.check("conv2d")
    assert "2 of 8 challenges done" in notebook.run("progress()").text
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path))  # there is room again: what was counted is written now
    notebook.run(POOL, 'check("pooling")')
    notebook.start()
    assert "3 of 8 challenges done" in notebook.run("progress()").text


# ---- before the first cell has run ----


@pytest.fixture
def bare(notebook):
    """A kernel as JupyterLab starts it for the course: no cell has run."""
    notebook.stop()
    words = Path(lesson_utils.__file__).parent / "jupyter" / "words.py"
    notebook.shell.safe_execfile(words, notebook.shell.user_ns, raise_exceptions=True)
    return notebook


@pytest.mark.parametrize("cell", ['check("conv2d")', 'check("input-layer")', 'check("create-model-intro")'])
def test_before_the_first_cell_ran_it_is_said_that_it_has_to(bare, cell):
    shown = bare.run(cell)
    assert shown.success
    assert "Set-up first" in shown.text
    assert "first code cell" in shown.text


def test_before_the_first_cell_ran_the_other_words_work_too(bare):
    assert "Hint 1 of 3" in bare.run('hint("conv2d")').text
    assert "You have not tried yet" in bare.run('solution("conv2d")').text
    assert "0 of 8 challenges done" in bare.run("progress()").text


def test_after_the_first_cell_the_words_are_the_imported_ones(bare):
    import keras

    bare.shell.user_ns.update(keras=keras, train_images=np.zeros((40, 32, 32, 3), "float32"))
    bare.run('check("input-layer")', FIRST_CELL, INPUT)
    assert bare["check"] is lesson_utils.check
    assert is_correct(bare.check("input-layer"))


def test_catching_up_later_does_not_take_a_tick_away(notebook):
    notebook.run(INPUT)
    assert is_correct(notebook.check("input-layer"))
    notebook.run('catch_up("conv2d")')
    assert is_correct(notebook.check("input-layer"))
    assert not is_correct(notebook.check("conv2d"))


def test_progress_names_what_comes_next(notebook):
    notebook.run(INPUT, 'check("input-layer")')
    assert "Next: **Create a 2D convolutional layer**, `conv2d`" in notebook.run("progress()").text


@pytest.mark.parametrize("name", ["03-build-cnn.ipynb", "03-build-cnn-Copy1.ipynb", "03-build-cnn (2).ipynb"])
def test_a_copied_notebook_has_the_same_progress(notebook, monkeypatch, name):
    notebook.run(INPUT, 'check("input-layer")')
    monkeypatch.setenv("JPY_SESSION_NAME", f"/home/me/{name}")
    notebook.start()
    assert "1 of 8 challenges done" in notebook.run("progress()").text


def test_a_notebook_under_another_name_knows_the_whole_course(notebook, monkeypatch):
    notebook.run(INPUT, 'check("input-layer")')
    monkeypatch.setenv("JPY_SESSION_NAME", "/home/me/x.ipynb")
    notebook.start()
    assert re.search(r"The whole course .*\n\W+1 of \d+ challenges done", notebook.run("progress()").text)


def test_a_lesson_from_elsewhere_with_our_name_and_ids_has_a_progress_of_its_own(notebook, tmp_path):
    notebook.run(INPUT, 'check("input-layer")')
    small_episode(tmp_path, {"input-layer": "a = 1"}, name="03-build-cnn")
    notebook.run(
        "from lesson_utils.classroom import open_episode", f"open_episode({str(tmp_path / '03-build-cnn.md')!r})"
    )
    assert "0 of 1 challenges done" in notebook.run("progress()").text
    notebook.run("a = 1")
    assert is_correct(notebook.check("input-layer"))
    assert "1 of 1 challenges done" in notebook.run("progress()").text
    notebook.start()
    assert "1 of 8 challenges done" in notebook.run("progress()").text


def test_images_that_became_a_list_are_told_in_short_by_check_and_hint(notebook):
    notebook.run("train_images = [f'images/{number}.png' for number in range(40_000)]")
    notebook.answer("input-layer", INPUT)
    for _ in range(2):
        told = notebook.check("input-layer")
        assert "train_images" in told
        assert "40,000 in all" in told
        assert len(told) < 1500
    assert len(notebook.run('hint("input-layer")').text) < 1500
