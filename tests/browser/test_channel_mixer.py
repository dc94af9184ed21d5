"""ChannelMixer in a real browser: by keyboard, by mouse, against NumPy, a file of one's own, and in JupyterLab."""

from collections.abc import Callable
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from lesson_utils.visualise import ChannelMixer
from lesson_utils.visualise.channel_mixer.mixing import channel_maps
from tests.browser.bare_page import bare_page, show_me
from tests.browser.reading import number, numbers
from tests.browser.visualiser_in_lab import VisualiserInLab


def _numbers(page: Page, part: str) -> list[float]:
    return numbers(page.locator(f"[data-part='{part}'] td"))


def _value(page: Page, part: str) -> float:
    return number(page.locator(f"[data-part='{part}']").text_content() or "")


def _agrees(page: Page, mixer: ChannelMixer, row: int, column: int) -> None:
    """The 27 products, their sums, the total and what ReLU makes of it are NumPy's."""
    expect(page.locator("[data-part=pixel]")).to_contain_text(f"Row {row}, column {column}:")
    weights, bias = mixer.filters[..., mixer.chosen], mixer.bias[mixer.chosen]
    patch = mixer.image[row : row + 3, column : column + 3]
    for at, channel in enumerate(("red", "green", "blue")):
        np.testing.assert_allclose(_numbers(page, f"patch {channel}"), patch[..., at].ravel(), atol=0.006)
        np.testing.assert_allclose(
            _numbers(page, f"products {channel}"), (patch * weights)[..., at].ravel(), atol=0.006
        )
        assert _value(page, f"sum {channel}") == pytest.approx((patch * weights)[..., at].sum(), abs=0.006)
    assert _value(page, "total") == pytest.approx((patch * weights).sum() + bias, abs=0.006)
    assert _value(page, "output") == pytest.approx(mixer.feature_maps[row, column, mixer.chosen], abs=0.006)


def test_by_keyboard_from_the_prediction_to_the_pixels(browser: Browser) -> None:
    mixer = ChannelMixer()
    with bare_page(browser, mixer) as page:
        expect(page.locator(".cover").first).to_contain_text("where the picture is evenly blue")
        expect(page.locator("[data-part=relu]")).to_be_hidden()
        page.get_by_role("button", name="Negative").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".reply.right")).to_contain_text("add up to −9: negative. ReLU makes it 0")
        highest = int(channel_maps(mixer.image, mixer.filters[..., 0]).sum(axis=-1).argmax())
        row, column = divmod(highest, 30)
        _agrees(page, mixer, row, column)
        page.get_by_role("application").focus()
        for key in ("ArrowDown", "ArrowLeft", "Shift+ArrowLeft"):
            page.keyboard.press(key)
        _agrees(page, mixer, row + 1, column - 11)
        page.keyboard.press("Control+End")
        _agrees(page, mixer, 29, 29)


def test_a_place_can_be_chosen_by_tap_in_any_picture(browser: Browser) -> None:
    mixer = ChannelMixer()
    with bare_page(browser, mixer) as page:
        page.get_by_role("button", name="Show me").first.click()
        frame = page.locator("[data-part=relu]")
        box = frame.bounding_box() or {}
        frame.click(position={"x": 7.5 / 30 * box["width"], "y": 12.5 / 30 * box["height"]})
        _agrees(page, mixer, 12, 7)
        frame = page.locator("[data-part='channel green']")
        box = frame.bounding_box() or {}
        frame.click(position={"x": 5.5 / 32 * box["width"], "y": 20.5 / 32 * box["height"]})
        _agrees(page, mixer, 19, 4)  # the middle of the window lies under the finger
        page.get_by_text("The arithmetic of one pixel").click()
        page.get_by_role("button", name="the lowest sum").click()
        lowest = channel_maps(mixer.image, mixer.filters[..., 0]).sum(axis=-1).argmin()
        _agrees(page, mixer, *divmod(int(lowest), 30))


def test_what_is_painted_is_what_numpy_computes(browser: Browser) -> None:
    mixer = ChannelMixer(np.random.default_rng(3).uniform(size=(6, 8, 3)))
    with bare_page(browser, mixer) as page:
        page.get_by_role("button", name="Show me").first.click()
        data = page.evaluate(
            "[...document.querySelector('[data-part=relu] canvas').getContext('2d').getImageData(0, 0, 6, 4).data]"
        )
    painted = np.array(data).reshape(4, 6, 4)[..., :3]
    after = mixer.feature_maps[..., 0]
    np.testing.assert_allclose(painted[after == 0], [(247, 247, 245)] * (after == 0).sum(), atol=2)  # pale for zero
    assert (painted[after > 0.3][:, 0] > painted[after > 0.3][:, 2]).all()  # orange
    order = np.argsort(after[after > 0])
    assert (np.diff(painted[after > 0][order][:, 1].astype(int)) <= 1).all()  # the larger, the darker


