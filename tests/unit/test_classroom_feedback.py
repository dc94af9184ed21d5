"""What a learner is shown: the same words as plain text and as HTML, and nothing a learner typed becomes HTML."""

import keras
import pytest

from lesson_utils.checking import Diagnosis, Status, diagnose
from lesson_utils.classroom.feedback import Code, Feedback, feedback_of, note

ATTACK = "<script>x</script>"


@pytest.mark.parametrize("status", Status)
def test_every_status_has_looks_that_do_not_depend_on_colour(status):
    feedback = feedback_of(Diagnosis("id", status, "label", "A message."))
    assert feedback.tone in ("correct", "change", "earlier", "note")
    assert feedback.icon
    assert feedback.word
    assert feedback.as_text() == f"{feedback.icon} {feedback.word}\nA message."


def test_statuses_can_be_told_apart_without_colour():
    shown = [feedback_of(Diagnosis("id", status, "", "")) for status in Status]
    assert len({one.word for one in shown}) == len({one.icon for one in shown}) == len(Status)


def test_plain_text_is_the_same_every_time():
    feedback = Feedback("note", "☰", "Solution", "Why it is one.", (Code("x = 1\ny = 2"),))
    assert feedback.as_text() == "☰ Solution\nWhy it is one.\n\nx = 1\ny = 2"
    assert Feedback("note", "○", "Nothing", "").as_text() == "○ Nothing"


@pytest.mark.parametrize(
    "shown", [Feedback("change", "→", ATTACK, ATTACK, (Code(ATTACK),)), note("→", ATTACK, ATTACK, Code(ATTACK))]
)
def test_html_in_a_text_stays_text(shown):
    html = shown.as_html() + shown.parts_as_html()
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 3
    assert shown.as_text().count(ATTACK) == 3


@pytest.mark.parametrize(
    ("source", "error"),
    [
        pytest.param("inputs_intro = f()", ValueError(ATTACK), id="text of an exception"),
        pytest.param("inputs_intro = f()", NameError(ATTACK, name=ATTACK), id="name of a variable"),
        pytest.param(f"inputs_intro = keras.layers.Dense(3, activation={ATTACK!r})", ValueError(), id="a setting"),
    ],
)
def test_what_a_learner_typed_is_escaped(source, error):
    diagnosis = diagnose("input-layer", source, {"keras": keras}, error)
    html = feedback_of(diagnosis).as_html()
    assert "<script>" in diagnosis.message
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_code_in_a_message_is_marked():
    html = Feedback("change", "→", "Word", 'Set `filters`,\nthen `x < 3`.\n\nOr type catch_up("conv2d").').as_html()
    assert "<code>filters</code>,<br>then <code>x &lt; 3</code>" in html
    assert '<code>catch_up("conv2d")</code>' in html
    assert html.count("<p>") == 2


def test_a_diagnosis_is_no_markdown():
    html = feedback_of(Diagnosis("id", Status.NEEDS_WORK, "", "`a` is 2 *and* __name__ [x](y)")).as_html()
    assert "*and* __name__ [x](y)" in html


def test_hints_are_markdown():
    html = note("✦", "Hint 1 of 3", "A **bold** word, `code` and\n\n- a list").as_html()
    assert "<strong>bold</strong>" in html
    assert "<code>code</code>" in html
    assert "<li>a list</li>" in html


def test_links_in_hints_cannot_run_code():
    assert "href" not in note("✦", "Hint", "[press](javascript:alert(1))").as_html()


def test_a_block_of_code_can_be_scrolled_with_the_keyboard():
    html = note("☰", "Solution", "Why.", Code("x = [1]\nif x[0] < 2:\n    pass")).parts_as_html()
    assert '<pre class="cnn-code" tabindex="0"><code>x = [1]\nif x[0] &lt; 2:\n    pass</code></pre>' in html


def test_the_icon_is_not_read_aloud():
    assert (
        '<span class="cnn-icon" aria-hidden="true">✓</span> <strong>Correct</strong>'
        in Feedback("correct", "✓", "Correct", "").as_html()
    )
