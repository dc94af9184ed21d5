"""What a finger or a mouse does in each visualiser, once its answers are uncovered, and what NumPy says to it.

Every gesture gets the visualiser's box and `press`: Locator.tap or Locator.click.
"""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from lesson_utils.visualise import (
    ChannelMixer,
    ConfusionGrid,
    EdgeLab,
    FlattenMap,
    ModelScope,
    NeuronDial,
    PoolStep,
    PredictionSheet,
    SlideStep,
)
from lesson_utils.visualise.confusion_grid.confusion import cell_in_words
from lesson_utils.visualise.dense_softmax.softmax import softmax
from lesson_utils.visualise.edge_lab.words import describe
from lesson_utils.visualise.flatten_map.flattening import flat_index
from lesson_utils.visualise.kit.class_names import LESSON_CLASSES
from lesson_utils.visualise.neuron_dial.words import output_line
from tests.browser.bare_page import settle
from tests.browser.reading import number, numbers

Press = Callable[..., None]

# What a network might say: mostly right, and cats taken for dogs.
CHANCE = np.random.default_rng(4)
TRUE = CHANCE.integers(0, 10, 400)
PREDICTED = np.where(CHANCE.random(400) < 0.7, TRUE, CHANCE.integers(0, 10, 400))
PREDICTED[(TRUE == 3) & (CHANCE.random(400) < 0.6)] = 5
IMAGES = CHANCE.integers(0, 256, (400, 32, 32, 3), dtype=np.uint8)
PROBABILITIES = CHANCE.dirichlet(np.full(10, 0.4), 12)


def grid() -> ConfusionGrid:
    return ConfusionGrid(TRUE, PREDICTED, IMAGES)


def sheet() -> PredictionSheet:
    return PredictionSheet(IMAGES[:12], TRUE[:12], PROBABILITIES)


