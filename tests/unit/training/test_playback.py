"""A replayed training that can be played: what each moment shows, and that the model ends as recorded."""

import keras
import numpy as np
import pytest

from lesson_utils.training import LiveTraining, playback, recordings
from lesson_utils.training.live_training import PLAYBACK

WEIGHTS = {at: [np.full((3, 2), at / 10, np.float32), np.array([at, 0], np.float32)] for at in range(4)}
HISTORY = {"loss": [1.5, 1.2, 1.0], "accuracy": [0.4, 0.5, 0.6]}


@pytest.fixture
def played(monkeypatch) -> playback.Playback:
    """What is displayed after a replay of three epochs, of which the second left no snapshot."""
    monkeypatch.setenv(PLAYBACK, "1")
    shown = []
    monkeypatch.setattr(playback, "display", shown.append)
    inputs = keras.Input((1, 1, 3))
    outputs = keras.layers.Dense(2, activation="softmax")(keras.layers.Flatten()(inputs))
    model = keras.Model(inputs, outputs)
    model.compile(loss="categorical_crossentropy")
    model.set_weights(WEIGHTS[3])
    recording = recordings.Recording(WEIGHTS[3], HISTORY, 30, 0.5, [], {0: WEIGHTS[0], 1: WEIGHTS[1]})
    callback = LiveTraining(np.ones((1, 1, 1, 3), np.float32), [0], ["cat", "dog"])
    callback.set_params({"epochs": 3, "steps": 10, "verbose": 0, "replayed": recording})
    callback.set_model(model)
    callback.on_train_begin()
    for epoch in range(3):
        callback.on_epoch_begin(epoch)
        callback.on_epoch_end(epoch, {name: values[epoch] for name, values in HISTORY.items()})
    callback.on_train_end()
    np.testing.assert_array_equal(model.get_weights()[1], WEIGHTS[3][1])
    (one,) = shown
    return one


def test_there_is_a_moment_before_the_training_and_one_after_each_epoch(played):
    moments = played._moments
    assert [len(one["_epochs"]) for one in moments] == [0, 1, 2, 3]
    assert moments[0]["_said"].startswith("Before the training")
    assert moments[1]["_said"] == "Epoch 1 of 3: training loss 1.500, accuracy 0.40."
    assert [one["_ending"] for one in moments] == ["", "", "", "Finished: 3 epochs."]
    assert [one["_now"]["share"] for one in moments] == pytest.approx([0, 1 / 3, 2 / 3, 1], abs=1e-3)


def test_the_network_is_seen_as_it_was_then_and_keeps_its_last_look_in_between(played):
    sure = [one["_network"]["probabilities"][0][0] for one in played._moments]
    assert sure[0] == pytest.approx(0.5)
    assert sure[1] == pytest.approx(np.exp(1) / (np.exp(1) + 1), abs=1e-3)
    assert sure[2] == sure[1]
    assert sure[3] == pytest.approx(np.exp(3) / (np.exp(3) + 1), abs=1e-3)


def test_it_leaves_the_finished_curves_with_words_where_it_cannot_live(played):
    bundle = played._repr_mimebundle_()[0]
    assert bundle["text/plain"] == "LiveTraining: 3 epochs of 10 batches each"
    assert 'alt="Curves of 3 epochs. First epoch: training loss 1.500' in bundle["text/html"]
