"""How models were compiled, and what training them returned."""

import keras
import numpy as np
import pytest

from lesson_utils.checking.comparing.compiled import compare_compiled, compare_histories
from lesson_utils.checking.messages.formatting import message_for
from lesson_utils.checking.running.stand_ins import nothing_heavy
from tests.unit.difference import difference_of
from tests.unit.other_lessons import judge
from tests.unit.small_episode import small_episode


def model(outputs=3, **compiled):
    made = keras.Sequential([keras.Input((4,)), keras.layers.Dense(outputs, activation="softmax")])
    if compiled:
        made.compile(**compiled, run_eagerly=True)  # quicker for a training this short
    return made


def told(found, expected):
    return difference_of(compare_compiled, "net", found, expected)


LOSSES, METRICS, OPTIMIZERS = keras.losses, keras.metrics, keras.optimizers


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"optimizer": "adam"}, {"optimizer": OPTIMIZERS.Adam()}),
        ({"optimizer": "Adam"}, {"optimizer": OPTIMIZERS.Adam(learning_rate=0.001)}),
        ({"optimizer": OPTIMIZERS.Adam(1e-4, name="mine")}, {"optimizer": OPTIMIZERS.Adam(learning_rate=0.0001)}),
        ({"loss": "mse"}, {"loss": LOSSES.MeanSquaredError()}),
        ({"loss": LOSSES.mean_squared_error}, {"loss": LOSSES.MeanSquaredError}),
        ({"loss": ["mse"]}, {"loss": "mean_squared_error"}),
        ({"loss": "CategoricalCrossentropy"}, {"loss": LOSSES.CategoricalCrossentropy(from_logits=False)}),
        ({"loss": "sparse_categorical_crossentropy"}, {"loss": LOSSES.SparseCategoricalCrossentropy()}),
        (
            {"loss": "categorical_crossentropy", "metrics": ["accuracy"]},
            {"loss": "categorical_crossentropy", "metrics": [METRICS.CategoricalAccuracy()]},
        ),
        (
            {"loss": LOSSES.SparseCategoricalCrossentropy(), "metrics": ["acc"]},
            {"loss": "sparse_categorical_crossentropy", "metrics": [METRICS.SparseCategoricalAccuracy(name="right")]},
        ),
        ({"loss": "mse", "metrics": ["mae", "accuracy"]}, {"loss": "mse", "metrics": ["accuracy", "mae"]}),
        ({"loss": "mse", "metrics": [METRICS.MeanAbsoluteError]}, {"loss": "mse", "metrics": ["mean_absolute_error"]}),
        ({"loss": "mse", "metrics": [LOSSES.mean_absolute_error]}, {"loss": "mse", "metrics": ["mae"]}),
        ({"loss": "mse", "metrics": {"dense": ["mae"]}}, {"loss": "mse", "metrics": ["mae"]}),
        ({"loss": "mse"}, {}),
        ({}, {}),
    ],
)
def test_other_ways_to_compile_the_same_are_right(found, expected):
    assert told(model(**found), model(**expected)) is None


