"""An answer made with another Keras than the course's: told what to write instead."""

import keras
import numpy as np
import pytest

from lesson_utils.checking import diagnose
from lesson_utils.keras_internals import is_tensor
from tests.unit.kernel import INPUT

pytest.importorskip("tensorflow.python.keras", reason="this TensorFlow holds no old Keras")


def judged(challenge, code, *cells):
    names = {"keras": keras, "train_images": np.zeros((40, 32, 32, 3), "float32")}
    for cell in cells:
        exec(cell, names)
    before, error = dict(names), None
    try:
        exec(compile(code, "<answer>", "exec"), names)
    except Exception as raised:
        error = raised
    return diagnose(challenge, code, names, error, before)


CONV = "Conv2D(16, (3,3), activation='relu')(inputs_intro)"
IMPORTS = "from tensorflow.python.keras.layers import Conv2D, Dense"


@pytest.mark.parametrize(
    ("challenge", "code", "cells", "close"),
    [
        (
            "conv2d",
            f"{IMPORTS}\nx_intro = {CONV}",
            [INPUT],
            "layers.Conv2D",
        ),
        ("conv2d", f"x_intro = {CONV}", [INPUT, IMPORTS], "layers.Conv2D"),
        (
            "input-layer",
            "from tensorflow.python.keras import Input\ninputs_intro = Input(shape=train_images.shape[1:])",
            [],
            "keras.Input",
        ),
        (
            "conv2d",
            f"{IMPORTS}\nfrom tensorflow.python.keras import Input\n"
            f"inputs_intro = Input((32, 32, 3))\nx_intro = {CONV}",
            [],
            "keras.Input",
        ),
    ],
)
def test_it_is_told_what_to_write_instead(challenge, code, cells, close):
    diagnosis = judged(challenge, code, *cells)
    assert diagnosis.label == "other-keras", diagnosis.message
    assert "tensorflow.python.keras" in diagnosis.message
    assert close in diagnosis.message


def test_keras_as_tensorflow_offers_it_is_the_same_keras():
    code = "from tensorflow import keras as k\ninputs_intro = k.Input(shape=train_images.shape[1:])"
    assert judged("input-layer", code).passed


def test_a_tensor_of_the_old_keras_is_none_of_ours():
    from tensorflow.python.keras import Input

    assert not is_tensor(Input((2,)))
    assert is_tensor(keras.Input((2,)))
