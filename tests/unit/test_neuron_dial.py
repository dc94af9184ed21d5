"""NeuronDial in Python: what it computes, what it accepts and refuses, what it leaves in a notebook."""

import numpy as np
import pytest

from lesson_utils.visualise import NeuronDial
from lesson_utils.visualise.neuron_dial.figure import neuron_dial_figure
from lesson_utils.visualise.neuron_dial.neuron import ACTIVATIONS, activate, weighted_sum


def test_it_opens_on_a_neuron_whose_answer_stands_in_no_figure():
    dial = NeuronDial()
    assert (dial.inputs, dial.weights, dial.bias, dial.activation) == ((3, 2, 1), (0.5, -1, 2), 1, "relu")
    assert (dial.sum, dial.output) == (2.5, 2.5)
    dial.bias = -2.5
    assert (dial.sum, dial.output) == (-1, 0)


@pytest.mark.parametrize(
    ("activation", "output"), [("relu", 0), ("linear", -1), (None, -1), ("Sigmoid", 0.26894), ("tanh", -0.76159)]
)
def test_the_activations(activation, output):
    assert NeuronDial([1], [-1], 0, activation).output == pytest.approx(output, abs=1e-5)


def test_far_from_zero_nothing_overflows():
    assert [activate(total, "sigmoid") for total in (-1e6, 1e6)] == [0, 1]


def test_a_number_from_the_browser_arrives_in_python():
    dial, heard = NeuronDial(), []
    dial.observe(lambda change: heard.append(change["new"]), names="weights")
    dial.set_state({"weights": [0.5, -1.5, 2], "bias": 0})
    assert heard == [(0.5, -1.5, 2.0)]
    assert dial.sum == 0.5


def test_what_is_set_in_python_reaches_the_browser():
    dial = NeuronDial()
    dial.inputs = np.array([1, 0, 0])
    dial.activation = "tanh"
    state = dial.get_state(["inputs", "activation"])
    assert list(state["inputs"]) == [1, 0, 0]
    assert state["activation"] == "tanh"


BAD = [
    ("inputs", "2, 1, 3", TypeError, "row of numbers"),
    ("inputs", ["2", "1", "3"], TypeError, "row of numbers"),
    ("inputs", [[2, 1, 3]], ValueError, r"shape \(1, 3\).*inputs\[0\]"),
    ("inputs", [], ValueError, "1 to 8 numbers"),
    ("inputs", range(9), ValueError, "1 to 8 numbers"),
    ("weights", [1, 2], ValueError, "one weight for each input"),
    ("weights", [1, 2, np.nan], ValueError, "NaN"),
    ("weights", [1, 2, 1e9], ValueError, "1,000,000"),
    ("weights", [[1], [2, 3]], TypeError, "row of numbers"),
    ("bias", [1], TypeError, "one number"),
    ("bias", "1", TypeError, "one number"),
    ("bias", None, TypeError, "one number"),
    ("bias", np.inf, ValueError, "infinity"),
    ("activation", "softmax", ValueError, "'relu', 'linear', 'sigmoid', 'tanh'"),
    ("activation", 3, ValueError, "must be one of"),
]


@pytest.mark.parametrize(("name", "value", "error", "words"), BAD)
def test_bad_input_is_refused_in_words(name, value, error, words):
    with pytest.raises(error, match=words):
        NeuronDial(**{name: value})
    dial = NeuronDial()
    with pytest.raises(error, match=words):
        setattr(dial, name, value)
    assert repr(dial) == repr(NeuronDial())


def test_weighted_sum_refuses_what_does_not_belong_together():
    with pytest.raises(ValueError, match="equal length"):
        weighted_sum([1, 2], [1], 0)


def test_its_words_stand_in_for_it():
    data, _ = NeuronDial()._repr_mimebundle_()
    assert data["text/plain"] == "NeuronDial: 3 × 0.5 + 2 × (−1) + 1 × 2 + 1 = 2.5, ReLU(2.5) = 2.5"
    assert "3 inputs" in data["text/html"]
    assert "ReLU(2.5) = 2.5" in data["text/html"]


def test_the_picture_follows_the_numbers():
    bundles = [NeuronDial(bias=bias)._repr_mimebundle_()[0]["image/png"] for bias in (-0.5, -0.5, -3.5)]
    assert bundles[0] == bundles[1] != bundles[2]


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("size", [1, 3, 8])
def test_the_dot_lies_on_the_curve(activation, size):
    figure = neuron_dial_figure([2.0] * size, [-1.25] * size, 0.5, activation)
    (axes,) = figure.axes
    curve = next(line for line in axes.lines if len(line.get_xdata()) > 100)
    dot = next(line for line in axes.lines if line.get_marker() == "o")
    (x,), (y,) = dot.get_data()
    assert np.interp(x, *curve.get_data()) == pytest.approx(y, abs=0.5)  # half a pixel of the page