@pytest.mark.parametrize(
    ("found", "expected", "label", "words"),
    [
        ({}, {"loss": "mse"}, "not-compiled", ["compile"]),
        ({"optimizer": "sgd"}, {"optimizer": "adam"}, "wrong-optimizer", ["SGD", "Adam"]),
        ({"optimizer": "rmsprop"}, {"optimizer": "adam", "loss": "mse"}, "wrong-optimizer", ["RMSprop"]),
        (
            {"optimizer": OPTIMIZERS.Adam(0.01)},
            {"optimizer": "adam"},
            "wrong-optimizer-setting",
            ["learning_rate", "0.01", "0.001"],
        ),
        (
            {"optimizer": OPTIMIZERS.SGD()},
            {"optimizer": OPTIMIZERS.SGD(momentum=0.9)},
            "wrong-optimizer-setting",
            ["momentum", "0.9"],
        ),
        (
            {"optimizer": OPTIMIZERS.SGD(OPTIMIZERS.schedules.ExponentialDecay(0.1, 10, 0.9))},
            {"optimizer": OPTIMIZERS.SGD(0.1)},
            "wrong-optimizer-setting",
            ["ExponentialDecay", "0.1"],
        ),
        ({"loss": "mae"}, {"loss": "mse"}, "wrong-loss", ["mean_absolute_error", "mean_squared_error"]),
        ({"optimizer": "adam"}, {"optimizer": "adam", "loss": "mse"}, "wrong-loss", ["None"]),
        (
            {"loss": "categorical_crossentropy"},
            {"loss": "sparse_categorical_crossentropy"},
            "wrong-loss",
            ["sparse_categorical_crossentropy"],
        ),
        (
            {"loss": LOSSES.CategoricalCrossentropy(from_logits=True)},
            {"loss": "categorical_crossentropy"},
            "wrong-loss-setting",
            ["from_logits", "True", "False"],
        ),
        (
            {"loss": LOSSES.CategoricalCrossentropy()},
            {"loss": LOSSES.CategoricalCrossentropy(label_smoothing=0.1)},
            "wrong-loss-setting",
            ["label_smoothing", "0.1"],
        ),
        ({"loss": LOSSES.MeanSquaredError(reduction="sum")}, {"loss": "mse"}, "wrong-loss-setting", ["reduction"]),
        ({"loss": lambda y, p: p}, {"loss": "mse"}, "wrong-loss", ["your own"]),
        ({"loss": "mean_square_error"}, {"loss": "mse"}, "wrong-loss", ["mean_square_error", "mean_squared_error"]),
        ({"loss": "mse"}, {"loss": "mse", "metrics": ["accuracy"]}, "missing-metric", ["CategoricalAccuracy"]),
        ({"loss": "mse", "metrics": ["mae"]}, {"loss": "mse"}, "extra-metric", ["MeanAbsoluteError"]),
        (
            {"loss": "mse", "metrics": [METRICS.BinaryAccuracy()]},
            {"loss": "categorical_crossentropy", "metrics": ["accuracy"]},
            "wrong-loss",
            [],
        ),
        (
            {"loss": "categorical_crossentropy", "metrics": [METRICS.BinaryAccuracy()]},
            {"loss": "categorical_crossentropy", "metrics": ["accuracy"]},
            "wrong-metric",
            ["BinaryAccuracy", "CategoricalAccuracy"],
        ),
        (
            {"loss": "mse", "metrics": [METRICS.TopKCategoricalAccuracy(k=3)]},
            {"loss": "mse", "metrics": [METRICS.TopKCategoricalAccuracy(k=2)]},
            "wrong-metric-settings",
            ["TopKCategoricalAccuracy"],
        ),
    ],
)
def test_each_difference_is_named_with_both_sides(found, expected, label, words):
    difference = told(model(**found), model(**expected))
    assert difference is not None
    assert difference.label == label
    assert all(word in message_for(difference) for word in words), message_for(difference)


# ---- what training returned ----

IMAGES, LABELS = np.zeros((96, 4), "float32"), np.zeros((96, 3), "float32")


def history(in_name=False, metrics=("accuracy",), **fit):
    made = model(optimizer="sgd", loss="categorical_crossentropy", metrics=list(metrics))
    if in_name:
        with nothing_heavy():
            return made.fit(IMAGES, LABELS, **fit)
    return made.fit(IMAGES, LABELS, verbose=0, **fit)


def test_a_stand_in_is_told_from_nothing_but_its_numbers():
    for fit in ({"epochs": 2}, {"validation_split": 0.25}, {"validation_data": (IMAGES, LABELS), "batch_size": 16}):
        real, stand_in = history(**fit), history(in_name=True, **fit)
        assert list(real.history) == list(stand_in.history)
        assert (real.epoch, real.params["steps"]) == (stand_in.epoch, stand_in.params["steps"])
        assert compare_histories("history", real, stand_in) is None


@pytest.mark.parametrize(
    ("found", "expected", "label"),
    [
        ({"epochs": 2}, {"epochs": 3}, "wrong-epochs"),
        ({"batch_size": 16}, {"batch_size": 32}, "wrong-steps"),
        ({}, {"validation_split": 0.25}, "not-validated"),
        ({"metrics": []}, {}, "not-recorded"),
    ],
)
def test_how_a_training_differs_is_named(found, expected, label):
    difference = compare_histories("history", history(**found), history(in_name=True, **expected))
    assert difference.label == label
    assert len(message_for(difference).split()) <= 40


def test_validation_data_that_nobody_asked_for_are_no_mistake():
    assert compare_histories("history", history(validation_split=0.25), history(in_name=True)) is None


def test_a_history_of_no_training_has_no_epochs():
    difference = compare_histories("history", keras.callbacks.History(), history(in_name=True))
    assert (difference.label, difference.values["found"]) == ("wrong-epochs", 0)


def test_a_training_that_may_stop_early_may_have_fewer_epochs():
    stopping = {"callbacks": [keras.callbacks.EarlyStopping()], "epochs": 9}
    assert compare_histories("history", history(epochs=2), history(in_name=True, **stopping)) is None


def test_accuracy_may_be_recorded_under_any_of_its_names():
    recorded = history(metrics=["acc"]), history(in_name=True, metrics=["categorical_accuracy"])
    assert compare_histories("history", *recorded) is None


# ---- whole challenges ----

