"""After a mistake: the card first, one way back, and one story in `check`, `hint`, `solution` and a re-run."""

import re

import pytest

from tests.unit.kernel import CONV, DENSE, FLATTEN, INPUT, POOL, is_correct, solution_of, template_of
from tests.unit.small_episode import small_episode

WRONG_POOL = POOL.replace("2,2", "3,3")
NOT_YET = "Not attempted yet"


def press(notebook, challenge, action):
    """Press a button of a challenge's panel: what it answers with."""
    from lesson_utils.classroom import verbs  # anew: the notebook fixture starts the course again for each test
    from lesson_utils.classroom.challenge_panel import panel_of

    episode, found = verbs.find_challenge(challenge, verbs._session.episodes)
    return panel_of(verbs._session, episode, found, notebook.shell.user_ns).actions[action]()


# ---- putting back ----


@pytest.mark.parametrize(
    ("before", "challenge", "wrong", "right"),
    [
        ([INPUT, CONV], "pooling", WRONG_POOL, POOL),
        ([INPUT, CONV, POOL], "dense", DENSE.replace("64", "32"), DENSE),
        ([INPUT, CONV, POOL, DENSE], "flatten", "x_intro = keras.layers.Reshape((7, 7))", FLATTEN),
        ([INPUT, CONV], "pooling", "x_intro = 3", POOL),
    ],
)
def test_what_a_wrong_try_has_overwritten_is_put_back_by_a_button(notebook, before, challenge, wrong, right):
    notebook.run(*before)
    kept = notebook["x_intro"]
    notebook.answer(challenge, wrong)
    told = press(notebook, challenge, "check")
    assert told.offers == (("put_back", "Put x_intro back"),)
    assert "Put x_intro back" in told.text
    said = press(notebook, challenge, "put_back")
    assert notebook["x_intro"] is kept
    assert "`x_intro`" in said.text
    assert "back" in said.text
    again = press(notebook, challenge, "check")
    assert again.offers == ()
    assert "catch_up" not in again.text
    notebook.answer(challenge, right)
    assert is_correct(notebook.check(challenge))


@pytest.mark.parametrize("more", [1, 3])
def test_a_cell_that_ran_twice_has_a_way_back_too(notebook, more):
    notebook.run(INPUT, CONV)
    kept = notebook["x_intro"]
    for _ in range(1 + more):
        notebook.answer("pooling", POOL)
    assert press(notebook, "pooling", "check").offers == (("put_back", "Put x_intro back"),)
    press(notebook, "pooling", "put_back")
    assert notebook["x_intro"] is kept
    ready = press(notebook, "pooling", "check")
    assert (ready.word, ready.offers) == ("Ready to run", ())
    assert "already been through" not in ready.text + press(notebook, "pooling", "hint").text
    notebook.answer("pooling", POOL)
    assert is_correct(notebook.check("pooling"))


def test_a_deleted_input_is_put_back(notebook):
    notebook.run(INPUT, CONV)
    kept = notebook["x_intro"]
    notebook.answer("pooling", POOL)
    notebook.run("del x_intro")
    assert press(notebook, "pooling", "check").offers
    press(notebook, "pooling", "put_back")
    assert notebook["x_intro"] is kept


def test_after_the_input_was_made_anew_the_old_value_is_not_offered(notebook):
    notebook.answer("input-layer", INPUT)
    notebook.answer("conv2d", CONV)
    notebook.answer("pooling", WRONG_POOL)
    notebook.answer("input-layer", INPUT)  # what was kept no longer begins at this input
    told = press(notebook, "pooling", "check")
    assert told.offers == ()
    assert 'catch_up("conv2d")' in told.text


def test_nothing_is_offered_where_nothing_was_overwritten(notebook):
    notebook.run(INPUT, CONV.replace("16", "8"))
    assert press(notebook, "conv2d", "check").offers == ()
    notebook.run(CONV)
    notebook.answer("pooling", POOL.replace("pool_size", "pool"))
    assert press(notebook, "pooling", "check").offers == ()


