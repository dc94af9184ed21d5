"""What holds for every visualiser on a bare page: by touch, narrow, in forced colours, for axe, in two views."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from lesson_utils import visualise
from tests.browser.accessibility import violations
from tests.browser.bare_page import bare_page, settle, show_me
from tests.browser.fit import misfits
from tests.browser.visualisers_by_hand import GESTURES, GESTURES_OF_RESULTS, grid, sheet

CARD = ".course-widget"
ONE_SCREEN = 650  # CSS pixels that a window of 1366 x 768 leaves for a cell
LAST_RESULT = {"ModelScope": "[data-part=strip]", "DenseSoftmax": "[data-part=total]"}
MOST_STOPS = 16  # DenseSoftmax has ten logits to turn
CAPTION_MS = 700  # captions are written half a second after the last change
WIDTHS = (1000, 830, 720, 440)  # a window of 1,440 pixels at a zoom of 200 % is 720 wide
RANDOM = np.random.default_rng(2)
BY_HAND = GESTURES | GESTURES_OF_RESULTS
OF_RESULTS: dict[str, Callable[[], Any]] = {"ConfusionGrid": grid, "PredictionSheet": sheet}
# What needs more room than the others as they open.
LARGE: dict[str, Callable[[], Any]] = {
    "16 filters": lambda: visualise.ChannelMixer(np.zeros((9, 30, 3)), RANDOM.normal(size=(3, 3, 3, 16))),
    "8 inputs": lambda: visualise.NeuronDial([1.25] * 8, [-1.25] * 8),
    "padding": lambda: visualise.SlideStep(padding="same"),
    "a layer": lambda: visualise.DenseSoftmax(inputs=[-1.25] * 12, kernel=-np.ones((12, 10)) / 3),
    "128 numbers": lambda: visualise.FlattenMap((8, 4, 4)),
    "40 x 320": lambda: visualise.EdgeLab(RANDOM.integers(0, 255, size=(40, 320), dtype=np.uint8), np.ones((5, 5))),
}


def _one(name: str) -> Any:
    return OF_RESULTS.get(name, getattr(visualise, name))()


class Answered(NamedTuple):
    """A visualiser whose questions are answered, opened once for all tests that only look; `before` was its place."""

    name: str
    page: Page
    before: FloatRect | None


@pytest.fixture(scope="module")
def answered(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Answered]:
    with bare_page(browser, _one(request.param)) as page:
        before = page.locator(CARD).bounding_box()
        show_me(page)
        page.wait_for_timeout(CAPTION_MS)
        yield Answered(request.param, page, before)


@pytest.fixture(scope="module")
def forced(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An answered visualiser where the system chooses the colours."""
    with bare_page(browser, _one(request.param), forced_colors="active") as page:
        show_me(page)
        settle(page)
        yield page


def _open_all(page: Page) -> None:
    """Uncover every answer and unfold what is folded."""
    show_me(page)
    folded = page.locator("details:not([open]) > summary:visible").first
    while folded.count():
        folded.click()
    show_me(page)  # a question may have been folded away
    settle(page)


def test_no_visualiser_is_left_out() -> None:
    assert set(BY_HAND) == set(visualise.__all__)


@pytest.mark.parametrize("name", BY_HAND)
def test_it_works_by_touch(browser: Browser, name: str) -> None:
    with bare_page(browser, _one(name), has_touch=True, width=720) as page:
        show_me(page, press=Locator.tap)
        BY_HAND[name](page.locator(CARD), Locator.tap)


