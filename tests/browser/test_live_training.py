"""LiveTraining in JupyterLab through real trainings: one sees it learn, interrupts it, reads it afterwards.

They have 2,000 images, so that `LESSON_FAST` shortens none of them. What needs no kernel is seen on a bare page.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import keras
import nbformat
import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lesson_utils.training import words
from lesson_utils.training.examples import Examples
from lesson_utils.training.network import first_filters
from lesson_utils.training.run import Run, State
from lesson_utils.training.view import TrainingView
from tests.browser.accessibility import violations
from tests.browser.bare_page import bare_page
from tests.browser.fit import misfits
from tests.browser.notebook_page import NotebookPage, open_cells

SET_UP = """from lesson_utils import watch_training
import keras
import numpy as np

watch_training(["cold", "warm"])
chance = np.random.default_rng(0)
labels = np.eye(2, dtype="float32")[chance.integers(0, 2, 2000)]
images = chance.random((2000, 32, 32, 3), dtype="float32") * 0.5
images[..., 0] += labels[:, 1, None, None] * 0.1

def new_model():
    inputs = keras.Input((32, 32, 3))
    x = keras.layers.Conv2D(8, 3, strides=2, activation="relu")(inputs)
    model = keras.Model(inputs, keras.layers.Dense(2, activation="softmax")(keras.layers.Flatten()(x)))
    model.compile(keras.optimizers.Adam(1e-4), "categorical_crossentropy", metrics=["accuracy"])
    return model
print("ready")"""
FIT = "history = new_model().fit(images, labels, epochs={}, validation_data=(images[:500], labels[:500]))"

NAME = "live_training.ipynb"
STOPPED = re.compile(r"Stopped (in|after) epoch \d+ of 99\d\.")
BROKEN = """breaking = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: 1 / 0)
new_model().fit(images, labels, epochs=5, callbacks=[breaking])"""


@pytest.fixture(scope="module")
def notebook(browser: Browser, lab_url: str, course_copy: Path) -> Iterator[NotebookPage]:
    sources = [
        SET_UP,
        FIT.format(3),
        FIT.format(999) + "  # stopped",
        "0 < len(history.epoch) < 999",
        FIT.format(998) + "  # interrupted",
        BROKEN,
        "model = new_model(); model.optimizer.learning_rate = 1e30; model.fit(images, labels, epochs=2) and None",
        FIT.format(997) + "  # reopened",
    ]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    opened = open_cells(browser, lab_url, course_copy, NAME, cells)
    expect(opened.run(opened.code_cell("from lesson_utils import watch_training"))).to_contain_text("ready")
    yield opened
    opened.page.close()


def running(**options: float) -> TrainingView:
    """The view of a run in its third epoch of ten."""
    images = np.linspace(0, 1, 5 * 32 * 32 * 3, dtype="float32").reshape(5, 32, 32, 3)
    classes = np.eye(5, dtype="float32")
    view = TrainingView(Run(10, 63), Examples(images, classes, ["cat", "dog", "automobile", "truck", "hippopotamus"]))
    for epoch in range(2):
        view.run.epoch_ended({"loss": 1.5 - epoch, "acc": 0.5, "val_loss": 1.6 - epoch, "val_acc": 0.4} | options)
    view.run.batch_ended(20, {"loss": 0.4, "acc": 0.8} | options)
    inputs = keras.Input((32, 32, 3))
    view.show_network(first_filters(keras.Model(inputs, keras.layers.Conv2D(32, 3)(inputs))), 0.1 + 0.5 * classes)
    view.show_epochs(view.run)
    view._kernel = "0a1b"
    return view


def ends(page: Page, view: TrainingView, state: State) -> None:
    """What Python sends when a run ends."""
    view.run.ended(state)
    view.show_epochs(view.run)
    for name in ("_now", "_said", "_ending"):
        page.evaluate("([name, value]) => model.python(name, value)", [name, getattr(view, name)])


@pytest.fixture
def open_view(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a view on a bare page that says it is a Jupyter server's, so that the button is there."""
    with ExitStack() as stack:

        def opened(view: TrainingView, **options: Any) -> Page:
            page = stack.enter_context(bare_page(browser, view, **options))
            page.evaluate("""() => {
              document.body.insertAdjacentHTML("beforeend",
                '<script type="application/json" id="jupyter-config-data">{"baseUrl": "/"}</' + 'script>');
              leave(); document.querySelector("main").replaceChildren(); show(); }""")
            return page

        yield opened


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1000, 440])
@pytest.mark.parametrize("forced", ["none", "active"], ids=["", "forced"])
def test_it_fits_and_can_be_read(open_view: Callable[..., Page], dark: bool, width: int, forced: str) -> None:
    scheme = "dark" if dark else "light"
    view = running()
    page = open_view(view, dark=dark, width=width, forced_colors=forced, color_scheme=scheme)
    page.locator("summary").click()
    assert misfits(page, ".live-training") == []
    assert violations(page, ".live-training") == []
    if forced == "active":
        lines = page.evaluate("""() => [...document.querySelectorAll("polyline, circle, rect.validation")]
            .map((one) => getComputedStyle(one)).map((one) => one.stroke === "none" ? one.fill : one.stroke)""")
        assert set(lines) == {page.evaluate("() => getComputedStyle(document.body).color")}
    ends(page, view, State.STOPPED)
    expect(page.locator(".where")).to_contain_text("Stopped after epoch 2 of 10.")
    assert misfits(page, ".live-training") == []
    assert violations(page, ".live-training") == []


def test_no_number_is_told_while_the_training_can_still_be_stopped(open_view: Callable[..., Page]) -> None:
    page = open_view(running(loss=float("nan")))
    expect(page.locator("[data-part=caption][aria-live]")).to_have_text(words.LOST)
    expect(page.get_by_role("button", name="Stop training")).to_be_visible()
    expect(page.locator(".where")).to_have_text("Epoch 3 of 10 · batch 21 of 63")


