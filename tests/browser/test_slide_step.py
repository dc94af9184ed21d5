"""SlideStep in a real browser: by keyboard, by mouse, against NumPy, and in JupyterLab."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lesson_utils.visualise import SlideStep
from lesson_utils.visualise.sliding.sliding import convolve
from tests.browser.bare_page import bare_page, choose, settle
from tests.browser.reading import number
from tests.browser.visualiser_in_lab import VisualiserInLab


def _shown(page: Page) -> list[list[float | None]]:
    """The output as it stands on the page; None where it is covered."""
    rows = page.locator("[data-part=output] tr")
    rows.first.wait_for()
    texts = [row.locator("td").all_inner_texts() for row in rows.all()]
    return [[number(text) if text.strip() else None for text in row] for row in texts]


def _question(page: Page, part: str) -> Locator:
    return page.locator(f"[data-part={part}-cover]")


def test_nothing_is_given_away_and_a_prediction_is_answered_by_keyboard(browser: Browser) -> None:
    with bare_page(browser, SlideStep()) as page:
        assert _shown(page) == [[None] * 3] * 4
        expect(page.locator("[data-part=products]")).not_to_contain_text("21")
        expect(page.locator("[data-part=size]")).to_contain_text("The output has 4 rows: floor((6 − 3) / 1) + 1 = 4;")
        _question(page, "sum").get_by_role("textbox").focus()
        for key in ("2", "1", "Enter"):
            page.keyboard.press(key)
        slip, reply = _question(page, "sum").locator(".slip"), page.locator("[data-part=sum-reply]")
        expect(slip).to_contain_text("Not quite. The sign is the other way round")
        assert _shown(page)[0] == [None] * 3
        for key in ("5", "Enter"):  # the first guess is selected: typing replaces it
            page.keyboard.press(key)
        expect(reply).to_be_focused()
        expect(reply).to_contain_text("Not quite. Multiply each framed number")
        expect(reply).to_contain_text("The rows give −24, 0 and 3, together −21.")
        assert _shown(page)[0] == [-21, None, None]
        page.get_by_role("button", name="Step", exact=True).press("Enter")
        _question(page, "sum").get_by_role("textbox").fill("-22")
        page.keyboard.press("Enter")
        expect(page.locator("[data-part=sum-reply].right")).to_contain_text("Yes, that’s right.")


def test_stepping_on_uncovers_what_lies_behind_and_play_goes_to_the_end(browser: Browser) -> None:
    slide = SlideStep(np.arange(12).reshape(3, 4), np.eye(2))
    with bare_page(browser, slide) as page:
        for _ in range(2):
            page.get_by_role("button", name="Step", exact=True).click()
        settle(page)
        assert _shown(page) == [[5, 7, None], [None] * 3]
        page.get_by_role("button", name="Show all numbers").click()
        settle(page)
        np.testing.assert_allclose(_shown(page), slide.output)
        page.get_by_role("button", name="Cover them again").click()
        page.get_by_role("button", name="To the start").click()
        page.get_by_role("button", name="Play").click()
        expect(page.locator("[data-part=output] .covered")).to_have_count(0, timeout=12_000)
        np.testing.assert_allclose(_shown(page), slide.output)


def test_who_wants_less_motion_gets_no_play(browser: Browser) -> None:
    with bare_page(browser, SlideStep(), reduced_motion="reduce") as page:
        expect(page.get_by_role("button", name="Play")).to_be_hidden()


def test_arrow_keys_and_the_mouse_choose_a_cell_and_enter_leads_to_its_question(browser: Browser) -> None:
    with bare_page(browser, SlideStep()) as page:
        page.locator("[data-part=output] td").first.focus()
        for key in ("ArrowDown", "ArrowRight"):
            page.keyboard.press(key)
        title = page.locator("[data-part=work-title]")
        expect(title).to_have_text("Row 1, column 1 of the output")
        page.keyboard.press("Enter")
        expect(_question(page, "sum").get_by_role("textbox")).to_be_focused()
        page.keyboard.type("-19")
        page.keyboard.press("Enter")
        expect(page.locator("[data-part=caption]")).to_contain_text(
            "Row 1, column 1 of the output: 9 products add up to −19."
        )
        page.locator("[data-part=output] td").nth(11).hover()
        expect(title).to_have_text("Row 3, column 2 of the output")
        expect(page.locator("[data-part=products]")).not_to_contain_text("20")  # still covered
        page.mouse.move(1, 1)
        expect(title).to_have_text("Row 1, column 1 of the output")
        page.locator("[data-part=output] td").nth(11).click()
        _question(page, "sum").get_by_role("button", name="Show me").click()
        expect(page.locator("[data-part=sum-reply]")).to_contain_text("together 20.")


@pytest.mark.parametrize(
    "settings",
    [{"strides": 2}, {"padding": "same"}, {"padding": "same", "strides": 3}, {"dilation_rate": 2}],
    ids=str,
)
def test_new_settings_ask_for_the_rows_first_and_agree_with_numpy(browser: Browser, settings: dict) -> None:
    with bare_page(browser, SlideStep()) as page:
        expected = SlideStep(**settings).output
        for name, value in settings.items():
            choose(page, name, str(value))
        expect(page.locator("[data-part=output]")).to_be_hidden()
        expect(page.locator("[data-part=found]")).to_be_hidden()
        _question(page, "rows").get_by_role("textbox").fill(str(expected.shape[0]))
        page.keyboard.press("Enter")
        reply = page.locator("[data-part=rows-reply].right")
        expect(reply).to_contain_text(f"The output has {expected.shape[0]} row")
        page.get_by_role("button", name="Show all numbers").click()
        settle(page)
        np.testing.assert_allclose(_shown(page), expected)
        for name, value in settings.items():
            assert page.evaluate(f"model.get('{name}')") == value


def test_what_keras_does_not_combine_is_said_kindly(browser: Browser) -> None:
    with bare_page(browser, SlideStep(dilation_rate=2)) as page:
        choose(page, "strides", "2")
        problem = page.locator("[data-part=problem]")
        expect(problem).to_contain_text("Keras does not combine strides above 1 with a dilation_rate above 1")
        assert page.evaluate("model.saved.at(-1)") == {"strides": 2, "padding": "valid", "dilation_rate": 1}
        choose(page, "dilation_rate", "3")
        expect(problem).to_contain_text("The kernel would span 7 rows, and the image has 6: it fits nowhere.")
        assert page.evaluate("[model.get('strides'), model.get('dilation_rate')]") == [2, 1]
        expect(page.get_by_role("radiogroup", name="dilation_rate").get_by_label("1")).to_be_checked()


def test_numbers_are_typed_with_the_keyboard_and_python_hears_on_release(browser: Browser) -> None:
    with bare_page(browser, SlideStep(padding="same")) as page:
        page.get_by_role("button", name="Show all numbers").click()
        page.get_by_label("kernel row 0 column 0").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
        expect(page.get_by_label("kernel row 1 column 1")).to_be_focused()
        page.keyboard.type("0.5")
        assert page.evaluate("model.saved") == []
        kernel = SlideStep().kernel.copy()
        kernel[1, 1] = 0.5
        settle(page)
        np.testing.assert_allclose(_shown(page), convolve(SlideStep().image, kernel, padding="same"), atol=0.005)
        page.keyboard.press("Tab")
        assert page.evaluate("model.saved") == [{"kernel": kernel.tolist()}]
        page.get_by_label("image row 5 column 4").fill("x")
        expect(page.locator("[data-part=problem]")).to_contain_text("no number I can read")
        page.keyboard.press("Tab")
        expect(page.get_by_label("image row 5 column 4")).to_have_value("8")
        page.get_by_label("image row 5 column 4").fill("10000")
        expect(page.locator("[data-part=problem]")).to_contain_text("between −9999 and 9999")
        page.keyboard.press("Tab")
        assert page.evaluate("model.saved.length") == 1


def test_without_a_kernel_it_goes_on(browser: Browser) -> None:
    with bare_page(browser, SlideStep()) as page:
        page.evaluate("void (model.save_changes = () => { throw new Error('the kernel is gone') })")
        page.get_by_role("button", name="Show all numbers").click()
        page.locator("[data-part=output] td").nth(11).hover()
        page.get_by_role("radiogroup", name="dilation_rate").get_by_label("1").focus()
        page.keyboard.press("ArrowRight")  # while the mouse rests where there will be no cell
        page.get_by_role("button", name="Show me").press("Enter")
        page.get_by_role("button", name="Show all numbers").press("Enter")
        settle(page)
        np.testing.assert_allclose(_shown(page), SlideStep(dilation_rate=2).output)


def test_what_python_assigns_arrives_and_a_second_view_knows_what_is_uncovered(browser: Browser) -> None:
    with bare_page(browser, SlideStep()) as page:
        page.evaluate("model.python('strides', 4)")
        expect(page.locator("[data-part=rows-cover]")).to_contain_text("strides=4")
        page.get_by_role("button", name="Show me").click()
        page.get_by_role("button", name="Show all numbers").click()
        settle(page)
        np.testing.assert_allclose(_shown(page), SlideStep(strides=4).output)
        page.evaluate("show()")
        second = page.locator(".slide-step").nth(1)
        expect(second.locator("[data-part=output] td").first).to_have_text("−21")
        expect(second.get_by_role("radiogroup", name="strides").get_by_label("4")).to_be_checked()


def test_in_jupyterlab_keys_stay_in_the_widget_and_python_reads_the_result(
    show_in_lab: Callable[..., VisualiserInLab],
) -> None:
    lab = show_in_lab("SlideStep()", "shown.strides, shown.image[0, 0], shown.output.tolist()")
    lab.box.locator("[data-part=output] td").first.focus()
    lab.press("ArrowDown", "d", "d")
    expect(lab.box.locator("[data-part=work-title]")).to_have_text("Row 1, column 0 of the output")
    lab.box.get_by_label("image row 0 column 0").focus()
    lab.press("7", "Enter")
    lab.box.get_by_role("radiogroup", name="strides").get_by_label("1").focus()
    lab.press("ArrowRight", "d", "d")
    expect(lab.box.locator("[data-part=rows-cover]")).to_contain_text("strides=2")
    image = SlideStep().image.copy()
    image[0, 0] = 7
    lab.prints(f"2 7.0 {SlideStep(image, strides=2).output.tolist()}")