def test_filters_are_switched_and_changed_by_keyboard_and_python_hears(browser: Browser) -> None:
    mixer = ChannelMixer()
    with bare_page(browser, mixer) as page:
        page.get_by_role("button", name="Show me").first.click()
        page.get_by_role("radio", name="red against blue").focus()
        page.keyboard.press("ArrowRight")
        mixer.chosen = 1
        assert page.evaluate("model.saved.at(-1)") == {"chosen": 1}
        expect(page.locator("[data-part=caption]")).to_contain_text("Clearly red: with the bias the sums are")
        page.get_by_label("green weight, row 1 column 2").fill("-1/2")
        page.keyboard.press("Tab")
        page.get_by_label("bias", exact=True).press("ArrowUp")
        filters, bias = mixer.filters.copy(), mixer.bias.copy()
        filters[1, 2, 1, 1], bias[1] = -0.5, -2.9
        mixer.filters, mixer.bias = filters, bias
        expect(page.get_by_role("radio", name="filter 1")).to_be_checked()  # no longer the course's own
        page.get_by_role("application").focus()
        page.keyboard.press("Control+Home")
        _agrees(page, mixer, 0, 0)
        page.get_by_label("bias", exact=True).press("Tab")
        saved = page.evaluate("Object.assign({}, ...model.saved)")
        np.testing.assert_allclose(saved["filters"], filters)
        np.testing.assert_allclose(saved["bias"], bias)
        page.get_by_role("button", name="Back to the numbers at the start").click()
        expect(page.get_by_role("radio", name="clearly red")).to_be_checked()


def test_the_parameters_are_counted(browser: Browser) -> None:
    with bare_page(browser, ChannelMixer(None, np.zeros((3, 3, 3, 2)))) as page:
        page.get_by_role("button", name="Show me").first.click()
        page.get_by_text("How many parameters?").click()
        expect(page.locator(".lines")).to_be_hidden()
        page.locator("[data-part='count cover'] input").fill("27")
        page.keyboard.press("Enter")
        expect(page.locator("[data-part='count cover'] .slip")).to_contain_text("the bias is learned, too")
        page.locator("[data-part='count cover'] input").fill("28")
        page.keyboard.press("Enter")
        expect(page.locator("[data-part='count reply'].right")).to_contain_text("1 bias makes 28")
        expect(page.locator(".lines")).to_contain_text("28 × 2 filters = 56 parameters here")
        expect(page.locator(".lines")).to_contain_text("28 × 16 filters = 448")


def test_a_picture_of_ones_own_is_scaled_down_and_goes_to_python_alone(browser: Browser) -> None:
    file = BytesIO()
    Image.fromarray(np.full((200, 400, 3), (255, 0, 51), np.uint8)).save(file, "png")
    with bare_page(browser, ChannelMixer()) as page:
        page.get_by_role("button", name="Show me").first.click()
        page.locator("input[type=file]").set_input_files(
            {"name": "me.png", "mimeType": "image/png", "buffer": file.getvalue()}
        )
        expect(page.locator("[data-part=size]")).to_have_text("32 × 64 pixels")
        assert page.evaluate("model.saved.at(-1)._picture.height") == 32
        expect(page.locator("[data-part='range sum']")).to_have_text("7.2 everywhere")  # 9 x (1 - 0.2)
        page.locator("input[type=file]").set_input_files({"name": "me.txt", "mimeType": "text/plain", "buffer": b"no"})
        expect(page.locator("[data-part=file-problem]")).to_contain_text("not a picture")


def test_two_views_agree_and_python_can_change_everything(browser: Browser) -> None:
    with bare_page(browser, ChannelMixer()) as page:
        page.get_by_role("button", name="Show me").first.click()
        page.evaluate("void show()")
        page.evaluate("model.python('chosen', 3)")
        expect(page.get_by_role("radio", name="green only", checked=True)).to_have_count(2)
        page.evaluate("model.python('bias', [0, 0, 0, -100])")
        expect(page.locator("[data-part='range relu']")).to_have_text(["0 everywhere", "0 everywhere"])


def test_in_jupyterlab_keys_delete_no_cell_and_python_hears(show_in_lab: Callable[..., VisualiserInLab]) -> None:
    lab = show_in_lab("ChannelMixer()", "shown.chosen, shown.filters[0, 0, 0, 1], shown.image.shape")
    show_me(lab.box)
    lab.box.get_by_role("application").focus()
    lab.press("Control+Home", "ArrowDown", "d", "d")
    expect(lab.box.locator("[data-part=pixel]")).to_contain_text("Row 1, column 0:")
    lab.box.get_by_role("radio", name="red against blue").focus()
    lab.press("ArrowRight", "d", "d")
    lab.box.get_by_label("red weight, row 0 column 0").fill("2.5")
    lab.press("Tab")
    lab.prints("1 2.5 (32, 32, 3)")
