"""LiveTraining in JupyterLab through real trainings: one sees it learn, interrupts it, reads it afterwards."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.accessibility import violations
from tests.browser.fit import misfits
from tests.browser.notebook_page import SLOW, NotebookPage, open_cells

SET_UP = """from lesson_utils import watch_training
import keras
import numpy as np

watch_training(["cold", "warm"])
chance = np.random.default_rng(0)
labels = np.eye(2, dtype="float32")[chance.integers(0, 2, 6400)]
images = chance.random((6400, 32, 32, 3), dtype="float32") * 0.5
images[..., 0] += labels[:, 1, None, None] * 0.1

def new_model():
    inputs = keras.Input((32, 32, 3))
    x = keras.layers.Conv2D(8, 3, strides=2, activation="relu")(inputs)
    model = keras.Model(inputs, keras.layers.Dense(2, activation="softmax")(keras.layers.Flatten()(x)))
    model.compile(keras.optimizers.Adam(1e-4), "categorical_crossentropy", metrics=["accuracy"])
    return model
print("ready")"""
FIT = "history = new_model().fit(images, labels, epochs={}, validation_data=(images[:500], labels[:500]))"

BROKEN = """breaking = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: 1 / 0)
new_model().fit(images, labels, epochs=5, callbacks=[breaking])"""


@pytest.fixture(scope="module")
def notebook(browser: Browser, lab_url: str, course_copy: Path) -> Iterator[NotebookPage]:
    sources = [
        SET_UP,
        FIT.format(3),
        FIT.format(400) + "  # stopped",
        "0 < len(history.epoch) < 400",
        FIT.format(501) + "  # interrupted",
        BROKEN,
        "model = new_model(); model.optimizer.learning_rate = 1e30; model.fit(images, labels, epochs=2) and None",
    ]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    opened = open_cells(browser, lab_url, course_copy, "live_training.ipynb", cells)
    expect(opened.run(opened.code_cell("from lesson_utils import watch_training"))).to_contain_text("ready")
    yield opened
    opened.page.close()


def begin(notebook: NotebookPage, containing: str) -> Locator:
    """Start a cell's training and wait for its first epoch on the screen."""
    cell = notebook.code_cell(containing)
    cell.locator(".cm-content").click()
    notebook.page.keyboard.press("Shift+Enter")
    card = cell.locator(".live-training")
    expect(card.locator("[data-part=caption]")).to_contain_text("Epoch 1 of", timeout=SLOW)
    return card


def test_a_training_is_seen_to_its_end_and_leaves_a_figure_with_words(notebook: NotebookPage) -> None:
    output = notebook.run(notebook.code_cell("epochs=3"))
    card = output.locator(".live-training")
    expect(card.locator(".where")).to_have_text("Finished: 3 epochs.", timeout=SLOW)
    expect(card.get_by_role("img", name="Loss over 3")).to_have_count(1)
    expect(card.locator("[data-part=images] > div")).to_have_count(2)
    expect(card.locator("[data-part=filters] > span")).to_have_count(8)
    assert card.locator("[data-role=guess]").first.inner_text()[0] in "✓✗"
    card.locator("summary").click()
    expect(card.locator("tbody tr")).to_have_count(3)
    assert misfits(notebook.page, ".live-training") == []
    assert violations(notebook.page, ".live-training") == []
    stored = "Curves of 3 epochs. First epoch: training loss"
    notebook.page.wait_for_timeout(1000)  # the output is written anew once the figure is there
    notebook.page.keyboard.press("ControlOrMeta+s")
    saved = f"async () => (await (await fetch('/api/contents/live_training.ipynb')).text()).includes('{stored}')"
    notebook.page.wait_for_function(saved, timeout=20_000)


def test_the_button_ends_a_training_in_order_and_keeps_its_history(notebook: NotebookPage) -> None:
    card = begin(notebook, "# stopped")
    button = card.get_by_role("button", name="Stop training")
    button.focus()
    notebook.page.keyboard.press("Enter")
    expect(card.locator(".where")).to_contain_text("Stopped after", timeout=SLOW)
    expect(button).to_be_hidden()
    expect(notebook.run(notebook.code_cell("len(history"))).to_contain_text("True", timeout=SLOW)


def test_jupyterlabs_own_interrupt_does_the_same(notebook: NotebookPage) -> None:
    card = begin(notebook, "# interrupted")
    for _ in range(2):
        notebook.page.keyboard.press("i")  # the cell below is chosen, not edited: i, i interrupts
    expect(card.locator(".where")).to_contain_text("Stopped after", timeout=SLOW)


def test_a_training_that_broke_off_says_so_and_the_next_one_works(notebook: NotebookPage) -> None:
    broken = notebook.run(notebook.code_cell("1 / 0"))
    card = broken.locator(".live-training")
    expect(card.locator(".where")).to_contain_text("Broken off in epoch", timeout=SLOW)
    expect(card.get_by_role("button", name="Stop training")).to_be_hidden()
    lost = notebook.run(notebook.code_cell("1e30"))
    expect(lost.locator(".live-training .where")).to_contain_text("no number any more (NaN)", timeout=SLOW)
