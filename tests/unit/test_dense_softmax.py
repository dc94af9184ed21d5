"""DenseSoftmax in Python: what it computes, what it accepts and refuses, what it leaves in a notebook."""

import keras
import numpy as np
import pytest

from lesson_utils.datasets import class_names
from lesson_utils.visualise import DenseSoftmax
from lesson_utils.visualise.dense_softmax.figure import dense_softmax_figure
from lesson_utils.visualise.dense_softmax.softmax import exponentials, softmax
from lesson_utils.visualise.kit.class_names import LESSON_CLASSES

KERNEL = [[1, 0, -1], [0.5, 0, 1]]
BIAS = [0, 0, 1]


def test_it_opens_on_the_ten_classes_of_the_lesson():
    board = DenseSoftmax()
    assert list(LESSON_CLASSES) == class_names == list(board.class_names)
    assert len(board.logits) == 10
    assert board.class_names[int(board.probabilities.argmax())] == "cat"


def test_the_lessons_example():
    np.testing.assert_allclose(DenseSoftmax([2, 1, 0]).probabilities, [0.665, 0.245, 0.090], atol=5e-4)


@pytest.mark.parametrize("constant", [5, -5, 1000, -1e5])
def test_a_constant_added_to_all_logits_changes_nothing(constant):
    logits = np.random.default_rng(1).normal(size=10)
    np.testing.assert_allclose(softmax(logits + constant), softmax(logits), atol=1e-9)


def test_the_probabilities_add_up_to_one_and_nothing_overflows():
    for logits in ([1000, 0], [-1000, -1001], [1e6] * 20, [0.0, -1e6]):
        assert softmax(logits).sum() == pytest.approx(1)
        assert exponentials(logits).max() == 1
        assert np.isfinite(softmax(logits)).all()


def test_a_layer_makes_the_logits():
    board = DenseSoftmax(inputs=[1, 2], kernel=KERNEL, bias=BIAS)
    assert board.logits == (2, 0, 2)
    board.inputs = [0, 0]
    assert board.logits == (0, 0, 1)
    board.set_state({"inputs": [1, 0]})
    assert board.logits == (1, 0, 0)
    assert DenseSoftmax(inputs=[1, 2], kernel=KERNEL).logits == (2, 0, 1)


def test_the_last_layer_of_a_network_goes_in_as_it_is():
    layer = keras.layers.Dense(10, activation="softmax")
    layer.build((None, 64))
    features = np.random.default_rng(6).uniform(size=64).astype("float32")
    kernel, bias = layer.get_weights()
    board = DenseSoftmax(inputs=features, kernel=kernel, bias=bias)
    np.testing.assert_allclose(board.probabilities, np.asarray(layer(features[None]))[0], atol=1e-5)
    assert board.class_names == LESSON_CLASSES


def test_logits_from_the_browser_arrive_in_python_and_the_other_way():
    board = DenseSoftmax([2, 1, 0])
    board.set_state({"logits": [0, 5, 0]})
    assert board.logits == (0, 5, 0)
    board.logits = np.array([1, 2, 3])
    assert list(board.get_state("logits")["logits"]) == [1, 2, 3]
    state = board.get_state()
    assert state["_names"] == ["class 0", "class 1", "class 2"]
    assert state["inputs"] is None


BAD = [
    ({"logits": "2, 1, 0"}, TypeError, "row of numbers"),
    ({"logits": [2, None]}, TypeError, "row of numbers"),
    ({"logits": [1]}, ValueError, "at least two"),
    ({"logits": []}, ValueError, "1 to 20"),
    ({"logits": range(21)}, ValueError, "1 to 20"),
    ({"logits": [[2, 1, 0]]}, ValueError, r"logits\[0\]"),
    ({"logits": [np.nan, 1]}, ValueError, "NaN"),
    ({"logits": [1, 2], "class_names": ["cat"]}, ValueError, "2 names"),
    ({"logits": [1, 2], "class_names": "cat"}, ValueError, "2 names"),
    ({"logits": [1, 2], "class_names": ["cat", 3]}, TypeError, "must be texts"),
    ({"logits": [1, 2], "kernel": KERNEL}, ValueError, "not both"),
    ({"inputs": [1, 2]}, ValueError, "needs its kernel"),
    ({"bias": [1, 2]}, ValueError, "needs its kernel"),
    ({"kernel": KERNEL}, ValueError, "inputs must hold"),
    ({"inputs": [1, 2, 3], "kernel": KERNEL}, ValueError, "inputs must hold 2 numbers.*not 3"),
    ({"inputs": [1, 2], "kernel": KERNEL, "bias": [1]}, ValueError, "bias must hold 3"),
    ({"inputs": [1, 2], "kernel": [1, 2]}, ValueError, r"shape \(inputs, classes\).*\(2,\)"),
    ({"inputs": [1, 2], "kernel": [["a"], ["b"]]}, TypeError, "array of numbers"),
    ({"inputs": [1, 2], "kernel": np.full((2, 3), np.inf)}, ValueError, "infinity"),
    ({"inputs": [1, 2], "kernel": np.zeros((2, 100))}, ValueError, r"\(64, 10\)"),
]


@pytest.mark.parametrize(("arguments", "error", "words"), BAD)
def test_bad_input_is_refused_in_words(arguments, error, words):
    with pytest.raises(error, match=words):
        DenseSoftmax(**arguments)


def test_a_bad_assignment_is_refused_and_changes_nothing():
    board = DenseSoftmax([2, 1, 0])
    with pytest.raises(ValueError, match="3 numbers, one for each class, not 2"):
        board.logits = [1, 2]
    with pytest.raises(ValueError, match="no layer"):
        board.inputs = [1, 2]
    assert board.logits == (2, 1, 0)
    layered = DenseSoftmax(inputs=[1, 2], kernel=KERNEL, bias=BIAS)
    with pytest.raises(ValueError, match="Assign to inputs instead"):
        layered.logits = [9, 9, 9]
    with pytest.raises(ValueError, match="2 numbers"):
        layered.inputs = [1]
    assert layered.logits == (2, 0, 2)


def test_its_words_stand_in_for_it():
    data, _ = DenseSoftmax()._repr_mimebundle_()
    assert data["text/plain"] == repr(DenseSoftmax())
    for words in ("cat 3.2 becomes 0.563", "automobile −2 becomes 0.003", "All 10 add up to 1"):
        assert words in data["text/html"]


def test_names_are_text_and_nothing_else():
    data, _ = DenseSoftmax([1, 2], class_names=["<script>", "a & b"])._repr_mimebundle_()
    assert "<script>" not in data["text/html"]


def test_the_bars_are_as_long_as_the_probabilities():
    figure = dense_softmax_figure(["cat", "dog", "frog"], [2, 1, 0])
    tracks = [patch.get_path().get_extents() for patch in figure.axes[0].patches]
    lengths = [box.width for box in tracks if abs(box.height - 18) < 1]
    full, drawn = lengths[::2], lengths[1::2]
    np.testing.assert_allclose(np.array(drawn) / full, softmax([2, 1, 0]), atol=0.01)


def test_a_tie_has_no_single_winner():
    assert "class 0 and class 2, both with 0.422" in repr(DenseSoftmax([1, 0, 1]))
