"""What a challenge of some other episode may ask for: arrays, numbers, texts, tables, functions, models."""

import keras
import numpy as np
import pytest

from lesson_utils.checking.comparing.values import compare_values
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.messages.formatting import message_for
from tests.unit.difference import difference_of
from tests.unit.other_lessons import judge
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


@pytest.mark.parametrize("challenge_id", SOLUTIONS)
def test_the_solution_itself_is_right(episode, challenge_id):
    assert judge(episode, challenge_id, SOLUTIONS[challenge_id]).passed


@pytest.mark.parametrize(
    ("challenge_id", "code"),
    [
        ("array", "grid = np.array([[0, 1, 2], [3, 4, 5]], 'float16')"),
        ("array", "grid = np.arange(6).reshape(2, 3)"),
        ("array", "grid = np.arange(6, dtype='float32').reshape(2, 3) + np.float32(1e-9)"),
        ("array", "grid = keras.ops.convert_to_tensor(np.arange(6, dtype='float32').reshape(2, 3))"),
        ("labels", "labels = np.roll([1, 2, 3], 1)"),
        ("labels", "labels = np.array([3.0, 1.0, 2.0])"),
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
        ("scale", "def scale():\n    return np.array([0, 1])"),
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
        ("array", "grid = np.float32(3)", "wrong-type"),
        ("array", "grid = np.arange(6.0).reshape(2, 3)", "setting-missing"),
        ("array", "grid = np.arange(6.0).reshape(2, 3) + 1", "all-numbers-differ"),
        ("array", "grid = np.full((2, 3), np.nan)", "holds-nan"),
        ("array", "grid = [[0, 1, 2], [3, 4, 5]]", "wrong-type"),
        ("array", "grid = None", "wrong-type"),
        ("labels", "labels = np.array([1, 2, 3])", "rows-in-other-order"),
        ("mask", "mask = np.array([False, True])", "rows-in-other-order"),
        ("mask", "mask = np.array([1, 0])", "wrong-dtype"),
        ("mean", "mean = 2", "wrong-result"),
        ("mean", "mean = float('nan')", "wrong-result"),
        ("mean", "mean = [2.5]", "wrong-type"),
        ("mean", "mean = np.array([2.5, 2.5])", "wrong-type"),
        ("mean", "mean = None", "wrong-type"),
        ("count", "count = 8", "wrong-result"),
        ("count", "count = True", "wrong-type"),
        ("word", "word = 'Horse'", "other-case"),
        ("word", "word = 3", "wrong-type"),
        ("classes", "classes = ['dog', 'cat']", "other-order"),
        ("classes", "classes = []", "wrong-length"),
        ("classes", "classes = ('cat', 'dog')", "wrong-type"),
        ("pair", "pair = (2, 1)", "other-order"),
        ("pair", "pair = [1, 2]", "wrong-type"),
        ("sizes", "sizes = {'a': 1, 'b': np.ones(2)}", "all-numbers-differ"),
        ("flag", "flag = False", "wrong-result"),
        ("flag", "flag = 1", "wrong-type"),
        ("table", "table = pd.DataFrame({'a': [1, 3], 'b': [0.5, 1.5]})", "some-numbers-differ"),
        ("table", "table = pd.DataFrame({'a': [1, 2]})", "missing-columns"),
        ("table", "table = {'a': [1, 2], 'b': [0.5, 1.5]}", "wrong-type"),
        ("scale", "def scale():\n    return np.array([0, 255]) / 256", "other-scale"),
        ("scale", "def scale():\n    return np.zeros((2, 2))", "returns-wrong-shape"),
        ("scale", "def scale():\n    return np.array([False, True])", "wrong-dtype"),
        ("scale", "def scale():\n    return [0.0, 1.0]", "returns-other-kind"),
        ("scale", "def scale():\n    np.array([0, 255]) / 255", "no-return"),
        ("scale", "def scale():\n    print(np.array([0, 255]) / 255)", "prints-instead"),
        ("scale", "def scale(images):\n    return images / 255", "unexpected-parameter"),
        ("scale", "def scales():\n    return np.array([0, 255]) / 255", "other-name"),
        ("scale", "scale = np.array([0, 255]) / 255", "not-a-function"),
        ("several", "low = 1\nhigh = [3]", "wrong-item"),
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


IMAGES = np.arange(48, dtype="float64").reshape(4, 2, 2, 3) * 5


def told(found, expected, numbers=True) -> Finding | None:
    return difference_of(compare_values, "mine", found, expected, numbers)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (1, 1.0),
        (np.int32(3), 3),
        (0.1 + 0.2, 0.3),
        (float("nan"), float("nan")),
        (float("inf"), float("inf")),
        (np.array(2.5), 2.5),
        (keras.ops.convert_to_tensor(2.5), 2.5),
        (np.float32(0.1), 0.1),
        (2 + 1j, 2 + 1j),
        (np.bool_(True), True),
        (np.str_("cat"), "cat"),
        ([0.1 + 0.2, (1, 2)], [0.3, (1, 2)]),
        ({"b": 2, "a": [np.zeros(2)]}, {"a": [np.zeros(2)], "b": 2.0}),
        ({1, 2}, {2, 1}),
        (None, None),
        (range(3), range(3)),
        (IMAGES.astype("float32"), IMAGES),
        (IMAGES.astype("int64"), IMAGES),
        (IMAGES, IMAGES.astype("int64")),
        (keras.ops.convert_to_tensor(IMAGES), IMAGES),
        (np.array([np.nan, 1.0]), np.array([np.nan, 1.0])),
        (np.array(["a", "b"]), np.array(["a", "b"])),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        (keras.optimizers.Adam(1e-3), keras.optimizers.Adam()),
        (keras.layers.Dense(3, name="mine"), keras.layers.Dense(3)),
    ],
)
def test_the_same_value_in_another_guise_is_right(found, expected):
    assert told(found, expected) is None


