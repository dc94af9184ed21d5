"""EdgeLab in a real JupyterLab: by keyboard, against NumPy, and as a picture where there is no kernel."""

import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from lesson_utils.visualise import EdgeLab
from lesson_utils.visualise.edge_lab.kernels import as_kernel
from lesson_utils.visualise.edge_lab.words import describe
from lesson_utils.visualise.kit.convolution import filter_image
from tests.browser.bare_page import bare_page
from tests.browser.notebook_page import open_cells
from tests.browser.visualiser_in_lab import VisualiserInLab

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture larger than EdgeLab works on, half light and half dark."""
    path = tmp_path_factory.mktemp("photos") / "photo.png"
    Image.fromarray(np.repeat(np.array([240, 30], np.uint8), 2000)[:, None].repeat(8000, axis=1)).save(path)
    return path


def test_everything_is_done_by_keyboard_and_agrees_with_numpy(
    show_in_lab: Callable[..., VisualiserInLab], photo: Path
) -> None:
    lab = show_in_lab("EdgeLab()", "shown.kernel.tolist(), shown.image.shape, shown.image[7, 9]")
    box = lab.box
    expect(box.locator("[data-part=found]")).to_be_hidden()  # nothing is given away before the prediction
    box.get_by_role("button", name="Negative").focus()
    lab.press("Enter")
    expect(box.locator(".reply")).to_contain_text("−450: negative")
    expect(box.locator("[data-part=caption]")).to_contain_text(describe("horizontal edges", EdgeLab().result))

    pixel = box.locator("[data-part=pixel]")
    row, column = divmod(int(EdgeLab().result.argmin()), 158)
    expect(pixel).to_contain_text(f"Row {row}, column {column} ")
    box.get_by_role("application").focus()
    lab.press("ArrowRight", "Shift+ArrowDown", "d", "d")
    expect(pixel).to_contain_text(f"Row {row + 10}, column {column + 1} ")

    box.get_by_label("kernel row 1 column 1").focus()
    lab.press("ArrowUp", "ArrowUp", "ArrowUp", "Tab")
    kernel = [[-1, -1, -1], [0, 3, 0], [1, 1, 1]]
    expect(box.locator("[data-part=caption]")).to_contain_text(describe("your kernel", EdgeLab(kernel=kernel).result))
    box.locator("input[type=file]").set_input_files(photo)
    expect(box.locator("[data-part=result-size]")).to_contain_text("158 × 318")
    lab.prints("[0.0, 3.0, 0.0], [1.0, 1.0, 1.0]] (160, 320) 240")


def test_sizes_and_fractions_agree_with_numpy(browser: Browser) -> None:
    with bare_page(browser, EdgeLab()) as page:
        for _ in range(2):
            page.get_by_role("button", name="Positive").click()
        expect(page.locator(".reply")).to_contain_text("Not quite")
        page.get_by_role("radio", name="5 × 5").check(force=True)
        field = page.get_by_label("kernel row 4 column 0")
        field.fill("-1/4")
        field.press("Tab")
        kernel = np.pad(EdgeLab().kernel, 1)
        kernel[4, 0] = -0.25
        words = describe("your kernel", filter_image(EdgeLab().image, kernel))
        expect(page.locator("[data-part=caption]")).to_contain_text(words)
        assert page.evaluate("model.saved.at(-1).kernel") == kernel.tolist()
        field.press("ArrowRight")
        assert page.evaluate("document.activeElement.ariaLabel") == "kernel row 4 column 1"


def test_what_cannot_be_read_is_said_and_changes_nothing(browser: Browser) -> None:
    with bare_page(browser, EdgeLab()) as page:
        field = page.get_by_label("kernel row 0 column 0")
        field.fill("x/9")
        expect(page.locator(".kernel .problem")).to_contain_text("“x/9” is no number")
        expect(field).to_have_attribute("aria-invalid", "true")
        field.press("Tab")
        expect(page.locator(".kernel .problem")).to_be_empty()
        expect(field).to_have_value("−1")


def test_a_kernel_from_python_and_a_dead_kernel(browser: Browser) -> None:
    with bare_page(browser, EdgeLab()) as page:
        page.get_by_role("button", name="Show me").click()
        page.evaluate("() => { model.save_changes = () => { throw new Error('no kernel'); }; }")
        page.evaluate("kernel => model.python('kernel', kernel)", as_kernel("Gaussian blur").tolist())
        expect(page.get_by_label("kernel row 2 column 2")).to_have_value("0.141")
        page.locator("select").select_option("vertical edges")
        words = describe("vertical edges", EdgeLab(kernel="vertical edges").result)
        expect(page.locator("[data-part=caption]")).to_contain_text(words)


def test_relu_deletes_what_light_above_dark_made_negative(browser: Browser, photo: Path) -> None:
    with bare_page(browser, EdgeLab()) as page:
        page.locator("input[type=file]").set_input_files(photo)
        expect(page.locator("[data-part=picture-size]")).to_contain_text("160 × 320")
        page.get_by_role("button", name="Negative").click()
        expect(page.locator("[data-part=tag]")).to_have_text(
            re.compile("^−6[0-3][0-9]$")
        )  # 3 x (30 - 240), softened by scaling down
        page.get_by_role("radio", name="After ReLU").check(force=True)
        expect(page.locator("[data-part=tag]")).to_have_text("0")
        pixel = "canvas => [...canvas.getContext('2d').getImageData(9, 78, 1, 1).data]"
        zero = page.locator(".after canvas").evaluate(pixel)[:3]
        assert zero == pytest.approx([247, 247, 245], abs=1)  # the colour of 0, as style.DIVERGING has it


def test_a_file_that_is_no_picture_is_refused_kindly(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    (tmp_path / "broken.png").write_text("hello")
    with bare_page(browser, EdgeLab()) as page:
        for name, words in (("notes.txt", "is not a picture"), ("broken.png", "cannot read “broken.png”")):
            page.locator("input[type=file]").set_input_files(tmp_path / name)
            expect(page.locator("[data-part=file-problem]")).to_contain_text(words)
        assert page.evaluate("model.saved") == []


def test_a_picture_can_be_dropped(browser: Browser) -> None:
    drop = """async (frame) => {
      const canvas = new OffscreenCanvas(40, 20);
      canvas.getContext("2d").fillRect(0, 0, 40, 20);
      const data = new DataTransfer();
      data.items.add(new File([await canvas.convertToBlob()], "black.png", { type: "image/png" }));
      frame.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    with bare_page(browser, EdgeLab()) as page:
        page.get_by_role("application").evaluate(drop)
        expect(page.locator("[data-part=picture-size]")).to_contain_text("20 × 40")
        assert page.evaluate("[...new Uint8Array(model.saved[0]._picture.pixels.buffer)].every((grey) => grey === 0)")


def test_without_a_kernel_the_stored_picture_is_shown_with_its_words(
    browser: Browser, lab_url: str, course_copy: Path
) -> None:
    data, _ = EdgeLab()._repr_mimebundle_()
    del data[WIDGET_VIEW]  # as the course's stored notebooks have it
    output = nbformat.v4.new_output("execute_result", data=data, execution_count=1)
    cell = nbformat.v4.new_code_cell("EdgeLab()", outputs=[output], execution_count=1)
    notebook = open_cells(browser, lab_url, course_copy, "stored.ipynb", [cell])
    picture = notebook.page.get_by_role("img", name="a cat's face")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 900
    notebook.page.close()