SOLUTIONS = {
    "compile": "net.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])",
    "train": "history = net.fit(images, labels, epochs=2, validation_split=0.25, verbose=0)",
    "measure": "loss, accuracy = net.evaluate(images, labels, verbose=0)",
    "predict": "predictions = net.predict(images, verbose=0)\nclasses = np.argmax(predictions, axis=1)",
    "table": "history_df = pd.DataFrame.from_dict(net.fit(images, labels, epochs=3, verbose=0).history)",
    "vary": (
        "losses = []\nfor rate in (0.1, 0.2):\n    history = net.fit(images, labels, epochs=1, verbose=0)\n"
        "    losses.append(history.history['loss'][-1])"
    ),
}


@pytest.fixture(scope="module")
def episode(tmp_path_factory):
    return small_episode(tmp_path_factory.mktemp("episodes"), SOLUTIONS)


def variables(compiled=True):
    settings = {"optimizer": "adam", "loss": "categorical_crossentropy", "metrics": ["accuracy"]}
    return {"net": model(**(settings if compiled else {})), "images": IMAGES, "labels": LABELS}


@pytest.mark.parametrize("challenge_id", SOLUTIONS)
def test_the_solutions_are_right(episode, challenge_id):
    diagnosis = judge(episode, challenge_id, SOLUTIONS[challenge_id], variables(challenge_id != "compile"))
    assert diagnosis.passed, diagnosis.message


@pytest.mark.parametrize(
    ("challenge_id", "code", "label"),
    [
        ("compile", "net.compile(optimizer='sgd', loss='categorical_crossentropy')", "wrong-optimizer"),
        ("compile", "net.compile(loss='mse', optimizer='adam', metrics=['accuracy'])", "wrong-loss"),
        ("compile", "net.summary()", "not-compiled"),
        ("train", "history = net.fit(images, labels, epochs=3, validation_split=0.25, verbose=0)", "fit-setting"),
        ("train", "history = net.fit(images, labels, epochs=2, verbose=0)", "not-validated"),
        (
            "train",
            "history = net.fit(images, labels, epochs=2, validation_split=0.25, verbose=0).history",
            "wrong-type",
        ),
        ("measure", "loss = accuracy = net.evaluate(images, labels, verbose=0)", "wrong-type"),
        ("predict", "predictions = net.predict(images)\nclasses = np.argmax(predictions, axis=0)", "wrong-value"),
        ("predict", "predictions = net.predict(images)\nclasses = np.argmin(predictions, axis=1)", "wrong"),
        ("predict", "predictions = net.predict(images[:5])\nclasses = np.argmax(predictions, axis=1)", "wrong-data"),
        ("table", "history_df = net.fit(images, labels, epochs=3, verbose=0).history", "wrong-type"),
        ("vary", "losses = [0.5]", "wrong-length"),
    ],
)
def test_wrong_trainings_and_predictions_are_named(episode, challenge_id, code, label):
    given = variables(challenge_id != "compile")
    if "argmin" in code:
        given["images"] = np.random.default_rng(0).normal(size=(96, 4)).astype("float32")
        label = "other-function"
    diagnosis = judge(episode, challenge_id, code, given)
    assert not diagnosis.passed
    assert label in diagnosis.label, diagnosis.message


def test_the_learners_model_is_neither_trained_nor_compiled_by_a_check(episode):
    given = variables(compiled=False)
    assert judge(episode, "compile", "pass_this = 1", given).label == "not-compiled"
    assert not given["net"].compiled
    given = variables()
    judge(episode, "train", "history = None", given)
    assert int(given["net"].optimizer.iterations) == 0
    assert "fit" not in vars(keras.Model)


def test_a_function_that_returns_a_compiled_model(tmp_path):
    code = (
        "def build(rate):\n    net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])\n"
        "    net.compile(optimizer=keras.optimizers.Adam(rate), loss='mse')\n    return net"
    )
    episode = small_episode(tmp_path, {"build": code})
    assert judge(episode, "build", code).passed
    assert judge(episode, "build", code.replace("Adam(rate)", "Adam()")).label == "wrong-optimizer-setting"
    assert judge(episode, "build", code.replace("net.compile", "net.compute_mask if True else ")).label != "correct"
    forgotten = "\n".join(line for line in code.splitlines() if "compile" not in line)
    assert judge(episode, "build", forgotten).label == "function-not-compiled"


def test_a_model_that_should_have_been_trained(tmp_path):
    lines = [
        "net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])",
        "net.compile(loss='mse', run_eagerly=True)",
    ]
    fit = "net.fit(images, labels, verbose=0)"
    episode = small_episode(tmp_path, {"fit": "\n".join([*lines, fit])})
    assert judge(episode, "fit", "\n".join([*lines, fit]), variables()).passed
    assert judge(episode, "fit", "\n".join(lines), variables()).label == "not-trained"
