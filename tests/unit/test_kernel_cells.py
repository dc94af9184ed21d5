"""How an answer's cell can look: with `check` in it, with magics, in other words, raising, with blanks left."""

from tests.unit.kernel import CONV, INPUT, all_ids, is_correct, solution_of, template_of

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


def test_blanks_under_a_time_magic_are_found(notebook):
    notebook.run(INPUT)
    assert not notebook.run(f"%%time\n{CONV.replace('16', '_____')}").success
    text = notebook.check("conv2d")
    assert "`filters` is still blank" in text


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


def test_a_blank_that_is_the_whole_text_of_the_answer(notebook):
    notebook.run(INPUT)
    shown = notebook.run("x_intro = '_____'")
    assert not shown.success
    assert "the value of `x_intro` is still blank" in shown.text.lower()
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
