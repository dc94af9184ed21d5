"""`hint` and `solution` in a running kernel: they follow what the learner has tried."""

import pytest

from tests.unit.kernel import CONV, INPUT, POOL, template_of

# ---- hints that follow the mistake ----


def hint_for(notebook, challenge="conv2d"):
    shown = notebook.run(f'hint("{challenge}")')
    assert shown.success, shown.text
    return shown.text


def test_without_a_try_the_episodes_own_hints_are_given(notebook):
    texts = [hint_for(notebook) for _ in range(4)]
    assert ["Hint 1 of 3" in texts[0], "Hint 2 of 3" in texts[1], "Hint 3 of 3" in texts[2]] == [True] * 3
    assert "Two questions meet in this line" in texts[0]
    assert "The solution is one button" in texts[3]


def test_with_blanks_left_the_episodes_own_hints_are_given(notebook):
    notebook.run(INPUT, template_of("conv2d"))
    assert "Two questions meet in this line" in hint_for(notebook)


def test_after_a_try_hints_speak_of_the_mistake_and_go_further(notebook):
    notebook.run(INPUT, CONV.replace("3,3", "5,5"), 'check("conv2d")')
    first, second, third, again = (hint_for(notebook) for _ in range(4))
    assert "Hint 1 of 3" in first
    assert "slides over the image" in first
    assert "Look at `kernel_size`" in second
    assert "`kernel_size=(3, 3)`" in third
    assert "The solution is one button" in again
    assert not any(CONV in text for text in (first, second, third, again))


def test_another_mistake_starts_at_its_first_hint(notebook):
    notebook.run(INPUT, CONV.replace("3,3", "5,5"), 'hint("conv2d")', 'hint("conv2d")')
    notebook.run(CONV.replace("16", "8"))
    assert "Hint 1 of 3" in hint_for(notebook)
    assert "Hint 2 of 3" in hint_for(notebook)


def test_the_same_mistake_after_a_new_run_goes_on(notebook):
    notebook.run(INPUT, CONV.replace("3,3", "5,5"), 'hint("conv2d")', CONV.replace("3,3", "7,7"))
    assert "Hint 2 of 3" in hint_for(notebook)


def test_a_cell_that_raised_gets_hints_about_that(notebook):
    notebook.run(INPUT, CONV.replace("filters=", "filter="))
    assert "letter by letter" in hint_for(notebook)
    notebook.run(CONV[:-1])
    assert "come in pairs" in hint_for(notebook)


def test_a_cell_that_ran_twice_gets_hints_about_that(notebook):
    notebook.run(INPUT, CONV, POOL, POOL)
    texts = [hint_for(notebook, "pooling") for _ in range(3)]
    assert "puts one more layer on top" in texts[0]
    assert "Nothing is wrong with your code" in texts[1]
    assert 'catch_up("conv2d")' in texts[2]


def test_a_right_answer_needs_no_hint(notebook):
    notebook.run(INPUT, CONV)
    assert "right already" in hint_for(notebook)


def test_hints_of_one_challenge_do_not_use_up_those_of_another(notebook):
    notebook.run('hint("conv2d")', 'hint("conv2d")')
    assert "Hint 1 of 3" in hint_for(notebook, "pooling")


# ---- solution ----


def test_solution_after_a_try_shows_why_and_the_code_without_asking(notebook):
    notebook.run(INPUT, CONV.replace("16", "8"))
    text = notebook.run('solution("conv2d")').text
    assert CONV in text
    assert "first brackets" in text


@pytest.mark.parametrize(
    "no_try",
    ["", template_of("conv2d"), "# nothing", 'catch_up("conv2d")', 'check("conv2d")'],
)
def test_solution_before_a_try_asks_once_and_then_shows(notebook, no_try):
    notebook.run(INPUT, no_try)
    asked = notebook.run('solution("conv2d")').text
    assert "You have not tried yet" in asked
    assert 'solution("conv2d")' in asked
    assert CONV not in asked
    assert CONV in notebook.run('solution("conv2d")').text


@pytest.mark.parametrize(
    "a_try", [CONV[:-1], CONV.replace("16", "_____"), "x_intro = 3", CONV.replace("inputs", "input")]
)
def test_any_honest_try_counts(notebook, a_try):
    notebook.run(INPUT, a_try)
    assert CONV in notebook.run('solution("conv2d")').text


def test_a_try_is_remembered_when_the_template_runs_again(notebook):
    notebook.run(INPUT, CONV.replace("16", "8"), template_of("conv2d"))
    assert CONV in notebook.run('solution("conv2d")').text


def test_solution_does_not_ask_again_what_was_seen_or_solved_before_a_restart(notebook):
    notebook.run(INPUT, 'check("input-layer")', 'solution("conv2d")', 'solution("conv2d")')
    notebook.start()
    assert INPUT in notebook.run('solution("input-layer")').text
    assert CONV in notebook.run('solution("conv2d")').text


def test_a_seen_solution_is_marked_and_an_own_answer_still_gets_its_tick(notebook):
    notebook.run('solution("conv2d")', 'solution("conv2d")')
    text = notebook.run("progress()").text
    assert "☰ 2. Create a 2D convolutional layer (solution seen)" in text
    assert "0 of 8 challenges done, 1 with the solution" in text
    notebook.run(INPUT, CONV, 'check("conv2d")')
    assert "✓ 2. Create a 2D convolutional layer (done)" in notebook.run("progress()").text
    notebook.run('solution("conv2d")')
    assert "✓ 2. Create a 2D convolutional layer (done)" in notebook.run("progress()").text


def test_being_asked_is_not_having_seen(notebook):
    notebook.run('solution("conv2d")')
    assert "solution seen" not in notebook.run("progress()").text


def test_solution_changes_no_variable(notebook):
    notebook.run('solution("conv2d")', 'solution("conv2d")')
    assert "x_intro" not in notebook


# ---- what is shown of a network ----


def test_a_wrong_network_is_shown_beside_the_tasks(notebook):
    notebook.run(INPUT, CONV.replace("3,3", "5,5"))
    text = notebook.check("conv2d")
    assert "Yours:    Input (32, 32, 3) → ▸ Conv2D (28, 28, 16)" in text
    assert "The task: Input (32, 32, 3) → ▸ Conv2D (30, 30, 16)" in text


def test_a_fault_of_the_course_is_told_and_no_traceback(notebook, monkeypatch):
    from lesson_utils.classroom.actions import Actions

    def broken(self):
        raise RuntimeError("ours")

    monkeypatch.setattr(Actions, "hint", broken)
    shown = notebook.run('hint("conv2d")')
    assert shown.success
    assert "Not your fault" in shown.text