@pytest.mark.parametrize(
    ("found", "expected", "label"),
    [
        # numbers
        (True, 1, "wrong-type"),
        (1, True, "wrong-type"),
        ("1", 1, "wrong-type"),
        ((2.5,), 2.5, "comma-too-many"),
        (-2.5, 2.5, "wrong-result"),
        (0.67, 0.66543, "wrong-result"),
        (3, 4, "wrong-result"),
        (10**400, 4, "wrong-result"),
        (4.0, 10**400, "wrong-result"),
        (float("nan"), 1.0, "wrong-result"),
        (1 + 2j, 1 - 2j, "wrong-result"),
        (len, 3, "wrong-type"),
        # texts
        ("Horse", "horse", "other-case"),
        (" horse\n", "horse", "wrong-result"),
        ("cat", "horse", "wrong-result"),
        ("x" * 50 + "cat" + "y" * 50, "x" * 50 + "dog" + "y" * 50, "wrong-result"),
        # collections
        ([1, 2, 4], [1, 2, 3], "wrong-item"),
        ([1, 2], [1, 2, 3], "wrong-length"),
        ([3, 2, 1], [1, 2, 3], "other-order"),
        ([1, [2, 5]], [1, [2, 3]], "wrong-item"),
        ([1, True], [1, 1], "wrong-type"),
        ({"loss": 1}, {"Loss": 1}, "other-key"),
        ({"a": 1}, {"a": 1, "b": 2}, "missing-key"),
        ({"a": 1, "b": 2}, {"a": 1}, "extra-key"),
        ({"a": 1}, {"a": 2}, "wrong-item"),
        ({1}, {1, 2}, "wrong-result"),
        ([1], {1}, "wrong-type"),
        # arrays
        (IMAGES * 255, IMAGES, "not-divided"),
        ((IMAGES * 255).astype("int64"), IMAGES, "not-divided"),
        (IMAGES / 255, IMAGES, "divided-twice"),
        (IMAGES * 3, IMAGES, "other-scale"),
        (IMAGES[:, :, :, ::-1], IMAGES, "some-numbers-differ"),
        (IMAGES[[1, 0, 3, 2]], IMAGES, "rows-in-other-order"),
        (-IMAGES, IMAGES, "some-numbers-differ"),
        (IMAGES[:3], IMAGES, "wrong-number-of-rows"),
        (IMAGES[:1], IMAGES[0], "extra-first-axis"),
        (IMAGES[0], IMAGES[:1], "wrong-shape"),
        (np.array([2, 0, 1]), np.array([[2], [0], [1]]), "wrong-shape"),
        (np.array([[2], [0], [1]]), np.array([2, 0, 1]), "extra-last-axis"),
        (np.array([[2], [0]]), np.eye(3)[[2, 0]], "not-one-hot"),
        (np.array([2, 0]), np.eye(3)[[2, 0]], "not-one-hot"),
        (np.eye(3)[[2, 0]], np.array([[2], [0]]), "one-hot-too-many"),
        (np.arange(6.0).reshape(3, 2), np.arange(6.0).reshape(2, 3), "wrong-shape"),
        (np.where(IMAGES == 5, np.nan, IMAGES), IMAGES, "holds-nan"),
        (np.where(IMAGES == 5, 6, IMAGES), IMAGES, "some-numbers-differ"),
        (IMAGES + 1, IMAGES, "all-numbers-differ"),
        (IMAGES.astype("int64") // 2, IMAGES, "some-numbers-differ"),
        (IMAGES, IMAGES.astype("float32"), "wrong-dtype"),
        (np.array(["a", "c"]), np.array(["a", "b"]), "some-numbers-differ"),
        (IMAGES.tolist(), IMAGES, "wrong-type"),
        (keras.Input((2,)), IMAGES, "wrong-type"),
        # things with settings
        (keras.optimizers.SGD(), keras.optimizers.Adam(), "wrong-type"),
        (keras.layers.Dense(4), keras.layers.Dense(3), "wrong-setting"),
        (range(4), range(3), "wrong-result"),
        (object(), object(), "cannot-compare"),
    ],
)
def test_how_a_value_differs_is_named(found, expected, label):
    difference = told(found, expected)
    assert difference is not None
    assert difference.label == label, message_for(difference)


def test_the_first_differing_place_is_told_with_both_numbers():
    changed = IMAGES.copy()
    changed[1, 0, 1, 2] = 7
    message = message_for(told(changed, IMAGES))
    assert all(part in message for part in ("1 of 48", "`mine[1, 0, 1, 2]`", "is 7.0", "asks for 85.0"))
    assert "item 3" in message_for(told([1, 2, 4], [1, 2, 3])).lower()
    assert "`mine['a']`" in message_for(told({"a": 1}, {"a": 2}))
    assert "`mine[0]['loss']`" in message_for(told([{"loss": 1}], [{"loss": 2}]))


def test_a_tensor_is_called_a_tensor():
    assert "a tensor" in message_for(told(keras.ops.convert_to_tensor([1.0]), 3))


def test_numbers_can_be_left_aside_but_not_shapes_and_kinds():
    assert told(IMAGES + 1, IMAGES, numbers=False) is None
    assert told([0.5, 0.7], [0.1, 0.2], numbers=False) is None
    assert told({"loss": 3}, {"loss": 1.5}, numbers=False) is None
    assert told(IMAGES[:2], IMAGES, numbers=False).label == "wrong-number-of-rows"
    assert told([0.5], [0.1, 0.2], numbers=False).label == "wrong-length"
    assert told("a", 0.5, numbers=False).label == "wrong-type"


def test_exchanged_names_are_told_instead_of_their_shapes(tmp_path):
    episode = small_episode(tmp_path, {"split": "train, test = np.zeros((8, 2)), np.ones((2, 2))"})
    diagnosis = judge(episode, "split", "test, train = np.zeros((8, 2)), np.ones((2, 2))")
    assert diagnosis.label == "exchanged"
    assert "`test`" in diagnosis.message


EVIL = """
class Evil:
    def __getattr__(self, name):
        raise RuntimeError(name)
    def __eq__(self, other):
        raise RuntimeError
    def __len__(self):
        raise RuntimeError
    def __repr__(self):
        raise RuntimeError
"""


@pytest.mark.parametrize("challenge_id", ["array", "mean", "word", "classes", "sizes", "table", "scale"])
def test_an_object_that_answers_no_question_is_of_the_wrong_type(episode, challenge_id):
    target = SOLUTIONS[challenge_id].removeprefix("def ").split("(")[0].split(" ")[0]
    diagnosis = judge(episode, challenge_id, f"{EVIL}\n{target} = Evil()")
    assert diagnosis.label in ("wrong-type", "not-a-function"), diagnosis.message


def test_a_class_is_told_honestly(tmp_path):
    net = "class Net:\n    def __init__(self):\n        pass\n    def call(self, x):\n        return x"
    episode = small_episode(tmp_path, {"net": net})
    assert judge(episode, "net", net).label == "cannot-compare"
    assert judge(episode, "net", "Net = 3").label == "wrong-type"
