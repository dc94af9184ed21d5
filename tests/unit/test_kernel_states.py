"""What the learner's kernel can be like when `check` is called: cells run twice, skipped, stopped, a restart, a script.

Every test types cells into a real IPython shell. Only the images are small ones, so that a first cell takes no time.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import lesson_utils

pytest.importorskip("keras")

FIRST_CELL = "from lesson_utils import catch_up, check, hint, progress, solution"
INPUT = "inputs_intro = keras.Input(shape=train_images.shape[1:])"
CONV = "x_intro = keras.layers.Conv2D(filters=16, kernel_size=(3,3), activation='relu')(inputs_intro)"
POOL = "x_intro = keras.layers.MaxPooling2D(pool_size=(2,2))(x_intro)"
DENSE = "x_intro = keras.layers.Dense(units=64, activation='relu')(x_intro)"
FLATTEN = "x_intro = keras.layers.Flatten()(x_intro)"
OUTPUT = "outputs_intro = keras.layers.Dense(units=10, activation='softmax')(x_intro)"
OF_CLASSROOM = ("check", "hint", "solution", "catch_up", "progress")


@dataclass
class Shown:
    """What a cell left behind: how it ended, and all the text that the learner sees."""

    success: bool
    text: str


class Notebook:
    """A kernel with the course in it."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.callbacks = {event: list(known) for event, known in shell.events.callbacks.items()}

    def start(self) -> None:
        """Start the kernel, or start it again: no variables, and the course imported anew."""
        self.stop()
        import keras

        small = np.zeros((40, 32, 32, 3), "float32")
        self.shell.user_ns.update(keras=keras, train_images=small)
        assert self.run(FIRST_CELL).success

    def stop(self) -> None:
        """Take the course out of the shell and out of Python's list of modules."""
        self.shell.user_ns.clear()
        self.shell.init_user_ns()
        self.shell.ast_transformers.clear()
        for event, known in self.callbacks.items():
            self.shell.events.callbacks[event] = list(known)
        for name in [name for name in sys.modules if name.startswith("lesson_utils.classroom")]:
            del sys.modules[name]
        for name in OF_CLASSROOM:
            vars(lesson_utils).pop(name, None)

    def run(self, *cells: str) -> Shown:
        """Run cells one after the other; what the last one shows."""
        from IPython.utils.capture import capture_output

        for cell in cells:
            with capture_output() as captured:
                result = self.shell.run_cell(cell)
        plain = [output.data.get("text/plain", "") for output in captured.outputs]
        return Shown(result.success, "\n".join([captured.stdout, captured.stderr, *plain]))

    def check(self, challenge: str) -> str:
        """What `check` says."""
        shown = self.run(f'check("{challenge}")')
        assert shown.success, shown.text
        return shown.text

    def variables(self) -> dict[str, int]:
        """The learner's variables, and which object each of them holds."""
        return {name: id(value) for name, value in self.shell.user_ns.items() if not name.startswith("_")}

    def __getitem__(self, name: str) -> Any:
        return self.shell.user_ns[name]

    def __contains__(self, name: str) -> bool:
        return name in self.shell.user_ns


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    settings = Config()
    settings.HistoryManager.enabled = False
    shell = InteractiveShell.instance(config=settings)
    yield shell
    InteractiveShell.clear_instance()


@pytest.fixture
def notebook(shell, tmp_path, monkeypatch):
    """A kernel just started, with a course folder of its own."""
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path))
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    kernel = Notebook(shell)
    kernel.start()
    yield kernel
    kernel.stop()


def solution_of(challenge_id: str) -> str:
    from lesson_utils.checking import find_challenge

    return find_challenge(challenge_id)[1].solution or ""


def template_of(challenge_id: str) -> str:
    from lesson_utils.checking import find_challenge

    return find_challenge(challenge_id)[1].answer_template


def all_ids() -> list[str]:
    from lesson_utils.episodes import course

    episode = next(one for one in course() if any(each.id == "conv2d" for each in one.challenges))
    return [one.id for one in episode.challenges if one.solution]


def is_correct(text: str) -> bool:
    return "✓ Correct" in text


# ---- the way through the episode ----


def test_the_whole_episode_in_its_order(notebook):
    for challenge in all_ids():
        assert notebook.run(solution_of(challenge)).success
        text = notebook.check(challenge)
        assert is_correct(text), (challenge, text)


def test_earlier_challenges_can_be_checked_when_a_later_cell_has_changed_x_intro(notebook):
    notebook.run(INPUT, CONV, POOL, DENSE, FLATTEN)
    for challenge in ("conv2d", "pooling", "dense", "flatten", "input-layer"):
        text = notebook.check(challenge)
        assert is_correct(text), (challenge, text)


