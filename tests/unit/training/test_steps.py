"""Snapshots of a recorded training: kept of long ones, in little room, and given back as copies of a model."""

import random

import keras
import numpy as np
import pytest

import lesson_utils
from lesson_utils.datasets import load_data, prepare_dataset
from lesson_utils.training import recordings
from lesson_utils.training.replay import RECORD, obey_environment
from lesson_utils.training.snapshots import Snapshots, is_long, restored, shrunk
from lesson_utils.training.steps import training_steps
from tests.unit.model_zoo import lesson_model

CHANCE = np.random.default_rng(0)
POINTS = CHANCE.random((20_000, 2), dtype=np.float32)
LABELS = np.eye(2, dtype="float32")[(POINTS[:, 0] > POINTS[:, 1]).astype(int)]
CALL = {"x": POINTS, "y": LABELS, "epochs": 10, "batch_size": 4000, "verbose": 0}


def new_model(seed=1, *, name="points", activation="relu"):
    keras.utils.set_random_seed(seed)
    inputs = keras.Input((2,))
    x = keras.layers.Dropout(0.1)(keras.layers.Dense(4, activation=activation)(inputs))
    model = keras.Model(inputs, keras.layers.Dense(2, activation="softmax")(x), name=name)
    model.compile("adam", "categorical_crossentropy")
    return model


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder for recordings that is not the course's, and every `fit` recorded there."""
    monkeypatch.setattr(recordings, "FOLDER", tmp_path)
    monkeypatch.setattr(keras.Model, "fit", keras.Model.fit)
    monkeypatch.setenv(RECORD, "1")
    obey_environment()
    return tmp_path


class Watch(keras.callbacks.Callback):
    """What the weights really were after each epoch."""

    def on_train_begin(self, logs=None):
        self.seen = {0: self.model.get_weights()}

    def on_epoch_end(self, epoch, logs=None):
        self.seen[epoch + 1] = self.model.get_weights()


def recorded_in(folder):
    (path,) = folder.glob("*.npz")
    return recordings.read(path)


def test_weights_of_eight_bits_are_right_to_half_a_step():
    weights = [CHANCE.normal(size=(3, 3, 2)), np.zeros(4), np.array([-5.0, 5.0]), np.zeros((0, 2))]
    steps, worth = shrunk(weights)
    assert {one.dtype for one in steps} == {np.dtype("int8")}
    for before, after, step in zip(weights, restored(steps, worth), worth, strict=True):
        assert after.dtype == np.float32
        np.testing.assert_allclose(after, before, atol=step / 2 + 1e-7)


@pytest.mark.parametrize("callbacks", ["none", "one", "several"])
def test_a_long_training_is_recorded_with_snapshots(folder, callbacks):
    watch = Watch()
    given = {"none": None, "one": watch, "several": (keras.callbacks.History(), watch)}[callbacks]
    model = new_model()
    before = model.get_weights()
    model.fit(**CALL, callbacks=given)
    recording = recorded_in(folder)
    assert [*recording.snapshots] == [0, 1, 2, 4, 7]
    seen = getattr(watch, "seen", {0: before})
    for epoch in set(seen) & set(recording.snapshots):
        for real, kept in zip(seen[epoch], recording.snapshots[epoch], strict=True):
            np.testing.assert_allclose(kept, real, atol=np.abs(real).max() / 254 + 1e-6)
    for real, kept in zip(model.get_weights(), recording.weights, strict=True):
        np.testing.assert_allclose(kept, real, atol=1e-3)


@pytest.mark.parametrize("short", [{"epochs": 9}, {"x": POINTS[1:], "y": LABELS[1:]}], ids=["epochs", "images"])
def test_a_short_training_has_none(folder, short):
    assert not is_long(CALL | short)
    new_model().fit(**CALL | short)
    assert recorded_in(folder).snapshots == {}
    with pytest.raises(ValueError, match="Recorded: none yet"):
        training_steps(new_model())


def test_a_training_stopped_early_keeps_no_snapshot_of_its_end(folder):
    model = new_model()
    stopper = keras.callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: setattr(model, "stop_training", epoch == 3)
    )
    model.fit(**CALL, callbacks=[stopper])
    assert [*recorded_in(folder).snapshots] == [0, 1, 2]


