"""One normal form for a network, however it is spelt."""

import keras
import pytest
from keras import layers

from lesson_utils.checking.comparing.graph import joining_step, steps_to
from lesson_utils.checking.comparing.networks import same


@pytest.fixture
def image():
    return keras.Input((8, 8, 3))


def doubled(numbers):
    return numbers * 2


PLAIN = "layers.Conv2D(4, 3, activation='relu')(image)"


@pytest.mark.parametrize(
    "spelling",
    [
        "layers.Conv2D(filters=4, kernel_size=(3, 3), activation='relu')(image)",
        "layers.Conv2D(4, [3, 3], 1, 'valid', activation=keras.activations.relu)(image)",
        "layers.Conv2D(4, 3, activation='relu', name='mine', kernel_initializer='zeros')(image)",
        "layers.Conv2D(4, 3, activation=layers.ReLU())(image)",
        "layers.Conv2D(4, 3, activation=lambda x: keras.ops.maximum(x, 0.0))(image)",
        "layers.Activation('relu')(layers.Conv2D(4, 3)(image))",
        "layers.ReLU()(layers.Conv2D(4, 3, activation='linear')(image))",
        "keras.activations.relu(layers.Conv2D(4, 3)(image))",
        "keras.ops.relu(layers.Conv2D(4, 3)(image))",
        "keras.Sequential([layers.Conv2D(4, 3), layers.ReLU()])(image)",
        "keras.Sequential([keras.Sequential([layers.Conv2D(4, 3, activation='relu')])])(image)",
    ],
)
def test_equivalent_spellings_give_equal_steps(image, spelling):
    names = {"keras": keras, "layers": layers, "image": image}
    plain, other = (steps_to(eval(code, names)) for code in (PLAIN, spelling))
    assert [step.kind for step in plain] == ["InputLayer", "Conv2D", "activation"]
    assert same(other, plain)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("filters", 5),
        ("kernel_size", 5),
        ("strides", 2),
        ("padding", "same"),
        ("use_bias", False),
        ("trainable", False),
    ],
)
def test_a_setting_that_changes_the_network_differs_by_its_name(image, setting, value):
    plain = steps_to(layers.Conv2D(4, 3)(image))[-1]
    other = steps_to(layers.Conv2D(**{"filters": 4, "kernel_size": 3, setting: value})(image))[-1]
    assert not other.matches(plain)
    assert other.differences(plain) == [setting]


@pytest.mark.parametrize(
    ("tensor", "name"),
    [
        (lambda x: layers.Dense(2, activation="softmax")(x), "softmax"),
        (lambda x: layers.Softmax()(layers.Dense(2)(x)), "softmax"),
        (lambda x: layers.Dense(2, activation=keras.ops.tanh)(x), "tanh"),
        (lambda x: layers.Dense(2, activation=doubled)(x), "doubled"),
    ],
)
def test_an_activation_is_a_step_of_its_own(image, tensor, name):
    last = steps_to(tensor(image))[-1]
    assert (last.kind, last.name, last.own) == ("activation", name, name == "doubled")


def test_relu_that_is_cut_off_is_another_layer(image):
    assert steps_to(layers.ReLU(max_value=6)(image))[-1].kind == "ReLU"


def test_steps_know_shapes_and_weights(image):
    step = steps_to(layers.Conv2D(4, 3)(image))[-1]
    assert step.shape == (None, 6, 6, 4)
    assert step.weights == ((3, 3, 3, 4), (4,))


def test_a_model_used_as_a_layer_is_opened_and_reads_what_it_was_called_on(image):
    inner_input = keras.Input((8, 8, 3))
    inner = keras.Model(inner_input, layers.Flatten()(layers.MaxPooling2D()(inner_input)))
    steps = steps_to(layers.Dense(2)(inner(image)))
    assert [step.kind for step in steps] == ["InputLayer", "MaxPooling2D", "Flatten", "Dense"]
    assert steps[0].made_by is image._keras_history[0]


def test_a_layer_called_twice_is_two_steps_made_by_one(image):
    shared = layers.Dense(3)
    _, first, second = steps_to(shared(shared(image)))
    assert first is not second
    assert first.made_by is second.made_by is shared


def test_a_model_called_twice_shares_its_layers(image):
    model = keras.Sequential([layers.Dense(3)])
    _, first, second = steps_to(model(model(image)))
    assert first.made_by is second.made_by


def test_where_two_paths_meet(image):
    left, right = layers.Dense(3)(image), layers.Dense(3)(image)
    steps = steps_to(layers.Flatten()(layers.Add()([left, right])))
    assert [step.kind for step in steps] == ["InputLayer", "Dense", "Dense", "Add", "Flatten"]
    joined = joining_step(steps)
    assert joined is not None
    assert joined.kind == "Add"
    assert joining_step(steps_to(left)) is None


def test_a_path_that_leads_nowhere_is_not_in_the_network(image):
    layers.Dense(7)(image)
    assert [step.kind for step in steps_to(layers.Flatten()(image))] == ["InputLayer", "Flatten"]


def test_where_random_numbers_begin_is_no_setting_of_the_network(image):
    plain, seeded = (steps_to(layers.Dropout(0.5, seed=seed)(image))[-1] for seed in (None, 1))
    assert seeded.matches(plain)


def test_what_a_layer_is_told_at_its_call_is_a_setting(image):
    plain, never = (steps_to(layers.Dropout(0.5)(image, training=training))[-1] for training in (None, False))
    assert never.differences(plain) == ["training"]
