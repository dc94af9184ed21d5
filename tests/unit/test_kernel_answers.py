"""Which cell answers: with the notebook's cell ids and without, in new cells, in several, and none at all."""

import pytest

from tests.unit.kernel import CONV, INPUT, POOL, is_correct, solution_of
from tests.unit.small_episode import small_episode

BARE_POOL = "x_intro = keras.layers.MaxPooling2D()(x_intro)"
LINES = [line for line in solution_of("hidden-layers").splitlines() if line.startswith("x_intro")]
NOT_YET = "Not attempted yet"


def run_lesson(notebook, tmp_path, solutions, before=""):
    """Open a lesson from elsewhere and run its first cell, as it stands there."""
    first_cell = f"import keras\nimport numpy as np\n{before}"
    episode = small_episode(tmp_path, solutions, setup=first_cell)
    notebook.run("from lesson_utils.classroom import open_episode", f"open_episode({str(episode.path)!r})", first_cell)


# ---- without ids, as nbconvert, nbclient and papermill run cells ----


def test_a_right_answer_in_other_words_is_the_challenges_that_is_asked_for(notebook):
    notebook.run(INPUT, CONV, BARE_POOL)
    assert is_correct(notebook.check("pooling"))
    assert NOT_YET in notebook.check("flatten")


@pytest.mark.parametrize("asked_first", [[], ["conv2d"], ["pooling", "conv2d"]])
def test_an_answer_is_not_taken_for_the_next_challenges(notebook, asked_first):
    notebook.run(INPUT, CONV.replace("16", "8"))
    for challenge in asked_first:
        notebook.check(challenge)
    notebook.run(CONV)
    assert NOT_YET in notebook.check("pooling")
    assert is_correct(notebook.check("conv2d"))


def test_a_wrong_next_answer_does_not_spoil_this_one(notebook):
    notebook.run(INPUT, CONV, POOL.replace("2,2", "3,3"))
    assert is_correct(notebook.check("conv2d"))
    assert "pool_size" in notebook.check("pooling")


@pytest.mark.parametrize("wrong", ["x_intro = keras.layers.Resizing(15, 15)(x_intro)", "x_intro = x_intro.max()"])
def test_a_wrong_answer_like_no_solution_belongs_to_what_is_asked_for(notebook, wrong):
    notebook.run(INPUT, CONV, wrong)
    text = notebook.check("pooling")
    assert not is_correct(text)
    assert NOT_YET not in text


def test_a_result_under_another_name_is_found(notebook):
    notebook.run(INPUT, "outputs_intro = " + CONV.split(" = ", 1)[1])
    assert "`outputs_intro`" in notebook.check("conv2d")


@pytest.mark.parametrize("looking", ["x_intro", "print(x_intro.shape)", "x_intro.shape[1:]  # what is it now?"])
def test_looking_at_a_variable_is_no_answer(notebook, looking):
    notebook.run(INPUT, CONV, looking)
    assert NOT_YET in notebook.check("pooling")


# ---- a new cell beside the answer's own ----


def test_a_right_answer_in_a_new_cell_counts_after_a_wrong_one_in_its_own(notebook):
    notebook.answer("input-layer", INPUT)
    notebook.answer("conv2d", CONV.replace("16", "8"))
    assert "`filters`" in notebook.check("conv2d")
    notebook.run(CONV, cell_id="5f2c9a04")
    assert is_correct(notebook.check("conv2d"))


def test_a_wrong_answer_in_a_new_cell_is_told_after_a_wrong_one_in_its_own(notebook):
    notebook.answer("input-layer", INPUT)
    notebook.answer("conv2d", CONV.replace("16", "8"))
    notebook.run(CONV.replace("'relu'", "'tanh'"), cell_id="5f2c9a04")
    text = notebook.check("conv2d")
    assert "tanh" in text
    assert "filters" not in text


def test_what_spoils_a_right_answer_in_a_new_cell_is_told(notebook):
    notebook.answer("input-layer", INPUT)
    notebook.answer("conv2d", CONV)
    notebook.run("x_intro = None", cell_id="5f2c9a04")
    assert not is_correct(notebook.check("conv2d"))


def test_a_wrong_try_that_reads_another_variable_is_not_told_that_it_is_missing(notebook):
    notebook.answer("input-layer", INPUT)
    notebook.answer("conv2d", CONV.replace("(inputs_intro)", "(x_intro)"))
    assert "does not exist yet" not in notebook.check("conv2d").replace("`x_intro` does not exist yet", "")


# ---- an answer in several cells ----


@pytest.mark.parametrize("with_id", [True, False])
@pytest.mark.parametrize("cut", [1, 2, 3, 4, 5])
def test_an_answer_cut_in_two_is_right(notebook, cut, with_id):
    notebook.answer("input-layer", INPUT)
    first, then = "\n".join(LINES[:cut]), "\n".join(LINES[cut:])
    if with_id:
        notebook.answer("hidden-layers", first)
        notebook.run(then, cell_id="5f2c9a04")
    else:
        notebook.run(first, then)
    assert is_correct(notebook.check("hidden-layers"))


