"""All eight visualisers, a panel, the progress and the lesson's boxes and figures, open together in JupyterLab."""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.accessibility import violations
from tests.browser.bare_page import show_me
from tests.browser.conftest import ROOT
from tests.browser.fit import misfits
from tests.browser.notebook_page import NotebookPage, open_cells
from tests.browser.visualisers_by_hand import GESTURES
from tests.unit.kernel import solution_of

START = """import os, tempfile
os.environ["BUILD_A_CNN_HOME"] = tempfile.mkdtemp()  # a learner who has not done anything yet
from lesson_utils import *
import keras
import numpy as np
train_images = np.zeros((40, 32, 32, 3), "float32")
inputs_intro = keras.Input(shape=(32, 32, 3))"""
AVERAGE = solution_of("hidden-layers").replace("MaxPooling2D", "AveragePooling2D", 1)
VISUALISERS = {re.sub("(?<=[a-z])(?=[A-Z])", "-", name).lower(): name for name in GESTURES}  # "edge-lab": "EdgeLab"
FOCUSABLE = "button, input, select, textarea, summary, a[href], [tabindex]"
UNGUARDED = """all => {
  const press = () => new KeyboardEvent("keydown", { key: "F13", bubbles: true });  // a key that nobody else waits for
  return all.filter((one) => {
    if (!one.checkVisibility()) return false;
    one.focus();
    one.dispatchEvent(press());
    return !one.dataset.lmSuppressShortcuts;
  }).map(({outerHTML}) => outerHTML);
}"""
TOO_WIDE = """all => {
  const edge = (one) => one.closest(".jp-Notebook").getBoundingClientRect().right;
  const sticksOut = (one) => one.scrollWidth > one.clientWidth || one.getBoundingClientRect().right > edge(one);
  return all.filter(sticksOut).map(({outerHTML}) => outerHTML.slice(0, 200));
}"""
OURS = (*(f".{name}" for name in VISUALISERS), ".cnn-panel", ".jp-MarkdownOutput")


@pytest.fixture(scope="module")
def notebook(browser: Browser, lab_url: str, course_copy: Path) -> Iterator[NotebookPage]:
    """Everything run, and every answer uncovered."""
    lesson = nbformat.read(ROOT / "notebooks/03-build-cnn.ipynb", as_version=4).cells
    boxes = [cell for cell in lesson if re.search("<img|<blockquote|<details", cell.source)]
    codes = [START, AVERAGE, 'check("hidden-layers")', "progress()", *(f"{name}()" for name in GESTURES)]
    cells = [*map(nbformat.v4.new_code_cell, codes), *boxes]
    opened = open_cells(browser, lab_url, course_copy, "notebooks/accessibility.ipynb", cells)
    opened.run_all()
    expect(opened.code_cell("ModelScope()").locator(".model-scope")).to_be_visible()
    for name in VISUALISERS:
        show_me(_box(opened, f".{name}"))
    yield opened
    opened.page.close()


def _box(notebook: NotebookPage, selector: str) -> Locator:
    box = notebook.page.locator(selector).first
    box.scroll_into_view_if_needed()
    return box


@pytest.fixture
def theme(notebook: NotebookPage, request: pytest.FixtureRequest) -> Iterator[str]:
    """One of JupyterLab's own themes; afterwards the light one again."""
    if request.param != "Light":
        _choose(notebook, request.param)
    yield request.param
    if request.param != "Light":
        _choose(notebook, "Light")


def _choose(notebook: NotebookPage, theme: str) -> None:
    """From the list of commands, where it is found sooner than in the menu of a menu."""
    notebook.page.locator(".jp-Notebook .jp-Cell.jp-mod-active").focus()
    notebook.page.keyboard.press("ControlOrMeta+Shift+c")
    notebook.page.keyboard.type(command := f"Use Theme: JupyterLab {theme}")
    expect(notebook.page.locator(".lm-CommandPalette-item.lm-mod-active")).to_contain_text(command)
    notebook.page.keyboard.press("Enter")
    expect(notebook.page.locator(f"body[data-jp-theme-name='JupyterLab {theme}']")).to_be_attached()


@pytest.mark.parametrize("theme", ["Light", "Dark"], indirect=True)
def test_axe_finds_nothing_of_ours(notebook: NotebookPage, theme: str) -> None:
    found = {}
    for selector in OURS:
        _box(notebook, selector)
        found[selector] = violations(notebook.page, selector)
    assert {selector: said for selector, said in found.items() if said} == {}


@pytest.mark.parametrize(("width", "height"), [(900, 900), (720, 450)])
def test_in_a_narrow_window_nothing_sticks_out(notebook: NotebookPage, width: int, height: int) -> None:
    """900 pixels, of which JupyterLab's side bar takes a third; 1,440 pixels at a zoom of 200 %."""
    page = notebook.page
    page.set_viewport_size({"width": width, "height": height})
    try:
        for selector in OURS:
            _box(notebook, selector)
            assert page.locator(selector).evaluate_all(TOO_WIDE) == [], selector
            if selector.removeprefix(".") in VISUALISERS:
                assert misfits(page, selector) == [], selector
    finally:
        page.set_viewport_size({"width": 1280, "height": 900})


def test_every_id_is_given_once_and_every_switch_has_one_choice(notebook: NotebookPage) -> None:
    ids = notebook.page.locator(".course-widget [id], .cnn-panel [id]").evaluate_all("all => all.map(({id}) => id)")
    assert len(ids) > len(VISUALISERS)
    assert sorted(ids) == sorted(set(ids))
    switches = notebook.page.locator(".course-widget [role=radiogroup]").evaluate_all(
        "all => all.map((one) => one.querySelectorAll(':checked').length)"
    )
    assert set(switches) == {1}


def test_keys_stay_with_whatever_has_the_focus(notebook: NotebookPage) -> None:
    """Else JupyterLab takes d d for "delete this cell", wherever the focus is in a cell's output."""
    ours = notebook.page.locator(".course-widget, .cnn-panel").locator(FOCUSABLE)
    assert ours.count() > 100
    assert ours.evaluate_all(UNGUARDED) == []


@pytest.fixture(scope="module")
def without_kernel(notebook: NotebookPage) -> NotebookPage:
    """The same notebook once its kernel is shut down: for good, so that these tests come last."""
    notebook.page.get_by_role("menuitem", name="Kernel", exact=True).click()
    notebook.page.get_by_role("menuitem", name="Shut Down Kernel", exact=True).click()
    expect(notebook.page.locator(".jp-NotebookPanel-toolbar")).to_contain_text("No Kernel")
    return notebook


@pytest.mark.parametrize("name", VISUALISERS)
def test_it_works_when_the_kernel_is_gone(without_kernel: NotebookPage, name: str) -> None:
    GESTURES[VISUALISERS[name]](_box(without_kernel, f".{name}"), Locator.click)
