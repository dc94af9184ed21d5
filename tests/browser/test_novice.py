"""A novice's way through the eight challenges: wrong tries of many kinds, and no message that is not true."""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, expect

from lesson_utils.episodes.ids import valid_id
from tests.browser.notebook_page import NotebookPage, open_cells
from tests.unit.kernel import CONV, DENSE, FLATTEN, INPUT, OUTPUT, POOL, all_ids, solution_of, template_of

SET_UP = """import os, tempfile
os.environ["BUILD_A_CNN_HOME"] = tempfile.mkdtemp()  # a learner who has not done anything yet
from lesson_utils import catch_up, check, hint, progress, solution
import keras
import numpy as np
train_images = np.zeros((40, 32, 32, 3), "float32")"""
HIDDEN = solution_of("hidden-layers")
FUNCTION = solution_of("create-model-intro")
# What each wrong try is told, and words that would not be true of it.
WRONG = [
    ("input-layer", INPUT.replace("[1:]", ""), "40", "has not run"),
    ("input-layer", "inputs_intro = keras.Input(shape=(32, 32))", "colour channels", "does not exist"),
    ("conv2d", CONV.replace("(inputs_intro)", "(x_intro)"), "x_intro", "inputs_intro does not exist"),
    ("conv2d", CONV.replace("filters", "filtrs"), "Did you mean filters?", "has not run"),
    ("conv2d", f"%%timeit -n1 -r1\n{CONV}", "throws away", "is gone"),
    ("conv2d", CONV[:-1], "never closed", "has not run"),
    ("pooling", POOL.replace("2,2", "3,3"), "pool_size", "already been through"),
    ("dense", DENSE.replace("64", "32"), "units", "already been through"),
    ("flatten", "x_intro = keras.layers.Flatten(x_intro)", "brackets", "has not run"),
    ("hidden-layers", HIDDEN.replace("(inputs_intro)", "(x_intro)", 1), "inputs_intro", "does not exist"),
    ("output-layer", OUTPUT.replace("softmax", "relu"), "softmax", "does not exist"),
    ("create-model-intro", FUNCTION.replace("    return model_intro", ""), "return", "has not run"),
]
NEVER_TRUE = ("Not your fault", "the checker")


@pytest.fixture(scope="module")
def novice(browser: Browser, lab_url: str, course_copy: Path) -> Iterator["Novice"]:
    cells = [_cell("set-up-code", SET_UP)]
    for challenge in all_ids():
        cells.append(_cell(valid_id(challenge, "answer"), template_of(challenge)))
        cells.append(_cell(valid_id(challenge, "check"), f'check("{challenge}")'))
    cells.append(_cell("own", "catch_up()"))
    opened = Novice(open_cells(browser, lab_url, course_copy, "novice.ipynb", cells))
    yield opened
    opened.notebook.page.close()