@pytest.mark.parametrize("ids", [True, False])
def test_one_line_per_cell_is_right(notebook, ids):
    notebook.answer("input-layer", INPUT)
    for number, line in enumerate(LINES):
        notebook.run(line, cell_id=f"5f2c9a0{number}" if ids else None)
    assert is_correct(notebook.check("hidden-layers"))


@pytest.mark.parametrize(("cut", "found"), [(3, "32"), (5, "32"), (4, "32")])
def test_a_mistake_in_the_second_cell_is_told_for_both(notebook, cut, found):
    notebook.answer("input-layer", INPUT)
    notebook.answer("hidden-layers", "\n".join(LINES[:cut]))
    notebook.run("\n".join(LINES[cut:]).replace("64", "32"), cell_id="5f2c9a04")
    text = notebook.check("hidden-layers")
    assert "`units`" in text
    assert found in text
    assert "missing" not in text


def test_a_mistake_in_the_first_cell_is_told_though_the_second_goes_on(notebook):
    notebook.answer("input-layer", INPUT)
    notebook.answer("hidden-layers", "\n".join(LINES[:3]).replace("filters=32", "filters=30"))
    notebook.run("\n".join(LINES[3:]), cell_id="5f2c9a04")
    text = notebook.check("hidden-layers")
    assert "`filters`" in text
    assert "missing" not in text


def test_a_layer_and_its_call_in_two_cells(notebook):
    notebook.answer("input-layer", INPUT)
    notebook.run("layer = keras.layers.Conv2D(16, 3, activation='relu')", "x_intro = layer(inputs_intro)")
    assert is_correct(notebook.check("conv2d"))


# ---- nobody saw it run ----


def test_variables_made_before_the_course_was_loaded_are_looked_at(notebook):
    import lesson_utils

    notebook.stop()
    import keras
    import numpy as np

    notebook.shell.user_ns.update(keras=keras, train_images=np.zeros((40, 32, 32, 3), "float32"))
    notebook.run(INPUT, CONV, "from lesson_utils import check")
    assert lesson_utils.check is notebook["check"]
    assert is_correct(notebook.check("conv2d"))
    assert is_correct(notebook.check("input-layer"))


def test_a_variable_that_exists_and_is_new_is_never_called_not_run(notebook):
    notebook.run(INPUT, f"exec({CONV!r})")
    text = notebook.check("conv2d")
    assert NOT_YET not in text


# ---- the lesson's own cells ----


def test_a_lessons_own_cell_is_no_answer_with_its_id(notebook):
    notebook.run(INPUT, cell_id="input-layer-answer")
    notebook.run(CONV, cell_id="add-a-filter-code-2")
    assert NOT_YET in notebook.check("conv2d")
    assert "1 of 8" not in notebook.run("progress()").text


def test_a_lessons_own_cell_is_no_answer_without_an_id(notebook, tmp_path):
    shown = "grid = np.ones((2, 3))"
    run_lesson(notebook, tmp_path, {"grid": "grid = np.zeros((2, 3)) + 1"}, before=shown)
    assert NOT_YET in notebook.check("grid")
    notebook.run("grid = np.zeros((2, 3))\ngrid[:] = 1")
    assert is_correct(notebook.check("grid"))


# ---- challenges that store nothing ----


@pytest.mark.parametrize("solution", ["print('Hello', 3 + 4)", "keras.utils.set_random_seed(3)"])
def test_a_challenge_that_stores_nothing_is_not_right_before_its_cell_ran(notebook, tmp_path, solution):
    run_lesson(notebook, tmp_path, {"say": solution})
    assert NOT_YET in notebook.check("say")
    assert "0 of 1 challenges done" in notebook.run("progress()").text
    notebook.run(solution)
    assert is_correct(notebook.check("say"))
    assert "1 of 1 challenges done" in notebook.run("progress()").text


MODEL = "model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])"
COMPILE = "model.compile(loss='mse', optimizer='adam')"


def test_compiling_counts_when_it_was_done_and_not_before(notebook, tmp_path):
    run_lesson(notebook, tmp_path, {"compile": COMPILE}, before=MODEL)
    assert NOT_YET in notebook.check("compile")
    notebook.run(COMPILE.replace("mse", "mae"))
    text = notebook.check("compile")
    assert "mean_absolute_error" in text
    assert not is_correct(text)
    notebook.run(COMPILE)
    assert is_correct(notebook.check("compile"))


def test_a_model_compiled_by_the_lesson_is_no_answer(notebook, tmp_path):
    run_lesson(notebook, tmp_path, {"compile": COMPILE}, before=f"{MODEL}\n{COMPILE}  # as we did it")
    assert NOT_YET in notebook.check("compile")


def test_training_counts_when_it_was_done_and_not_before(notebook, tmp_path):
    data = f"{MODEL}\n{COMPILE}\nimages, labels = np.zeros((8, 3)), np.zeros((8, 1))"
    fit = "history = model.fit(images, labels, epochs=2, verbose=0)"
    run_lesson(notebook, tmp_path, {"fit": fit}, before=data)
    assert NOT_YET in notebook.check("fit")
    notebook.run(fit.replace("2", "1"))
    assert "`epochs=1`; the task asks for 2" in notebook.check("fit")
    notebook.run(f"{MODEL}\n{COMPILE}")  # a model that has learned goes on from there
    notebook.run(fit)
    assert is_correct(notebook.check("fit"))