def test_a_check_leaves_the_variables_as_they_were(notebook):
    notebook.run(INPUT, CONV)
    before = notebook.variables()
    notebook.check("conv2d")
    notebook.check("pooling")
    assert notebook.variables() == before


def test_a_corrected_answer_is_right_after_a_wrong_one(notebook):
    notebook.run(INPUT, CONV.replace("16", "32"))
    assert "32" in notebook.check("conv2d")
    notebook.run(CONV)
    assert is_correct(notebook.check("conv2d"))


def test_a_right_answer_that_was_then_spoilt_is_not_right_any_more(notebook):
    notebook.run(INPUT, CONV)
    assert is_correct(notebook.check("conv2d"))
    notebook.run(CONV.replace("'relu'", "'tanh'"))
    assert not is_correct(notebook.check("conv2d"))


# ---- twice, out of order, not at all ----


@pytest.mark.parametrize("more", [1, 2])
def test_a_pooling_cell_run_again_is_told_with_a_way_back(notebook, more):
    notebook.run(INPUT, CONV, POOL, *[POOL] * more)
    text = notebook.check("pooling")
    assert not is_correct(text)
    assert "MaxPooling2D" in text
    assert "each run" in text
    assert 'catch_up("conv2d")' in text


def test_the_way_back_works(notebook):
    notebook.run(INPUT, CONV, POOL, POOL, 'catch_up("conv2d")', POOL)
    assert is_correct(notebook.check("pooling"))


@pytest.mark.parametrize("challenge", ["input-layer", "conv2d", "hidden-layers", "output-layer", "create-model-intro"])
def test_cells_that_start_afresh_may_run_twice(notebook, challenge):
    ids = all_ids()
    notebook.run(*(solution_of(one) for one in ids[: ids.index(challenge) + 1]), solution_of(challenge))
    assert is_correct(notebook.check(challenge))


def test_an_earlier_cell_run_again_is_not_blamed_on_the_later_answer(notebook):
    notebook.run(INPUT, CONV, POOL, POOL, DENSE)
    text = notebook.check("dense")
    assert not is_correct(text)
    assert "↩" in text, text


def test_a_cell_before_its_predecessor_names_the_missing_step(notebook):
    shown = notebook.run(CONV)
    assert not shown.success
    assert "`inputs_intro` does not exist yet" in shown.text
    assert 'catch_up("input-layer")' in shown.text


def test_dense_run_before_pooling(notebook):
    notebook.run(INPUT, CONV, DENSE)
    text = notebook.check("dense")
    assert not is_correct(text)
    assert "MaxPooling2D" in text
    assert "pooling" in text


def test_check_before_anything_ran(notebook):
    for challenge in all_ids():
        text = notebook.check(challenge)
        assert "Not attempted yet" in text, (challenge, text)


def test_check_when_only_the_earlier_cells_ran(notebook):
    notebook.run(INPUT, CONV)
    assert "Not attempted yet" in notebook.check("pooling")
    assert "Not attempted yet" in notebook.check("hidden-layers")


def test_a_name_deleted_before_the_answer(notebook):
    notebook.run(INPUT, "del inputs_intro")
    shown = notebook.run(CONV)
    assert not shown.success
    assert "`inputs_intro` does not exist yet" in shown.text


def test_a_name_deleted_after_the_answer_asks_to_run_the_cell(notebook):
    notebook.run(INPUT, CONV, "del x_intro")
    text = notebook.check("conv2d")
    assert not is_correct(text)
    assert "x_intro" in text
    assert "Run" in text


def test_a_restarted_kernel_knows_nothing_of_the_old_answers(notebook):
    notebook.run(INPUT, CONV)
    assert is_correct(notebook.check("conv2d"))
    notebook.start()
    assert "x_intro" not in notebook
    assert "Not attempted yet" in notebook.check("conv2d")


def test_everything_deleted_with_reset_but_the_course(notebook):
    notebook.run(INPUT, CONV, "%reset -f", FIRST_CELL)
    text = notebook.check("conv2d")
    assert not is_correct(text)


# ---- how the answer was typed ----


def test_answer_and_check_in_one_cell(notebook):
    notebook.run(INPUT)
    assert is_correct(notebook.run(f'{CONV}\ncheck("conv2d")').text)


def test_wrong_answer_and_check_in_one_cell(notebook):
    notebook.run(INPUT)
    wrong = CONV.replace("'relu'", "'tanh'")
    text = notebook.run(f'{wrong}\ncheck("conv2d")').text
    assert not is_correct(text)
    assert "tanh" in text


def test_a_cell_with_time_magic(notebook):
    notebook.run(INPUT)
    assert notebook.run(f"%%time\n{CONV}").success
    assert is_correct(notebook.check("conv2d"))


