"""PoolStep in a real browser: by keyboard, by mouse, against NumPy, and in JupyterLab."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from lesson_utils.visualise import PoolStep
from tests.browser.accessibility import violations
from tests.browser.bare_page import bare_page, choose, settle, show_me
from tests.browser.reading import number
from tests.browser.visualiser_in_lab import VisualiserInLab


def _shown(page: Page, name: str) -> list[list[float | None]]:
    """One of the outputs as it stands on the page; None where it is covered."""
    texts = [row.locator("td").all_inner_texts() for row in page.locator(f"[data-part={name}] tr").all()]
    return [[number(text) if text.strip() else None for text in row] for row in texts]


def _agrees(page: Page, pool: PoolStep) -> None:
    """Both outputs, uncovered, are what Python computes."""
    settle(page)
    np.testing.assert_allclose(_shown(page, "max"), pool.output, atol=0.005)
    np.testing.assert_allclose(_shown(page, "average"), pool.average, atol=0.005)


def test_first_the_maximum_then_the_average_are_predicted_by_keyboard(browser: Browser) -> None:
    with bare_page(browser, PoolStep()) as page:
        assert _shown(page, "max") == _shown(page, "average") == [[None] * 3] * 3
        expect(page.locator("[data-part=average-cover]")).to_be_hidden()
        expect(page.locator(".winner")).to_have_count(0)
        expect(page.locator("[data-part=max-work]")).to_have_text("max(9, 8, 0, 1) = ?")
        page.locator("[data-part=max-cover]").get_by_role("textbox").focus()
        for key in ("4", ".", "5", "Enter"):
            page.keyboard.press(key)
        expect(page.locator("[data-part=max-cover] .slip")).to_contain_text("That is the average")
        assert _shown(page, "max")[0] == [None] * 3
        page.keyboard.press("9")
        page.keyboard.press("Enter")
        mean = page.locator("[data-part=average-cover]")
        expect(mean).to_contain_text("Yes, that’s right. max(9, 8, 0, 1) = 9. And the average of the framed numbers?")
        expect(mean.get_by_role("textbox")).to_be_focused()
        assert _shown(page, "max")[0] == [9, None, None]
        assert _shown(page, "average")[0] == [None] * 3
        expect(page.locator(".winner input")).to_have_value("9")
        page.locator("[data-part=average-cover]").get_by_role("textbox").fill("4.5")
        page.keyboard.press("Enter")
        expect(page.locator("[data-part=average-reply].right")).to_contain_text("(9 + 8 + 0 + 1) / 4 = 4.5.")
        assert _shown(page, "average")[0] == [4.5, None, None]
        page.get_by_role("button", name="Step", exact=True).press("Enter")
        expect(page.locator("[data-part=max-cover]")).to_be_visible()
        expect(page.locator("[data-part=max-reply]")).to_be_hidden()
        expect(page.locator("[data-part=caption]")).to_contain_text("Window of row 0, column 1")


def test_the_winner_of_each_window_is_ringed_and_what_is_left_over_is_dropped(browser: Browser) -> None:
    with bare_page(browser, PoolStep()) as page:
        page.get_by_role("button", name="Show all numbers").click()
        _agrees(page, PoolStep())
        expect(page.locator(".winner")).to_have_count(10)  # nine windows, one tie
        expect(page.locator(".lost")).to_have_count(13)
        words = page.locator("[data-row-word], [data-column-word]")
        assert words.first.evaluate("cell => getComputedStyle(cell, '::after').content") == '"dropped"'
        expect(page.locator("[data-part=size]")).to_contain_text("Row 6 and column 6 are dropped.")
        page.locator("[data-part=average] td").nth(8).hover()
        expect(page.locator("[data-part=average-work]")).to_have_text("(3 + 1 + 4 + 1) / 4 = 2.25")


@pytest.mark.parametrize(
    "settings",
    [{"pool_size": 3}, {"strides": 1}, {"padding": "same"}, {"padding": "same", "pool_size": 3, "strides": 2}],
    ids=str,
)
def test_new_settings_agree_with_numpy(browser: Browser, settings: dict) -> None:
    with bare_page(browser, PoolStep()) as page:
        for name, value in settings.items():
            choose(page, name, str(value))
        settle(page)
        assert {value for row in _shown(page, "max") for value in row} == {None}  # covered again
        page.get_by_role("button", name="Show all numbers").click()
        _agrees(page, PoolStep(**settings))
        assert page.evaluate("model.saved") == [{name: value} for name, value in settings.items()]


def test_a_shift_is_predicted_first_and_then_told_in_words(browser: Browser) -> None:
    pool = PoolStep()
    with bare_page(browser, pool) as page:
        page.get_by_role("button", name="Show all numbers").click()
        page.get_by_text("Shift the feature map").click()
        page.get_by_role("button", name="shift right").press("Enter")
        question = page.locator("[data-part=shift-cover]")
        expect(question).to_contain_text("moves 1 cell to the right, how many of the 9 maxima will change?")
        _agrees(page, pool)  # not moved yet
        page.keyboard.type("9")
        page.keyboard.press("Enter")
        expect(question.locator(".slip")).to_contain_text("Not all: a maximum stays as long as it stays within")
        page.keyboard.type("3")
        page.keyboard.press("Enter")
        reply = page.locator("[data-part=shift-reply]")
        expect(reply).to_contain_text("Moved 1 cell to the right: 2 of 9 maxima changed, and 8 of 9 averages")
        pool.shift = (0, 1)
        _agrees(page, pool)
        expect(page.locator("[data-part=max] .changed")).to_have_count(2)
        expect(page.locator("[data-part=average] .changed")).to_have_count(8)
        expect(page.locator("[data-part=image] .outside")).to_have_count(7)
        page.get_by_role("button", name="shift up").click()
        expect(page.locator("[data-part=shift-report]")).to_contain_text("Moved 1 cell up and 1 cell to the right")
        pool.shift = (-1, 1)
        _agrees(page, pool)
        page.get_by_role("button", name="Put it back").click()
        expect(page.locator("[data-part=shift-report]")).to_have_text("")
        assert page.evaluate("model.saved") == [{"shift": [0, 1]}, {"shift": [-1, 1]}, {"shift": [0, 0]}]


def test_a_cell_of_a_shifted_image_is_edited_where_it_belongs(browser: Browser) -> None:
    pool = PoolStep([[1, 2, 3], [4, 5, 6]], strides=1)
    pool.shift = (0, 1)
    with bare_page(browser, pool) as page:
        page.get_by_role("button", name="Show all numbers").click()
        page.locator("[data-part=image] td").nth(1).get_by_role("textbox").fill("8")
        page.keyboard.press("Tab")
        assert page.evaluate("model.saved") == [{"image": [[8, 2, 3], [4, 5, 6]]}]
        pool.image = [[8, 2, 3], [4, 5, 6]]
        _agrees(page, pool)


def test_a_window_that_fits_nowhere_is_refused_and_python_may_assign_any_size(browser: Browser) -> None:
    with bare_page(browser, PoolStep(np.arange(12).reshape(3, 4))) as page:
        choose(page, "pool_size", "4")
        expect(page.locator("[data-part=problem]")).to_contain_text("A window of 4 by 4 fits nowhere")
        expect(page.get_by_role("radiogroup", name="pool_size").get_by_label("2")).to_be_checked()
        assert page.evaluate("model.saved") == []
        page.evaluate("model.python('pool_size', 1)")
        expect(page.get_by_role("radiogroup", name="pool_size").get_by_label("1")).to_be_checked()
        page.get_by_role("button", name="Show all numbers").click()
        _agrees(page, PoolStep(np.arange(12).reshape(3, 4), pool_size=1))


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_where_a_shift_is_asked_about_and_told(browser: Browser, dark: bool) -> None:
    with bare_page(browser, PoolStep(), dark=dark) as page:
        page.get_by_role("button", name="Show all numbers").click()
        page.get_by_text("Shift the feature map").click()
        page.get_by_role("button", name="shift left").click()
        assert violations(page, ".pool-step") == []
        show_me(page.locator("[data-part=shift-cover]"))
        assert violations(page, ".pool-step") == []


def test_in_jupyterlab_keys_stay_in_the_widget_and_python_reads_the_result(
    show_in_lab: Callable[..., VisualiserInLab],
) -> None:
    lab = show_in_lab("PoolStep()", "shown.shift, shown.pool_size, shown.output.tolist()")
    lab.box.locator("[data-part=max] td").first.focus()
    lab.press("ArrowRight", "d", "d")
    expect(lab.box.locator("[data-part=work-title]")).to_have_text("Row 0, column 1 of the outputs")
    lab.box.get_by_role("radiogroup", name="pool_size").get_by_label("2").focus()
    lab.press("ArrowRight")
    lab.box.get_by_text("Shift the feature map").click()
    lab.box.get_by_role("button", name="shift down").focus()
    lab.press("d", "d", "Enter")
    lab.box.locator("[data-part=shift-cover]").get_by_role("button", name="Show me").press("Enter")
    expect(lab.box.locator("[data-part=shift-reply]")).to_contain_text("Moved 1 cell down")
    pool = PoolStep(pool_size=3)
    pool.shift = (1, 0)
    lab.prints(f"(1, 0) 3 {pool.output.tolist()}")
