"""Functions with arguments: their parameters, and what they make of listed, found and made-up calls."""

from dataclasses import replace

import numpy as np
import pytest

from lesson_utils.checking.running.probes import made_up_probes, probes_in
from tests.unit.other_lessons import judge
from tests.unit.small_episode import small_episode

VARY = """
def create_model(dropout_rate):
    inputs = keras.Input((8,))
    x = keras.layers.Dense(4, activation='relu')(inputs)
    x = keras.layers.Dropout(rate=dropout_rate)(x)
    return keras.Model(inputs, keras.layers.Dense(2)(x), name='varied')
""".strip()
SOLUTIONS = {
    "relu": "def relu(x):\n    return np.maximum(0, x)",
    "scale": "def scale(images):\n    return images / 255",
    "share": "def share(part, whole):\n    return part / whole",
    "pool": "def pool(image, size=2):\n    return image[::size, ::size]",
    "shuffled": "def shuffled(n):\n    return np.random.permutation(n)",
    "vary": VARY,
    "block": "def block(x, filters):\n    return keras.layers.Conv2D(filters, (3, 3), activation='relu')(x)",
    "counts": "def counts(labels):\n    return dict(zip(*np.unique(labels, return_counts=True)))",
    "named": "def named(*, name):\n    return 'Hello ' + name",
}


@pytest.fixture(scope="module")
def episode(tmp_path_factory):
    return small_episode(tmp_path_factory.mktemp("episodes"), SOLUTIONS)


@pytest.mark.parametrize("challenge_id", [one for one in SOLUTIONS if one != "named"])
def test_the_solution_itself_is_right(episode, challenge_id):
    diagnosis = judge(episode, challenge_id, SOLUTIONS[challenge_id])
    assert diagnosis.passed, diagnosis.message


@pytest.mark.parametrize(
    ("challenge_id", "code"),
    [
        ("relu", "relu = lambda value: (value > 0) * np.asarray(value)"),
        ("relu", "def relu(x, verbose=False):\n    return np.where(np.asarray(x) > 0, x, 0)"),
        ("relu", "def relu(x):\n    return np.clip(x, 0, None)"),
        ("relu", "def relu(*x):\n    return np.maximum(0.0, *x)"),
        ("scale", "def scale(pictures):\n    return pictures.astype('float32') / 255.0"),
        ("scale", "def scale(images):\n    print('scaling')\n    images = images * (1 / 255)\n    return images"),
        ("share", "def share(a, b):\n    return a * b ** -1"),
        ("pool", "def pool(image, size=2):\n    rows = image[::size]\n    return rows[:, ::size]"),
        ("shuffled", "def shuffled(n):\n    return np.random.choice(n, n, replace=False)"),
        ("vary", VARY.replace("rate=dropout_rate", "dropout_rate").replace("Dropout", "Dropout")),
        ("vary", VARY.replace("dropout_rate", "rate")),
        ("block", "def block(x, n):\n    x = keras.layers.Conv2D(n, 3)(x)\n    return keras.layers.ReLU()(x)"),
        ("counts", "def counts(labels):\n    return {n: (labels == n).sum() for n in np.unique(labels)}"),
    ],
)
def test_other_ways_to_write_a_function_are_right(episode, challenge_id, code):
    diagnosis = judge(episode, challenge_id, code)
    assert diagnosis.passed, diagnosis.message


@pytest.mark.parametrize(
    ("challenge_id", "code", "label"),
    [
        ("relu", "def relu():\n    return np.maximum(0, 1)", "missing-parameter"),
        ("relu", "def relu(x, y):\n    return np.maximum(0, x)", "extra-parameter"),
        ("relu", "relu = 3", "not-a-function"),
        ("relu", "class relu:\n    pass", "not-a-function"),
        ("relu", "relu = keras.Sequential([keras.Input((2,))])", "model-not-function"),
        ("relu", "def relu(x):\n    np.maximum(0, x)", "no-return"),
        ("relu", "def relu(x):\n    print(np.maximum(0, x))", "prints-instead"),
        ("relu", "def relu(x):\n    return abs(x)", "returns-wrong-numbers"),
        ("relu", "def relu(x):\n    return np.minimum(0, x)", "function-differs"),
        ("relu", "def relu(x):\n    return x.shape", "returns-other-kind"),
        ("relu", "def relu(x):\n    return np.sum(x)", "returns-other-kind"),
        ("relu", "def relu(x):\n    x[x < 0] = 0\n    return x", "changes-argument"),
        ("relu", "def relu(x):\n    while True:\n        pass", "never-ends"),
        ("relu", "def relu(x):\n    return keras.layers.Dense(10**10)(keras.Input((10,)))", "too-large"),
        ("relu", "def relu(x):\n    return np.maximum(0, y)", "unknown-value"),
        ("relu", "def relu(x):\n    return 1 / 0", "function-raised"),
        ("scale", "def scale(images):\n    return images", "not-divided"),
        ("scale", "def scale(images):\n    return images / 256", "other-operand"),
        ("scale", "def scale(images):\n    return images[0] / 255", "part-besides"),
        ("share", "def share(whole, part):\n    return part / whole", "parameters-swapped"),
        ("share", "def share(a, b):\n    return b / a", "returns-wrong-numbers"),
        ("pool", "def pool(image):\n    return image[::2, ::2]", "missing-parameter"),
        ("pool", "def pool(image, size):\n    return image[::size, ::size]", "function-raised"),
        ("pool", "def pool(image, size=3):\n    return image[::size, ::size]", "other-constant"),
        ("pool", "def pool(image, size=2):\n    return image[::2, ::2]", "returns-wrong-shape"),
        ("shuffled", "def shuffled(n):\n    return np.random.rand(n + 1)", "part-besides"),
        ("vary", VARY.replace("rate=dropout_rate", "rate=0.5"), "argument-not-passed"),
        ("vary", VARY.replace("Dense(4,", "Dense(5,"), "wrong-value"),
        ("vary", VARY.replace(", name='varied'", ""), "missing-name"),
        ("vary", VARY.replace("    return keras.Model", "    keras.Model"), "no-return"),
        (
            "vary",
            VARY.replace("keras.Model(inputs, keras.layers.Dense(2)(x), name='varied')", "x"),
            "returns-other-kind",
        ),
        ("vary", VARY.replace("(dropout_rate):", "():"), "missing-parameter"),
        ("block", "def block(x, filters):\n    return keras.layers.Conv2D(filters, (3, 3))(x)", "missing-activation"),
        ("block", "def block(x, filters):\n    return keras.layers.Conv2D(filters, (3, 3))", "returns-other-kind"),
        ("counts", "def counts(labels):\n    return len(labels)", "returns-other-kind"),
    ],
)
def test_what_is_wrong_with_a_function_is_named(episode, challenge_id, code, label):
    diagnosis = judge(episode, challenge_id, code)
    assert diagnosis.label == label, diagnosis.message
    assert len(diagnosis.message.split()) <= 40, diagnosis.message
    assert not diagnosis.passed


