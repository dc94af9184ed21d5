"""NeuronDial in a real browser: by keyboard, by mouse, against NumPy, and in JupyterLab."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from lesson_utils.visualise import NeuronDial
from lesson_utils.visualise.neuron_dial.words import ledger_line, output_line
from tests.browser.bare_page import bare_page, show_me
from tests.browser.reading import number
from tests.browser.visualiser_in_lab import VisualiserInLab


def _says(page: Page, dial: NeuronDial) -> None:
    """The page shows the sum and the output that Python computes, as numbers and in words."""
    caption = page.locator(".caption")
    expect(caption).to_contain_text(ledger_line(dial.inputs, dial.weights, dial.bias))
    expect(caption).to_contain_text(output_line(dial.sum, dial.activation))
    assert number(page.locator("[data-part=sum]").inner_text()) == pytest.approx(dial.sum, abs=5e-4)
    assert number(page.locator("[data-part=output]").inner_text()) == pytest.approx(dial.output, abs=5e-4)


def test_the_lessons_question_is_asked_and_answered_by_keyboard(browser: Browser) -> None:
    with bare_page(browser, NeuronDial()) as page:
        expect(page.locator(".cover")).to_contain_text("2.5 comes out. What comes out with the bias of −2.5?")
        expect(page.locator("svg")).to_be_hidden()
        expect(page.get_by_label("bias", exact=True)).to_be_disabled()
        page.get_by_role("textbox", disabled=False).first.focus()
        for key in ("-", "1", "Enter"):
            page.keyboard.press(key)
        slip = page.locator(".slip")
        expect(slip).to_contain_text("Not quite. That is the sum; ReLU has still to be applied. Try once more.")
        expect(page.locator("svg")).to_be_hidden()  # nothing is given away before the second try
        expect(page.locator(".cover input")).to_be_focused()
        for key in ("1", "Enter"):
            page.keyboard.press(key)
        expect(page.locator(".reply")).to_contain_text("Not quite. Mind the sign of the sum.")
        expect(page.locator(".reply")).to_contain_text(
            "from 2.5 to −1. ReLU(−1) = 0. ReLU turns every negative sum into 0"
        )
        _says(page, NeuronDial(bias=-2.5))
        assert page.evaluate("model.saved.at(-1)") == {"bias": -2.5}


def test_a_right_answer_is_called_right(browser: Browser) -> None:
    with bare_page(browser, NeuronDial()) as page:
        page.locator(".cover input").fill("0")
        page.get_by_role("button", name="Check").click()
        expect(page.locator(".reply.right")).to_contain_text("Yes, that’s right.")
    with bare_page(browser, NeuronDial(activation="sigmoid")) as page:
        expect(page.locator(".cover")).to_contain_text("Roughly will do.")
        page.locator(".cover input").fill("0.3")
        page.keyboard.press("Enter")
        expect(page.locator(".reply.right")).to_contain_text("sigmoid(−1) = 0.269")


def test_every_number_can_be_typed_stepped_and_slid(browser: Browser) -> None:
    with bare_page(browser, NeuronDial()) as page:
        page.get_by_role("button", name="Show me").click()
        page.get_by_label("weight 2", exact=True).fill("1/4")
        page.keyboard.press("Tab")
        page.get_by_label("input 3", exact=True).press("ArrowUp")
        page.get_by_label("input 3", exact=True).press("Shift+ArrowUp")
        page.get_by_label("bias, slider").press("End")
        dial = NeuronDial((3, 2, 2.1), (0.5, 0.25, 2), 5)
        _says(page, dial)
        expect(page.locator(".reply")).to_be_hidden()  # it spoke of another bias
        saved = page.evaluate("Object.assign({}, ...model.saved)")
        assert saved["weights"] == [0.5, 0.25, 2]
        assert saved["bias"] == 5
        page.get_by_label("input 1", exact=True).fill("two")
        expect(page.locator("[data-part=problem]")).to_contain_text("no number I can read")
        _says(page, dial)


def test_the_dot_follows_every_activation_and_what_python_sets(browser: Browser) -> None:
    with bare_page(browser, NeuronDial()) as page:
        page.get_by_role("button", name="Show me").click()
        page.get_by_role("radio", name="ReLU").focus()
        for name in ("linear", "sigmoid", "tanh"):
            page.keyboard.press("ArrowRight")
            _says(page, NeuronDial(bias=-2.5, activation=name))
            assert page.evaluate("model.saved.at(-1)") == {"activation": name}
        page.evaluate("model.python('bias', 40)")
        _says(page, NeuronDial(bias=40, activation="tanh"))
        expect(page.get_by_role("img", name="the sum 41.5 gives the output 1.")).to_be_visible()


def test_two_views_agree_and_a_new_one_needs_no_second_prediction(browser: Browser) -> None:
    with bare_page(browser, NeuronDial()) as page:
        page.get_by_role("button", name="Show me").click()
        page.evaluate("void show()")
        expect(page.locator("svg:visible")).to_have_count(2)
        page.get_by_label("bias", exact=True).last.fill("1")
        expect(page.locator("[data-part=sum]")).to_have_text(["+2.5", "+2.5"])


def test_in_jupyterlab_keys_delete_no_cell_and_python_hears(show_in_lab: Callable[..., VisualiserInLab]) -> None:
    lab = show_in_lab("NeuronDial()", "shown.weights, round(shown.output, 6)")
    show_me(lab.box)
    lab.box.get_by_label("weight 3, slider").focus()
    lab.press("ArrowRight", "ArrowRight", "d", "d")
    expect(lab.box.locator("[data-part=sum]")).to_have_text("−0.8")
    lab.box.get_by_label("weight 3", exact=True).focus()
    lab.press("ArrowUp", "Shift+ArrowUp", "Tab")
    lab.prints("(0.5, -1.0, 3.3) 0.3")