def test_the_button_does_nothing_when_nothing_is_to_be_put_back(notebook):
    notebook.run(INPUT, CONV, POOL)
    before = notebook.variables()
    assert press(notebook, "pooling", "put_back").tone == "correct"
    assert notebook.variables() == before


def test_typing_catch_up_instead_is_the_same_way_back(notebook):
    notebook.run(INPUT, CONV)
    notebook.answer("pooling", POOL)
    notebook.answer("pooling", POOL)
    notebook.run('catch_up("conv2d")')
    assert press(notebook, "pooling", "check").word == "Ready to run"
    notebook.answer("pooling", POOL)
    assert is_correct(notebook.check("pooling"))


# ---- after catching up ----


def test_after_catching_up_all_tell_one_story(notebook):
    notebook.run('catch_up("pooling")')
    told = press(notebook, "pooling", "check")
    assert told.word == "Caught up"
    assert told.offers == (("put_back", "Put x_intro back"),)
    hint = press(notebook, "pooling", "hint")
    assert hint.word == "Caught up"
    assert "Hint 1" in hint.below.word
    assert "right already" not in hint.below.text
    assert "You have not tried yet" in press(notebook, "pooling", "solution").text
    press(notebook, "pooling", "put_back")
    assert notebook["x_intro"].shape == (None, 30, 30, 16)
    assert press(notebook, "pooling", "check").word == "Ready to run"
    notebook.answer("pooling", POOL)
    assert is_correct(notebook.check("pooling"))


def test_an_answer_run_on_top_of_the_published_one_is_told_with_the_same_button(notebook):
    notebook.run('catch_up("pooling")')
    notebook.answer("pooling", POOL)
    told = press(notebook, "pooling", "check")
    assert told.offers == (("put_back", "Put x_intro back"),)
    press(notebook, "pooling", "put_back")
    notebook.answer("pooling", POOL)
    assert is_correct(notebook.check("pooling"))


@pytest.mark.parametrize("challenge", ["input-layer", "conv2d", "hidden-layers", "create-model-intro"])
def test_what_starts_afresh_needs_no_button_after_catching_up(notebook, challenge):
    notebook.run(f'catch_up("{challenge}")')
    told = press(notebook, challenge, "check")
    assert (told.word, told.offers) == ("Caught up", ())
    notebook.answer(challenge, solution_of(challenge))
    assert is_correct(notebook.check(challenge))


# ---- the card first ----


def test_the_card_comes_first_and_the_traceback_is_folded_in_it(notebook, monkeypatch):
    notebook.run(INPUT)
    shown = notebook.answer("conv2d", CONV.replace("filters", "filter"))
    assert not shown.success
    assert shown.text.index("no argument `filter`") < shown.text.index("TypeError: ")
    assert "Traceback" not in shown.text
    (card,) = shown.html
    assert card.index("no argument") < card.index("<details") < card.index("Traceback (most recent call last)")
    assert "[0;" not in card


@pytest.mark.parametrize(
    "cell", [CONV[:-1], "x_intro = 1 / 0", "x_intro = keras.layers.Conv2D(16, 3)(nowhere)", "def f(:"]
)
def test_any_error_of_an_answer_is_one_line_below_its_card(notebook, cell):
    notebook.run(INPUT)
    shown = notebook.answer("conv2d", cell)
    assert not shown.success
    assert "What to change: " in shown.text
    assert "Traceback" not in shown.text


@pytest.mark.parametrize("cell", ["1 / 0", "def f(:", "nowhere"])
def test_an_error_elsewhere_is_shown_as_ever(notebook, cell):
    shown = notebook.run(cell)
    assert not shown.success
    assert shown.html == []
    assert re.search(r"Traceback|line .*1", shown.text)


def test_a_fault_of_ours_leaves_the_traceback_as_it_is(notebook, monkeypatch):
    from lesson_utils.classroom.actions import Actions

    monkeypatch.setattr(Actions, "standing", lambda self: 1 / 0)
    shown = notebook.answer("conv2d", "x_intro = nowhere")
    assert "nowhere" in shown.text
    assert not shown.success


