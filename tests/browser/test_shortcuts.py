"""JupyterLab's shortcuts, pressed while the focus is in the checker's panel or in a visualiser."""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.notebook_page import NotebookPage, open_cells

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
def cell(request: pytest.FixtureRequest, notebook: NotebookPage) -> Locator:
    """The cell of the panel or of a visualiser, a button of which has the focus."""
    found = notebook.code_cell(PLACES[request.param])
    _button(found).focus()
    return found


def _button(cell: Locator) -> Locator:
    return cell.locator(".jp-OutputArea").get_by_role("button", name=re.compile("^(Hint|Show me)$")).first


def _press(notebook: NotebookPage, *keys: str) -> None:
    for key in keys:
        notebook.page.keyboard.press(key)


def test_the_notebook_is_saved(notebook: NotebookPage, cell: Locator, course_copy: Path) -> None:
    file = course_copy / "shortcuts.ipynb"
    before = file.stat().st_mtime_ns
    # JupyterLab ends a save with a checkpoint, and until then it hears no other Ctrl+S.
    with notebook.page.expect_response(lambda answer: "/checkpoints" in answer.url):
        _press(notebook, "ControlOrMeta+s")
    assert file.stat().st_mtime_ns != before


def test_the_search_opens_and_closes(notebook: NotebookPage, cell: Locator) -> None:
    search = notebook.page.locator(".jp-DocumentSearch-overlay")
    _press(notebook, "ControlOrMeta+f")
    expect(search).to_be_visible()
    _button(cell).focus()
    _press(notebook, "Escape")
    expect(search).to_be_hidden()


def test_the_commands_open(notebook: NotebookPage, cell: Locator) -> None:
    commands = notebook.page.locator("#modal-command-palette")
    _press(notebook, "ControlOrMeta+Shift+c")
    expect(commands).to_be_visible()
    _press(notebook, "Escape")
    expect(commands).to_be_hidden()


def test_esc_leads_to_the_cell_from_which_the_arrow_keys_go_on(notebook: NotebookPage, cell: Locator) -> None:
    _press(notebook, "Escape")
    expect(cell).to_be_focused()
    _press(notebook, "ArrowDown")
    expect(cell.locator("xpath=following-sibling::*[1]")).to_be_focused()


def test_shift_enter_runs_the_cell_and_goes_on(notebook: NotebookPage, cell: Locator) -> None:
    prompt = cell.locator(".jp-InputPrompt")
    before = prompt.inner_text()
    _press(notebook, "Shift+Enter")
    expect(prompt).not_to_have_text(before)
    expect(cell.locator("xpath=following-sibling::*[1]")).to_have_class(re.compile("jp-mod-active"))


def test_other_keys_stay_where_they_are_pressed(notebook: NotebookPage, cell: Locator) -> None:
    cells = notebook.page.locator(".jp-Notebook .jp-Cell").count()
    _press(notebook, "d", "d", "b", "ArrowDown")
    expect(_button(cell)).to_be_focused()
    assert notebook.page.locator(".jp-Notebook .jp-Cell").count() == cells
