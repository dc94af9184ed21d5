"""DenseSoftmax in a real browser: by keyboard, by mouse, against NumPy, and in JupyterLab."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from lesson_utils.visualise import DenseSoftmax
from lesson_utils.visualise.dense_softmax.softmax import exponentials, softmax
from lesson_utils.visualise.dense_softmax.words import first_two
from tests.browser.bare_page import bare_page
from tests.browser.reading import numbers
from tests.browser.visualiser_in_lab import VisualiserInLab

KERNEL, BIAS = [[1, 0, -1], [0.5, 0, 1]], [0, 0, 1]


def _column(page: Page, part: str) -> list[float]:
    return numbers(page.locator(f"td[data-part^='{part} ']"))


def _agrees(page: Page, logits: list[float]) -> None:
    """Every row shows what NumPy computes."""
    expect(page.locator(".caption")).to_contain_text(first_two(page.evaluate("model.get('_names')"), logits))
    np.testing.assert_allclose(_column(page, "less"), np.array(logits) - max(logits), atol=0.006)
    np.testing.assert_allclose(_column(page, "power"), exponentials(logits), atol=6e-4)
    np.testing.assert_allclose(_column(page, "probability"), softmax(logits), atol=6e-4)
    widths = page.evaluate(
        "[...document.querySelectorAll('.bar')].map((bar) => bar.offsetWidth / bar.parentNode.offsetWidth)"
    )
    np.testing.assert_allclose(widths, softmax(logits), atol=0.02)
    expect(page.locator("[data-part=total]")).to_have_text("1.000")


def test_the_prediction_by_keyboard(browser: Browser) -> None:
    board = DenseSoftmax()
    with bare_page(browser, board) as page:
        _agrees(page, list(board.logits))
        expect(page.locator("[data-part='second cover']")).to_contain_text("What happens to the 0.563 of cat?")
        expect(page.get_by_role("button", name="Add 5 to all")).to_be_hidden()
        page.get_by_role("button", name="It grows").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".slip:visible")).to_contain_text("Its own power of e grows, but so do all others")
        page.keyboard.press("ArrowRight")  # one stop for Tab: the arrow keys go from choice to choice
        expect(page.get_by_role("button", name="It stays as it is")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("[data-part='second reply'].right")).to_contain_text(
            "Only the differences between logits count."
        )
        _agrees(page, [logit + 5 for logit in board.logits])
        np.testing.assert_allclose(_column(page, "probability"), softmax(board.logits), atol=6e-4)
        assert page.evaluate("model.saved.at(-1).logits") == pytest.approx([logit + 5 for logit in board.logits])


def test_a_logit_can_be_slid_typed_and_stepped(browser: Browser) -> None:
    with bare_page(browser, DenseSoftmax([2, 1, 0])) as page:
        page.get_by_role("button", name="Show me").click()
        page.get_by_role("button", name="Start again").click()
        expect(page.locator("[data-part='second reply']")).to_be_hidden()  # it spoke of logits that were 5 larger
        page.get_by_label("logit of class 2, slider").press("End")
        page.get_by_label("logit of class 0", exact=True).fill("−1/2")
        page.get_by_label("logit of class 1", exact=True).press("ArrowDown")
        _agrees(page, [-0.5, 0.9, 10])
        page.get_by_label("logit of class 0", exact=True).fill("1000")
        _agrees(page, [1000, 0.9, 10])
        page.get_by_role("button", name="Subtract 5 from all").click()
        _agrees(page, [995, -4.1, 5])
        page.evaluate("model.python('logits', [0, 0, 0])")
        _agrees(page, [0, 0, 0])


def test_with_a_layer_the_inputs_make_the_logits(browser: Browser) -> None:
    board = DenseSoftmax(inputs=[1, 2], kernel=KERNEL, bias=BIAS, class_names=["cat", "dog", "<b>"])
    with bare_page(browser, board) as page:
        page.get_by_role("button", name="Show me").click()
        expect(page.locator("tbody th").nth(2)).to_have_text("<b>")
        page.get_by_label("input 1").fill("3")
        page.get_by_label("input 1").press("Tab")
        board.inputs = [3, 2]
        _agrees(page, list(board.logits))
        assert page.evaluate("model.saved.at(-1)") == {"inputs": [3, 2]}
        page.get_by_label("Logit of").select_option("<b>")
        expect(page.locator(".ledger tbody .number")).to_have_text(["−1", "−3", "1", "+2", "+1"])
        expect(page.locator("[data-part=logit]")).to_have_text("0")


def test_two_views_agree(browser: Browser) -> None:
    with bare_page(browser, DenseSoftmax([2, 1])) as page:
        page.get_by_role("button", name="Show me").first.click()
        page.evaluate("void show()")
        page.get_by_label("logit of class 1", exact=True).last.fill("7")
        expect(page.locator("[data-part='probability 1']")).to_have_text(["0.500", "0.500"])


def test_in_jupyterlab_keys_delete_no_cell_and_python_hears(show_in_lab: Callable[..., VisualiserInLab]) -> None:
    lab = show_in_lab("DenseSoftmax([2, 1, 0])", "shown.logits")
    lab.box.get_by_role("button", name="Show me").first.click()
    lab.box.get_by_label("logit of class 1, slider").focus()
    lab.press("ArrowRight", "ArrowRight", "d", "d")
    lab.prints("(7.0, 6.2, 5.0)")  # "Show me" has added 5 to all
