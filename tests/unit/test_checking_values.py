"""What a challenge of some other episode may ask for: arrays, numbers, texts, tables, functions, models."""

import keras
import numpy as np
import pandas as pd
import pytest

from lesson_utils.checking import diagnose
from tests.unit.small_episode import small_episode

MODEL = (
    "net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation='relu'), keras.layers.Dense(2)])\n"
    "net.compile(optimizer='adam', loss='mse')"
)
SOLUTIONS = {
    "array": "grid = np.arange(6, dtype='float32').reshape(2, 3)",
    "labels": "labels = np.array([3, 1, 2])",
    "mask": "mask = np.array([True, False])",
    "mean": "mean = 2.5",
    "count": "count = 7",
    "word": "word = 'horse'",
    "classes": "classes = ['cat', 'dog']",
    "pair": "pair = (1, 2)",
    "sizes": "sizes = {'a': 1, 'b': np.zeros(2)}",
    "flag": "flag = True",
    "table": "table = pd.DataFrame({'a': [1, 2], 'b': [0.5, 1.5]})",
    "scale": "def scale():\n    return np.array([0, 255]) / 255",
    "several": "low = 1\nhigh = [2]",
    "model": MODEL,
}


@pytest.fixture(scope="module")
def episode(tmp_path_factory):
    return small_episode(tmp_path_factory.mktemp("episodes"), SOLUTIONS)


def judge(episode, challenge_id, code):
    """Run an answer's cell as a notebook does, then diagnose it."""
    before = {"keras": keras, "np": np, "pd": pd}
    variables, error = dict(before), None
    try:
        exec(compile(code, "<answer>", "exec"), variables)
    except Exception as raised:
        error = raised
    return diagnose(challenge_id, code, variables, error, before, episodes=[episode])


@pytest.mark.parametrize("challenge_id", SOLUTIONS)
def test_the_solution_itself_is_right(episode, challenge_id):
    assert judge(episode, challenge_id, SOLUTIONS[challenge_id]).passed


@pytest.mark.parametrize(
    ("challenge_id", "code"),
    [
        ("array", "grid = np.array([[0, 1, 2], [3, 4, 5]], 'float64')"),
        ("array", "grid = np.arange(6.0).reshape(2, 3) + 1e-9"),
        ("array", "grid = keras.ops.convert_to_tensor(np.arange(6, dtype='float32').reshape(2, 3))"),
        ("labels", "labels = np.roll([1, 2, 3], 1)"),
        ("mean", "mean = sum([2, 3]) / 2"),
        ("mean", "mean = np.mean([2, 3])"),
        ("mean", "mean = np.float32(2.5)"),
        ("count", "count = len('letters')"),
        ("count", "count = np.int64(7)"),
        ("word", "word = 'HORSE'.lower()"),
        ("classes", "classes = []\nclasses.append('cat')\nclasses.append('dog')"),
        ("sizes", "sizes = {'a': 1}\nsizes['b'] = np.zeros(2)"),
        ("table", "table = pd.DataFrame([[1, 0.5], [2, 1.5]], columns=['a', 'b'])"),
        ("scale", "scale = lambda: np.linspace(0, 1, 2)"),
        ("scale", "def scale(images=(0, 255)):\n    return np.array(images) / 255"),
        ("several", "high = list((2,))\nlow = 3 - 2"),
        ("model", MODEL.replace("3, activation='relu')", "units=3), keras.layers.ReLU()")),
    ],
)
def test_other_ways_to_the_same_value_are_right(episode, challenge_id, code):
    diagnosis = judge(episode, challenge_id, code)
    assert diagnosis.passed, diagnosis.message


