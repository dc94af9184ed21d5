"""What holds for all eight visualisers, each on a bare page: by touch, narrow and enlarged, for axe, in two views."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lesson_utils import visualise
from tests.browser.accessibility import violations
from tests.browser.bare_page import bare_page, settle, show_me
from tests.browser.fit import misfits
from tests.browser.visualisers_by_hand import GESTURES

CARD = ".course-widget"
WIDTHS = (1000, 720, 440)  # a window of 1,440 pixels at a zoom of 200 % is 720 wide
RANDOM = np.random.default_rng(2)
# What needs more room than the eight as they open.
LARGE: dict[str, Callable[[], Any]] = {
    "16 filters": lambda: visualise.ChannelMixer(np.zeros((9, 30, 3)), RANDOM.normal(size=(3, 3, 3, 16))),
    "8 inputs": lambda: visualise.NeuronDial([1.25] * 8, [-1.25] * 8),
    "padding": lambda: visualise.SlideStep(padding="same"),
    "a layer": lambda: visualise.DenseSoftmax(inputs=[-1.25] * 12, kernel=-np.ones((12, 10)) / 3),
    "128 numbers": lambda: visualise.FlattenMap((8, 4, 4)),
    "40 x 320": lambda: visualise.EdgeLab(RANDOM.integers(0, 255, size=(40, 320), dtype=np.uint8), np.ones((5, 5))),
}


def _one(name: str) -> Any:
    return getattr(visualise, name)()


def _open_all(page: Page) -> None:
    """Uncover every answer and unfold what is folded."""
    show_me(page)
    folded = page.locator("details:not([open]) > summary:visible").first
    while folded.count():
        folded.click()
    show_me(page)  # a question may have been folded away
    settle(page)


def test_no_visualiser_is_left_out() -> None:
    assert set(GESTURES) == set(visualise.__all__)


@pytest.mark.parametrize("name", GESTURES)
def test_it_works_by_touch(browser: Browser, name: str) -> None:
    with bare_page(browser, _one(name), has_touch=True, width=720) as page:
        show_me(page, press=Locator.tap)
        GESTURES[name](page.locator(CARD), Locator.tap)


def _misfits(page: Page) -> dict[int, list[str]]:
    """What does not fit, by the width of the window."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        found[width] = misfits(page, CARD)
    return {width: lines for width, lines in found.items() if lines}


@pytest.mark.parametrize("widget", [*GESTURES, *LARGE], ids=str)
def test_everything_fits(browser: Browser, widget: str) -> None:
    with bare_page(browser, LARGE[widget]() if widget in LARGE else _one(widget)) as page:
        assert _misfits(page) == {}
        _open_all(page)
        assert _misfits(page) == {}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ('<p style="width: 99rem">x</p>', "the page scrolls sideways"),
        ('<p style="width: 99rem">x</p>', "sticks out of the card: <p"),
        ('<p style="width: 9px; overflow: hidden">wider</p>', "scrolls or is cut: <p"),
        ('<button style="height: 20px; min-height: 0">x</button>', "is too small: <button"),
        ('<p style="position: fixed; inset: 0"></p>', "cannot be pressed: <button"),
    ],
)
def test_what_does_not_fit_is_found(browser: Browser, markup: str, words: str) -> None:
    with bare_page(browser, _one("NeuronDial")) as page:
        page.locator(".title").evaluate("(title, markup) => title.insertAdjacentHTML('afterend', markup)", markup)
        assert any(words in line for line in misfits(page, CARD))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("widget", [*GESTURES, "padding", "a layer"])
def test_axe_finds_nothing(browser: Browser, widget: str, dark: bool) -> None:
    with bare_page(browser, LARGE[widget]() if widget in LARGE else _one(widget), dark=dark) as page:
        assert violations(page, CARD) == []
        _open_all(page)
        assert violations(page, CARD) == []


@pytest.mark.parametrize("name", GESTURES)
def test_what_is_uncovered_in_one_view_is_uncovered_in_all(browser: Browser, name: str) -> None:
    with bare_page(browser, _one(name)) as page:
        page.evaluate("void show()")
        first, second, later = (page.locator(CARD).nth(at) for at in range(3))
        expect(second.locator(".cover:visible")).not_to_have_count(0)
        show_me(first)
        page.evaluate("void show()")
        for view in (second, later):
            expect(view.locator(".cover:visible")).to_have_count(0)
        GESTURES[name](second, Locator.click)
