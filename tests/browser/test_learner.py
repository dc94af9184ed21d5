"""A learner's first minutes in a real browser: Run All stops kindly, a wrong answer, a hint, a right answer."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.notebook_page import NotebookPage, address_of


@pytest.fixture(scope="module")
def notebook(browser: Browser, lab_url: str) -> Iterator[NotebookPage]:
    opened = NotebookPage(browser, address_of(lab_url, "notebooks/03-build-cnn.ipynb"))
    yield opened
    opened.page.close()


def test_run_all_stops_at_the_first_blank_with_a_kind_line(notebook: NotebookPage) -> None:
    notebook.run_all()
    answer = notebook.code_cell("inputs_intro = keras.Input(")
    expect(answer.locator(".jp-OutputArea")).to_contain_text("`shape` is still blank")
    expect(answer.locator(".jp-OutputArea")).not_to_contain_text("Traceback")
    later = notebook.code_cell("print(inputs_intro.shape)")
    expect(later.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[ \]"))


def test_wrong_answer_is_told_what_to_change(notebook: NotebookPage) -> None:
    answer = notebook.code_cell("inputs_intro = keras.Input(")
    notebook.run(answer, "inputs_intro = keras.Input(shape=train_images.shape)")
    told = notebook.run(notebook.code_cell('check("input-layer")'))
    expect(told).to_contain_text("One thing to change")
    expect(told).to_contain_text("(40000, 32, 32, 3)")


def test_hint_button_works_by_keyboard_and_deletes_no_cell(notebook: NotebookPage) -> None:
    check = notebook.code_cell('check("input-layer")')
    button = check.get_by_role("button", name="Hint")
    button.focus()
    notebook.page.keyboard.press("Enter")
    expect(check.get_by_role("status").last).to_contain_text("Hint 1 of 3")
    notebook.page.keyboard.press("d")
    notebook.page.keyboard.press("d")
    notebook.page.keyboard.press("Space")
    expect(check.get_by_role("status").last).to_contain_text("Hint 2 of 3")


def test_right_answer_is_correct(notebook: NotebookPage) -> None:
    answer = notebook.code_cell("inputs_intro = keras.Input(")
    notebook.run(answer, "inputs_intro = keras.Input(shape=(32, 32, 3))")
    check = notebook.code_cell('check("input-layer")')
    told = notebook.run(check)
    expect(told.get_by_role("status").first).to_contain_text("Correct")
    told.get_by_role("button", name="Show me").click()
    expect(told).to_contain_text("32 × 32 × 3")


def test_check_again_sees_a_later_run_of_the_answer(notebook: NotebookPage) -> None:
    notebook.run(notebook.code_cell("inputs_intro = keras.Input("), "inputs_intro = keras.Input(shape=(32, 32))")
    check = notebook.code_cell('check("input-layer")')
    check.get_by_role("button", name="Check again").click()
    expect(check.get_by_role("status").first).to_contain_text("colour channels are missing")
