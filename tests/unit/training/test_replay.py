"""A recorded training is replayed: same history, same model, no time; what nobody recorded is trained briefly."""

import keras
import numpy as np
import pytest

from lesson_utils.training import LiveTraining, recordings, watch_training
from lesson_utils.training.fingerprint import fingerprint
from lesson_utils.training.replay import RECORD, StaleRecordingError, obey_environment, replaying

CHANCE = np.random.default_rng(0)
IMAGES = CHANCE.random((96, 8, 8, 3), dtype=np.float32)
LABELS = np.eye(3, dtype="float32")[CHANCE.integers(0, 3, 96)]
CALL = {"x": IMAGES, "y": LABELS, "epochs": 3, "batch_size": 32, "validation_data": (IMAGES[:32], LABELS[:32])}


def new_model(seed=1, *, rate=0.01, activation="relu", dropout=0.5):
    keras.utils.set_random_seed(seed)
    inputs = keras.Input((8, 8, 3))
    x = keras.layers.Conv2D(2, 3, activation=activation)(inputs)
    x = keras.layers.Dropout(dropout)(keras.layers.Flatten()(x))
    model = keras.Model(inputs, keras.layers.Dense(3, activation="softmax")(x), name="small")
    model.compile(keras.optimizers.Adam(rate), "categorical_crossentropy", metrics=["accuracy"])
    return model


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder for recordings that is not the course's, and `fit` as it was."""
    monkeypatch.setattr(recordings, "FOLDER", tmp_path)
    monkeypatch.setattr(keras.Model, "fit", keras.Model.fit)
    return tmp_path


@pytest.fixture
def recorded(folder, monkeypatch):
    """The history of a training that was recorded, and what its model says of the images."""
    fit = keras.Model.fit
    monkeypatch.setenv(RECORD, "1")
    obey_environment()
    model = new_model()
    history = model.fit(**CALL, verbose=0)
    keras.Model.fit = fit
    monkeypatch.delenv(RECORD)
    return history.history, np.asarray(model(IMAGES))


def test_the_replayed_model_and_history_are_those_of_the_training(recorded):
    history, said = recorded
    model = new_model(seed=2)
    with replaying() as shortened:
        replayed = model.fit(**CALL)
    assert shortened == []
    assert replayed.history == {name: [round(value, 4) for value in values] for name, values in history.items()}
    assert replayed.epoch == [0, 1, 2]
    assert np.allclose(np.asarray(model(IMAGES)), said, atol=2e-3)
    assert int(model.optimizer.iterations) == 9


def test_the_replayed_model_can_be_evaluated_saved_and_trained_on(recorded, tmp_path):
    model = new_model()
    with replaying():
        model.fit(**CALL)
    loss, _ = model.evaluate(IMAGES, LABELS, verbose=0)
    model.save(tmp_path / "small.keras")
    assert keras.models.load_model(tmp_path / "small.keras").evaluate(IMAGES, LABELS, verbose=0)[0] == loss
    model.fit(**CALL, verbose=0)
    assert int(model.optimizer.iterations) == 18


def test_a_display_hears_what_it_would_have_heard(recorded, capsys):
    live = LiveTraining()
    with replaying():
        new_model().fit(**CALL, callbacks=[live])
    assert capsys.readouterr().out == "LiveTraining: 3 epochs of 3 batches each\n"
    assert [epoch.loss for epoch in live.run.measured] == [round(value, 4) for value in recorded[0]["loss"]]


def test_callbacks_hear_it_as_keras_tells_it(recorded):
    heard = []
    note = keras.callbacks.LambdaCallback(
        on_epoch_begin=lambda epoch, logs: heard.append(epoch),
        on_train_begin=lambda logs: heard.append("begin"),
        on_train_end=lambda logs: heard.append("end"),
    )
    with replaying():
        new_model().fit(**CALL, callbacks=note)
    assert heard == ["begin", 0, 1, 2, "end"]


def test_what_nobody_recorded_is_trained_briefly_and_named(folder):
    model, many = new_model(), 5000
    call = CALL | {"x": np.zeros((many, 8, 8, 3), "float32"), "y": np.zeros((many, 3), "float32"), "epochs": 1}
    with replaying() as shortened:
        history = model.fit(**call, verbose=0)
    assert shortened == ["small"]
    assert len(history.history["val_loss"]) == 1
    assert int(model.optimizer.iterations) < many / 32


def test_afterwards_fit_is_as_before(folder):
    fit = keras.Model.fit
    with pytest.raises(KeyboardInterrupt), replaying():
        raise KeyboardInterrupt
    assert keras.Model.fit is fit


def test_keras_itself_tells_of_a_wrong_argument(folder):
    with replaying(), pytest.raises(TypeError, match="epoch"):
        new_model().fit(IMAGES, LABELS, epoch=3)


@pytest.mark.parametrize(
    "data", [{}, {"x": [1.0, 2.0], "y": [1.0, 2.0]}, {"x": IMAGES}, CALL | {"validation_data": (IMAGES,)}]
)
def test_what_is_no_array_is_left_to_keras(data):
    assert fingerprint(new_model(), data) is None


def test_a_model_that_is_not_compiled_is_left_to_keras(folder):
    inputs = keras.Input((8, 8, 3))
    with replaying(), pytest.raises(ValueError, match="compile"):
        keras.Model(inputs, keras.layers.Flatten()(inputs)).fit(IMAGES, LABELS)


@pytest.mark.parametrize(
    "other",
    [
        {"epochs": 2},
        {"batch_size": 16},
        {"x": IMAGES[:64], "y": LABELS[:64]},
        {"y": LABELS[::-1]},
        {"validation_data": None},
        {"validation_data": (IMAGES[:16], LABELS[:16])},
    ],
    ids=str,
)
def test_another_call_is_another_training(other):
    assert fingerprint(new_model(), CALL | other) != fingerprint(new_model(), CALL)


@pytest.mark.parametrize("other", [{"rate": 0.1}, {"activation": "tanh"}, {"dropout": 0.3}], ids=str)
def test_another_model_is_another_training(other):
    assert fingerprint(new_model(**other), CALL) != fingerprint(new_model(), CALL)


def test_the_names_of_layers_and_the_weights_play_no_part():
    assert fingerprint(new_model(seed=3), CALL) == fingerprint(new_model(seed=4), CALL)


def test_a_recording_that_does_not_fit_the_images_any_more_is_refused(recorded, monkeypatch):
    monkeypatch.setenv("LESSON_FAST", "1")
    obey_environment()
    call = CALL | {"x": IMAGES[::-1], "validation_data": (IMAGES[:32], LABELS[:32])}
    new_model().fit(**call)  # what it is judged on is the same
    with pytest.raises(StaleRecordingError, match="build --train"):
        new_model().fit(**CALL | {"validation_data": (-10 * IMAGES[:32], LABELS[:32])})


def test_in_a_kernel_that_shows_every_training_it_is_replayed_too(recorded, monkeypatch, capsys):
    monkeypatch.setenv("LESSON_FAST", "1")
    watch_training()
    history = new_model(seed=5).fit(**CALL)
    assert history.history["loss"] == [round(value, 4) for value in recorded[0]["loss"]]
    assert capsys.readouterr().out == "LiveTraining: 3 epochs of 3 batches each\n"
