"""The checker's panel in a real JupyterLab: by keyboard alone, in both themes, without its kernel, and stored."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, expect

from lesson_utils.checking import Layer, Networks, Row
from lesson_utils.classroom.feedback import Feedback
from lesson_utils.classroom.side_by_side import SideBySide
from lesson_utils.classroom.standing import standing_html
from tests.browser.accessibility import violations
from tests.browser.notebook_page import NotebookPage, open_cells
from tests.unit.kernel import CONV, INPUT, solution_of

START = """import os, tempfile
os.environ["BUILD_A_CNN_HOME"] = tempfile.mkdtemp()  # a learner who has not done anything yet
from lesson_utils import check, hint, solution
import keras
import numpy as np
train_images = np.zeros((40, 32, 32, 3), "float32")"""
AVERAGE = solution_of("hidden-layers").replace("MaxPooling2D", "AveragePooling2D", 1)


@pytest.fixture(scope="module")
def notebook(browser: Browser, lab_url: str, course_copy: Path) -> Iterator[NotebookPage]:
    codes = [START, INPUT, 'check("conv2d")', CONV, AVERAGE, 'check("hidden-layers")']
    cells = [nbformat.v4.new_code_cell(code) for code in codes]
    opened = open_cells(browser, lab_url, course_copy, "panel.ipynb", cells)
    for code in (START, INPUT):
        opened.run(opened.code_cell(code.splitlines()[0]))
    yield opened
    opened.page.close()


def _panel(notebook: NotebookPage, challenge: str) -> Locator:
    return notebook.code_cell(f'check("{challenge}")').locator(".cnn-panel")


def test_the_solution_is_asked_for_twice_by_keyboard_before_a_first_try(notebook: NotebookPage) -> None:
    notebook.run(notebook.code_cell('check("conv2d")'))
    panel, keyboard = _panel(notebook, "conv2d"), notebook.page.keyboard
    panel.get_by_role("button", name="Solution").focus()
    keyboard.press("Enter")
    expect(panel.get_by_role("button", name="Show anyway")).to_be_focused()
    expect(panel.get_by_role("status")).to_contain_text("You have not tried yet")
    for key in ("Tab", "Tab", "Enter"):
        keyboard.press(key)
    expect(panel.get_by_role("status")).to_contain_text("Write your answer")
    expect(panel.get_by_role("button", name="Solution")).to_be_focused()
    cells = notebook.page.locator(".jp-CodeCell").count()
    for key in ("d", "d", "Enter"):
        keyboard.press(key)
    expect(panel.get_by_role("button", name="Show anyway")).to_be_focused()
    keyboard.press("Enter")
    expect(panel.locator("pre")).to_contain_text(CONV)
    expect(panel.get_by_role("button", name="Solution")).to_be_focused()
    assert notebook.page.locator(".jp-CodeCell").count() == cells


def test_a_wrong_network_is_drawn_and_hints_follow_it(notebook: NotebookPage) -> None:
    notebook.run(notebook.code_cell("AveragePooling2D"))
    notebook.run(notebook.code_cell('check("hidden-layers")'))
    panel = _panel(notebook, "hidden-layers")
    layers = panel.get_by_role("list", name="Your network").get_by_role("listitem")
    expect(layers).to_have_count(7)
    expect(layers.nth(2)).to_contain_text("▸ different")
    expect(layers.nth(2)).to_contain_text("AveragePooling2D")
    expect(layers.nth(1)).to_contain_text("16 filters, 3x3, relu")
    row = panel.get_by_role("row", name="AveragePooling2D")
    expect(row).to_contain_text("MaxPooling2D (15, 15, 16)")
    hint = panel.get_by_role("button", name="Hint")
    hint.focus()
    for level in (1, 2, 3):
        notebook.page.keyboard.press("Enter")
        expect(panel.get_by_role("status").last).to_contain_text(f"Hint {level} of 3")
        expect(hint).to_be_focused()
    expect(panel.get_by_role("status").last).to_contain_text("Replace AveragePooling2D with MaxPooling2D")


def test_each_press_is_announced_once(notebook: NotebookPage) -> None:
    panel = _panel(notebook, "hidden-layers")
    status = panel.get_by_role("status").first
    status.evaluate(
        """element => {
            window.heard = [];
            const words = () => element.textContent && !element.querySelector(".cnn-notice");  // of a slow kernel
            const listen = () => words() && window.heard.push(element.textContent);
            new MutationObserver(listen).observe(element, {childList: true});
        }"""
    )
    for times in (1, 2):
        panel.get_by_role("button", name="Check again").click()
        notebook.page.wait_for_function("times => heard.length >= times", arg=times)
        expect(status).to_contain_text("One thing to change")
        notebook.page.wait_for_timeout(400)  # and no more
    heard = notebook.page.evaluate("window.heard")
    assert len(heard) == 2
    assert heard[0] == heard[1]


@pytest.mark.parametrize(("theme", "width"), [("Light", 1280), ("Light", 900), ("Dark", 640)])
def test_axe_finds_nothing_and_nothing_is_cut_off(notebook: NotebookPage, theme: str, width: int) -> None:
    """640 pixels are a window of 1,280 at a zoom of 200 %, with JupyterLab's side bar open."""
    page = notebook.page
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("theme => document.body.dataset.jpThemeLight = String(theme === 'Light')", theme)
    try:
        for challenge in ("conv2d", "hidden-layers"):
            panel = _panel(notebook, challenge)
            panel.scroll_into_view_if_needed()
            expect(panel).to_be_visible()
            assert panel.evaluate("element => element.scrollWidth - element.clientWidth") <= 1, challenge
        assert violations(page, ".cnn-panel") == []
    finally:
        page.evaluate("document.body.dataset.jpThemeLight = 'true'")
        page.set_viewport_size({"width": 1280, "height": 900})


