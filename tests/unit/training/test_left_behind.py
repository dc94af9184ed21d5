"""A replayed training leaves its curves in the notebook; one that is watched leaves that to the browser."""

import pytest

from lesson_utils.training import LiveTraining, left_behind

LOGS = {"loss": 1.5, "categorical_accuracy": 0.5, "val_loss": 1.25, "val_categorical_accuracy": 0.625}


@pytest.fixture
def shown(monkeypatch):
    """What is displayed."""
    found = []
    monkeypatch.setattr(left_behind, "display", lambda one: found.append(one._repr_mimebundle_()))
    return found


def told(replayed):
    """A callback that has heard of a training of two epochs."""
    callback = LiveTraining()
    callback.set_params({"epochs": 2, "steps": 10, "verbose": 0, **({"replayed": True} if replayed else {})})
    callback.set_model(type("Model", (), {"stop_training": False, "layers": []})())
    callback.on_train_begin()
    for epoch in range(2):
        callback.on_epoch_begin(epoch)
        callback.on_epoch_end(epoch, LOGS)
    assert callback.display is not None
    callback.on_train_end()
    return callback


def test_the_curves_are_shown_once_with_words_that_are_the_same_every_time(shown):
    told(replayed=True)
    (bundle,) = shown
    assert bundle["text/plain"] == "LiveTraining: 2 epochs of 10 batches each"
    assert 'alt="Curves of 2 epochs. First epoch: training loss 1.500, accuracy 0.50;' in bundle["text/html"]


def test_a_training_that_is_watched_has_the_live_view(shown):
    assert not isinstance(told(replayed=False).display, left_behind.LeftBehind)
    assert shown == []
