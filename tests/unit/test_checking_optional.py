"""What is optional is never missing: an exception is explained by what raised it."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from lesson_utils.checking import diagnose
from tests.unit.kernel import CONV, INPUT, POOL

IN_A_LOOP = "x_intro = keras.layers.Conv2D(16, 3, activation='relu')(inputs_intro)\n" + (
    "for i in range(6):\n    x_intro = keras.layers.MaxPooling2D()(x_intro)"
)
IN_A_FUNCTION = """def create_model_intro():
    inputs_intro = keras.Input((32, 32, 3))
    x = keras.layers.Conv2D(16, 3, activation='relu')(inputs_intro)
    for _ in range(7):
        x = keras.layers.MaxPooling2D()(x)
    return keras.Model(inputs_intro, x, name='cifar_model_intro')
"""


def judged(challenge, code, *cells):
    names = {"keras": keras, "tf": tf, "np": np, "train_images": np.zeros((40, 32, 32, 3), "float32")}
    for cell in cells:
        exec(cell, names)
    before, error = dict(names), None
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever Keras makes of it
        exec(compile(code, "<answer>", "exec"), names)
    error = caught.value
    return diagnose(challenge, code, names, error, before)


def test_what_stops_inside_a_function_is_explained_by_its_line():
    names = {"keras": keras, "train_images": np.zeros((40, 32, 32, 3), "float32")}
    exec(compile(IN_A_FUNCTION, "<answer>", "exec"), names)
    diagnosis = diagnose("create-model-intro", IN_A_FUNCTION, names, None, {})
    assert not diagnosis.passed
    assert "pool_size" not in diagnosis.message
    assert "MaxPooling2D" in diagnosis.message or "line 5" in diagnosis.message


@pytest.mark.parametrize(
    ("challenge", "code", "cells", "label"),
    [
        ("dense", "x_intro = tf.nn.relu(keras.layers.Dense(64)(x_intro))", (INPUT, CONV, POOL), "function-of-numbers"),
        (
            "dense",
            "x_intro = np.maximum(keras.layers.Dense(64)(x_intro), 0)",
            (INPUT, CONV, POOL),
            "function-of-numbers",
        ),
        (
            "pooling",
            "x_intro = keras.layers.MaxPooling2D()(keras.layers.Flatten()(x_intro))",
            (INPUT, CONV),
            "wrong-rank",
        ),
        (
            "pooling",
            "x_intro = keras.layers.MaxPooling2D()(keras.layers.Reshape((-1,))(x_intro))",
            (INPUT, CONV),
            "wrong-rank",
        ),
        ("conv2d", "x_intro = keras.layers.Conv2D(16, 3)(keras.Input(shape=(32, 32)))", (INPUT,), "wrong-rank"),
        (
            "conv2d",
            "x_intro = keras.layers.Conv2D(16, 3)(keras.layers.Flatten()(inputs_intro))",
            (INPUT,),
            "wrong-rank",
        ),
        ("hidden-layers", IN_A_LOOP, (INPUT,), "extra-round"),
        # what is needed is missing still
        ("conv2d", "x_intro = keras.layers.Conv2D(activation='relu')(inputs_intro)", (INPUT,), "missing-argument"),
        ("input-layer", "inputs_intro = keras.Input()", (), "missing-argument"),
    ],
)
def test_an_exception_is_explained_by_what_raised_it(challenge, code, cells, label):
    diagnosis = judged(challenge, code, *cells)
    assert diagnosis.label == label, diagnosis.message
    optional = ("`activation`", "`pool_size`")
    assert label == "missing-argument" or not any(setting in diagnosis.message for setting in optional)
