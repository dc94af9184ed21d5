"""Cells run in their order, twice, out of order or not at all: what `check` says in such a kernel."""

import pytest

from tests.unit.kernel import CONV, DENSE, FIRST_CELL, FLATTEN, INPUT, POOL, all_ids, is_correct, solution_of

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
    assert "`x_intro` is gone" in text
    assert "Run this cell once more" in text


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
