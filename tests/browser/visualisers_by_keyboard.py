"""What a learner with a keyboard does in each visualiser: predict, read the answer, change something, go on."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.by_keyboard import KeyboardLearner
from tests.browser.notebook_page import SLOW


def _open(learner: KeyboardLearner, cell_id: str, name: str) -> Locator:
    """Run everything up to a visualiser and the visualiser itself, and stay at its cell."""
    learner.read_on_to(cell_id)
    learner.run_cell()
    learner.press("ArrowUp")
    box = learner.cell(cell_id).locator(f".{name}")
    box.locator(".cover >> visible=true").first.wait_for(timeout=SLOW)
    return box


def _leave(learner: KeyboardLearner) -> None:
    """Out of a visualiser: what JupyterLab would take for "delete this cell" and for "next cell" does neither."""
    cells, here = learner.page.locator(".jp-CodeCell").count(), learner.here()
    learner.press("d", "d")
    assert (learner.page.locator(".jp-CodeCell").count(), learner.here()) == (cells, here)
    learner.leave_output()
    learner.press("ArrowDown")


def neuron_dial(learner: KeyboardLearner) -> None:
    box = _open(learner, "a-single-neuron-code", "neuron-dial")
    learner.tab_to(box.locator(".cover input"))
    learner.press("-", "1", "Enter")
    expect(box.locator(".reply")).to_contain_text("ReLU(−1) = 0")
    learner.tab_to(box.get_by_label("bias, slider"), "Shift+Tab")
    learner.press("End")
    expect(box.locator("[data-part=output]")).to_have_text("7.5")
    _leave(learner)


def slide_step(learner: KeyboardLearner) -> None:
    box = _open(learner, "convolutional-layers-code-2", "slide-step")
    learner.tab_to(box.locator("[data-part=sum-cover] input"))
    learner.press("2", "3", "Enter")
    expect(box.locator("[data-part=sum-reply]")).to_contain_text("Yes, well seen.")
    learner.tab_to(box.get_by_role("button", name="Step", exact=True))
    learner.press("Enter")
    expect(box.locator("[data-part=work-title]")).to_contain_text("column 2")
    learner.tab_to(box.get_by_role("radiogroup", name="strides").get_by_role("radio", checked=True), "Shift+Tab")
    learner.press("ArrowRight")
    expect(box.locator("[data-part=rows-cover]")).to_be_visible()
    _leave(learner)


def channel_mixer(learner: KeyboardLearner) -> None:
    box = _open(learner, "convolutional-layers-code-3", "channel-mixer")
    learner.tab_to(box.get_by_role("button", name="Negative"))
    learner.press("Enter")
    expect(box.locator("[data-part=reply]")).to_contain_text("ReLU makes it 0")
    learner.tab_to(box.get_by_role("application"), "Shift+Tab")
    learner.press("Control+End")
    expect(box.locator("[data-part=pixel]")).to_contain_text("Row 30, column 30:")
    _leave(learner)


def edge_lab(learner: KeyboardLearner) -> None:
    box = _open(learner, "conv2d-code-2", "edge-lab")
    learner.tab_to(box.get_by_role("button", name="Negative"))
    learner.press("Enter")
    expect(box.locator(".reply")).to_contain_text("−450: negative")
    learner.tab_to(box.get_by_label("kernel row 2 column 2"), "Shift+Tab")
    learner.press("ArrowUp", "Tab")
    expect(box.locator("[data-part=caption]")).to_contain_text("Your kernel: values from")
    learner.tab_to(box.get_by_role("application"), "Shift+Tab")
    learner.press("Control+Home")
    expect(box.locator("[data-part=pixel]")).to_contain_text("Row 1, column 1 ")
    _leave(learner)


def pool_step(learner: KeyboardLearner) -> None:
    box = _open(learner, "pooling-layers-code", "pool-step")
    learner.tab_to(box.locator("[data-part=max-cover] input"))
    learner.press("9", "Enter")
    expect(box.locator("[data-part=max-reply]")).to_contain_text("Yes, well seen.")
    learner.tab_to(box.locator("[data-part=average-cover] input"))
    learner.press("8", "Enter")
    expect(box.locator("[data-part=average-reply]")).to_contain_text("(9 + 8 + 0 + 1) / 4 = 4.5")
    learner.tab_to(box.get_by_role("button", name="Step", exact=True))
    learner.press("Enter")
    expect(box.locator("[data-part=caption]")).to_contain_text("Window of row 1, column 2")
    _leave(learner)


def flatten_map(learner: KeyboardLearner) -> None:
    box = _open(learner, "reshaping-layers-flatten-code", "flatten-map")
    learner.tab_to(box.get_by_role("textbox"))
    learner.press("1", "3", "Enter")
    expect(box.locator(".reply")).to_contain_text("(1 × 4 + 2) × 2 + 1 = 13")
    learner.tab_to(box.get_by_role("option", selected=True), "Shift+Tab")
    learner.press("Home", "ArrowRight")
    expect(box.get_by_role("option", selected=True)).to_contain_text("9")
    _leave(learner)


def dense_softmax(learner: KeyboardLearner) -> None:
    box = _open(learner, "cnn-part-3-output-layer-code", "dense-softmax")
    learner.tab_to(box.get_by_role("button", name="cat"))
    learner.press("Enter")
    expect(box.locator("[data-part=reply]")).to_contain_text("0.563")
    learner.tab_to(box.get_by_role("button", name="It grows"))
    learner.press("Enter")
    expect(box.locator("[data-part='second reply']")).to_contain_text("Only the differences between logits count.")
    learner.tab_to(box.get_by_label("logit of cat, slider"), "Shift+Tab")
    learner.press("Home")
    expect(box.locator("[data-part='probability 3']")).to_have_text("0.000")
    _leave(learner)


def model_scope(learner: KeyboardLearner) -> None:
    box = _open(learner, "look-inside-a-hidden-layer-code-2", "model-scope")
    expect(box.locator(".title")).to_contain_text("cifar_model_intro")
    learner.tab_to(box.get_by_role("button", name="Show me"))
    learner.press("Enter")
    expect(box.locator(".reply")).to_contain_text("Here it is.")
    learner.tab_to(box.get_by_role("tab", selected=True))
    learner.press("Home", "ArrowRight")
    expect(box.locator("[data-part=about]")).to_contain_text("3 × 3 × 3 × 16 + 16 = 448")
    learner.tab_to(box.get_by_role("application", name=re.compile("^Map ")))
    learner.press("Control+Home")
    expect(box.locator("[data-part=caption]")).to_contain_text("row 0, column 0")
    _leave(learner)
