"""The last word on two networks whose steps differ: what they compute with the same weights, drawn for both."""

import keras
import pytest

from lesson_utils.checking.comparing.graph import steps_to
from lesson_utils.checking.comparing.models import same_numbers
from lesson_utils.checking.comparing.numeric import compute_the_same

L = keras.layers
INPUT = keras.Input((8, 8, 3))
SEEN = []


def softmax_by_hand(tensor):
    powers = keras.ops.exp(tensor)
    return powers / keras.ops.sum(powers, axis=-1, keepdims=True)


def small(*layers):
    x = INPUT
    for layer in layers:
        x = layer(x)
    return x


def conv(**settings):
    return L.Conv2D(4, 3, **{"activation": "relu", **settings})


def alike(mine, reference):
    return compute_the_same(steps_to(mine), steps_to(reference), mine, reference)


@pytest.mark.parametrize(
    ("mine", "reference"),
    [
        (lambda: small(conv(), L.Flatten(), L.Dense(5)), lambda: small(conv(), L.Reshape((-1,)), L.Dense(5))),
        (lambda: small(conv(activation=None), L.ReLU()), lambda: small(conv())),
        (lambda: small(conv(activation="tanh"), L.Rescaling(1.0)), lambda: small(conv(activation="tanh"))),
        (lambda: small(L.BatchNormalization(), L.Flatten()), lambda: small(L.BatchNormalization(), L.Reshape((192,)))),
        (
            lambda: small(L.Flatten(), L.Dense(9), L.Dense(3, activation="softmax")),
            lambda: small(L.Reshape((-1,)), L.Dense(9), L.Dense(3), L.Softmax()),
        ),
        (
            lambda: small(L.Flatten(), L.Dense(3), softmax_by_hand),
            lambda: small(L.Flatten(), L.Dense(3, activation="softmax")),
        ),
    ],
)
def test_networks_that_compute_the_same(mine, reference):
    assert alike(mine(), reference())


@pytest.mark.parametrize("start", ["zeros", "glorot_uniform", "ones"])
@pytest.mark.parametrize(
    "mine",
    [
        lambda start: small(conv(activation="tanh", kernel_initializer=start)),
        lambda start: small(conv(activation=None, kernel_initializer=start)),
        lambda start: small(conv(activation=None, kernel_initializer=start), L.ReLU(max_value=10)),
        lambda start: small(conv(activation=None, kernel_initializer=start), L.ReLU(max_value=1000)),
        lambda start: small(conv(kernel_initializer=start), L.Dropout(0.5)),
        lambda start: small(conv(kernel_initializer=start), L.GaussianNoise(0.5)),
    ],
)
def test_other_networks_do_not_whatever_their_weights_are(mine, start):
    assert not alike(mine(start), small(conv()))


def test_the_weights_of_both_stay_as_they_are():
    mine, reference = small(conv(activation=None), L.ReLU()), small(conv())
    layers = [steps_to(mine)[1].made_by, steps_to(reference)[1].made_by]
    before = [weight.numpy().tolist() for layer in layers for weight in layer.weights]
    assert alike(mine, reference)
    assert [weight.numpy().tolist() for layer in layers for weight in layer.weights] == before


def test_plain_networks_run_once_each(monkeypatch):
    calls = []
    run = keras.Model.__call__
    monkeypatch.setattr(keras.Model, "__call__", lambda *args, **kwargs: calls.append(kwargs) or run(*args, **kwargs))
    assert alike(small(conv(activation=None), L.ReLU()), small(conv()))
    assert calls == [{"training": False}] * 2


def noting(t):
    SEEN.append(1)
    return keras.ops.relu(t)


def test_a_function_in_the_network_leaves_no_trace():
    mine, reference = small(conv(activation=noting), L.Reshape((-1,))), small(conv(), L.Flatten())
    SEEN.clear()
    assert same_numbers(steps_to(mine), steps_to(reference), mine, reference)
    assert SEEN == []
