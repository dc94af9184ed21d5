"""JupyterLab's shortcuts, pressed while the focus is in the checker's panel or in a visualiser."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.notebook_page import SLOW, NotebookPage, open_cells

START = """import os, tempfile
os.environ["BUILD_A_CNN_HOME"] = tempfile.mkdtemp()  # a learner who has not done anything yet
from lesson_utils import NeuronDial, check"""
PLACES = {"panel": 'check("input-layer")', "visualiser": "NeuronDial()"}


@pytest.fixture(scope="module")
def notebook(browser: Browser, lab_url: str, course_copy: Path) -> Iterator[NotebookPage]:
    cells = [nbformat.v4.new_code_cell(code) for code in (START, *PLACES.values(), "7 * 6")]
    opened = open_cells(browser, lab_url, course_copy, "shortcuts.ipynb", cells)
    for code in (START.splitlines()[0], *PLACES.values()):
        opened.run(opened.code_cell(code))
    yield opened
    opened.page.close()


@pytest.fixture(params=PLACES)
def button(request: pytest.FixtureRequest, notebook: NotebookPage) -> Locator:
    """A button that has the focus, in the panel or in a visualiser."""
    outputs = notebook.code_cell(PLACES[request.param]).locator(".jp-OutputArea")
    found = outputs.get_by_role("button", name={"panel": "Hint", "visualiser": "Show me"}[request.param]).first
    found.focus(timeout=SLOW)
    return found


def _press(notebook: NotebookPage, *keys: str) -> None:
    for key in keys:
        notebook.page.keyboard.press(key)


def test_the_notebook_is_saved(notebook: NotebookPage, button: Locator, course_copy: Path) -> None:
    file = course_copy / "shortcuts.ipynb"
    before = file.stat().st_mtime_ns
    _press(notebook, "ControlOrMeta+s")
    for _ in range(50):
        if file.stat().st_mtime_ns != before:
            break
        notebook.page.wait_for_timeout(100)
    assert file.stat().st_mtime_ns != before


def test_the_search_opens_and_closes(notebook: NotebookPage, button: Locator) -> None:
    search = notebook.page.locator(".jp-DocumentSearch-overlay")
    _press(notebook, "ControlOrMeta+f")
    expect(search).to_be_visible()
    button.focus()
    _press(notebook, "Escape")
    expect(search).to_be_hidden()


def test_the_commands_open(notebook: NotebookPage, button: Locator) -> None:
    commands = notebook.page.locator("#modal-command-palette")
    _press(notebook, "ControlOrMeta+Shift+c")
    expect(commands).to_be_visible()
    _press(notebook, "Escape")
    expect(commands).to_be_hidden()


def test_esc_leads_to_the_cell_from_which_the_arrow_keys_go_on(notebook: NotebookPage, button: Locator) -> None:
    cell = notebook.page.locator(".jp-Notebook .jp-Cell", has=button)
    _press(notebook, "Escape")
    expect(cell).to_be_focused()
    _press(notebook, "ArrowDown")
    expect(cell.locator("xpath=following-sibling::*[1]")).to_be_focused()


def test_shift_enter_runs_the_cell_and_goes_on(notebook: NotebookPage, button: Locator) -> None:
    cell = notebook.page.locator(".jp-Notebook .jp-Cell", has=button)
    place = cell.get_attribute("data-windowed-list-index")
    ran = notebook.page.locator(f'.jp-Cell[data-windowed-list-index="{place}"] .jp-InputPrompt')
    before = ran.inner_text()
    _press(notebook, "Shift+Enter")
    expect(ran).not_to_have_text(before, timeout=SLOW)


def test_other_keys_stay_where_they_are_pressed(notebook: NotebookPage, button: Locator) -> None:
    cells = notebook.page.locator(".jp-Notebook .jp-Cell").count()
    _press(notebook, "d", "d", "b", "ArrowDown")
    expect(button).to_be_focused()
    assert notebook.page.locator(".jp-Notebook .jp-Cell").count() == cells