def test_the_ending_is_read_aloud_and_gets_the_focus_that_the_button_loses(open_view: Callable[..., Page]) -> None:
    view = running()
    page = open_view(view)
    page.get_by_role("button", name="Stop training").focus()
    page.evaluate("model.python('_now', { ...model.get('_now'), batch: 22 })")  # the view draws itself
    expect(page.locator(".where")).to_contain_text("batch 22")
    page.evaluate("""() => {
      window.heard = [];
      const note = () => heard.push(document.querySelector("[data-part=ending][aria-live=polite]")?.textContent);
      new MutationObserver(note).observe(document.querySelector("main"), { subtree: true, childList: true });
    }""")
    ends(page, view, State.STOPPED)
    page.evaluate("() => { leave(); document.querySelector('main').replaceChildren(); show(); }")  # with the figure
    expect(page.locator("[data-part=ending]")).to_be_focused()
    heard = [text for text in page.evaluate("heard") if text is not None]
    assert heard[0] == "", "the place is there before the words are"
    assert heard[-1] == words.ending(view.run)


def test_the_focus_of_somebody_elsewhere_stays_there(open_view: Callable[..., Page]) -> None:
    view = running()
    page = open_view(view)
    page.locator("summary").focus()
    ends(page, view, State.FINISHED)
    expect(page.locator(".where")).to_have_text("Finished: 2 epochs.")
    expect(page.locator("summary")).to_be_focused()


def begin(notebook: NotebookPage, containing: str) -> Locator:
    """Start a cell's training and wait for its first epoch on the screen."""
    cell = notebook.code_cell(containing)
    cell.locator(".cm-content").click()
    notebook.page.keyboard.press("Shift+Enter")
    card = cell.locator(".live-training")
    expect(card.locator("[data-part=caption]")).to_contain_text("Epoch ")
    return card


def test_a_training_is_seen_to_its_end_and_leaves_a_figure_with_words(
    notebook: NotebookPage, course_copy: Path
) -> None:
    output = notebook.run(notebook.code_cell("epochs=3"))
    card = output.locator(".live-training")
    expect(card.locator(".where")).to_have_text("Finished: 3 epochs.")
    expect(card.get_by_role("img", name="Loss over 3")).to_have_count(1)
    expect(card.locator("[data-part=images] > div")).to_have_count(2)
    expect(card.locator("[data-part=filters] > span")).to_have_count(8)
    assert card.locator("[data-role=guess]").first.inner_text()[0] in "✓✗"
    card.locator("summary").click()
    expect(card.locator("tbody tr")).to_have_count(3)
    assert misfits(notebook.page, ".live-training") == []
    assert violations(notebook.page, ".live-training") == []
    stored = "Curves of 3 epochs. First epoch: training loss"
    notebook.save_until(course_copy / NAME, stored)  # the output is written anew once the figure is there


def test_the_button_ends_a_training_in_order_and_keeps_its_history(notebook: NotebookPage) -> None:
    card = begin(notebook, "# stopped")
    button = card.get_by_role("button", name="Stop training")
    button.focus()
    notebook.page.keyboard.press("Enter")
    expect(card.locator(".where")).to_contain_text(STOPPED)
    expect(button).to_be_hidden()
    expect(card.locator("[data-part=ending]")).to_be_focused()
    expect(card).to_have_count(1)
    said_below = notebook.code_cell("# stopped").locator(".jp-RenderedText", has_text="Stopped")
    expect(notebook.run(notebook.code_cell("len(history"))).to_contain_text("True")
    expect(said_below).to_have_count(0)  # once the kernel hears that the view is seen: its words stand there already


def test_jupyterlabs_own_interrupt_does_the_same(notebook: NotebookPage) -> None:
    card = begin(notebook, "# interrupted")
    notebook.interrupt()  # the cell below is chosen, not edited
    expect(card.locator(".where")).to_contain_text(STOPPED)


def test_a_training_that_broke_off_says_so_and_the_next_one_works(notebook: NotebookPage) -> None:
    broken = notebook.run(notebook.code_cell("1 / 0"))
    card = broken.locator(".live-training")
    expect(card.locator(".where")).to_contain_text("Broken off in epoch")
    expect(card.get_by_role("button", name="Stop training")).to_be_hidden()
    lost = notebook.run(notebook.code_cell("1e30"))
    expect(lost.locator(".live-training .where")).to_have_text("Finished: 2 epochs.")
    expect(lost.locator("[data-part=caption]")).to_contain_text("no number any more (NaN)")
    expect(lost.get_by_role("img", name="Loss: there is no number to draw")).to_have_count(1)


def test_a_page_opened_anew_during_a_training_can_stop_it_and_shows_it_afterwards(
    notebook: NotebookPage, course_copy: Path
) -> None:
    begin(notebook, "# reopened")
    page = notebook.page
    notebook.save_until(course_copy / NAME, "997 epochs")
    page.reload()
    cell = notebook.code_cell("# reopened")
    cell.locator(".jp-InputPrompt").click()
    notebook.interrupt()
    expect(page.get_by_role("button", name="| Idle")).to_be_visible()
    # JupyterLab finds a kernel's widgets only once it is idle. One that comes in the last tenth of the two seconds for
    # which it looks is missed (ipywidgets 8.1.9): then one loads the page once more, as reference/setup.md says.
    view, missed = cell.locator(".live-training .where"), cell.get_by_text("model not found")
    expect(view.or_(missed)).to_be_visible()
    if missed.is_visible():
        page.reload()
    expect(view).to_contain_text(STOPPED)
