"""Questions with options in a running kernel: every word, wrong input, progress, and what the panel is sent."""

import html
import json
import shutil
from pathlib import Path

import pytest

from tests.unit.kernel import is_correct

FIXTURE = Path(__file__).parents[1] / "fixtures" / "questions-episode.md"
ONE, SEVERAL = "read-curves", "what-helps"


@pytest.fixture
def asked(notebook, tmp_path, monkeypatch):
    """A kernel with an episode from elsewhere that asks questions."""
    shutil.copy(FIXTURE, tmp_path)
    monkeypatch.chdir(tmp_path)
    _open(notebook)
    return notebook


def _open(notebook) -> None:
    opening = f'from lesson_utils.classroom import open_episode\nopen_episode("{FIXTURE.name}")'
    assert notebook.run(opening).success


def _panel(challenge: str):
    from lesson_utils.classroom import verbs
    from lesson_utils.classroom.challenge_panel import panel_of

    episode = verbs._session.opened[0]
    question = next(one for one in episode.challenges if one.id == challenge)
    return panel_of(verbs._session, episode, question, {})


# ---- check ----


def test_untouched_it_asks_and_never_says_correct(asked):
    text = asked.check(ONE)
    assert text.splitlines()[0] == "○ Not answered yet"
    assert "\na  It underfits: it has not learned enough.\nb  It overfits" in text
    assert "Correct" not in text
    assert "validation loss rises" not in text
    assert "0 of 3 challenges done" in asked.run("progress()").text


def test_the_typed_form_answers_and_lets_try_again(asked):
    assert asked.run(f'check("{ONE}", "a")').text.startswith("→ Not this one\nLook at the training loss")
    assert asked.check(ONE).startswith("→ Not this one")  # how it stands
    assert "0 of 3 challenges done" in asked.run("progress()").text
    assert asked.run(f'check("{ONE}", "B)")').text.startswith("✓ Correct\nRight: from there")
    assert is_correct(asked.check(ONE))
    assert "1 of 3 challenges done" in asked.run("progress()").text
    asked.run(f'check("{ONE}", "c")')
    assert "1 of 3 challenges done" in asked.run("progress()").text  # what is done stays done


@pytest.mark.parametrize("typed", ['"ac"', '"a", "c"', '["c", "a"]', '"a and c"'])
def test_several_letters(asked, typed):
    assert is_correct(asked.run(f'check("{SEVERAL}", {typed})').text)
    assert "1 of 3 challenges done" in asked.run("progress()").text


def test_the_output_is_the_same_every_time_and_in_html_too(asked):
    first, second = (asked.run(f'check("{SEVERAL}", "ab")') for _ in range(2))
    assert (first.text, first.html) == (second.text, second.html)
    assert "Still missing: 1 option" in first.html[0]
    assert "Run this cell again to bring its buttons to life." in first.html[0]
    assert "class=" not in first.html[0]


def test_after_a_restart_it_asks_anew_and_says_that_it_was_answered(asked):
    asked.run(f'check("{ONE}", "b")')
    asked.start()
    _open(asked)
    text = asked.check(ONE)
    assert text.startswith("✓ Answered before\nYou have answered this question already")
    assert "Correct" not in text
    assert "1 of 3 challenges done" in asked.run("progress()").text


@pytest.mark.parametrize(
    "typed", ["None", "3", "''", "[]", "[1, None]", "'z'", "'x' * 10**7", "{}", "object()", "print", "'a', 5", "'ab'"]
)
def test_no_input_raises_or_counts(asked, typed):
    shown = asked.run(f'check("{ONE}", {typed})')
    assert shown.success
    assert f'check("{ONE}", "a")' in shown.text
    assert "Not your fault" not in shown.text
    assert "Correct" not in shown.text
    assert len(shown.text) < 400
    assert "0 of 3 challenges done" in asked.run("progress()").text


@pytest.mark.parametrize(("typed", "letters"), [("b", "b"), ("a, c", "ac"), ('["a", c]', "ac")])
def test_letters_without_quotes_are_told_of(asked, typed, letters):
    shown = asked.run(f'check("{ONE}", {typed})')
    assert f'Letters stand in quotes, too: check("{ONE}", "{letters}")' in shown.text
    assert "NameError" not in shown.text


