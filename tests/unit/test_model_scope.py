"""ModelScope in Python: what it reads from a model, what a unit of it sees, what it leaves in a notebook."""

import re

import keras
import numpy as np
import pytest

from lesson_utils.visualise import ModelScope
from lesson_utils.visualise.kit.parameters import parameter_formula
from lesson_utils.visualise.model_scope.layer import Layer
from lesson_utils.visualise.model_scope.receptive_field import receptive_field
from tests.unit.model_zoo import lesson_model, random_model, row_of, shake, small_model

L = keras.layers


@pytest.fixture
def image():
    return np.random.default_rng(2).uniform(size=(32, 32, 3)).astype("float32")


@pytest.fixture
def small():
    return small_model()


# What it shows


def test_it_agrees_with_keras(image):
    model = shake(lesson_model(), np.random.default_rng(4))
    scope = ModelScope(model, image)
    np.testing.assert_allclose(scope.prediction, keras.ops.convert_to_numpy(model(image[None]))[0], atol=1e-6)
    viewer = keras.Model(model.input, model.layers[3].output)
    maps = keras.ops.convert_to_numpy(viewer(image[None]))[0]
    np.testing.assert_allclose(scope.feature_maps["conv2d_1"], maps, atol=1e-5)


def test_the_lessons_network_opens_by_itself_the_same_every_time():
    first, second = ModelScope(), ModelScope()
    np.testing.assert_array_equal(first.prediction, second.prediction)
    assert (first.layer, repr(first), first.unit) == (second.layer, repr(second), second.unit)
    assert repr(first) == "ModelScope: cifar_model_intro, 8 layers, 79,530 parameters; 1 image of 32 x 32 x 3."
    field = first.receptive_field
    assert (field[0].stop - field[0].start, field[1].stop - field[1].start) == (8, 8)


def test_formulas_and_total_are_told_to_the_browser(image):
    state = ModelScope(lesson_model(), image).get_state()
    formulas = [layer["formula"] for layer in state["_layers"] if layer["count"]]
    assert formulas == [
        "3 x 3 x 3 x 16 + 16 = 448", "3 x 3 x 16 x 32 + 32 = 4,640", "1,152 x 64 + 64 = 73,792", "64 x 10 + 10 = 650",
    ]  # fmt: skip
    assert state["_facts"]["total"] == 79530
    assert len(state["_weights"]) == 4 * 79530
    assert state["_facts"]["classes"][3] == "cat"


@pytest.mark.parametrize(
    ("shapes", "formula"),
    [([], "0"), ([(5,)], "5"), ([(3, 2)], "3 x 2 = 6"), ([()], "1"), ([(4,)] * 2 + [(7, 1)], "2 x 4 + 7 x 1 = 15")],
)
def test_formulas(shapes, formula):
    assert parameter_formula(shapes) == formula


def test_a_layer_used_twice_is_counted_once():
    shared, inputs = L.Conv2D(1, 3, padding="same"), keras.Input((8, 8, 1))
    model = keras.Model(inputs, shared(shared(inputs)))
    scope = ModelScope(model, np.zeros((8, 8)))
    assert [layer["count"] for layer in scope._layers] == [0, 10, 0]
    assert scope._facts["total"] == model.count_params() == 10


def test_nested_models_are_opened():
    block = keras.Sequential([L.Conv2D(2, 3), L.ReLU()], name="block")
    inputs = keras.Input((8, 8, 1))
    model = keras.Model(inputs, L.Dense(2, name="out")(L.GlobalAveragePooling2D(name="mean")(block(inputs))))
    scope = ModelScope(model, np.ones((8, 8)))
    assert [name.split("/")[0] for name in scope.feature_maps][1:] == ["block", "block", "mean", "out"]


def test_what_the_browser_does_not_know_is_computed_by_keras():
    class Halves(L.Layer):
        def call(self, x):
            return x / 2

    inputs = keras.Input((8, 8, 1))
    x = Halves(name="halves")(inputs)
    x = L.Conv2D(2, 3, activation=lambda z: keras.ops.abs(z), name="own_activation")(x)
    x = L.Dropout(0.5, name="always")(x, training=True)
    x = L.Flatten()(L.LayerNormalization(name="norm")(x))
    scope = ModelScope(keras.Model(inputs, L.Dense(2)(x)), np.ones((8, 8)))
    assert scope._facts["in_python"] == ["halves", "own_activation", "always", "norm"]
    np.testing.assert_allclose(scope.feature_maps["halves"], 0.5)
    assert len(scope._maps) == 4 * sum(maps.size for maps in scope.feature_maps.values())
    before = scope._maps
    scope.image = np.zeros((8, 8))
    assert scope._maps != before


def test_an_output_of_maps_needs_no_prediction(image):
    model = lesson_model()
    viewer = keras.Model(model.input, model.layers[1].output)
    scope = ModelScope(viewer, image)
    assert scope._facts["scores"] == ""
    assert "prediction" not in scope._alt_text()


