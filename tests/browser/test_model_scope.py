"""ModelScope in a real Chromium: by keyboard and mouse, its numbers against NumPy."""

from pathlib import Path

import keras
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from lesson_utils.visualise import ModelScope
from tests.browser.accessibility import violations
from tests.browser.bare_page import bare_page, settle
from tests.browser.reading import numbers
from tests.unit.model_zoo import lesson_model, shake


@pytest.fixture(scope="module")
def trained() -> keras.Model:
    return shake(lesson_model(), np.random.default_rng(5))


@pytest.fixture
def images() -> np.ndarray:
    return np.random.default_rng(6).integers(0, 256, size=(3, 32, 32, 3), dtype=np.uint8)


@pytest.fixture
def scope(trained: keras.Model, images: np.ndarray) -> ModelScope:
    return ModelScope(trained, images)


TOLD = """(wanted) => {
    const told = new Float32Array(model.get("_picture").buffer);
    return wanted.every((one, at) => Math.abs(one - told[at]) < 1e-6);
}"""


def _shown(page: Page) -> list[float]:
    """The probabilities in the table."""
    return numbers(page.locator(".predicted tbody td:nth-child(3)"))


def _value(page: Page) -> Locator:
    return page.locator("[data-part=steps] .last dd")


def test_nothing_is_given_away_before_the_prediction(browser: Browser, scope: ModelScope) -> None:
    with bare_page(browser, scope) as page:
        expect(page.get_by_role("tab").first).to_be_hidden()
        expect(page.locator(".predicted")).to_be_hidden()
        best = int(scope.prediction.argmax())
        page.get_by_role("button", name=scope.class_names[best]).click()
        expect(page.locator(".reply")).to_contain_text(f"Its choice is {scope.class_names[best]}")
        expect(page.locator(".reply")).to_have_class("reply right")
        np.testing.assert_allclose(_shown(page), scope.prediction, atol=6e-4)


def test_without_a_prediction_to_make_the_parameters_are_asked_for(browser: Browser, trained: keras.Model) -> None:
    viewer = keras.Model(trained.input, trained.layers[1].output)
    with bare_page(browser, ModelScope(viewer)) as page:
        expect(page.locator(".cover")).to_contain_text("how many numbers does the layer conv2d (Conv2D) learn?")
        page.locator(".cover input").fill("432")
        page.keyboard.press("Enter")
        expect(page.locator(".slip")).to_contain_text("Those are the weights; each output has a bias, too.")
        page.locator(".cover input").fill("27")
        page.keyboard.press("Enter")
        expect(page.locator(".reply")).to_contain_text("3 × 3 × 3 × 16 + 16 = 448")
        expect(page.locator(".reply")).to_have_class("reply")
        expect(page.locator("[data-part=prediction]")).to_be_hidden()


def test_every_unit_by_keyboard(browser: Browser, scope: ModelScope) -> None:
    with bare_page(browser, scope) as page:
        page.get_by_role("button", name="Show me").focus()
        page.keyboard.press("Enter")
        page.get_by_role("tab", selected=True).focus()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", selected=True)).to_contain_text("conv2d")
        page.wait_for_function(
            "model.saved.at(-1)?._where?.[0] === 1"
        )  # else this place would be told after Python's own
        page.evaluate("model.python('_where', [1, 4, 7, 2])")
        page.get_by_role("application", name="Map 2 of conv2d").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Shift+ArrowRight")
        page.get_by_role("application", name="conv2d: 16 feature maps").focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-part=caption]")).to_contain_text("conv2d, map 3, row 5, column 17: ")
        expect(page.locator("[data-part=caption]")).to_contain_text(
            "3 × 3 pixels of the picture: rows 5 to 7, columns 17 to 19."
        )
        expect(_value(page)).to_have_text(_written(scope.feature_maps["conv2d"][5, 17, 3]))
        expect(page.locator("[data-part=about]")).to_contain_text("3 × 3 × 3 × 16 + 16 = 448")
        # Python hears once it rests.
        page.wait_for_function("JSON.stringify(model.saved.at(-1)?._where) === '[1,5,17,3]'")


def _written(value: float) -> str:
    """Three significant digits, as the page writes numbers."""
    decimals = max(0, min(6, 2 - int(np.floor(np.log10(abs(value)))))) if value else 0
    text = f"{np.floor(abs(float(value)) * 10**decimals + 0.5) / 10**decimals:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"−{text}" if value < 0 and float(text) else text


