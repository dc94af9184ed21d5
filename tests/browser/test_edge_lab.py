"""EdgeLab in a real JupyterLab: by keyboard, against NumPy, and as a picture where there is no kernel."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import nbformat
import pytest
from playwright.sync_api import Browser, expect

from lesson_utils.visualise import EdgeLab
from lesson_utils.visualise.words import describe
from tests.browser.notebook_page import SLOW, NotebookPage

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def _open(browser: Browser, lab_url: str, folder: Path, name: str, cells: list) -> NotebookPage:
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "x"}})
    nbformat.write(notebook, folder / name)
    address = urlsplit(lab_url)
    token = parse_qs(address.query)["token"][0]
    return NotebookPage(browser, f"{address.scheme}://{address.netloc}/lab/tree/{name}?token={token}&reset")


@pytest.fixture
def lab(browser: Browser, lab_url: str, course_copy: Path) -> Iterator[NotebookPage]:
    cells = [
        nbformat.v4.new_code_cell("from lesson_utils.visualise import EdgeLab\nlab = EdgeLab()\nlab"),
        nbformat.v4.new_code_cell("print(lab.kernel.tolist())"),
    ]
    notebook = _open(browser, lab_url, course_copy, "edge_lab.ipynb", cells)
    notebook.run(notebook.code_cell("import EdgeLab"))
    notebook.page.locator(".edge-lab .cover").wait_for(timeout=SLOW)
    yield notebook
    notebook.page.close()


def test_everything_is_done_by_keyboard_and_agrees_with_numpy(lab: NotebookPage) -> None:
    page = lab.page
    box = page.locator(".edge-lab")
    expect(box.locator("[data-part=found]")).to_be_hidden()  # nothing is given away before the prediction
    box.get_by_role("button", name="Negative").focus()
    page.keyboard.press("Enter")
    expect(box.locator(".reply")).to_contain_text("−450: negative")
    expect(box.locator("[data-part=caption]")).to_contain_text(describe("horizontal edges", EdgeLab().result))

    pixel = box.locator("[data-part=pixel]")
    row, column = divmod(int(EdgeLab().result.argmin()), 158)
    expect(pixel).to_contain_text(f"Row {row + 1}, column {column + 1} ")
    box.get_by_role("application").focus()
    cells = page.locator(".jp-CodeCell").count()
    for key in ("ArrowRight", "Shift+ArrowDown", "d", "d"):
        page.keyboard.press(key)
    expect(pixel).to_contain_text(f"Row {row + 11}, column {column + 2} ")
    assert page.locator(".jp-CodeCell").count() == cells

    box.get_by_label("kernel row 2 column 2").focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowUp", "Tab"):
        page.keyboard.press(key)
    kernel = [[-1, -1, -1], [0, 3, 0], [1, 1, 1]]
    expect(box.locator("[data-part=caption]")).to_contain_text(describe("your kernel", EdgeLab(kernel=kernel).result))
    output = lab.run(lab.code_cell("print(lab.kernel"))
    expect(output).to_contain_text("[0.0, 3.0, 0.0]")


def test_without_a_kernel_the_stored_picture_is_shown_with_its_words(
    browser: Browser, lab_url: str, course_copy: Path
) -> None:
    data, _ = EdgeLab()._repr_mimebundle_()
    del data[WIDGET_VIEW]  # as the course's stored notebooks have it
    output = nbformat.v4.new_output("execute_result", data=data, execution_count=1)
    cell = nbformat.v4.new_code_cell("EdgeLab()", outputs=[output], execution_count=1)
    notebook = _open(browser, lab_url, course_copy, "stored.ipynb", [cell])
    picture = notebook.page.get_by_role("img", name="a cat's face")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 900
    notebook.page.close()
