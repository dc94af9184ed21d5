"""Softmax three times: Keras, NumPy, and the browser's JavaScript."""

import keras
import numpy as np

from lesson_utils.visualise.dense_softmax.softmax import dense_logits, exponentials, softmax
from lesson_utils.visualise.dense_softmax.words import first_two, ranking
from tests.unit.twins import needs_node, run_in_node

CASES = 40


def _layers():
    random = np.random.default_rng(4)
    for _ in range(CASES):
        inputs, classes = random.integers(1, 65), random.integers(2, 21)
        yield random.normal(size=inputs), random.normal(size=(inputs, classes)), random.normal(size=classes)


def _logits():
    random = np.random.default_rng(5)
    far = ([2, 1, 0], [1, 1, 1], [1000, 999, -1000], [-5, -5], [1e6, -1e6, 1e6])
    return [[float(value) for value in row] for row in far] + [
        random.normal(scale=4, size=10).tolist() for _ in range(CASES)
    ]


def test_numpy_agrees_with_keras_softmax():
    for logits in _logits():
        expected = keras.ops.convert_to_numpy(keras.ops.softmax(np.array(logits)))
        np.testing.assert_allclose(softmax(logits), expected, atol=1e-5)


def test_numpy_agrees_with_a_dense_layer():
    for inputs, kernel, bias in _layers():
        layer = keras.layers.Dense(len(bias), activation="softmax")
        layer.build((None, len(inputs)))
        layer.set_weights([kernel, bias])
        expected = keras.ops.convert_to_numpy(layer(inputs[None].astype("float32")))[0]
        np.testing.assert_allclose(softmax(dense_logits(inputs, kernel, bias)), expected, atol=1e-5)


@needs_node
def test_javascript_agrees_with_python(tmp_path):
    names = [f"class {at}" for at in range(20)]
    cases = [
        {
            "logits": logits, "powers": exponentials(logits).tolist(), "probabilities": softmax(logits).tolist(),
            "ranking": ranking(logits), "names": names[: len(logits)], "words": first_two(names[: len(logits)], logits),
        }
        for logits in _logits()
    ]  # fmt: skip
    layers = [
        {"inputs": i.tolist(), "kernel": k.tolist(), "bias": b.tolist(), "logits": dense_logits(i, k, b).tolist()}
        for i, k, b in _layers()
    ]
    run_in_node("softmax.test.mjs", {"cases": cases, "layers": layers}, tmp_path)