def test_the_file_of_the_lessons_model_is_well_below_a_megabyte(folder):
    weights = [weight + CHANCE.normal(scale=0.02, size=weight.shape) for weight in lesson_model().get_weights()]
    halves, snapshots = [weight.astype("float16") for weight in weights], dict.fromkeys((0, 1, 2, 4, 7), weights)
    recording = recordings.Recording(halves, {"loss": [1.0] * 10}, 12_500, 0.7, [], snapshots)
    assert recordings.write(recording, "cifar_model_intro", "01234567").stat().st_size < 650_000


def test_the_steps_are_copies_of_the_model(folder):
    model, watch = new_model(), Watch()
    model.fit(**CALL, callbacks=[watch])
    mine = new_model(seed=9)
    before = mine.get_weights()
    steps = training_steps(mine)
    assert [*steps] == [
        "untrained", "after epoch 1", "after epoch 2", "after epoch 4", "after epoch 7", "trained by us",
    ]  # fmt: skip
    said = {name: np.asarray(step(POINTS[:100])) for name, step in steps.items()}
    np.testing.assert_allclose(said["trained by us"], np.asarray(model(POINTS[:100])), atol=2e-3)
    model.set_weights(watch.seen[4])
    np.testing.assert_allclose(said["after epoch 4"], np.asarray(model(POINTS[:100])), atol=0.02)
    assert not np.allclose(said["untrained"], said["trained by us"], atol=0.02)
    assert not steps["untrained"].layers[1].get_weights()[1].any()  # a bias starts at 0
    for real, kept in zip(before, mine.get_weights(), strict=True):
        np.testing.assert_array_equal(kept, real)


def test_a_model_of_another_name_is_known_by_its_layers(folder):
    new_model().fit(**CALL)
    assert len(training_steps(new_model(name="my_model"))) == 6


def test_of_two_recordings_the_one_of_the_same_name_is_taken(folder):
    keras.Model.fit(first := new_model(name="first"), **CALL)
    keras.Model.fit(new_model(name="second", seed=5), **CALL | {"epochs": 11})
    found = training_steps(new_model(name="first"))["trained by us"]
    np.testing.assert_allclose(found.get_weights()[0], first.get_weights()[0], atol=1e-3)


def test_a_changed_model_is_told_what_to_do(folder):
    new_model().fit(**CALL)
    with pytest.raises(ValueError, match=r"built like 'points'\. Recorded: points\. .*create_model_intro\(\)"):
        training_steps(new_model(activation="tanh"))


def test_the_dice_of_the_learner_are_left_alone(folder):
    new_model().fit(**CALL)
    mine, state = new_model(), random.getstate()
    np.random.seed(4)
    training_steps(mine)
    assert random.getstate() == state
    assert np.random.random() == np.random.RandomState(4).random_sample()


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        (None, TypeError, "takes a Keras model"),
        (lesson_model, TypeError, "this is a function"),
        (keras.Sequential([keras.layers.Dense(2)]), ValueError, "has no weights yet"),
    ],
    ids=["nothing", "function", "unbuilt"],
)
def test_what_is_no_built_model_is_refused(wrong, error, words):
    with pytest.raises(error, match=words):
        lesson_utils.training_steps(wrong)


def test_snapshots_begin_anew_with_each_training():
    snapshots, model = Snapshots(), new_model()
    for _ in range(2):
        model.fit(POINTS[:64], LABELS[:64], epochs=2, verbose=0, callbacks=[snapshots])
    assert [*snapshots.kept] == [0, 1, 2]
    np.testing.assert_array_equal(snapshots.kept[2][0], model.get_weights()[0])


def test_the_steps_that_ship_with_the_course_learn_its_images():
    images, labels = load_data()[0]
    _, held_back, _, truth = prepare_dataset(images, labels)
    steps = training_steps(lesson_model())
    right = [
        np.mean(np.asarray(step(held_back[:1000])).argmax(-1) == truth[:1000].argmax(-1)) for step in steps.values()
    ]
    assert right[0] < 0.2
    assert right == sorted(right[:3]) + right[3:]  # later they may go up and down a little
    assert min(right[3:]) > 0.6


def test_no_recording_is_large():
    assert max(path.stat().st_size for path in recordings.FOLDER.glob("*.npz")) < 1_000_000