@pytest.mark.parametrize(
    "name", ["conv2d", "max_pooling2d", "conv2d_1", "max_pooling2d_1", "flatten", "dense", "dense_1"]
)
def test_the_arithmetic_of_each_layer_ends_in_its_value(browser: Browser, scope: ModelScope, name: str) -> None:
    scope.layer = name
    with bare_page(browser, scope, width=700) as page:
        page.get_by_role("button", name="Show me").click()
        expect(page.get_by_role("tab", selected=True)).to_contain_text(name)
        expect(_value(page)).to_have_text(_written(scope.feature_maps[name][scope.unit]))
        seen = scope.receptive_field
        assert seen is not None
        size = f"{seen[0].stop - seen[0].start} × {seen[1].stop - seen[1].start} pixels"
        expect(page.locator("[data-part=caption]")).to_contain_text(size)


def test_the_picture_is_turned_shifted_and_covered(browser: Browser, scope: ModelScope, images: np.ndarray) -> None:
    with bare_page(browser, scope) as page:
        page.get_by_role("button", name="Show me").click()
        page.get_by_role("button", name="Next").click()
        expect(page.locator("[data-part=which]")).to_have_text("Picture 2 of 3")
        scope.image_number = 1
        np.testing.assert_allclose(_shown(page), scope.prediction, atol=6e-4)

        page.get_by_role("application", name="Picture, 32 by 32").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        moved = np.pad(images[1], ((1, 0), (1, 0), (0, 0)), mode="edge")[:32, :32]
        _expect_prediction(page, scope, moved / np.float32(255))

        page.get_by_label("cover a part").focus()
        page.keyboard.press("Space")
        page.get_by_role("application", name="Picture, 32 by 32").focus()
        page.keyboard.press("ArrowLeft")
        covered = (moved / np.float32(255)).astype(np.float32)
        covered[12:20, 11:19] = 0.5
        _expect_prediction(page, scope, covered)
        page.wait_for_function(TOLD, arg=covered.ravel().tolist())  # once the picture rests

        page.get_by_role("button", name="As it was").click()
        scope.image = images[1]
        settle(page)
        np.testing.assert_allclose(_shown(page), scope.prediction, atol=6e-4)


def _expect_prediction(page: Page, scope: ModelScope, image: np.ndarray) -> None:
    before = scope.prediction
    scope.image = image
    assert np.abs(scope.prediction - before).max() > 1e-3  # else the page might show the old numbers and pass
    settle(page)
    np.testing.assert_allclose(_shown(page), scope.prediction, atol=6e-4)


def test_an_own_picture_is_cut_to_the_networks_size(browser: Browser, scope: ModelScope, tmp_path: Path) -> None:
    colours = np.zeros((40, 80, 3), np.uint8)  # red | green green | blue: only the middle fits
    colours[:, :20, 0] = colours[:, 20:60, 1] = colours[:, 60:, 2] = 255
    Image.fromarray(colours).save(tmp_path / "wide.png")
    (tmp_path / "notes.txt").write_text("no picture", encoding="utf-8")
    with bare_page(browser, scope) as page:
        page.get_by_role("button", name="Show me").click()
        page.locator("input[type=file]").set_input_files(tmp_path / "notes.txt")
        expect(page.locator("[data-part=problem]")).to_contain_text("is not a picture")
        page.locator("input[type=file]").set_input_files(tmp_path / "wide.png")
        expect(page.locator("[data-part=which]")).to_have_text("Your picture")
        expect(page.locator("[data-part=problem]")).to_have_text("")
        page.wait_for_function("model.get('_picture').byteLength === 4 * 32 * 32 * 3")
        sent = np.reshape(
            page.evaluate("Array.from(new Float32Array(model.get('_picture').buffer))"), (32, 32, 3)
        ).astype("float32")
        np.testing.assert_allclose(sent[:, 1:-1], np.broadcast_to([0, 1, 0], (32, 30, 3)), atol=0.02)
        _expect_prediction(page, scope, sent)


def _picture(page: Page) -> FloatRect:
    picture = page.locator("[data-part=picture]")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    return box


def test_the_grey_square_is_dragged(browser: Browser, scope: ModelScope) -> None:
    with bare_page(browser, scope) as page:
        page.get_by_role("button", name="Show me").click()
        page.get_by_text("cover a part").click()
        box = _picture(page)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] - 5, box["y"] - 5)  # beyond the rim: the square stops at the corner
        page.mouse.up()
        covered = scope.image.copy()
        covered[:8, :8] = 0.5
        _expect_prediction(page, scope, covered)


