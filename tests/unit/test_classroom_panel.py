"""The panel as data: one message per press, a standing copy that carries its looks, and text where no widget lives."""

import re
import sys

import pytest

from lesson_utils import style
from lesson_utils.checking import Layer, Networks, Row, Values
from lesson_utils.classroom import panel
from lesson_utils.classroom.feedback import Code, Feedback, note
from lesson_utils.classroom.side_by_side import SideBySide
from lesson_utils.classroom.standing import standing_html

INPUT = Layer("Input", "", "(8,)")
NETWORK = Networks(
    (
        Row(INPUT, INPUT, True),
        Row(Layer("Dense", "3 units", "(3,)"), Layer("Dense", "4 units", "(4,)"), False),
        Row(None, Layer("Dropout", "", "(4,)"), False),
        Row(Layer("<b>Mine</b>", "", "(3,)"), None, False),
        Row(Layer("Dense", "2 units", "(3, 2)"), Layer("Dense", "", "(4, 2)"), True),
    ),
    1,
)


def widget_for(feedback, actions=None):
    made = []
    kind = panel._panel_class()

    class Kept(kind):
        def __init__(self, **traits):
            super().__init__(**traits)
            made.append(self)

    return made, Kept, panel.Panel("Title", actions or {})


def press(widget, action):
    widget._msg_callbacks(widget, {"action": action}, [])


@pytest.fixture
def shown(monkeypatch):
    """A panel whose actions note that they ran."""
    ran = []

    def action(name):
        def run():
            ran.append(name)
            return note("✦", name, "Again.", Code("x = 1"))

        return run

    made, kept, with_actions = widget_for(None, {name: action(name) for name in ("check", "hint", "show")})
    monkeypatch.setattr(panel, "_panel_class", lambda: kept)
    bundle = panel._widget_of(Feedback("note", "○", "Start", "", choices=(("show", "Show anyway"),)), with_actions)
    return made[0], ran, bundle


def test_only_known_actions_become_buttons_and_choices_do_not(shown):
    widget, _, bundle = shown
    assert [button["text"] for button in widget.buttons] == ["Check again", "Hint"]
    assert widget.content["choices"] == [{"action": "show", "text": "Show anyway"}]
    assert list(bundle) == ["application/vnd.jupyter.widget-view+json"]


def test_a_press_changes_the_content_in_one_step_even_when_it_says_the_same_again(shown):
    widget, ran, _ = shown
    changes = []
    widget.observe(lambda change: changes.append(change["new"]), "content")
    for _ in range(2):
        press(widget, "hint")
    assert ran == ["hint", "hint"]
    assert [change["turn"] for change in changes] == [1, 2]
    assert changes[0]["message"] == changes[1]["message"]
    assert "x = 1" in changes[0]["part"]
    assert changes[0]["choices"] == []


@pytest.mark.parametrize("message", ["catch_up", "", None, "__init__"])
def test_messages_nobody_expects_do_nothing(shown, message):
    widget, ran, _ = shown
    press(widget, message)
    widget._msg_callbacks(widget, "no dictionary", [])
    assert ran == []
    assert widget.content["turn"] == 0


def test_without_ipython_the_text_is_printed(monkeypatch, capsys):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    panel.show(Feedback("change", "→", "Word", "Text.", (SideBySide(Values("1", "2")),)))
    assert capsys.readouterr().out == "→ Word\nText.\nYours:    1\nThe task: 2\n"


def test_the_colours_are_those_of_the_course():
    sheet = panel._style_sheet()
    for name in ("MUTED", "BLUE", "ORANGE", "GREEN"):
        assert f"--{name.lower()}: {getattr(style, name)};" in sheet
    own = r"--(?!jp-)([\w-]+)"
    assert set(re.findall(rf"var\({own}", sheet)) <= set(re.findall(rf"^  {own}:", sheet, flags=re.MULTILINE))


# ---- the network, drawn and in a table ----


def test_the_text_names_each_side_and_marks_the_one_to_change():
    assert SideBySide(NETWORK).as_text() == (
        "Yours:    Input (8,) → ▸ Dense (3,) → <b>Mine</b> (3,) → Dense (3, 2)\n"
        "The task: Input (8,) → ▸ Dense (4,) → Dropout (4,) → Dense (4, 2)"
    )


def test_the_difference_is_told_in_words_in_the_drawing_and_in_the_table():
    html = SideBySide(NETWORK).as_html()
    assert html.count('cnn-marked"') == 1
    assert "▸ different" in html
    for words in ("also missing", "also one too many", "same layer, other shape", ">same<"):
        assert words in html
    assert html.count("<li") == 4  # the learner's layers alone
    assert html.count("<tr>") == 1 + len(NETWORK.rows)


def test_a_missing_layer_is_a_gap_in_the_drawing():
    gap = Networks((Row(INPUT, INPUT, True), Row(None, Layer("Flatten", "", "(8,)"), False)), 1)
    html = SideBySide(gap).as_html()
    assert "▸ missing here" in html
    assert "cnn-gap" in html


def test_what_a_learner_called_a_layer_stays_text():
    for part in (SideBySide(NETWORK), SideBySide(Values("<b>1</b>", "<b>2</b>"))):
        assert "<b>" not in part.as_html()
        assert "&lt;b&gt;" in part.as_html()


# ---- stored ----


@pytest.mark.parametrize("tone", ["correct", "change", "earlier", "note"])
def test_the_standing_copy_carries_its_looks_in_its_elements(tone):
    html = standing_html(Feedback(tone, "→", "Word", "Text with `code`.", (SideBySide(NETWORK),)))
    assert "class=" not in html
    assert html.startswith('<blockquote style="border-left: 4px solid #')
    assert "border: 3px solid #" in html
    assert "<li style=" in html


def test_a_standing_copy_says_how_to_get_its_buttons_back():
    shown = Feedback("note", "○", "Word", "Text.")
    assert "Run this cell again to bring its buttons to life." in standing_html(shown, has_buttons=True)
    assert "Run this cell" not in standing_html(shown)


def test_a_class_that_a_learner_typed_is_left_as_it_is():
    html = standing_html(Feedback("change", "→", "Word", 'You wrote class="cnn-box".'))
    assert 'You wrote class="cnn-box".' in html