@pytest.mark.parametrize("line", ['check("add", "b")', f'hint("{ONE}", "b")', 'check("read-curve", "b")'])
def test_letters_belong_to_questions_only(asked, line):
    shown = asked.run(line)
    assert shown.success
    assert "One challenge at a time" in shown.text


# ---- the other words ----


def test_hints_are_the_questions_own_and_without_any_there_is_a_kind_word(asked):
    assert "Hint 1 of 1\nWhich of the two curves" in asked.run(f'hint("{ONE}")').text
    assert "That was the last hint" in asked.run(f'hint("{ONE}")').text
    assert "each option" in asked.run(f'hint("{SEVERAL}")').text.lower()
    asked.run(f'check("{ONE}", "b")')
    assert "No hint needed" in asked.run(f'hint("{ONE}")').text


def test_the_solution_is_asked_for_twice_before_a_first_try(asked):
    assert "You have not tried yet" in asked.run(f'solution("{SEVERAL}")').text
    shown = asked.run(f'solution("{SEVERAL}")').text
    assert "**a** More images.\n\nMore to learn from" in shown
    assert "**c** Dropout." in shown
    assert "More epochs" not in shown
    assert "solution seen" in asked.run("progress()").text


def test_after_a_wrong_choice_the_solution_is_shown_at_once(asked):
    asked.run(f'check("{ONE}", "a")')
    assert "**b** It overfits" in asked.run(f'solution("{ONE}")').text


def test_nonsense_is_no_try(asked):
    asked.run(f'check("{ONE}", 5)')
    assert "You have not tried yet" in asked.run(f'solution("{ONE}")').text


def test_catching_up_skips_questions(asked):
    assert "nothing to run" in asked.run(f'catch_up("{ONE}")').text
    text = asked.run(f'catch_up("{SEVERAL}")').text
    assert "Ran the published solutions of: add." in text
    assert asked["total"] == 3
    assert "0 of 3 challenges done, 1 with the solution" in asked.run("progress()").text


def test_progress_names_a_question_that_comes_next(asked):
    assert "Next: **Is the model overfitting?**, `read-curves`" in asked.run("progress()").text


# ---- the panel ----


def test_the_panel_offers_what_a_question_needs(asked):
    panel = _panel(ONE)
    assert panel.buttons == ("hint", "solution")
    assert panel.choices["several"] is False
    assert _panel(SEVERAL).choices["several"] is True
    assert [one["letter"] for one in panel.choices["options"]] == ["a", "b", "c"]
    assert "<code>loss</code>" in panel.choices["options"][2]["html"]


def test_what_the_browser_is_sent_gives_nothing_away(asked):
    sent = html.unescape(json.dumps(_panel(ONE).choices))
    assert "right" not in sent.lower()
    assert "validation" not in sent
    assert "nnnnn" in sent


def test_a_press_judges_remembers_and_marks_what_was_chosen(asked):
    panel = _panel(SEVERAL)
    found = panel.actions["choose"](["a", "b"])
    assert found.chosen == (("a", True), ("b", False))
    assert found.tone == "change"
    assert asked.check(SEVERAL).startswith("→ Partly right")
    assert panel.actions["choose"](["c", "a"]).tone == "correct"


@pytest.mark.parametrize("sent", [None, [], "zz", 5, ["b"] * 10**5, [None], {"a": 1}])
def test_whatever_a_browser_sends_is_answered(asked, sent):
    assert _panel(ONE).actions["choose"](sent).tone in ("change", "note")


def test_markup_in_an_option_stays_text(asked, tmp_path):
    path = tmp_path / FIXTURE.name
    path.write_text(path.read_text(encoding="utf-8").replace("More images.", "<img src=x onerror=alert(1)> &"))
    _open(asked)
    sent = _panel(SEVERAL).choices["options"][0]["html"]
    assert sent == "&lt;img src=x onerror=alert(1)&gt; &amp;"