@pytest.mark.parametrize(
    ("last", "scores"), [("softmax", "softmax"), ("sigmoid", "sigmoid"), (None, "logits"), ("relu", "")]
)
def test_it_knows_what_the_last_numbers_are(last, scores):
    assert ModelScope(row_of(L.Flatten(), L.Dense(4, activation=last)), np.ones((8, 8)))._facts["scores"] == scores


def test_open_sizes_take_the_images_own():
    model = row_of(L.Conv2D(2, 3), L.MaxPooling2D(), L.GlobalAveragePooling2D(), shape=(None, None, 3))
    scope = ModelScope(model, np.zeros((11, 14, 3)))
    assert [maps.shape for maps in scope.feature_maps.values()] == [(11, 14, 3), (9, 12, 2), (4, 6, 2), (2,)]


# What can be assigned, and what the browser sends


def test_layer_and_unit_are_assigned_and_checked(small):
    scope = ModelScope(small, np.ones((8, 8)))
    scope.layer = "conv"
    scope.unit = (1, 2, 0)
    assert scope.receptive_field == (slice(1, 4), slice(2, 5))
    scope.set_state({"_where": [2, 71]})
    assert (scope.layer, scope.unit) == ("flat", (71,))
    scope.unit = 5
    assert scope.unit == (5,)
    with pytest.raises(ValueError, match=r"no layer called 'pool'\. This model has: image, conv, flat, out"):
        scope.layer = "pool"
    for unit in [(72,), (1, 2, 3), (-1,)]:
        with pytest.raises(ValueError, match=r"'flat' is named by 1 whole number"):
            scope.unit = unit
    assert scope.unit == (5,)


def test_images_are_stepped_through_and_replaced(small):
    batch = np.random.default_rng(3).uniform(size=(3, 8, 8))
    scope = ModelScope(small, batch)
    scope.image_number = 2
    np.testing.assert_allclose(scope.image[..., 0], batch[2], atol=1e-7)
    expected = keras.ops.convert_to_numpy(small(batch[2:, ..., None]))[0]
    np.testing.assert_allclose(scope.prediction, expected, atol=1e-5)
    with pytest.raises(ValueError, match="between 0 and 2"):
        scope.image_number = 3
    scope.image = np.zeros((8, 8))
    assert scope.image_number == 0
    assert not scope.image.any()
    with pytest.raises(ValueError, match=r"\(8, 8, 1\)"):
        scope.image = np.zeros((9, 8))


def test_a_picture_changed_in_the_browser_arrives(small):
    scope = ModelScope(small, np.zeros((8, 8)))
    sent = np.full((8, 8, 1), 0.25, "<f4")
    scope.set_state({"_picture": memoryview(sent.tobytes())})
    np.testing.assert_array_equal(scope.image, sent)
    np.testing.assert_allclose(scope.prediction, keras.ops.convert_to_numpy(small(sent[None]))[0], atol=1e-5)


def test_new_weights_are_read_by_refresh_and_when_the_browser_asks(small):
    scope = ModelScope(small, np.ones((8, 8)))
    for ask in (scope.refresh, lambda: scope.set_state({"_asked": 1})):
        before = scope._weights
        shake(small, np.random.default_rng(len(before) + int(np.frombuffer(before[:1], np.uint8)[0])))
        assert scope._weights == before
        ask()
        assert scope._weights != before
        expected = keras.ops.convert_to_numpy(small(np.ones((1, 8, 8, 1))))[0]
        np.testing.assert_allclose(scope.prediction, expected, atol=1e-5)


def test_weights_that_went_astray_are_told_to_the_browser(small):
    scope = ModelScope(small, np.ones((8, 8)))
    before = scope._weights
    small.get_layer("out").set_weights([np.full((72, 3), np.nan), np.zeros(3)])
    scope.set_state({"_asked": 1})
    assert scope._answer[0] == 1
    assert "smaller learning rate" in scope._answer[1]
    assert scope._weights == before


def test_an_untrained_network_is_told_from_a_trained_one(image):
    model = lesson_model()
    scope = ModelScope(model, image)
    assert scope._facts["untrained"]
    assert "untrained" in scope._alt_text()
    model.layers[1].set_weights([model.layers[1].get_weights()[0], np.ones(16)])
    scope.refresh()
    assert not scope._facts["untrained"]
    assert re.search(r"the highest is \w+ with 0\.\d\d\.$", scope._alt_text())


# What a unit sees