def test_a_hint_stands_below_what_it_follows_and_repeats_no_table(notebook):
    notebook.run(INPUT, CONV.replace("3,3", "5,5"))
    pressed = press(notebook, "conv2d", "hint")
    assert pressed.text == press(notebook, "conv2d", "check").text
    assert pressed.below.word == "Hint 1 of 3"
    assert pressed.below.parts == ()
    typed = notebook.run('hint("conv2d")').text
    assert "Hint 2 of 3" in typed
    assert "The task:" not in typed


# ---- how to ask ----


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("check(conv2d)", 'check("conv2d")'),
        ("check(input-layer)", 'check("input-layer")'),
        ("hint(create-model-intro)", 'hint("create-model-intro")'),
        ("solution(poling)", 'solution("pooling")'),
        ("catch_up(flatten)", 'catch_up("flatten")'),
    ],
)
def test_a_name_without_quotes_is_told_before_anything_runs(notebook, cell, told):
    shown = notebook.run(f"made = 1\n{cell}")
    assert not shown.success
    assert told in shown.text
    assert "Error" not in shown.text
    assert "made" not in notebook


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("check(1)", 'check("input-layer")'),
        ("check(2)", 'check("conv2d")'),
        ("check(None)", 'check("input-layer")'),
        ('check("")', 'check("input-layer")'),
        ("check(check)", 'check("input-layer")'),
        ('check(["conv2d"])', 'check("input-layer")'),
        ('check("conv2d", "pooling")', 'check("conv2d")'),
        ("hint()", 'hint("input-layer")'),
        ("catch_up()", 'catch_up("input-layer")'),
        ("check()", 'check("input-layer")'),
        ('check("a" * 5000)', "Did you mean"),
    ],
)
def test_what_cannot_be_meant_is_told_in_words(notebook, cell, told):
    shown = notebook.run(cell)
    assert shown.success
    assert told in shown.text
    assert len(shown.text) < 500


@pytest.mark.parametrize(
    "cell", ['check("conv2d)', "check conv2d", 'check "conv2d"', "check(conv-2d)", 'check["conv2d"]', 'Check("conv2d")']
)
def test_a_line_that_cannot_run_says_how_to_ask(notebook, cell):
    shown = notebook.run(cell)
    assert not shown.success
    assert 'check("conv2d")' in shown.text
    assert "Traceback" not in shown.text


def test_a_variable_may_hold_the_name(notebook):
    notebook.run("mine = 'conv2d'")
    assert NOT_YET in notebook.run("check(mine)").text


def test_check_alone_is_about_the_challenge_just_worked_on(notebook):
    notebook.run(INPUT)
    assert is_correct(notebook.run("check()").text)
    notebook.run(CONV.replace("16", "8"))
    assert "`filters`" in notebook.run("check()").text
    assert "Hint 1 of 3" in notebook.run("hint()").text
    assert solution_of("conv2d") in notebook.run("solution()").text
    notebook.check("input-layer")
    assert is_correct(notebook.run("check()").text)


def test_blanks_make_a_challenge_the_one_worked_on(notebook):
    notebook.run(INPUT, template_of("conv2d"))
    assert "Blanks left" in notebook.run("check()").text


# ---- nothing of the solution leaks ----

NOISY = """from IPython.display import display, HTML
import logging, sys, warnings
display(HTML("<b>secret</b>"))
print("secret")
print("secret", file=sys.stderr)
warnings.warn("secret")
logging.getLogger("course").warning("secret")
model = keras.Sequential([keras.Input((3,), name="secret"), keras.layers.Dense(1, name="secret-layer")])
model.summary()
display(model)
model"""


def test_what_a_solution_shows_stays_hidden(notebook, tmp_path, capfd):
    episode = small_episode(tmp_path, {"noisy": NOISY})
    notebook.run("from lesson_utils.classroom import open_episode", f"open_episode({str(episode.path)!r})")
    notebook.run("import keras\nmodel = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])")
    for cell in ('check("noisy")', 'hint("noisy")'):
        shown = notebook.run(cell)
        assert shown.success
        assert "secret" not in shown.text + "".join(shown.html)
        assert len(shown.html) == 1
    assert "secret" not in "".join(capfd.readouterr())