def _cell(cell_id: str, code: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_code_cell(code, id=cell_id)


class Novice:
    """Somebody at the notebook."""

    def __init__(self, notebook: NotebookPage) -> None:
        self.notebook, self.page = notebook, notebook.page
        self.order = ["set-up-code"]
        self.order += [valid_id(one, role) for one in all_ids() for role in ("answer", "check")]

    def cell(self, cell_id: str) -> Locator:
        at = [*self.order, "own"].index(cell_id)
        found = self.page.locator(f'.jp-Notebook .jp-Cell[data-windowed-list-index="{at}"]')
        found.scroll_into_view_if_needed()
        return found

    def set_up(self) -> None:
        self.notebook.run(self.cell("set-up-code"))

    def answer(self, challenge: str, typed: str) -> Locator:
        return self.notebook.run(self.cell(valid_id(challenge, "answer")), typed)

    def check(self, challenge: str) -> Locator:
        """Run the check's cell; its card."""
        return self.notebook.run(self.cell(valid_id(challenge, "check"))).locator(".cnn-panel")

    def run_own(self, typed: str) -> Locator:
        return self.notebook.run(self.cell("own"), typed)

    def is_right(self, challenge: str, typed: str) -> None:
        self.answer(challenge, typed)
        expect(self.check(challenge)).to_contain_text("Correct")


def test_before_the_first_cell_a_check_says_what_to_run(novice: Novice) -> None:
    card = novice.check("input-layer")
    expect(card).to_contain_text("Set-up first")
    expect(card).to_contain_text("first code cell")
    novice.set_up()


def test_twelve_wrong_tries_are_told_what_is_true_and_the_right_ones_are_right(novice: Novice) -> None:
    for challenge in all_ids():
        for wrong, typed, told, untrue in WRONG:
            if wrong != challenge:
                continue
            novice.answer(challenge, typed)
            card = novice.check(challenge)
            expect(card).to_contain_text(told)
            said = card.inner_text()
            assert untrue not in said, said
            assert not any(words in said for words in NEVER_TRUE), said
            _put_back_where_it_is_offered(card)
        novice.is_right(challenge, solution_of(challenge))
    expect(novice.run_own("progress()")).to_contain_text("8 of 8 challenges done")


def _put_back_where_it_is_offered(card: Locator) -> None:
    button = card.get_by_role("button", name="Put x_intro back")
    assert ("Put x_intro back" in card.locator(".cnn-message").first.inner_text()) == (button.count() == 1)
    if button.count():
        button.press("Enter")
        expect(card.get_by_role("status").first).to_contain_text("back as before")
        expect(button).to_have_count(0)
        expect(card.get_by_role("button", name="Check again")).to_be_focused()


def test_an_error_shows_its_card_first_and_the_traceback_folded(novice: Novice) -> None:
    outputs = novice.answer("conv2d", CONV.replace("filters", "filtrs"))
    card, error = outputs.locator(".cnn-panel"), outputs.locator(".jp-OutputArea-output").last
    expect(card).to_contain_text("Did you mean filters?")
    assert card.bounding_box()["y"] < error.bounding_box()["y"]
    assert outputs.bounding_box()["height"] < 500
    expect(error).to_have_text("TypeError: Conv2D.__init__() missing 1 required positional argument: 'filters'")
    folded = card.locator("details", has_text="What Python says")
    expect(folded.locator("pre")).not_to_be_visible()
    folded.locator("summary").press("Enter")
    expect(folded.locator("pre")).to_contain_text("Traceback (most recent call last)")
    hint = card.get_by_role("button", name="Hint")
    hint.press("Enter")
    expect(folded.locator("pre")).to_have_count(1)
    follows = card.get_by_role("status").last
    expect(follows).to_contain_text("Hint 1 of 3")
    assert follows.bounding_box()["y"] > card.get_by_role("status").first.bounding_box()["y"]
    novice.is_right("conv2d", CONV)


def test_a_cell_that_ran_twice_and_the_way_back(novice: Novice) -> None:
    novice.is_right("pooling", POOL)
    novice.answer("pooling", POOL)
    card = novice.check("pooling")
    expect(card).to_contain_text("had already been through")
    _put_back_where_it_is_offered(card)
    card.get_by_role("button", name="Check again").press("Enter")
    expect(card.get_by_role("status").first).to_contain_text("Ready to run")
    novice.is_right("pooling", POOL)


def test_the_code_of_a_solution_can_be_copied(novice: Novice) -> None:
    card = novice.check("pooling")
    card.get_by_role("button", name="Solution").click()
    copy = card.get_by_role("button", name="Copy")
    novice.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy.click()
    expect(card.get_by_role("button", name="✓ Copied")).to_be_visible()
    assert novice.page.evaluate("navigator.clipboard.readText()") == solution_of("pooling")


def test_after_a_restart_a_button_says_what_to_run_and_nothing_stands_there_as_right(novice: Novice) -> None:
    page = novice.page
    card = novice.check("pooling")
    expect(card).to_have_attribute("data-tone", "correct")
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Restart Kernel…")).click()
    expect(page.get_by_role("dialog")).to_contain_text("Restart Kernel?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).to_be_visible()
    card.get_by_role("button", name="Check again").click()
    status = card.get_by_role("status").first
    expect(status).to_contain_text("started anew")
    expect(status).to_contain_text("run the first cell")
    expect(status).not_to_contain_text("not running")
    expect(card).to_have_attribute("data-tone", "note")
    expect(novice.check("dense")).to_contain_text("Set-up first")


def test_after_catching_up_one_story_is_told(novice: Novice) -> None:
    novice.run_own("0")  # so that the set-up's number is another than before the restart, by which `run` sees it end
    novice.set_up()
    expect(novice.run_own('catch_up("dense")')).to_contain_text("Caught up")
    card = novice.check("dense")
    expect(card).to_contain_text("Caught up")
    _put_back_where_it_is_offered(card)
    novice.is_right("dense", DENSE)
    novice.is_right("flatten", FLATTEN)
    novice.is_right("hidden-layers", HIDDEN)


def test_after_a_reload_each_card_lives_or_says_how(novice: Novice) -> None:
    page = novice.page
    page.keyboard.press("Escape")
    page.keyboard.press("ControlOrMeta+s")
    expect(page.locator(".lm-DockPanel-tabBar .jp-mod-dirty")).to_have_count(0)
    page.reload()
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    outputs = novice.cell(valid_id("flatten", "check")).locator(".jp-OutputArea")
    expect(outputs).to_contain_text("Correct")
    if not outputs.locator(".cnn-panel").count():
        expect(outputs).to_contain_text("Run this cell again to bring its buttons to life")
    expect(novice.check("flatten").get_by_role("button", name="Hint")).to_be_visible()
