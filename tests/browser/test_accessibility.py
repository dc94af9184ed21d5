"""All eight visualisers, a panel, the progress and the lesson's boxes and figures, open together in JupyterLab."""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, expect

from lesson_utils.visualise import EdgeLab, SlideStep
from lesson_utils.visualise.edge_lab.words import describe
from tests.browser.accessibility import violations
from tests.browser.conftest import ROOT
from tests.browser.notebook_page import SLOW, NotebookPage, open_cells
from tests.unit.kernel import solution_of

START = """import os, tempfile
os.environ["BUILD_A_CNN_HOME"] = tempfile.mkdtemp()  # a learner who has not done anything yet
from lesson_utils import *
import keras
import numpy as np
train_images = np.zeros((40, 32, 32, 3), "float32")
inputs_intro = keras.Input(shape=(32, 32, 3))"""
AVERAGE = solution_of("hidden-layers").replace("MaxPooling2D", "AveragePooling2D", 1)
VISUALISERS = ("neuron-dial", "slide-step", "channel-mixer", "edge-lab", "pool-step", "flatten-map", "dense-softmax")
VISUALISERS += ("model-scope",)
CLASSES = [name.title().replace("-", "") for name in VISUALISERS]
FOCUSABLE = "button, input, select, textarea, summary, a[href], [tabindex]"
UNGUARDED = """all => {
  for (const one of all) one.focus();  // what comes into the page later is guarded once it gets the focus
  return all.filter((one) => one.checkVisibility() && !one.dataset.lmSuppressShortcuts).map(({outerHTML}) => outerHTML);
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
    codes = [START, AVERAGE, 'check("hidden-layers")', "progress()", *(f"{name}()" for name in CLASSES)]
    cells = [*map(nbformat.v4.new_code_cell, codes), *boxes]
    opened = open_cells(browser, lab_url, course_copy, "notebooks/accessibility.ipynb", cells)
    opened.run_all()
    expect(opened.code_cell("ModelScope()").locator(".model-scope")).to_be_visible(timeout=SLOW)
    for name in VISUALISERS:
        box = _box(opened, f".{name}")
        while (ask := box.get_by_role("button", name="Show me")).count():
            ask.first.click()
    yield opened
    opened.page.close()


def _box(notebook: NotebookPage, selector: str) -> Locator:
    box = notebook.page.locator(selector).first
    box.scroll_into_view_if_needed(timeout=SLOW)
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
    expect(notebook.page.locator(".lm-CommandPalette-item.lm-mod-active")).to_contain_text(command, timeout=SLOW)
    notebook.page.keyboard.press("Enter")
    expect(notebook.page.locator(f"body[data-jp-theme-name='JupyterLab {theme}']")).to_be_attached(timeout=SLOW)


@pytest.mark.parametrize("theme", ["Light", "Dark"], indirect=True)
def test_axe_finds_nothing_of_ours(notebook: NotebookPage, theme: str) -> None:
    found = {}
    for selector in OURS:
        _box(notebook, selector)
        found[selector] = violations(notebook.page, selector)
    assert {selector: said for selector, said in found.items() if said} == {}


def test_in_a_narrow_window_nothing_sticks_out(notebook: NotebookPage) -> None:
    """900 pixels, of which JupyterLab's side bar takes a third."""
    page = notebook.page
    page.set_viewport_size({"width": 900, "height": 900})
    try:
        for selector in OURS:
            _box(notebook, selector)
            too_wide = page.locator(selector).evaluate_all(TOO_WIDE)
            assert too_wide == [], selector
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
    unguarded = notebook.page.locator(".course-widget, .cnn-panel").locator(FOCUSABLE).evaluate_all(UNGUARDED)
    assert unguarded == []


def test_with_the_kernel_shut_down_edge_lab_and_slide_step_compute(notebook: NotebookPage) -> None:
    notebook.page.get_by_role("menuitem", name="Kernel", exact=True).click()
    notebook.page.get_by_role("menuitem", name="Shut Down Kernel", exact=True).click()
    expect(notebook.page.locator(".jp-NotebookPanel-toolbar")).to_contain_text("No Kernel", timeout=SLOW)
    lab = _box(notebook, ".edge-lab")
    lab.get_by_label("kernel row 2 column 2").focus()
    for key in ("ArrowUp", "ArrowUp", "Tab"):
        notebook.page.keyboard.press(key)
    kernel = np.array([[-1, -1, -1], [0, 2, 0], [1, 1, 1]])
    expect(lab.locator("[data-part=caption]")).to_contain_text(describe("your kernel", EdgeLab(kernel=kernel).result))

    slide = _box(notebook, ".slide-step")
    slide.get_by_label("kernel row 3 column 3").focus()
    for key in ("5", "Tab"):
        notebook.page.keyboard.press(key)
    slide.get_by_role("button", name="Show all numbers").press("Enter")
    kernel = SlideStep().kernel.copy()
    kernel[2, 2] = 5
    output = slide.locator("[data-part=output] td")
    expect(output.last).to_have_text(f"{SlideStep(kernel=kernel).output[-1, -1]:+.0f}".replace("-", "−"))
    shown = [float(text.replace("−", "-")) for text in output.all_inner_texts()]
    np.testing.assert_allclose(shown, SlideStep(kernel=kernel).output.ravel(), atol=1e-5)