def test_without_a_kernel_a_button_says_kindly_what_to_do(notebook: NotebookPage) -> None:
    page = notebook.page
    panel = _panel(notebook, "hidden-layers")
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Shut Down Kernel", exact=True).click()
    expect(page.locator(".jp-NotebookPanel-toolbar")).to_contain_text("No Kernel")
    panel.get_by_role("button", name="Hint").click()
    expect(panel.get_by_role("status").first).to_contain_text("The kernel is not running")
    expect(panel.get_by_role("status").first).to_contain_text("run the first cell")
    expect(panel.get_by_role("status").first).to_contain_text("One thing to change")


def test_stored_without_its_widget_the_words_the_list_and_the_table_remain(
    browser: Browser, lab_url: str, course_copy: Path
) -> None:
    mine, theirs = Layer("Dense", "3 units", "(3,)"), Layer("Dense", "4 units", "(4,)")
    network = Networks((Row(Layer("Input", "", "(2,)"), Layer("Input", "", "(2,)"), True), Row(mine, theirs, False)), 1)
    feedback = Feedback("change", "→", "One thing to change", "In `Dense`, …", (SideBySide(network),))
    data = {"text/html": standing_html(feedback), "text/plain": feedback.as_text()}
    output = nbformat.v4.new_output("display_data", data=data)
    cell = nbformat.v4.new_code_cell('check("x")', outputs=[output], execution_count=1)
    notebook = open_cells(browser, lab_url, course_copy, "stored_panel.ipynb", [cell])
    shown = notebook.page.locator(".jp-OutputArea")
    expect(shown).to_contain_text("One thing to change")
    expect(shown.get_by_role("listitem")).to_have_count(2)
    expect(shown.get_by_role("row")).to_have_count(3)
    box = shown.get_by_role("listitem").nth(1).locator("span").first
    assert box.evaluate("element => getComputedStyle(element).borderTopWidth") == "3px"
    notebook.page.close()
