"""Questions with options in a real JupyterLab: by pointer and by keyboard, in both themes, without a kernel, stored."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.accessibility import violations
from tests.browser.notebook_page import NotebookPage, open_cells

EPISODE = Path(__file__).parents[1] / "fixtures" / "questions-episode.md"
START = """import os, tempfile
os.environ["BUILD_A_CNN_HOME"] = tempfile.mkdtemp()  # a learner who has not done anything yet
from lesson_utils import check, hint, progress, solution
from lesson_utils.classroom import open_episode
open_episode("questions-episode.md")"""
ONE, SEVERAL = 'check("read-curves")', 'check("what-helps")'
TYPED_ONE, TYPED_SEVERAL = 'check("read-curves", "c")', 'check("what-helps", "b")'


@pytest.fixture(scope="module")
def notebook(browser: Browser, lab_url: str, course_copy: Path) -> Iterator[NotebookPage]:
    shutil.copy(EPISODE, course_copy)
    cells = [nbformat.v4.new_code_cell(code) for code in (START, ONE, SEVERAL, "progress()", TYPED_ONE, TYPED_SEVERAL)]
    opened = open_cells(browser, lab_url, course_copy, "questions.ipynb", cells)
    for code in (START.splitlines()[0], ONE, SEVERAL):
        opened.run(opened.code_cell(code))
    yield opened
    opened.page.close()


def _panel(notebook: NotebookPage, code: str) -> Locator:
    panel = notebook.code_cell(code).locator(".cnn-panel")
    panel.scroll_into_view_if_needed()
    expect(panel.get_by_role("button", name="Answer")).to_be_visible()
    return panel


def _height(panel: Locator) -> float:
    return panel.evaluate("element => element.getBoundingClientRect().height")


def _done(notebook: NotebookPage) -> str:
    return notebook.run(notebook.code_cell("progress()")).locator(".cnn-bar-line").first.inner_text()


def test_radio_buttons_by_keyboard_with_a_second_try(notebook: NotebookPage) -> None:
    panel, keyboard = _panel(notebook, ONE), notebook.page.keyboard
    group, status = (
        panel.get_by_role("group", name="Is the model overfitting? Choose one."),
        panel.get_by_role("status"),
    )
    radios = group.get_by_role("radio")
    expect(radios).to_have_count(3)
    expect(status.first).to_contain_text("Not answered yet")
    height, cells = _height(panel), notebook.page.locator(".jp-CodeCell").count()
    radios.first.focus()
    keyboard.press("Space")
    expect(radios.first).to_be_checked()
    keyboard.press("Enter")  # on an option it answers, too
    expect(status.first).to_contain_text("Not this one")
    expect(status.first).to_contain_text("it is still falling fast")
    expect(panel).to_have_attribute("data-tone", "change")
    keyboard.press("ArrowDown")
    expect(radios.nth(1)).to_be_checked()
    expect(panel).to_have_attribute("data-tone", "note")  # the verdict is of the choice before
    for key in ("Tab", "d", "d", "Enter"):
        keyboard.press(key)
    expect(status.first).to_contain_text("Correct")
    expect(status.first).to_contain_text("the validation loss rises")
    expect(panel.get_by_role("button", name="Answer")).to_be_focused()
    assert _height(panel) == height
    assert notebook.page.locator(".jp-CodeCell").count() == cells
    assert "1 of 3 challenges done" in _done(notebook)


def test_tick_boxes_by_pointer_tell_what_is_missing(notebook: NotebookPage) -> None:
    panel = _panel(notebook, SEVERAL)
    status, boxes = panel.get_by_role("status").first, panel.get_by_role("checkbox")
    expect(boxes).to_have_count(4)
    height, answer = _height(panel), panel.get_by_role("button", name="Answer")
    answer.click()
    expect(status).to_contain_text("Several options belong to it")
    for name, says in (("More images", "Still missing: 1 option"), ("More epochs", "Does not: b. Still missing: 1")):
        panel.get_by_text(name).click()
        answer.click()
        expect(status).to_contain_text(says)
        assert _height(panel) == height
    expect(panel.locator(".cnn-sign", has_text="✗")).to_have_count(1)
    panel.get_by_text("More epochs").click()
    panel.get_by_text("Dropout").click()
    expect(panel.locator(".cnn-sign", has_text="✗")).to_have_count(0)
    answer.click()
    expect(status).to_contain_text("Correct")
    expect(panel.locator(".cnn-sign", has_text="✓")).to_have_count(2)
    assert _height(panel) == height
    place = "element => element.getBoundingClientRect().top - element.closest('.cnn-panel').getBoundingClientRect().top"
    before = answer.evaluate(place)
    for name in ("More epochs", "A larger network"):
        panel.get_by_text(name).click()
    answer.click()
    expect(status).to_contain_text("Does not: b and d.")
    assert answer.evaluate(place) == before  # the card may grow below; what is pressed stays where it is
    assert "2 of 3 challenges done" in _done(notebook)


def test_a_typed_answer_shows_what_was_chosen_and_can_be_changed(notebook: NotebookPage) -> None:
    notebook.run(notebook.code_cell(TYPED_ONE))
    panel = _panel(notebook, TYPED_ONE)
    expect(panel.get_by_role("radio").nth(2)).to_be_checked()
    expect(panel.get_by_role("status").first).to_contain_text("Not this one")
    panel.get_by_role("button", name="Hint").click()
    expect(panel.get_by_role("status").last).to_contain_text("Hint 1 of 1")
    expect(panel.get_by_role("button", name="Hint")).to_be_focused()
    panel.get_by_role("button", name="Solution").click()
    expect(panel.get_by_role("status").first).to_contain_text("It overfits from about epoch 5.")


def test_nothing_tells_the_right_answer_before_it_is_chosen(notebook: NotebookPage) -> None:
    notebook.run(notebook.code_cell(TYPED_SEVERAL))
    panel = _panel(notebook, TYPED_SEVERAL)
    markup = panel.inner_html()
    assert "learn by heart" in markup
    assert "relied on" not in markup
    assert "relied on" not in panel.evaluate("element => element.textContent")


@pytest.mark.parametrize(("theme", "width"), [("Light", 1280), ("Light", 900), ("Dark", 640)])
def test_axe_finds_nothing_and_nothing_is_cut_off(notebook: NotebookPage, theme: str, width: int) -> None:
    page = notebook.page
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("theme => document.body.dataset.jpThemeLight = String(theme === 'Light')", theme)
    try:
        for code in (ONE, SEVERAL, TYPED_SEVERAL):
            panel = _panel(notebook, code)
            assert panel.evaluate("element => element.scrollWidth - element.clientWidth") <= 1, code
        assert violations(page, ".cnn-panel") == []
    finally:
        page.evaluate("document.body.dataset.jpThemeLight = 'true'")
        page.set_viewport_size({"width": 1280, "height": 900})


def test_in_forced_colours_the_choice_and_its_verdict_are_seen(notebook: NotebookPage) -> None:
    notebook.page.emulate_media(forced_colors="active")
    try:
        panel = _panel(notebook, TYPED_SEVERAL)
        chosen = panel.locator(".cnn-option", has=notebook.page.locator(":checked"))
        assert (
            chosen.locator("input").evaluate("one => getComputedStyle(one).appearance") == "auto"
        )  # the browser's own
        expect(chosen.locator(".cnn-sign")).to_have_text("✗")
    finally:
        notebook.page.emulate_media(forced_colors="none")


def test_after_a_restart_it_says_what_to_run_and_running_it_brings_it_to_life(notebook: NotebookPage) -> None:
    page, panel = notebook.page, _panel(notebook, SEVERAL)
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Restart Kernel…")).click()
    expect(page.get_by_role("dialog")).to_contain_text("Restart Kernel?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible()
    panel.get_by_role("button", name="Answer").click()
    notice = panel.locator(".cnn-notice")
    expect(notice).to_contain_text("started anew")
    expect(notice).to_contain_text("run the first cell, then this cell again")
    expect(notice).not_to_contain_text("your answer's cell")
    for code in (START.splitlines()[0], SEVERAL):
        notebook.run(notebook.code_cell(code))
    panel = _panel(notebook, SEVERAL)
    panel.get_by_text("Dropout").click()
    panel.get_by_role("button", name="Answer").click()
    expect(panel.get_by_role("status").first).to_contain_text("Still missing: 1 option")


def test_without_a_kernel_it_says_in_one_line_what_to_do(notebook: NotebookPage) -> None:
    page, panel = notebook.page, _panel(notebook, ONE)
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Shut Down Kernel", exact=True).click()
    expect(page.locator(".jp-NotebookPanel-toolbar")).to_contain_text("No Kernel")
    panel.get_by_role("button", name="Answer").click()
    notice = panel.locator(".cnn-notice")
    expect(notice).to_contain_text("The kernel is not running")
    expect(notice).to_contain_text("run the first cell, then this cell again")
    expect(notice).not_to_contain_text("your answer's cell")


def test_stored_without_its_widget_the_options_can_be_read(
    browser: Browser, lab_url: str, course_copy: Path, notebook: NotebookPage
) -> None:
    page = notebook.page
    page.keyboard.press("ControlOrMeta+s")
    path = course_copy / "questions.ipynb"
    expect(page.locator(".jp-mod-dirty")).to_have_count(0)
    cells = nbformat.read(path, as_version=4).cells
    stored = next(cell for cell in cells if cell.source == TYPED_SEVERAL)
    for output in stored.outputs:
        output.data.pop("application/vnd.jupyter.widget-view+json", None)
    opened = open_cells(browser, lab_url, course_copy, "stored_question.ipynb", [stored])
    shown = opened.page.locator(".jp-OutputArea")
    expect(shown).to_contain_text("Does not belong to it: b.")
    expect(shown).to_contain_text("Run this cell again to bring its buttons to life.")
    opened.page.close()