def test_a_line_with_time_magic(notebook):
    notebook.run(INPUT, f"%time {CONV}")
    assert is_correct(notebook.check("conv2d"))


def test_a_new_cell_without_comments_in_other_words(notebook):
    other_words = "from keras import layers\nconv = layers.Conv2D(16, 3, activation='relu')\nx_intro=conv(inputs_intro)"
    notebook.run(INPUT, other_words)
    assert is_correct(notebook.check("conv2d"))


def test_an_answer_spread_over_two_cells(notebook):
    half = solution_of("hidden-layers").split("# Second Convolutional")
    notebook.run(INPUT, half[0], "# Second Convolutional" + half[1])
    assert is_correct(notebook.check("hidden-layers"))


def test_looking_at_the_result_does_not_replace_the_answer(notebook):
    notebook.run(INPUT, CONV, "x_intro", "print(x_intro.shape)", "x_intro.shape[1:]")
    assert is_correct(notebook.check("conv2d"))


# ---- cells that raised ----


def test_a_cell_that_raised_gets_its_traceback_and_advice(notebook):
    notebook.run(INPUT)
    shown = notebook.run(CONV.replace("filters", "filter"))
    assert not shown.success
    assert "Traceback" in shown.text or "Error" in shown.text
    assert "no argument `filter`" in shown.text
    assert "`filters`" in shown.text


def test_check_after_a_cell_that_raised_says_the_same(notebook):
    notebook.run(INPUT, CONV.replace("filters", "filter"))
    assert "no argument `filter`" in notebook.check("conv2d")


def test_a_syntax_error_gets_advice(notebook):
    notebook.run(INPUT)
    shown = notebook.run(CONV[:-1])
    assert not shown.success
    assert "never closed" in shown.text


def test_an_error_that_has_nothing_to_do_with_a_challenge_gets_no_advice(notebook):
    assert "What to change" not in notebook.run("1 / 0").text


# ---- blanks ----


def test_every_unfilled_cell_is_stopped_before_it_runs(notebook):
    notebook.run('catch_up("output-layer")')
    before = notebook.variables()
    for challenge in all_ids():
        shown = notebook.run(template_of(challenge))
        assert not shown.success
        assert "still blank" in shown.text
        assert "Traceback" not in shown.text
        assert notebook.variables() == before, challenge


def test_blanks_stop_the_lines_above_them_too(notebook):
    shown = notebook.run(f"before_the_blank = 1\n{INPUT}\nx_intro = keras.layers.Conv2D(filters=_____)(inputs_intro)")
    assert not shown.success
    assert "before_the_blank" not in notebook
    assert "inputs_intro" not in notebook


def test_a_blank_that_is_only_in_a_string(notebook):
    notebook.run(INPUT)
    shown = notebook.run(CONV.replace("relu", "_____"))
    assert not shown.success
    assert "`activation` is still blank" in shown.text
    assert "x_intro" not in notebook


def test_a_blank_in_the_body_of_a_function(notebook):
    shown = notebook.run(solution_of("create-model-intro").replace('"cifar_model_intro"', "_____"))
    assert not shown.success
    assert "`name` is still blank" in shown.text
    assert "create_model_intro" not in notebook


def test_check_after_a_cell_with_blanks(notebook):
    notebook.run(INPUT, template_of("conv2d"))
    text = notebook.check("conv2d")
    assert "Blanks left" in text
    assert "`filters`" in text


def test_underscores_that_are_no_blank_run(notebook):
    assert notebook.run("a, _, __ = 1, 2, 3", "text = 'a_b__c'", "# _____ only a comment\nb = 1").success


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


# ---- a plain script ----


def run_script(tmp_path: Path, code: str) -> subprocess.CompletedProcess[str]:
    script = tmp_path / "answer.py"
    script.write_text(code, encoding="utf-8")
    surroundings = {
        **os.environ,
        "BUILD_A_CNN_HOME": str(tmp_path / "home"),
        "PYTHONPATH": str(Path(lesson_utils.__file__).parents[1]),
        "PYTHONIOENCODING": "utf-8",
    }
    return subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env=surroundings,
        cwd=tmp_path,
    )


def test_check_works_in_a_plain_script(tmp_path):
    wrong = CONV.replace("filters=16", "filters=8")
    done = run_script(
        tmp_path,
        f"""from lesson_utils import check, progress
import keras
import numpy as np
train_images = np.zeros((10, 32, 32, 3), "float32")
check("input-layer")
{INPUT}
check("input-layer")
{wrong}
check("conv2d")
def inside():
    check("input-layer")
inside()
progress()
""",
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    first, *rest = done.stdout.split("✓ Correct")
    assert "Not attempted yet" in first
    assert len(rest) == 2
    assert "`filters` is 8" in done.stdout
    assert "1 of 8 challenges done" in done.stdout
