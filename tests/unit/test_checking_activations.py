"""Which activation stands behind a function: told by what it makes of numbers, without a trace."""

import keras
import numpy as np
import pytest

from lesson_utils.checking.comparing.activations import Activation, activation_of

SEEN = []
COUNT = 0


def formula_of_softmax(t):
    e = keras.ops.exp(t)
    return e / keras.ops.sum(e, axis=-1, keepdims=True)


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (None, None),
        ("linear", None),
        (lambda t: t, None),
        (keras.activations.relu, "relu"),
        (lambda t: keras.ops.maximum(t, 0), "relu"),
        (lambda t: t * keras.ops.cast(t > 0, "float32"), "relu"),
        (lambda t: 1 / (1 + keras.ops.exp(-t)), "sigmoid"),
        (lambda t: keras.ops.log1p(keras.ops.exp(t)), "softplus"),
        (formula_of_softmax, "softmax"),
        (lambda t: keras.ops.clip(t, 0, 6), "relu6"),
    ],
)
def test_a_function_is_known_by_its_numbers(function, name):
    assert activation_of(function) == (Activation(name) if name else None)


@pytest.mark.parametrize(
    "function",
    [
        lambda t: keras.activations.relu(t, max_value=10),
        lambda t: keras.ops.clip(t, 0, 1000),
        lambda t: keras.ops.clip(t, 0, 20),
        lambda t: keras.ops.clip(t, -100, 1e9),
        lambda t: t + np.nan,
        lambda t: t / 0,
        lambda t: 1 / 0,
        lambda t: t[:, :2],
    ],
)
def test_what_is_only_alike_near_zero_is_another_function(function):
    assert activation_of(function) == Activation("<lambda>", own=True)


def noting(t):
    global COUNT
    COUNT += 1
    SEEN.append(t)
    return keras.ops.relu(t)


class Noting:
    calls = 0

    def __call__(self, t):
        self.calls += 1
        return keras.ops.relu(t)


def test_trying_a_function_leaves_no_trace():
    assert activation_of(noting) == Activation("relu")
    assert (SEEN, COUNT) == ([], 0)


def test_trying_an_object_that_can_be_called_leaves_no_trace():
    Noting.__module__ = "__main__"  # as in a notebook
    noting_object = Noting()
    assert activation_of(noting_object) == Activation("relu")
    assert noting_object.calls == 0


def test_a_layer_that_is_not_built_stays_so():
    layer = keras.layers.PReLU()
    assert activation_of(layer) not in (None, Activation("relu"))
    assert not layer.built
