"""ModelScope with several versions in a real Chromium: stepped through by keyboard, chosen by mouse, told apart."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lesson_utils.visualise import ModelScope
from tests.browser.accessibility import violations
from tests.browser.bare_page import bare_page, settle, show_me
from tests.browser.fit import misfits
from tests.browser.reading import numbers
from tests.unit.model_zoo import dropout_model, lesson_model, shake

ONE_SCREEN = 650  # CSS pixels that a window of 1366 x 768 leaves for a cell
NAMES = ("untrained", "after epoch 1", "after epoch 2", "after epoch 4", "after epoch 7", "trained by us", "yours")


def versions(*names: str, of: Callable[[], keras.Model] = lesson_model) -> dict[str, keras.Model]:
    """Copies of a network: the first untrained, each other with weights of its own."""
    model = of()
    later = [shake(keras.models.clone_model(model), np.random.default_rng(seed)) for seed in range(1, len(names))]
    return dict(zip(names, [model, *later], strict=True))


@pytest.fixture(scope="module")
def models() -> dict[str, keras.Model]:
    return versions(*NAMES)


@pytest.fixture
def scope(models: dict[str, keras.Model]) -> ModelScope:
    return ModelScope(models, np.random.default_rng(6).integers(0, 256, size=(3, 32, 32, 3), dtype=np.uint8))


def _row(page: Page, name: str) -> Locator:
    return page.locator(".versions tbody tr", has_text=name)


def _expect_all_of(page: Page, scope: ModelScope, name: str) -> None:
    """Prediction, feature maps and arithmetic are those of a version; the table tells of all of them."""
    scope.version = name
    settle(page)
    expect(page.get_by_role("radio", name=name, exact=True)).to_be_checked()
    np.testing.assert_allclose(numbers(page.locator(".predicted tbody td:nth-child(3)")), scope.prediction, atol=6e-4)
    np.testing.assert_allclose(
        numbers(page.locator(".versions tbody td:nth-child(3)")),
        [prediction.max() for prediction in scope.predictions.values()],
        atol=6e-4,
    )
    classes = [scope.class_names[prediction.argmax()] for prediction in scope.predictions.values()]
    expect(page.locator(".versions tbody td:nth-child(2)")).to_have_text(classes)
    top = float(numbers(page.locator("[data-part=high]"))[0])
    assert top == pytest.approx(scope.feature_maps[scope.layer].max(), rel=0.01)
    value = float(numbers(page.locator("[data-part=steps] .last dd"))[0])
    assert value == pytest.approx(scope.feature_maps[scope.layer][scope.unit], rel=0.01, abs=1e-6)


def test_the_last_version_is_asked_about_and_nothing_is_given_away(browser: Browser, scope: ModelScope) -> None:
    with bare_page(browser, scope) as page:
        expect(page.locator(".cover")).to_contain_text("Which class will the version “yours” choose?")
        expect(page.locator(".versions")).to_be_hidden()
        best = scope.class_names[int(scope.prediction.argmax())]
        page.evaluate("model.python('version', 'untrained')")  # Python may change over; the question stays
        settle(page)
        page.get_by_role("button", name=best).click()
        expect(page.locator(".reply")).to_contain_text(f"Yes, that’s right. The choice of “yours” is {best}, with")
        _expect_all_of(page, scope, "untrained")


def test_an_untrained_last_version_is_asked_how_sure_it_is(browser: Browser) -> None:
    with bare_page(browser, ModelScope({"mine": lesson_model()})) as page:
        expect(page.locator(".cover")).to_contain_text("nobody has trained the version “mine”")
        page.get_by_role("button", name="Not much above").click()
        expect(page.locator(".reply")).to_contain_text("Yes, that’s right. The highest of “mine” is 0.1")


def test_the_arrow_keys_step_through_the_versions(browser: Browser, scope: ModelScope) -> None:
    with bare_page(browser, scope) as page:
        show_me(page)
        _expect_all_of(page, scope, "yours")
        page.get_by_role("radio", name="yours").focus()
        for key, name in [
            ("ArrowDown", "untrained"), ("ArrowDown", "after epoch 1"), ("ArrowRight", "after epoch 2"),
            ("ArrowUp", "after epoch 1"),
        ]:  # fmt: skip
            page.keyboard.press(key)
            _expect_all_of(page, scope, name)
            assert page.evaluate("model.saved.at(-1).version") == name
        expect(page.get_by_role("radio", name="after epoch 1")).to_be_focused()
        expect(page.get_by_role("radio", name="after epoch 1")).to_have_accessible_description(
            " ".join(_row(page, "after epoch 1").locator("td").all_inner_texts())
        )


def test_a_click_anywhere_on_a_row_chooses_it(browser: Browser, scope: ModelScope) -> None:
    with bare_page(browser, scope) as page:
        show_me(page)
        _row(page, "after epoch 4").locator("td").last.click()
        _expect_all_of(page, scope, "after epoch 4")
        expect(page.get_by_role("radio", name="after epoch 4")).to_be_focused()
        page.get_by_text("untrained", exact=True).click()
        _expect_all_of(page, scope, "untrained")


def test_another_picture_is_told_of_by_all(browser: Browser, scope: ModelScope) -> None:
    with bare_page(browser, scope) as page:
        show_me(page)
        before = page.locator(".versions tbody").inner_text()
        page.get_by_role("button", name="Next").click()
        scope.image_number = 1
        _expect_all_of(page, scope, "yours")
        assert page.locator(".versions tbody").inner_text() != before


def test_python_and_a_second_view_follow(browser: Browser, scope: ModelScope) -> None:
    with bare_page(browser, scope) as page:
        show_me(page)
        page.evaluate("void show()")
        page.evaluate("model.python('version', 'after epoch 7')")
        settle(page)
        assert page.locator(".versions tr:has(:checked)").all_inner_texts()[0].startswith("after epoch 7")
        assert page.locator(".versions :checked").count() == 2


def test_versions_that_the_browser_cannot_run(browser: Browser) -> None:
    inputs = keras.Input((12, 12, 1))
    x = keras.layers.Flatten()(keras.layers.LayerNormalization()(inputs))
    model = keras.Model(inputs, keras.layers.Dense(2)(x))
    models = {name: shake(keras.models.clone_model(model), np.random.default_rng(len(name))) for name in ("a", "bb")}
    scope = ModelScope(models, np.random.default_rng(0).uniform(size=(12, 12)), ["cat", "dog"])
    with bare_page(browser, scope) as page:
        show_me(page)
        for name in ("bb", "a"):
            page.get_by_role("radio", name=name, exact=True).check(force=True)
            settle(page)
            shown = numbers(page.locator(".predicted tbody td:nth-child(4)"))
            np.testing.assert_allclose(shown, scope.predictions[name], atol=0.01)


def test_without_a_prediction_the_versions_can_still_be_chosen(
    browser: Browser, models: dict[str, keras.Model]
) -> None:
    viewers = {name: keras.Model(model.input, model.layers[1].output) for name, model in models.items()}
    with bare_page(browser, ModelScope(viewers)) as page:
        show_me(page)
        expect(page.locator(".versions thead")).to_have_text("Version")
        _row(page, "after epoch 2").click()
        expect(page.get_by_role("radio", name="after epoch 2")).to_be_checked()


LONG_NAMES = [f"after {number} of 120 epochs, a long name" for number in range(12)]


@pytest.mark.parametrize(
    "shown",
    [
        lambda: versions(*NAMES),
        lambda: versions(*LONG_NAMES),
        lambda: versions(*NAMES, of=dropout_model),
        dropout_model,
    ],
    ids=["seven versions", "twelve versions", "seven versions of ten layers", "ten layers"],
)
def test_it_fits_one_screen_and_nothing_jumps(browser: Browser, shown: Callable[[], Any]) -> None:
    with bare_page(browser, ModelScope(shown(), np.zeros((3, 32, 32, 3)))) as page:
        for answered in (False, True):
            if answered:
                before = page.locator(".model-scope").bounding_box()
                show_me(page)
                page.wait_for_timeout(700)
                assert page.locator(".model-scope").bounding_box() == pytest.approx(before, abs=1.5)
            for width in (1000, 830, 720, 440):
                page.set_viewport_size({"width": width, "height": 900})
                settle(page)
                assert misfits(page, ".model-scope") == [], width
            page.set_viewport_size({"width": 1000, "height": 900})
            settle(page)
        top, bottom = (
            page.locator(selector).evaluate(f"element => element.getBoundingClientRect().{edge}")
            for selector, edge in ((".title", "top"), ("[data-part=strip]", "bottom"))
        )
        assert bottom - top <= ONE_SCREEN


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(browser: Browser, scope: ModelScope, dark: bool) -> None:
    with bare_page(browser, scope, dark=dark) as page:
        assert violations(page, ".model-scope") == []
        show_me(page)
        for name in ("untrained", "after epoch 4"):
            _row(page, name).click()
            settle(page)
            assert violations(page, ".model-scope") == []


def test_in_forced_colours_the_chosen_version_looks_chosen(browser: Browser, scope: ModelScope) -> None:
    with bare_page(browser, scope, forced_colors="active") as page:
        show_me(page)
        settle(page)
        chosen, other = (
            _row(page, name).locator("td").first.evaluate("cell => getComputedStyle(cell).backgroundColor")
            for name in ("yours", "untrained")
        )
        assert chosen != other


def test_a_single_model_has_no_table_of_versions(browser: Browser) -> None:
    with bare_page(browser, ModelScope()) as page:
        show_me(page)
        expect(page.locator(".versions")).to_have_count(0)
        expect(page.locator(".several")).to_have_count(0)
