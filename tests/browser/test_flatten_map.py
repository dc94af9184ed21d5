"""FlattenMap in a real browser: by keyboard, by mouse, step by step, and in JupyterLab."""

from pathlib import Path

import nbformat
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from lesson_utils.visualise import FlattenMap
from lesson_utils.visualise.flatten_map.flattening import cell_at, flat_index, flatten
from tests.browser.accessibility import violations
from tests.browser.bare_page import bare_page
from tests.browser.notebook_page import SLOW, open_cells


def _row(page: Page) -> list[float]:
    return [float(text.replace("−", "-")) for text in page.locator(".row b").all_inner_texts()]


def test_a_wrong_prediction_is_explained(browser: Browser) -> None:
    with bare_page(browser, FlattenMap()) as page:
        expect(page.locator(".row")).to_be_hidden()
        page.get_by_role("textbox").fill("18")
        page.keyboard.press("Enter")
        expect(page.locator(".reply")).to_contain_text("one whole feature map after the other")
        expect(page.locator(".reply")).to_contain_text("(1 × 4 + 2) × 2 + 1 = 13")
        page.get_by_role("button", name="Ask me another").click()
        expect(page.locator(".row")).to_be_hidden()
        index = page.evaluate("model.get('index')")
        page.get_by_role("textbox").fill(str(index))
        page.get_by_role("button", name="Check").click()
        expect(page.locator(".reply")).to_contain_text("Yes, well seen.")


def test_the_row_is_numpys_and_keys_lead_through_it(browser: Browser) -> None:
    maps = np.random.default_rng(2).integers(-9, 10, size=(3, 5, 4)).astype(float)
    with bare_page(browser, FlattenMap(maps)) as page:
        page.get_by_role("button", name="Show me").click()
        assert _row(page) == flatten(maps).tolist()
        page.get_by_role("option", selected=True).focus()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
        index = flat_index((2, 0, 1), maps.shape)
        expect(page.get_by_role("option", selected=True)).to_contain_text(str(index))
        expect(page.locator("[data-part=backwards]")).to_contain_text("row 2, column 0.")
        assert page.evaluate("model.saved.at(-1)") == {"index": index}
        assert page.evaluate("document.activeElement.ariaSelected") == "true"


def test_a_cell_chosen_in_the_maps_lights_up_in_the_row(browser: Browser) -> None:
    with bare_page(browser, FlattenMap()) as page:
        page.get_by_role("button", name="Show me").click()
        page.get_by_role("gridcell", name="030").click()
        expect(page.get_by_role("option", selected=True)).to_have_text("030 6")
        page.get_by_role("gridcell", name="030").press("ArrowDown")
        expect(page.get_by_role("option", selected=True)).to_have_text("130 14")
        expect(page.locator("[data-part=caption]")).to_contain_text("lands at index 14, the neighbour below at 22")
        page.get_by_role("option", name="021").click()
        expect(page.locator("td.chosen")).to_have_text("021")
        page.evaluate("model.python('index', 23)")
        expect(page.locator("td.chosen")).to_have_text("231")


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_in_either_theme(browser: Browser, dark: bool) -> None:
    with bare_page(browser, FlattenMap(), dark=dark) as page:
        assert violations(page, "main") == []
        page.get_by_role("button", name="Show me").click()
        expect(page.locator("[data-part=caption]")).not_to_be_empty()
        assert violations(page, "main") == []


def test_step_by_step_the_row_fills_and_less_motion_means_no_play(browser: Browser) -> None:
    with bare_page(browser, FlattenMap(), reduced_motion="reduce") as page:
        page.get_by_role("button", name="Show me").click()
        expect(page.get_by_role("button", name="Play")).to_be_hidden()
        page.get_by_role("button", name="To the start").click()
        page.get_by_role("button", name="Step", exact=True).click()
        expect(page.locator("td.window")).to_have_text(["000", "001"])
        expect(page.locator(".row .window b")).to_have_text(["000", "001"])
    with bare_page(browser, FlattenMap((1, 2, 1))) as page:
        page.get_by_role("button", name="Show me").click()
        page.get_by_role("button", name="Play").click()
        expect(page.locator(".where")).to_have_text("2 of 2")
        expect(page.get_by_role("button", name="Play")).to_have_text("Play")


def test_two_views_of_one_widget_agree(browser: Browser) -> None:
    with bare_page(browser, FlattenMap()) as page:
        page.get_by_role("button", name="Show me").click()
        page.evaluate("show()")
        expect(page.get_by_role("listbox")).to_have_count(2)  # the second view needs no second prediction
        page.get_by_role("option", name="020").last.click()
        expect(page.locator("td.chosen")).to_have_text(["020", "020"])


def test_in_jupyterlab_keys_delete_no_cell_and_python_hears(browser: Browser, lab_url: str, course_copy: Path) -> None:
    sources = ("from lesson_utils.visualise import FlattenMap\nlab = FlattenMap()\nlab", "print(lab.cell, lab.index)")
    code = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = open_cells(browser, lab_url, course_copy, "flatten_map.ipynb", code)
    notebook.run(notebook.code_cell("import FlattenMap"))
    box = notebook.page.locator(".flatten-map")
    box.get_by_role("button", name="Show me").click(timeout=SLOW)
    box.get_by_role("option", selected=True).focus()
    for key in ("ArrowLeft", "d", "d", "ArrowUp"):
        notebook.page.keyboard.press(key)
    expect(box.get_by_role("option", selected=True)).to_contain_text("4")
    assert notebook.page.locator(".jp-CodeCell").count() == 2
    output = notebook.run(notebook.code_cell("print(lab.cell"))
    expect(output).to_contain_text(f"{cell_at(4, (3, 4, 2))} 4")
    notebook.page.close()
