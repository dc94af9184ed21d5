"""What a learner with a keyboard does in each visualiser: predict, read the answer, change something, go on."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, expect

from tests.browser.bare_page import settle
from tests.browser.by_keyboard import KeyboardLearner


@contextmanager
def _visualiser(learner: KeyboardLearner, cell_id: str, name: str) -> Iterator[Locator]:
    """Run everything up to a visualiser and the visualiser itself, work in it, and go on to the next cell."""
    learner.read_on_to(cell_id)
    learner.run_cell()
    learner.press("ArrowUp")
    box = learner.cell(cell_id).locator(f".{name}")
    box.locator(".cover >> visible=true").first.wait_for()
    yield box
    cells = learner.page.locator(".jp-CodeCell").count()
    learner.press("d", "d")  # what JupyterLab would take for "delete this cell"
    settle(learner.page)
    assert (learner.page.locator(".jp-CodeCell").count(), learner.here()) == (cells, cell_id)
    learner.leave_output()
    learner.press("ArrowDown")


def neuron_dial(learner: KeyboardLearner) -> None:
    with _visualiser(learner, "a-single-neuron-code", "neuron-dial") as box:
        learner.press_at(box.locator(".cover input"), "-", "1", "Enter", "0", "Enter")
        expect(box.locator(".reply")).to_contain_text("ReLU(−1) = 0")
        bias = box.get_by_label("bias", exact=True)
        expect(bias).to_be_enabled()
        learner.press_at(bias, "4", "Tab", by="Shift+Tab")
        expect(box.locator("[data-part=output]")).to_have_text("5.5")


def slide_step(learner: KeyboardLearner) -> None:
    with _visualiser(learner, "convolutional-layers-code-2", "slide-step") as box:
        learner.press_at(box.locator("[data-part=sum-cover] input"), "-", "2", "1", "Enter")
        expect(box.locator("[data-part=sum-reply]")).to_contain_text("Yes, that’s right.")
        learner.press_at(box.get_by_role("button", name="Step", exact=True), "Enter")
        expect(box.locator("[data-part=work-title]")).to_contain_text("column 1")
        learner.press_at(
            box.get_by_role("radiogroup", name="strides").get_by_role("radio", checked=True),
            "ArrowRight",
            by="Shift+Tab",
        )
        expect(box.locator("[data-part=rows-cover]")).to_be_visible()


def channel_mixer(learner: KeyboardLearner) -> None:
    with _visualiser(learner, "convolutional-layers-code-3", "channel-mixer") as box:
        learner.press_at(box.get_by_role("button", name="Negative"), "Enter")
        expect(box.locator("[data-part=reply]")).to_contain_text("ReLU makes it 0")
        learner.press_at(box.get_by_role("application"), "Control+End", by="Shift+Tab")
        expect(box.locator("[data-part=pixel]")).to_contain_text("Row 29, column 29:")


def edge_lab(learner: KeyboardLearner) -> None:
    with _visualiser(learner, "conv2d-code-2", "edge-lab") as box:
        learner.press_at(box.get_by_role("button", name="Negative"), "Enter")
        expect(box.locator(".reply")).to_contain_text("−450: negative")
        learner.press_at(box.get_by_label("kernel row 0 column 0"), "ArrowUp", "Tab", by="Shift+Tab")
        expect(box.locator("[data-part=caption]")).to_contain_text("Your kernel: values from")
        learner.press_at(box.get_by_role("application"), "Control+Home", by="Shift+Tab")
        expect(box.locator("[data-part=pixel]")).to_contain_text("Row 0, column 0 ")


def pool_step(learner: KeyboardLearner) -> None:
    with _visualiser(learner, "pooling-layers-code", "pool-step") as box:
        learner.press_at(box.locator("[data-part=max-cover] input"), "9", "Enter")
        expect(box.locator("[data-part=average-cover]")).to_contain_text("Yes, that’s right.")
        learner.press_at(box.locator("[data-part=average-cover] input"), "8", "Enter", "7", "Enter")
        expect(box.locator("[data-part=average-reply]")).to_contain_text("(9 + 8 + 0 + 1) / 4 = 4.5")
        learner.press_at(box.get_by_role("button", name="Step", exact=True), "Enter")
        expect(box.locator("[data-part=caption]")).to_contain_text("Window of row 0, column 1")


def flatten_map(learner: KeyboardLearner) -> None:
    with _visualiser(learner, "reshaping-layers-flatten-code", "flatten-map") as box:
        learner.press_at(box.get_by_role("textbox"), "1", "3", "Enter")
        expect(box.locator(".reply")).to_contain_text("(1 × 4 + 2) × 2 + 1 = 13")
        learner.press_at(box.get_by_role("option", selected=True), "Home", "ArrowRight", by="Shift+Tab")
        expect(box.get_by_role("option", selected=True)).to_contain_text("9")


def dense_softmax(learner: KeyboardLearner) -> None:
    with _visualiser(learner, "cnn-part-3-output-layer-code", "dense-softmax") as box:
        learner.press_at(box.get_by_role("button", name="It grows"), "Enter", "ArrowRight", "Enter")
        expect(box.locator("[data-part='second reply']")).to_contain_text("Only the differences between logits count.")
        learner.press_at(box.get_by_label("logit of cat", exact=True), *"-10", "Tab", by="Shift+Tab")
        expect(box.locator("[data-part='probability 3']")).to_have_text("0.000")


def model_scope(learner: KeyboardLearner) -> None:
    with _visualiser(learner, "look-inside-a-hidden-layer-code-2", "model-scope") as box:
        expect(box.locator(".title + p")).to_contain_text("cifar_model_intro")
        learner.press_at(box.get_by_role("button", name="Show me"), "Enter")
        expect(box.locator(".reply")).to_contain_text("Here it is.")
        learner.press_at(box.get_by_role("tab", selected=True), "Home", "ArrowRight")
        expect(box.locator("[data-part=about]")).to_contain_text("3 × 3 × 3 × 16 + 16 = 448")
        learner.press_at(box.get_by_role("application", name=re.compile("^Map ")), "Control+Home")
        expect(box.locator("[data-part=caption]")).to_contain_text("row 0, column 0")