def test_nothing_to_try_a_function_on_is_told_without_blame(episode):
    diagnosis = judge(episode, "named", SOLUTIONS["named"])
    assert (diagnosis.label, str(diagnosis.status)) == ("no-probe", "checker problem")


def test_the_message_names_the_call_and_both_results(episode):
    message = judge(episode, "share", "def share(a, b):\n    return max(a, b) ** 3").message
    assert "share(" in message
    message = judge(episode, "pool", "def pool(image, size=2):\n    return image").message
    assert all(part in message for part in ("`pool(", "(16, 16, 3)", "(8, 8, 3)"))


def test_a_function_that_returns_nothing_cannot_be_tried(tmp_path):
    prints = "def shout(word):\n    print(word.upper())"
    episode = small_episode(tmp_path, {"shout": prints, "grow": "def grow(items):\n    items.append(1)"})
    assert judge(episode, "shout", prints).label == "no-probe"
    assert judge(episode, "grow", "def grow(items):\n    items += [1]").label == "no-probe"


def test_the_learners_variables_and_random_state_stay_as_they_are(episode):
    variables = {"seen": [1], "count": 0}
    code = "def relu(x):\n    global count\n    count += 1\n    seen.append(2)\n    return np.random.rand(3)"
    np.random.seed(3)
    expected = np.random.RandomState(3).rand()
    assert not judge(episode, "relu", code, variables).passed
    assert variables == {"seen": [1], "count": 0}
    assert np.random.rand() == expected


def test_listed_calls_are_the_ones_tried(episode):
    listed = {"relu": ("relu(np.array([1.0, -2.0]))", "relu(x=-3)")}
    narrow = replace(episode, probes=listed)
    probes = probes_in(narrow, "relu", "relu", {"np": np})
    assert [probe.text for probe in probes] == list(listed["relu"])
    assert all(probe.listed and probe.binding for probe in probes)
    only_one_dimension = "def relu(x):\n    return max(x, 0) if np.ndim(x) == 0 else np.array([max(n, 0) for n in x])"
    assert judge(narrow, "relu", only_one_dimension).passed
    # A call by name: the parameter must be called so.
    assert not judge(narrow, "relu", "def relu(values):\n    return np.maximum(0, values)").passed


def test_calls_in_the_episode_are_found(tmp_path):
    solutions = {"double": "def double(n):\n    return 2 * n", "use": "four = double(2)\nlost = double(four, unknown)"}
    episode = small_episode(tmp_path, solutions)
    probes = probes_in(episode, "double", "double", {"four": 4})
    assert [(probe.arguments, probe.listed) for probe in probes] == [((2,), False)]


def test_probes_stand_in_the_front_matter(tmp_path):
    given = "images: float32 (4, 2)\nprobes:\n  half: ['half(3)', 'half(np.ones(2))']"
    episode = small_episode(tmp_path, {"half": "def half(x):\n    return x / 2"}, given)
    assert episode.probes == {"half": ("half(3)", "half(np.ones(2))")}
    assert judge(episode, "half", "def half(x):\n    return 0.5 * x").passed
    assert judge(episode, "half", "def half(x):\n    return 1.5").label == "returns-other-kind"


def test_made_up_arguments_follow_the_names_of_the_parameters():
    def named(image, label, rate, n):
        return None

    first = next(iter(made_up_probes("named", named)))
    image, label, rate, number = first.arguments
    assert (image.ndim, image.dtype, label.shape[1], number) == (3, np.uint8, 1, 6)
    assert 0 < rate < 1
    assert first.binding
    assert first.text.startswith("named(an array of shape (16, 16, 3)")


def test_two_parameters_get_different_numbers():
    first = next(iter(made_up_probes("share", lambda part, whole: None)))
    assert not np.array_equal(*first.arguments)