def press_inside(press: Press, place: Locator, across: float, down: float) -> None:
    """Press a point given as shares of an element's width and height."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    press(place, position={"x": across * box["width"], "y": down * box["height"]})


def type_over(press: Press, field: Locator, text: str) -> None:
    press(field)
    expect(field).to_be_focused()
    field.fill(text)


def neuron_dial(box: Locator, press: Press) -> None:
    slider = box.get_by_label("bias, slider")
    press_inside(press, slider, 0.8, 0.5)
    press(box.get_by_text("tanh", exact=True))
    dial = NeuronDial(bias=float(slider.input_value()), activation="tanh")
    assert 1 < dial.bias < 5
    expect(box.locator("[data-part=caption]")).to_contain_text(output_line(dial.sum, "tanh"))
    assert number(box.locator("[data-part=sum]").text_content() or "") == pytest.approx(dial.sum)
    assert number(box.locator("[data-part=output]").text_content() or "") == pytest.approx(dial.output, abs=5e-4)


def slide_step(box: Locator, press: Press) -> None:
    type_over(press, box.get_by_label("kernel row 2 column 2"), "5")
    kernel = SlideStep().kernel.copy()
    kernel[2, 2] = 5
    press(box.locator("[data-part=output] td").nth(4))
    expect(box.locator("[data-part=work-title]")).to_have_text("Row 1, column 1 of the output")
    press(box.get_by_role("button", name="Show all numbers"))
    output = box.locator("[data-part=output] td")
    expect(box.locator("[data-part=output] .covered")).to_have_count(0)
    np.testing.assert_allclose(numbers(output), SlideStep(kernel=kernel).output.ravel(), atol=0.005)


def channel_mixer(box: Locator, press: Press) -> None:
    mixer = ChannelMixer()
    press(box.locator("[data-part=filters]").get_by_text("clearly red"))
    press_inside(press, box.locator("[data-part=relu]"), 7.5 / 30, 12.5 / 30)
    expect(box.locator("[data-part=pixel]")).to_contain_text("Row 12, column 7:")
    expect(box.get_by_role("radio", name="clearly red")).to_be_checked()
    output = number(box.locator("[data-part=output]").text_content() or "")
    assert output == pytest.approx(mixer.feature_maps[12, 7, 1], abs=0.006)
    total = (mixer.image[12:15, 7:10] * mixer.filters[..., 1]).sum() + mixer.bias[1]
    assert number(box.locator("[data-part=total]").text_content() or "") == pytest.approx(total, abs=0.006)


def edge_lab(box: Locator, press: Press) -> None:
    type_over(press, box.get_by_label("kernel row 1 column 1"), "2")
    result = EdgeLab(kernel=[[-1, -1, -1], [0, 2, 0], [1, 1, 1]]).result
    expect(box.locator("[data-part=caption]")).to_contain_text(describe("your kernel", result))
    press_inside(press, box.locator("[data-part=result]"), 81.5 / 160, 41.5 / 160)
    expect(box.locator("[data-part=pixel]")).to_contain_text(re.compile("^Row (39|4[01]), column (79|8[01]) "))
    row, column = (
        int(place) for place in re.findall(r"\d+", box.locator("[data-part=pixel]").text_content() or "")[:2]
    )
    assert number(box.locator("[data-part=tag]").text_content() or "") == pytest.approx(result[row, column], abs=0.06)


def pool_step(box: Locator, press: Press) -> None:
    pool = PoolStep(pool_size=3)
    press(box.get_by_role("radiogroup", name="pool_size").get_by_text("3", exact=True))
    press(box.get_by_role("button", name="Show all numbers"))
    expect(box.locator("[data-part=max] td")).to_have_count(pool.output.size)
    expect(box.locator("[data-part=average] .covered")).to_have_count(0)
    np.testing.assert_allclose(numbers(box.locator("[data-part=max] td")), pool.output.ravel())
    press(box.get_by_text("Shift the feature map by one pixel"))
    press(box.get_by_role("button", name="shift right"))
    press(box.locator("[data-part=shift-cover]").get_by_role("button", name="Show me"))
    pool.shift = (0, 1)
    np.testing.assert_allclose(numbers(box.locator("[data-part=max] td")), pool.output.ravel())
    np.testing.assert_allclose(numbers(box.locator("[data-part=average] td")), pool.average.ravel(), atol=0.005)


def flatten_map(box: Locator, press: Press) -> None:
    press(box.get_by_role("gridcell", name="030"))
    shape = FlattenMap().feature_maps.shape
    expect(box.get_by_role("option", selected=True)).to_have_text(f"030 {flat_index((0, 3, 0), shape)}")
    press(box.get_by_role("option", name="121"))
    expect(box.locator("td.chosen")).to_have_text("121")
    expect(box.locator("[data-part=forwards]")).to_contain_text(f"= {flat_index((1, 2, 1), shape)}")


def dense_softmax(box: Locator, press: Press) -> None:
    press(box.get_by_role("button", name="Start again"))
    slider = box.get_by_label("logit of dog, slider")
    press_inside(press, slider, 0.9, 0.5)
    settle(box.page)
    logits = numbers_typed(box.locator("td[data-part^='logit '] input[type=text]"))
    assert logits[5] == float(slider.input_value()) > 5
    expect(box.locator("tr.winner th")).to_have_text("dog")
    np.testing.assert_allclose(numbers(box.locator("td[data-part^='probability ']")), softmax(logits), atol=6e-4)


def model_scope(box: Locator, press: Press) -> None:
    press(box.get_by_role("tab", name="conv2d Conv2D"))
    press_inside(press, box.locator("[data-part=sheet]"), 0.1, 0.1)  # 4 x 4 maps: the first
    press_inside(press, box.locator("[data-part=map]"), 12.5 / 30, 5.5 / 30)
    expect(box.locator("[data-part=caption]")).to_contain_text("conv2d, map 0, row 5, column 12: ")
    value = ModelScope().feature_maps["conv2d"][5, 12, 0]
    shown = number(box.locator("[data-part=steps] .last dd").text_content() or "")
    assert shown == pytest.approx(value, rel=0.006, abs=1e-6)


def confusion_grid(box: Locator, press: Press) -> None:
    press(box.locator("tbody tr").nth(3).locator("td").nth(5))
    counts = grid().counts
    expect(box.locator("[data-part=caption]")).to_contain_text(cell_in_words(counts, LESSON_CLASSES, 3, 5))
    expect(box.locator("[data-part=behind] canvas")).to_have_count(min(6, int(counts[3, 5])))
    np.testing.assert_array_equal(numbers(box.locator("td")), counts.ravel())


def prediction_sheet(box: Locator, press: Press) -> None:
    wrong = len(TRUE[:12]) - sheet().right
    press(box.get_by_text("Only the wrong ones"))
    expect(box.locator(".sheet li:visible")).to_have_count(wrong)
    press(box.get_by_text("All", exact=True))
    expect(box.locator(".sheet li:visible")).to_have_count(12)


def numbers_typed(fields: Locator) -> list[float]:
    return [number(field.input_value()) for field in fields.all()]


GESTURES: dict[str, Callable[[Locator, Press], None]] = {
    "NeuronDial": neuron_dial,
    "SlideStep": slide_step,
    "ChannelMixer": channel_mixer,
    "EdgeLab": edge_lab,
    "PoolStep": pool_step,
    "FlattenMap": flatten_map,
    "DenseSoftmax": dense_softmax,
    "ModelScope": model_scope,
}
# Those of a network's results, which need some.
GESTURES_OF_RESULTS: dict[str, Callable[[Locator, Press], None]] = {
    "ConfusionGrid": confusion_grid,
    "PredictionSheet": prediction_sheet,
}