def test_a_finger_shifts_the_picture(browser: Browser, scope: ModelScope, images: np.ndarray) -> None:
    with bare_page(browser, scope, has_touch=True) as page:
        page.get_by_role("button", name="Show me").tap()
        box, touch = _picture(page), page.context.new_cdp_session(page)
        pixel, start = box["width"] / 32, {"x": box["x"] + 50, "y": box["y"] + 50}
        end = {"x": start["x"] + 2 * pixel, "y": start["y"] + pixel}
        for kind, fingers in (("touchStart", [start]), ("touchMove", [end]), ("touchEnd", [])):
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
        moved = np.pad(images[0], ((1, 0), (2, 0), (0, 0)), mode="edge")[:32, :32]
        _expect_prediction(page, scope, moved / np.float32(255))


def test_the_pointer_chooses_layer_map_and_unit(browser: Browser, scope: ModelScope) -> None:
    with bare_page(browser, scope) as page:
        page.get_by_role("button", name="Show me").click()
        page.get_by_role("tab", name="max_pooling2d MaxPooling2D").click()
        sheet, one = page.locator("[data-part=sheet]"), page.locator("[data-part=map]")
        box = sheet.bounding_box()
        assert box is not None
        sheet.click(position={"x": box["width"] * 0.3, "y": box["height"] * 0.9})  # 4 x 4 maps: second column, last row
        expect(page.locator("[data-part='map words']")).to_contain_text("Map 13")
        box = one.bounding_box()
        assert box is not None
        one.click(position={"x": box["width"] * 0.99, "y": box["height"] * 0.5})
        expect(page.locator("[data-part=caption]")).to_contain_text("max_pooling2d, map 13, row 7, column 14")


def test_a_second_view_and_new_weights(browser: Browser, scope: ModelScope) -> None:
    with bare_page(browser, scope) as page:
        page.get_by_role("button", name="Show me").click()
        page.evaluate("void show()")  # without void Playwright would call what it returns, which takes the view away
        assert page.locator(".predicted").count() == 2
        page.evaluate("model.python('_weights', new DataView(new ArrayBuffer(model.get('_weights').byteLength)))")
        shares = page.locator(".predicted tbody td:nth-child(3)")
        expect(shares).to_have_text(["0.100"] * 20)  # without weights all are alike


def test_a_model_that_the_browser_cannot_run_shows_what_python_computed(browser: Browser) -> None:
    keras.utils.set_random_seed(3)
    inputs = keras.Input((12, 12, 1))
    x = keras.layers.Conv2D(3, 3)(inputs)
    x = keras.layers.Lambda(keras.ops.square, name="squares")(x)
    model = keras.Model(inputs, keras.layers.Dense(2)(keras.layers.Flatten()(x)))
    scope = ModelScope(model, np.random.default_rng(0).uniform(size=(12, 12)), class_names=["cat", "dog"])
    with bare_page(browser, scope) as page:
        expect(page.locator(".note")).to_contain_text("does not know how to compute squares; so Python computes")
        page.get_by_role("button", name="Show me").click()
        shares = np.exp(scope.prediction) / np.exp(scope.prediction).sum()
        np.testing.assert_allclose(_shown(page), shares, atol=6e-4)
        page.get_by_role("tab", name="squares").click()
        expect(page.locator("[data-part=rule]")).to_contain_text("computed in Python")
        page.get_by_role("application", name="Picture, 12 by 12").focus()
        page.keyboard.press("ArrowUp")
        expect(page.locator("[data-part=status]")).to_have_text("Python is computing…")
        page.evaluate("model.python('_maps', model.get('_maps'))")
        expect(page.locator("[data-part=status]")).to_have_text("")


@pytest.mark.parametrize(("dark", "width"), [(False, 1000), (True, 440)])
def test_axe_finds_nothing_and_nothing_sticks_out(browser: Browser, scope: ModelScope, dark: bool, width: int) -> None:
    with bare_page(browser, scope, dark=dark, width=width) as page:
        assert violations(page, ".model-scope") == []
        page.get_by_role("button", name="Show me").click()
        for summary in page.locator("summary").all():
            summary.click()
        for name in ("conv2d_1 Conv2D", "flatten", "dense_1"):
            page.get_by_role("tab", name=name).click()
            expect(page.get_by_role("tab", selected=True)).to_contain_text(name.split()[0])
            assert violations(page, ".model-scope") == []
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