@pytest.mark.parametrize(
    ("challenge_id", "code", "label"),
    [
        ("array", "grid = np.arange(6.0).reshape(3, 2)", "wrong-shape"),
        ("array", "grid = np.float32(3)", "wrong-shape"),
        ("array", "grid = np.arange(6).reshape(2, 3)", "wrong-dtype"),
        ("array", "grid = np.arange(6.0).reshape(2, 3) + 1", "wrong-numbers"),
        ("array", "grid = np.full((2, 3), np.nan)", "wrong-numbers"),
        ("array", "grid = [[0, 1, 2], [3, 4, 5]]", "wrong-type"),
        ("array", "grid = None", "wrong-type"),
        ("labels", "labels = np.array([1, 2, 3])", "wrong-numbers"),
        ("labels", "labels = np.array([3.0, 1.0, 2.0])", "wrong-dtype"),
        ("mask", "mask = np.array([False, True])", "wrong-numbers"),
        ("mask", "mask = np.array([1, 0])", "wrong-dtype"),
        ("mean", "mean = 2", "wrong-result"),
        ("mean", "mean = float('nan')", "wrong-result"),
        ("mean", "mean = [2.5]", "wrong-type"),
        ("mean", "mean = np.array([2.5, 2.5])", "wrong-type"),
        ("mean", "mean = None", "wrong-type"),
        ("count", "count = 8", "wrong-result"),
        ("count", "count = True", "wrong-result"),
        ("word", "word = 'Horse'", "wrong-result"),
        ("word", "word = 3", "wrong-type"),
        ("classes", "classes = ['dog', 'cat']", "wrong-result"),
        ("classes", "classes = []", "wrong-result"),
        ("classes", "classes = ('cat', 'dog')", "wrong-type"),
        ("pair", "pair = (2, 1)", "wrong-result"),
        ("pair", "pair = [1, 2]", "wrong-type"),
        ("sizes", "sizes = {'a': 1, 'b': np.ones(2)}", "wrong-result"),
        ("flag", "flag = False", "wrong-result"),
        ("flag", "flag = 1", "wrong-type"),
        ("table", "table = pd.DataFrame({'a': [1, 3], 'b': [0.5, 1.5]})", "wrong-result"),
        ("table", "table = pd.DataFrame({'a': [1, 2]})", "wrong-result"),
        ("table", "table = {'a': [1, 2], 'b': [0.5, 1.5]}", "wrong-type"),
        ("scale", "def scale():\n    return np.array([0, 255]) / 256", "wrong-numbers"),
        ("scale", "def scale():\n    return np.zeros((2, 2))", "wrong-shape"),
        ("scale", "def scale():\n    return np.array([0, 1])", "wrong-dtype"),
        ("scale", "def scale():\n    return [0.0, 1.0]", "wrong-type"),
        ("scale", "def scale():\n    np.array([0, 255]) / 255", "returns-nothing"),
        ("scale", "def scale():\n    print(np.array([0, 255]) / 255)", "prints-instead"),
        ("scale", "def scale(images):\n    return images / 255", "unexpected-parameter"),
        ("scale", "def scales():\n    return np.array([0, 255]) / 255", "other-name"),
        ("scale", "scale = np.array([0, 255]) / 255", "not-a-function"),
        ("several", "low = 1\nhigh = [3]", "wrong-result"),
        ("several", "low = 1", "not-stored"),
        ("model", MODEL.replace("Dense(2)", "Dense(5)"), "wrong-value"),
        ("model", MODEL.replace("relu", "tanh"), "wrong-activation"),
        ("model", MODEL.replace(", keras.layers.Dense(2)", ""), "missing-layer"),
        ("model", MODEL.replace("keras.Input((4,)), ", ""), "model-not-built"),
        ("model", "net = keras.Input((4,))", "tensor-not-model"),
        ("model", "net = 3", "wrong-type"),
    ],
)
def test_what_is_wrong_with_a_value_is_named(episode, challenge_id, code, label):
    diagnosis = judge(episode, challenge_id, code)
    assert diagnosis.label == label, diagnosis.message
    assert not diagnosis.passed


def test_a_message_names_the_variable_and_both_values(episode):
    message = judge(episode, "array", "grid = np.zeros((3, 2))").message
    assert all(part in message for part in ("`grid`", "(3, 2)", "(2, 3)"))
    message = judge(episode, "word", "word = 'pony'").message
    assert all(part in message for part in ("`word`", "'pony'", "'horse'"))


def test_a_long_value_is_cut_short_in_the_message(episode):
    message = judge(episode, "word", "word = 'neigh' * 1000").message
    assert "neigh" in message
    assert len(message) < 200