def _misfits(page: Page) -> dict[int, list[str]]:
    """What does not fit, by the width of the window."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        found[width] = misfits(page, CARD)
    return {width: lines for width, lines in found.items() if lines}


@pytest.mark.parametrize("widget", [*BY_HAND, *LARGE], ids=str)
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
        page.locator(".title + p").evaluate("(title, markup) => title.insertAdjacentHTML('afterend', markup)", markup)
        assert any(words in line for line in misfits(page, CARD))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("widget", [*BY_HAND, "padding", "a layer"])
def test_axe_finds_nothing(browser: Browser, widget: str, dark: bool) -> None:
    with bare_page(browser, LARGE[widget]() if widget in LARGE else _one(widget), dark=dark) as page:
        assert violations(page, CARD) == []
        _open_all(page)
        assert violations(page, CARD) == []


@pytest.mark.parametrize("answered", BY_HAND, indirect=True)
def test_its_title_is_a_heading_and_nothing_jumps_when_it_is_answered(answered: Answered) -> None:
    expect(answered.page.get_by_role("heading", name=answered.name, level=3)).to_be_visible()
    assert answered.page.locator(CARD).bounding_box() == pytest.approx(answered.before, abs=1.5)


@pytest.mark.parametrize("answered", BY_HAND, indirect=True)
def test_what_is_changed_and_what_changes_are_on_one_screen(answered: Answered) -> None:
    """From the first control to the last result of what is not folded away."""
    top = _edge(answered.page, ".title", "top")
    bottom = _edge(answered.page, LAST_RESULT.get(answered.name, "[data-part=caption]"), "bottom")
    assert bottom - top <= ONE_SCREEN


def _edge(page: Page, selector: str, edge: str) -> float:
    return page.locator(selector).first.evaluate("(element, edge) => element.getBoundingClientRect()[edge]", edge)


@pytest.mark.parametrize("answered", BY_HAND, indirect=True)
def test_tab_stops_once_at_each_group(answered: Answered) -> None:
    stops = answered.page.locator(CARD).evaluate(
        """card => [...card.querySelectorAll("*")].filter((one) => one.tabIndex >= 0 && !one.disabled &&
            one.checkVisibility({ visibilityProperty: true }) &&
            !(one.type === "radio" && !one.checked)).map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert len(stops) <= MOST_STOPS, stops


# Where the system chooses the colours


def _look(place: Locator) -> dict[str, str]:
    return place.evaluate(
        """element => {
          const style = getComputedStyle(element);
          const names = ["backgroundColor", "outlineStyle", "outlineColor", "borderTopWidth", "borderTopColor"];
          return Object.fromEntries(names.map(name => [name, style[name]]));
        }"""
    )


@pytest.mark.parametrize("forced", BY_HAND, indirect=True)
def test_in_forced_colours_what_is_chosen_looks_chosen(forced: Page) -> None:
    for group in forced.get_by_role("radiogroup").all():
        chosen = group.locator("label:has(:checked)").first
        others = group.locator("label:not(:has(:checked))")
        if chosen.is_visible() and others.count():
            assert _look(chosen) != _look(others.first)


@pytest.mark.parametrize(
    ("forced", "marked", "plain"),
    [
        ("SlideStep", "td.framed", "[data-part=image] td:not(.framed)"),
        ("PoolStep", "td.framed", "[data-part=image] td:not(.framed):not(.lost)"),
        ("SlideStep", "[data-part=output] td.chosen", "[data-part=output] td:not(.chosen)"),
        ("FlattenMap", "[aria-selected=true]", "[aria-selected=false]"),
        ("DenseSoftmax", ".winner .bar", ".track"),
        ("NeuronDial", ".bar[data-sign=positive]", ".track"),
        ("ConfusionGrid", "td.chosen", "td:not(.chosen):not(.right)"),
        ("PredictionSheet", ".track b", ".track"),
        ("ModelScope", ".best .track i", ".best .track span"),
        ("ModelScope", "[role=tab][aria-selected=true]", "[role=tab][aria-selected=false]"),
    ],
    indirect=["forced"],
)
def test_in_forced_colours_frames_and_bars_stay(forced: Page, marked: str, plain: str) -> None:
    assert _look(forced.locator(marked).first) != _look(forced.locator(plain).first)


@pytest.mark.parametrize("forced", ["EdgeLab", "ChannelMixer", "ModelScope"], indirect=True)
def test_in_forced_colours_the_scale_of_colours_stays(forced: Page) -> None:
    image = forced.locator(".ramp").first.evaluate("ramp => getComputedStyle(ramp).backgroundImage")
    assert image.startswith("linear-gradient")


@pytest.mark.parametrize("name", BY_HAND)
def test_what_is_uncovered_in_one_view_is_uncovered_in_all(browser: Browser, name: str) -> None:
    with bare_page(browser, _one(name)) as page:
        page.evaluate("void show()")
        first, second, later = (page.locator(CARD).nth(at) for at in range(3))
        expect(second.locator(".cover:visible")).not_to_have_count(0)
        show_me(first)
        page.evaluate("void show()")
        for view in (second, later):
            expect(view.locator(".cover:visible")).to_have_count(0)
        BY_HAND[name](second, Locator.click)
