"""ConfusionGrid and PredictionSheet in a real browser, by keyboard: what is asked, and what is said to an answer."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from lesson_utils.visualise import ConfusionGrid, DenseSoftmax, ModelScope, PredictionSheet
from lesson_utils.visualise.confusion_grid.confusion import cell_in_words, worst_pairs
from lesson_utils.visualise.kit.class_names import LESSON_CLASSES
from tests.browser.bare_page import bare_page, settle, show_me
from tests.browser.visualisers_by_hand import IMAGES, grid, sheet

CARD = ".course-widget"


def test_a_pair_is_predicted_and_its_images_are_looked_at_by_keyboard(browser: Browser) -> None:
    shown = grid()
    one, other = worst_pairs(shown.counts)[0]
    pair = f"{LESSON_CLASSES[one]} and {LESSON_CLASSES[other]}"
    with bare_page(browser, shown) as page:
        box = page.locator(CARD)
        wrong = next(
            button for button in box.locator(".choices button").all() if button.inner_text() not in (pair, "Show me")
        )
        wrong.press("Enter")
        expect(box.locator(".slip")).to_contain_text("another pair more often")
        box.get_by_role("button", name=pair).press("Enter")
        expect(box.locator(".reply.right")).to_contain_text("Most often mixed up: ")
        words = cell_in_words(shown.counts, LESSON_CLASSES, one, other)
        expect(box.locator("[data-part=caption]")).to_contain_text(words)
        expect(box.locator("[data-part=behind] canvas")).to_have_count(min(6, int(shown.counts[one, other])))
        box.locator("td[tabindex='0']").focus()
        page.keyboard.press("ArrowRight")
        settle(page)
        cell = page.evaluate("model.get('cell')")
        assert cell == [one, min(9, other + 1)]
        box.get_by_role("button", name="next pair").press("Enter")
        expect(box.locator("[data-part=caption]")).to_contain_text(
            cell_in_words(shown.counts, LESSON_CLASSES, *worst_pairs(shown.counts)[1])
        )


def test_how_many_are_right_is_predicted_and_the_wrong_ones_are_picked_out(browser: Browser) -> None:
    shown = sheet()
    with bare_page(browser, shown) as page:
        box = page.locator(CARD)
        expect(box.locator(".says > *").first).to_be_hidden()
        box.locator(".answer input").fill("99")
        page.keyboard.press("Enter")
        expect(box.locator(".slip")).to_contain_text("a whole number from 0 to 12")
        box.locator(".answer input").fill(str(shown.right))
        page.keyboard.press("Enter")
        expect(box.locator(".reply.right")).to_contain_text(f"{shown.right} of these 12")
        box.get_by_text("Only the wrong ones").click()
        expect(box.locator(".sheet li:visible")).to_have_count(12 - shown.right)
        assert box.locator(".says:visible").count() == 12 - shown.right


def test_a_pair_that_is_mixed_up_as_often_is_right_and_its_images_are_shown(browser: Browser) -> None:
    with bare_page(browser, ConfusionGrid([0, 1, 2, 3], [1, 0, 3, 2])) as page:
        box = page.locator(CARD)
        box.get_by_role("button", name="class 2 and class 3").click()
        expect(box.locator(".reply.right")).to_contain_text("Most often mixed up: class 2 and class 3, 2 times")
        settle(page)
        assert page.evaluate("model.get('cell')") == [2, 3]
        box.get_by_role("button", name="next pair").click()
        settle(page)
        assert page.evaluate("model.get('cell')") == [0, 1]  # the two others are never mixed up


def test_where_nothing_is_mixed_up_nothing_is_asked(browser: Browser) -> None:
    with bare_page(browser, ConfusionGrid([0, 1, 1], [0, 1, 1])) as page:
        box = page.locator(CARD)
        expect(box.locator(".cover")).to_be_hidden()
        expect(box.get_by_role("button", name="next pair")).to_be_hidden()
        expect(box.locator(".reply")).to_have_text("There is nothing to predict: no two classes are mixed up.")
        box.locator("td").nth(3).click()
        expect(box.locator("[data-part=caption]")).to_contain_text("Of 2 images that show class 1, 2 were recognised")


def test_the_browser_judges_a_close_call_as_python_does(browser: Browser) -> None:
    with bare_page(browser, PredictionSheet(IMAGES[:1], [1], [[0.49999, 0.50001]])) as page:
        box = page.locator(CARD)
        box.locator(".answer input").fill("1")
        page.keyboard.press("Enter")
        expect(box.locator(".reply.right")).to_contain_text("This image is classified rightly")
        expect(box.locator(".says p").first).to_contain_text("✓ class 1 0.5")


NAMES = ['<s class="foreign">cat', '" class="foreign" x="', "dog & co"]


def _network() -> keras.Model:
    inputs = keras.Input((4, 4, 1), name=NAMES[1])
    x = keras.layers.Flatten(name=NAMES[0])(inputs)
    return keras.Model(inputs, keras.layers.Dense(3, activation="softmax")(x), name=NAMES[2])


NAMED: dict[str, tuple[Callable[[], Any], str]] = {
    "ConfusionGrid": (lambda: ConfusionGrid([0, 1, 2], [1, 2, 0], class_names=NAMES), f"{NAMES[0]} and {NAMES[1]}"),
    "PredictionSheet": (lambda: PredictionSheet(IMAGES[:3], [0, 1, 2], np.eye(3), class_names=NAMES), ""),
    "DenseSoftmax": (lambda: DenseSoftmax([2, 1, 0], class_names=NAMES), ""),
    "a layer": (lambda: DenseSoftmax(inputs=[1, 2], kernel=np.ones((2, 3)), class_names=NAMES), NAMES[0]),
    "ModelScope": (lambda: ModelScope(_network(), class_names=NAMES), ""),
}


@pytest.mark.parametrize("name", NAMED)
def test_names_are_text_and_never_markup(browser: Browser, name: str) -> None:
    make, choice = NAMED[name]
    with bare_page(browser, make()) as page:
        if choice:
            expect(page.get_by_role("button", name=choice, exact=True)).to_be_visible()
        expect(page.locator(".foreign")).to_have_count(0)
        show_me(page)
        for one in NAMES:
            expect(page.locator(CARD)).to_contain_text(one)
        expect(page.locator(".foreign")).to_have_count(0)
