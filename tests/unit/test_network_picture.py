"""The picture that grows: what it reads from a network, how it draws it, what it asks."""

import json
import re
from html.parser import HTMLParser
from math import prod

import keras
import pytest

from lesson_utils.visualise.network_picture.blocks import MOST_BLOCKS, Block, blocks_of
from lesson_utils.visualise.network_picture.drawing import DEEPEST, TALLEST, draw_block, scale_of
from lesson_utils.visualise.network_picture.growing import growing_network
from lesson_utils.visualise.network_picture.questions import question_about
from lesson_utils.visualise.network_picture.style_sheet import network_picture_style
from tests.unit.model_zoo import lesson_model, random_model

L = keras.layers
SHAPES = ["32 × 32 × 3", "30 × 30 × 16", "15 × 15 × 16", "13 × 13 × 32", "6 × 6 × 32", "1,152", "64", "10"]


@pytest.fixture(scope="module")
def model():
    return lesson_model()


# What it reads


@pytest.mark.parametrize("place", range(8))
def test_after_each_challenge_it_holds_one_block_more(model, place):
    picture = growing_network(model.layers[place].output)
    assert re.findall(r"[A-Z]\w+ ([\d,]+(?: × \d+)*)", picture.text) == SHAPES[: place + 1]


def test_a_tensor_and_the_finished_model_give_the_same_picture(model):
    assert growing_network(model) == growing_network(model.output)
    assert "79,530 numbers to learn in all" in growing_network(model).html


def test_a_layer_used_twice_is_counted_once():
    shared, inputs = L.Conv2D(1, 3, padding="same"), keras.Input((8, 8, 1))
    assert [block.count for block in blocks_of(shared(shared(inputs)))] == [0, 10, 0]


@pytest.mark.parametrize("value", [None, 3, "x_intro", [1, 2], {"layers": 1}, object(), keras.layers.Dense])
def test_what_is_no_network_has_no_picture(value):
    assert growing_network(value) is None


def test_branches_open_sizes_and_very_deep_networks_have_no_picture():
    inputs = keras.Input((8, 8, 3))
    assert growing_network(L.Add()([L.Conv2D(3, 1)(inputs), inputs])) is None
    assert growing_network(L.Conv2D(2, 3)(keras.Input((None, None, 3)))) is None
    x = inputs
    for _ in range(MOST_BLOCKS):
        x = L.ReLU()(x)
    assert growing_network(x) is None


# What it draws


def test_blocks_are_drawn_to_scale():
    scale = scale_of([(32, 32, 3), (30, 30, 16), (1152,), (10,)])
    image, maps = draw_block("Input", (32, 32, 3), scale), draw_block("Conv2D", (30, 30, 16), scale)
    assert image.front[3] == pytest.approx(TALLEST)
    assert maps.front[3] / image.front[3] == pytest.approx(30 / 32)
    row = draw_block("Flatten", (1152,), scale)
    assert row.front[2] * row.front[3] == pytest.approx(1152 * scale.cell**2)
    assert prod(row.cells) == 1152


@pytest.mark.parametrize(
    "shape", [(1,), (4096,), (100_000,), (1, 1, 1), (224, 224, 3), (7, 7, 2048), (3, 500, 1), (6, 4)]
)
def test_no_block_is_larger_than_its_place(shape):
    drawing = draw_block("Any", shape, scale_of([shape]))
    assert drawing.height <= TALLEST + DEEPEST + 4
    assert drawing.width <= 2 * TALLEST + DEEPEST + 4


class _Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.open, self.seen = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))
        self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_its_html_is_well_formed_says_everything_in_words_and_loads_nothing(model):
    page = _Tags(growing_network(model).html)
    assert page.open == []
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in page.seen}
    assert all(attributes["aria-hidden"] == "true" for tag, attributes in page.seen if tag == "svg")
    assert sum("data-newest" in attributes for _, attributes in page.seen) == 1


def test_a_layers_own_name_cannot_break_the_page():
    class Layer(L.Layer):
        def call(self, x):
            return x

    Layer.__name__ = "<b>Mine</b>"
    assert "<b>Mine" not in growing_network(Layer()(keras.Input((4, 4, 1)))).html


# What it asks


@pytest.mark.parametrize("place", range(8))
def test_the_question_has_one_right_answer_and_a_reply_to_each_wrong_one(model, place):
    question = growing_network(model.layers[place].output).content["question"]
    right = SHAPES[place] if place else "3,072"
    assert question["right"] == right
    assert right in question["choices"]
    assert len(question["choices"]) == len(set(question["choices"])) >= 3
    assert set(question["slips"]) == set(question["choices"]) - {right}
    assert all(slip.endswith((".", "?")) and right not in slip for slip in question["slips"].values())
    json.dumps(question)


@pytest.mark.parametrize("seed", range(12))
def test_every_layer_of_any_network_can_be_asked_about(seed):
    model, _ = random_model(seed)
    for layer in model.layers:
        picture = growing_network(layer.output)
        if picture and (question := picture.content["question"]):
            assert question["right"] in question["choices"]
            assert len(question["choices"]) >= 2


def test_other_settings_have_their_own_arithmetic():
    def asked(layer, shape=(15, 15, 4)):
        return question_about(blocks_of(layer(keras.Input(shape))))

    assert asked(L.Conv2D(8, 3, padding="same")).right == "15 × 15 × 8"
    assert "13 × 13 × 8" in asked(L.Conv2D(8, 3, padding="same")).choices
    assert "(15 − 3) / 2, rounded down, + 1 = 7" in asked(L.Conv2D(8, 3, strides=2)).why
    assert asked(L.Conv2D(8, 3, dilation_rate=2)).right == "11 × 11 × 8"
    assert asked(L.MaxPooling2D()).slips["8 × 8 × 4"] == "A row that is left over is dropped."
    assert asked(L.Dropout(0.5)).right == "15 × 15 × 4"
    assert asked(L.Dense(6)).right == "15 × 15 × 6"
    assert question_about([Block("Input", "input", (12,))]) is None


def test_its_rules_touch_nothing_else_on_the_page():
    rules = re.sub(r"/\*.*?\*/|@media[^{]*\{|\([^()]*\)", "", network_picture_style(), flags=re.DOTALL)
    for selector in re.findall(r"([^{}]+)\{", rules):
        assert all(one.strip().startswith(".network-picture") for one in selector.split(",") if one.strip()), selector
