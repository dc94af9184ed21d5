"""How something was done, where the variables cannot tell: with which data and which model."""

import keras
import numpy as np
import pytest

from tests.unit.other_lessons import judge
from tests.unit.small_episode import small_episode

FIT = "history = net.fit(images, labels, epochs=2, validation_data=(val_images, val_labels), verbose=0)"
SOLUTIONS = {
    "fit": FIT,
    "measure": "loss = net.evaluate(val_images, val_labels, verbose=0)",
    "predict": "predictions = net.predict(val_images, verbose=0)",
}


def model():
    made = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="softmax")])
    made.compile(loss="mse", run_eagerly=True)
    return made


@pytest.fixture(scope="module")
def episode(tmp_path_factory):
    return small_episode(tmp_path_factory.mktemp("episodes"), SOLUTIONS)


@pytest.fixture
def given():
    random = np.random.default_rng(0)
    made = {name: random.normal(size=(32, 4)).astype("float32") for name in ("images", "val_images", "test_images")}
    made |= {name: random.normal(size=(32, 3)).astype("float32") for name in ("labels", "val_labels", "test_labels")}
    return {**made, "net": model(), "other_net": model()}


@pytest.mark.parametrize(
    ("challenge", "code"),
    [
        *SOLUTIONS.items(),
        ("fit", FIT.replace("images, labels", "x=images, y=labels")),
        ("fit", f"held_out = (val_images, val_labels)\n{FIT.replace('(val_images, val_labels)', 'held_out')}"),
        ("fit", f"x, y = images.copy(), labels\n{FIT.replace('fit(images, labels', 'fit(x, y')}"),
        ("fit", FIT.replace("val_images, val_labels", "val_images[:], np.array(val_labels)")),
        ("fit", f"net_2 = net\n{FIT.replace('net.fit', 'net_2.fit')}"),
        ("measure", "loss = net.evaluate(val_images, val_labels, verbose=0)\nprint(net.evaluate(images, labels))"),
        ("predict", "predictions = net.predict(x=val_images)"),
        ("fit", f"images = keras.ops.convert_to_tensor(images)\n{FIT}"),
        ("fit", f"x = keras.ops.convert_to_tensor(images)\n{FIT.replace('fit(images', 'fit(x')}"),
        ("predict", "val_images = keras.ops.convert_to_tensor(val_images)\npredictions = net.predict(val_images)"),
    ],
)
def test_the_data_that_are_asked_for_are_right_however_they_are_written(episode, given, challenge, code):
    diagnosis = judge(episode, challenge, code, given)
    assert diagnosis.passed, diagnosis.message


@pytest.mark.parametrize(
    ("challenge", "code", "label", "words"),
    [
        (
            "fit",
            FIT.replace("(val_images, val_labels)", "(images, labels)"),
            "wrong-data",
            ["validation_data", "(images"],
        ),
        ("fit", FIT.replace("(val_images, val_labels)", "(test_images, test_labels)"), "wrong-data", ["val_images"]),
        ("fit", FIT.replace("fit(images", "fit(test_images"), "wrong-data", ["test_images", "`x`"]),
        ("fit", FIT.replace("fit(images, labels", "fit(val_images, val_labels"), "wrong-data", ["val_images", "`x`"]),
        (
            "fit",
            FIT.replace("validation_data=(val_images, val_labels)", "validation_split=0.25"),
            "split-for-data",
            ["val_images"],
        ),
        ("fit", FIT.replace("net.fit", "other_net.fit"), "other-model-used", ["other_net", "net"]),
        ("measure", "loss = net.evaluate(images, labels, verbose=0)", "wrong-data", ["evaluate", "val_images"]),
        (
            "measure",
            "loss = net.evaluate(test_images, test_labels, verbose=0)",
            "wrong-data",
            ["evaluate", "test_images"],
        ),
        ("measure", "loss = other_net.evaluate(val_images, val_labels, verbose=0)", "other-model-used", ["other_net"]),
        ("predict", "predictions = net.predict(test_images, verbose=0)", "wrong-data", ["predict", "test_images"]),
        ("predict", "predictions = other_net.predict(val_images, verbose=0)", "other-model-used", ["other_net"]),
    ],
)
def test_other_data_and_other_models_are_named(episode, given, challenge, code, label, words):
    diagnosis = judge(episode, challenge, code, given)
    assert diagnosis.label in (label, "wrong-steps"), diagnosis.message
    assert all(word in diagnosis.message for word in words if diagnosis.label == label), diagnosis.message
    assert not diagnosis.passed


SAVED = "net.keras"
LOADED = {
    "load": f"best = keras.models.load_model({SAVED!r})",
    "ask": "predictions = net.predict(val_images, verbose=0)\nclasses = np.argmax(predictions, axis=1)",
}


@pytest.fixture
def saved(tmp_path, monkeypatch, given):
    monkeypatch.chdir(tmp_path)
    given["net"].save(SAVED)
    return {**given, "build": model}


@pytest.mark.parametrize(
    ("challenge", "code", "label"),
    [
        *((name, code, "correct") for name, code in LOADED.items()),
        ("load", f"from keras.saving import load_model\nbest = load_model({SAVED!r})", "correct"),
        ("load", "best = keras.models.clone_model(net)\nbest.set_weights(net.get_weights())", "correct"),
        ("load", "best = build()", "not-loaded"),
        ("ask", "predictions = net(val_images).numpy()\nclasses = predictions.argmax(axis=1)", "correct"),
        ("ask", LOADED["ask"].replace("verbose=0)", "verbose=0) * 100"), "other-predictions"),
        ("ask", LOADED["ask"].replace("verbose=0)", "verbose=0)[::-1]"), "other-predictions"),
        ("ask", LOADED["ask"].replace("net.predict", "build().predict"), "other-predictions"),
    ],
)
def test_loaded_weights_and_predictions_are_those_of_the_model(tmp_path, saved, challenge, code, label):
    episode = small_episode(tmp_path, LOADED)
    diagnosis = judge(episode, challenge, code, saved)
    assert diagnosis.label == label, diagnosis.message


def test_a_method_that_raises_is_not_told_to_store_something(tmp_path, given):
    episode = small_episode(tmp_path, {"compile": "net.compile(optimizer='adam', loss='mse')"})
    assert judge(episode, "compile", "net.compile(optimizer='adamm', loss='mse')", given).label != "not-stored"


@pytest.mark.parametrize(
    "images", ["images / 255", "-images", "images * np.nan", "np.log(images * 0)", "images * 0", "images + 7"]
)
def test_images_that_were_changed_on_the_way_are_told(episode, given, images):
    diagnosis = judge(episode, "fit", FIT.replace("(images", f"({images}"), given)
    assert diagnosis.label == "changed-data", diagnosis.message


@pytest.mark.parametrize("images", ["images.copy()", "images.astype('float64')", "images + 0"])
def test_images_of_the_same_numbers_will_do(episode, given, images):
    assert judge(episode, "fit", FIT.replace("(images", f"({images}"), given).passed