@pytest.mark.parametrize("seed", range(12))
def test_outside_its_receptive_field_nothing_counts(seed):
    """Change all pixels outside the field at once: the unit stays; change those inside: somewhere it moves."""
    model, image = random_model(seed)
    read = ModelScope(model, image)._last
    layers = read.layers
    random = np.random.default_rng(seed)
    values, moved = read.run(image), 0
    for place in random.permutation(np.arange(1, len(layers)))[:4]:
        unit = tuple(int(random.integers(size)) for size in layers[place].shape)
        field = receptive_field(layers, place, unit)
        inside = np.zeros(image.shape, bool)
        if field is not None:
            inside[tuple(slice(low, high + 1) for low, high in field)] = True
        other = random.uniform(size=image.shape).astype("float32")
        outside_changed = read.run(np.where(inside, image, other))
        assert outside_changed[place][unit] == pytest.approx(values[place][unit], abs=1e-5), layers[place].name
        moved += read.run(np.where(inside, other, image))[place][unit] != values[place][unit]
    assert moved


def test_the_field_is_no_larger_than_it_must_be():
    """With plain sums the first and last row and column of the field all count, whatever the layers' settings."""
    random, inputs = np.random.default_rng(8), keras.Input((23, 19, 2))
    x = L.Conv2D(2, (3, 2), strides=2, padding="same")(L.ZeroPadding2D((2, 1))(inputs))
    x = L.AveragePooling2D((2, 3), padding="same")(L.Conv2D(3, 3, dilation_rate=2)(x))
    model = shake(keras.Model(inputs, L.Concatenate()([x, x])), random)
    whole = keras.Sequential([keras.Input((23, 19, 3)), L.Conv2D(2, 1), model])
    read = ModelScope(whole, np.ones((23, 19, 3)))._last
    layers = read.layers
    last = len(layers) - 1
    for unit in [(0, 0, 0), (1, 1, 4), tuple(size - 1 for size in layers[last].shape)]:
        image = random.uniform(size=(23, 19, 3)).astype("float32")
        before = read.run(image)[last][unit]
        (top, bottom), (left, right), _ = receptive_field(layers, last, unit)
        for rim in (np.s_[top, left : right + 1], np.s_[bottom, left : right + 1], np.s_[top : bottom + 1, left]):
            changed = image.copy()
            changed[rim] += 1
            assert read.run(changed)[last][unit] != before
        changed = image.copy()
        changed[top : bottom + 1, right] += 1
        assert read.run(changed)[last][unit] != before


def test_a_unit_that_sees_only_padding_has_no_field():
    model = row_of(L.ZeroPadding2D(3), L.Conv2D(1, 2, name="conv"))
    scope = ModelScope(model, np.ones((8, 8)))
    scope.layer = "conv"
    scope.unit = (0, 0, 0)
    assert scope.receptive_field is None


def test_a_unit_after_an_unknown_layer_may_see_everything():
    layers = [Layer("image", "InputLayer", "input", (2, 2, 1)), Layer("odd", "Odd", "unknown", (1,), (0,))]
    assert receptive_field(layers, 1, (0,)) == ((0, 1), (0, 1), (0, 0))


def test_both_steps_of_a_separable_convolution_are_shown():
    settings = {"strides": 2, "padding": "same", "depth_multiplier": 2, "activation": "relu", "name": "separable"}
    model = shake(row_of(L.SeparableConv2D(3, (3, 2), **settings), shape=(7, 6, 3)), np.random.default_rng(2))
    image = np.random.default_rng(3).uniform(size=(7, 6, 3)).astype("float32")
    maps = ModelScope(model, image).feature_maps
    assert [one.shape for one in maps.values()] == [(7, 6, 3), (4, 3, 6), (4, 3, 3)]
    layer = model.layers[0]
    mixing = keras.ops.convert_to_numpy(layer.pointwise_kernel)[0, 0]
    sums = maps["separable, step 1"] @ mixing + keras.ops.convert_to_numpy(layer.bias)
    np.testing.assert_allclose(maps["separable, step 2"], np.maximum(sums, 0), atol=1e-5)


# What it leaves in a notebook


def test_its_words_stand_in_for_it(image):
    scope = ModelScope(lesson_model(), image)
    data, _ = scope._repr_mimebundle_()
    for words in ("3 x 3 x 3 x 16 + 16 = 448", "8 x 8 pixels", "79,530", "prediction as bars"):
        assert words in data["text/html"]
    assert data["text/plain"] == repr(scope)


def test_repr_and_alt_text_of_an_untrained_network_do_not_depend_on_its_weights(image):
    one, other = (ModelScope(lesson_model(seed), image) for seed in (1, 2))
    assert repr(one) == repr(other)
    assert one._alt_text() == other._alt_text()
    assert one.prediction.tolist() != other.prediction.tolist()


@pytest.mark.parametrize("seed", [3, 5])
def test_every_model_has_a_figure(seed):
    model, image = random_model(seed)
    figure = ModelScope(model, image)._figure()
    assert any("in all" in text.get_text() for axes in figure.axes for text in axes.texts)
