"""The neuron three times: Keras, NumPy, and the browser's JavaScript."""

import keras
import numpy as np
import pytest

from lesson_utils.visualise.neuron_dial.neuron import ACTIVATIONS, activate, weighted_sum
from lesson_utils.visualise.neuron_dial.words import ledger_line, output_line
from tests.unit.twins import needs_node, run_in_node

CASES = 60


def _neurons():
    random = np.random.default_rng(2)
    for _ in range(CASES):
        size = random.integers(1, 9)
        # Halves, and numbers with many decimals: the words are compared too.
        inputs, weights = random.integers(-9, 9, size=size) / 2, random.normal(scale=3, size=size)
        yield inputs.tolist(), weights.tolist(), float(random.normal(scale=4))


def test_numpy_agrees_with_a_dense_layer_of_one_unit():
    for at, (inputs, weights, bias) in enumerate(_neurons()):
        activation = list(ACTIVATIONS)[at % len(ACTIVATIONS)]
        layer = keras.layers.Dense(1, activation=activation)
        layer.build((None, len(inputs)))
        layer.set_weights([np.array(weights)[:, None], np.array([bias])])
        expected = float(layer(np.array([inputs], dtype="float32"))[0, 0])
        assert activate(weighted_sum(inputs, weights, bias), activation) == pytest.approx(expected, abs=1e-5, rel=1e-5)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_numpy_agrees_with_keras_activations(activation):
    totals = np.linspace(-30, 30, 61, dtype="float32")
    expected = np.asarray(getattr(keras.activations, activation)(totals))
    np.testing.assert_allclose([activate(float(total), activation) for total in totals], expected, atol=1e-5)


@needs_node
def test_javascript_agrees_with_python(tmp_path):
    cases = []
    for inputs, weights, bias in _neurons():
        total = weighted_sum(inputs, weights, bias)
        cases.append(
            {
                "inputs": inputs, "weights": weights, "bias": bias, "sum": total,
                "outputs": {name: activate(total, name) for name in ACTIVATIONS},
                "ledger": ledger_line(inputs, weights, bias),
                "lines": {name: output_line(total, name) for name in ACTIVATIONS},
            }
        )  # fmt: skip
    far = {str(total): {name: activate(total, name) for name in ACTIVATIONS} for total in (-800.0, 0.0, 800.0)}
    run_in_node("neuron.test.mjs", {"cases": cases, "far": far}, tmp_path)
