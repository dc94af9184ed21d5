"""An instructor in front of a class: the projector's notebook, lines revealed, notes in a second window."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import copy_course, running_lab
from tests.browser.notebook_page import NotebookPage

EPISODE = "03-build-cnn"
INPUT = "inputs_intro = keras.Input("


class Class(NamedTuple):
    """What an instructor has open."""

    projector: NotebookPage
    notes: Page


@pytest.fixture(scope="module")
def in_class(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Class]:
    course, folder = copy_course(tmp_path_factory.mktemp("course")), tmp_path_factory.mktemp("lab")
    with running_lab(course, folder, "--present", "03", LESSON_FAST="1") as url:
        command = [sys.executable, "-m", "lesson_utils", "lab", "--notes", "--no-browser"]
        own = os.environ | {"PYTHONPATH": str(course)}
        told = subprocess.run(command, cwd=course, env=own, capture_output=True, text=True, timeout=120)
        projector = NotebookPage(browser, url)
        projector.page.set_viewport_size({"width": 1280, "height": 720})  # 1920 x 1080 at 150 %
        notes = browser.new_page(viewport={"width": 900, "height": 900})
        notes.goto(re.search(r"http://\S+", told.stdout)[0].replace("localhost", "127.0.0.1"))
        yield Class(projector, notes)
        notes.close()
        projector.page.close()


def staying(cell: Locator) -> Locator:
    """The same cell by its place, which stays when something else is typed into it."""
    at = cell.evaluate("one => [...document.querySelectorAll('.jp-CodeCell')].indexOf(one)")
    return cell.page.locator(".jp-CodeCell").nth(at)


def test_the_projector_shows_blanks_and_nothing_private(in_class):
    page = in_class.projector.page
    text = page.locator(".jp-Notebook").inner_text()
    assert "inputs_intro = keras.Input(_____)" in text
    assert "A mistake worth making" not in text
    assert "For instructors" not in text
    assert "Stuck? Run the check" not in text
    assert not page.locator("#jp-left-stack, #jp-right-stack, .jp-FileBrowser").filter(visible=True).count()
    assert not page.locator("#jp-bottom-panel").filter(visible=True).count()


def test_a_mistake_is_put_in_checked_and_mended_line_by_line(in_class):
    projector, notes = in_class
    page = projector.page
    projector.run(projector.code_cell("lesson_utils comes first"))
    cell = projector.code_cell(INPUT)
    cell.locator(".cm-content").click()
    page.keyboard.press("Shift+F9")
    expect(cell.locator(".cm-content")).to_contain_text("keras.Input(shape=train_images.shape)")
    expect(notes.locator("#challenge")).to_contain_text("input-layer")
    expect(notes.locator(".says")).to_contain_text("describes a single image")
    projector.run(cell)
    said = projector.run(projector.code_cell('check("input-layer")'))
    expect(said).to_contain_text("describes a single image")
    cell.locator(".cm-content").click()
    page.get_by_role("button", name="Next line (F8)").click()
    expect(cell.locator(".cm-content")).to_contain_text("keras.Input(shape=train_images.shape[1:])")
    projector.run(cell)
    expect(projector.run(projector.code_cell('check("input-layer")'))).to_contain_text("Well done")


def test_a_typed_word_and_the_key_fill_the_long_cell_line_by_line(in_class):
    projector, notes = in_class
    page = projector.page
    cell = projector.code_cell("def create_model_intro")
    cell.locator(".cm-content").click()
    content = cell.locator(".cm-content")
    page.keyboard.press("F8")
    expect(content).to_contain_text("# Input layer of 32x32 images")
    page.keyboard.press("F8")
    expect(content).to_contain_text("inputs_intro = keras.Input(shape")
    expect(content).to_contain_text("_____")
    expect(notes.locator("#part")).to_contain_text("the function")
    scratch = staying(projector.code_cell('check("create-model-intro")'))
    projector.run(scratch, 'reveal("create-model-intro", all=True)')
    expect(content).to_contain_text('name = "cifar_model_intro"')
    expect(content).not_to_contain_text("_____")
    projector.run(cell)
    expect(projector.run(scratch, 'check("create-model-intro")')).to_contain_text("Well done")


def test_somebody_who_is_behind_goes_on_from_what_the_notes_say(in_class):
    projector, notes = in_class
    projector.code_cell("keras.layers.Flatten").locator(".cm-content").click()
    expect(notes.locator(".behind")).to_contain_text('catch_up("dense")')
    word = notes.locator(".behind code").first.inner_text()
    scratch = staying(projector.code_cell('check("flatten")'))
    expect(projector.run(scratch, word)).to_contain_text("Caught up")
    projector.page.keyboard.press("Escape")
    projector.code_cell("keras.layers.Flatten").locator(".cm-content").click()
    projector.page.keyboard.press("F8")
    filled = projector.code_cell("keras.layers.Flatten()(x_intro)")
    expect(filled.locator(".cm-content")).not_to_contain_text("_____")
    projector.run(filled)
    expect(projector.run(scratch, 'check("flatten")')).to_contain_text("Well done")


def test_the_notes_hold_the_clock_against_the_plan(in_class):
    notes = in_class.notes
    notes.get_by_role("button", name="Start the clock").click()
    expect(notes.locator("#late")).to_contain_text("ahead of the plan")
    notes.evaluate(
        "name => localStorage.setItem('build-a-cnn-class-began', JSON.stringify({[name]: Date.now() - 95 * 60000}))",
        EPISODE,
    )
    expect(notes.locator("#late")).to_contain_text("behind the plan")
    expect(notes.locator("#advice")).to_contain_text("When time is short")
    found = Axe().run(notes).response["violations"]
    assert [one["id"] for one in found] == []


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_each_step_fits_one_screen(in_class, size):
    """No cell is higher than the screen, the longest function neither. (Task, cell and check may take two screens.)"""
    page = in_class.projector.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    heights = page.evaluate(
        "() => { const frame = document.querySelector('.jp-WindowedPanel-outer').clientHeight;"
        "return [...document.querySelectorAll('.jp-Notebook .jp-Cell')].map(cell => [cell.innerText.slice(0, 40),"
        "(cell.querySelector('.jp-Cell-inputWrapper') ?? cell).getBoundingClientRect().height / frame]) }"
    )
    assert len(heights) > 100
    assert [cell for cell in heights if cell[1] > 1] == []


def test_notes_need_the_token(in_class, browser):
    stranger = browser.new_context().new_page()
    address = in_class.notes.url.split("?")[0]
    stranger.goto(address)
    assert "/login" in stranger.url
    assert stranger.request.get(f"{address}/{EPISODE}").status == 403
    stranger.context.close()


def test_without_a_lab_that_presents_the_notes_say_what_to_type(tmp_path_factory):
    course: Path = copy_course(tmp_path_factory.mktemp("idle"))
    command = [sys.executable, "-m", "lesson_utils", "lab", "--notes", "--no-browser"]
    own = os.environ | {"PYTHONPATH": str(course)}
    told = subprocess.run(command, cwd=course, env=own, capture_output=True, text=True, timeout=120)
    assert told.returncode == 1
    assert "lab --present" in told.stderr
