"""ConfusionGrid and PredictionSheet in a real browser: by keyboard, for axe, in both themes; everything fits."""

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from lesson_utils.visualise import ConfusionGrid, PredictionSheet
from lesson_utils.visualise.confusion_grid.confusion import cell_in_words, worst_pairs
from lesson_utils.visualise.kit.class_names import LESSON_CLASSES
from tests.browser.accessibility import violations
from tests.browser.bare_page import bare_page, settle, show_me
from tests.browser.fit import misfits

CARD = ".course-widget"
CHANCE = np.random.default_rng(4)
TRUE = CHANCE.integers(0, 10, 400)
PREDICTED = np.where(CHANCE.random(400) < 0.7, TRUE, CHANCE.integers(0, 10, 400))
PREDICTED[(TRUE == 3) & (CHANCE.random(400) < 0.6)] = 5
IMAGES = CHANCE.integers(0, 256, (400, 32, 32, 3), dtype=np.uint8)
PROBABILITIES = CHANCE.dirichlet(np.full(10, 0.4), 12)


def grid() -> ConfusionGrid:
    return ConfusionGrid(TRUE, PREDICTED, IMAGES)


def sheet() -> PredictionSheet:
    return PredictionSheet(IMAGES[:12], TRUE[:12], PROBABILITIES)


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
        expect(box.locator(".reply.right")).to_contain_text("are mixed up most often")
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


@pytest.mark.parametrize("made", [grid, sheet], ids=["ConfusionGrid", "PredictionSheet"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_fits_and_axe_objects_to_nothing(browser: Browser, made: Any, dark: bool) -> None:
    with bare_page(browser, made(), dark=dark) as page:
        assert violations(page, CARD) == []
        show_me(page)
        for width in (1000, 720, 440):
            page.set_viewport_size({"width": width, "height": 900})
            settle(page)
            assert misfits(page, CARD) == []
        assert violations(page, CARD) == []


def test_names_are_text_and_never_markup(browser: Browser) -> None:
    names = ["<b>cat</b>", "dog & co"]
    with bare_page(browser, ConfusionGrid([0, 1, 1], [1, 1, 0], class_names=names)) as page:
        show_me(page)
        expect(page.locator("th[scope=row]").first).to_have_text(names[0])
        expect(page.locator("table b")).to_have_count(0)
