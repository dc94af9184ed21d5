"""A cell that trains is rehearsed: what it would train is noted, and nothing of the learner's changes."""

import keras
import numpy as np
import pytest

from lesson_utils.checking.running.rehearsing import rehearse

LOOP = """
losses = []
for rate in [0.1, 0.4]:
    model = make(rate)
    model.compile(optimizer='sgd', loss='mse', metrics=['accuracy'])
    history = model.fit(images[:4], labels[:4], epochs=3, validation_data=(images[4:], labels[4:]))
    loss, accuracy = model.evaluate(images, labels)
    losses.append(round(loss, 2))
"""


def make(rate):
    layers = [keras.Input((3,)), keras.layers.Dropout(rate), keras.layers.Dense(2, activation="relu")]
    return keras.Sequential(layers)


def variables():
    return {"make": make, "images": np.ones((8, 3), "float32"), "labels": np.ones((8, 2), "float32")}


def rehearsed(code, **more):
    return rehearse(compile(code, "<cell>", "exec"), variables() | more)


def test_each_training_is_noted_with_its_settings_and_data():
    rehearsal = rehearsed(LOOP)
    fits = rehearsal.calls("fit")
    assert [event.rates for event in fits] == [(0.1,), (0.4,)]
    assert [event.optimizer for event in fits] == ["SGD", "SGD"]
    assert [event.activations for event in fits] == [("relu",), ("relu",)]
    assert [len(event.x) for event in fits] == [4, 4]
    assert not any(event.again for event in fits)
    assert len(rehearsal.calls("evaluate")) == 2


def test_a_number_tells_where_it_comes_from_even_when_it_was_rounded():
    rehearsal = rehearsed(LOOP)
    sources = [rehearsal.source_of(number) for number in rehearsal.variables["losses"]]
    assert [source.event for source in sources] == rehearsal.calls("evaluate")
    assert all(source.is_loss for source in sources)
    accuracy = rehearsal.source_of(rehearsal.variables["accuracy"])
    assert not accuracy.is_loss
    history = rehearsal.variables["history"].history
    assert rehearsal.source_of(min(history["val_loss"])).epoch == 2
    assert rehearsal.source_of(history["val_loss"][-1]).data.shape == (4, 3)


@pytest.mark.parametrize("number", [None, "1.0", True, 0.5, 1.0, 1.02, 1.1, 1e9, float("nan"), float("inf"), [1.0]])
def test_other_numbers_come_from_nowhere(number):
    assert rehearsed(LOOP).source_of(number) is None


def test_a_model_that_was_trained_in_the_same_cell_is_known_again():
    rehearsal = rehearsed("m = make(0.1)\nm.compile(loss='mse')\nm.fit(images, labels)\nm.fit(images, labels)")
    assert [event.again for event in rehearsal.events] == [False, True]


def test_the_learners_model_and_arrays_stay_as_they_are():
    model, images = make(0.2), np.ones((8, 3), "float32")
    model.compile(loss="mse", optimizer="adam")
    before = model.get_weights()
    rehearsal = rehearsed("model.compile(loss='mse', optimizer='sgd')\nmodel.fit(images, labels)", model=model)
    assert rehearsal.calls("fit")[0].optimizer == "SGD"
    assert type(model.optimizer).__name__ == "Adam"
    assert all(np.array_equal(*pair) for pair in zip(before, model.get_weights(), strict=True))
    assert rehearsed("images[0] = 7", images=images) is None
    assert images.min() == 1


def test_a_loss_of_ones_own_is_no_obstacle():
    def loss(true, predicted):
        return keras.ops.mean(true - predicted, axis=-1)

    model = make(0.2)
    model.compile(loss=loss)
    assert rehearsed("model.fit(images, labels)", model=model).calls("fit")[0].model is not model


@pytest.mark.parametrize("code", ["1 / 0", "while True: pass", "raise SystemExit", "make(0.1).fit(images, labels)"])
def test_a_cell_that_cannot_be_rehearsed_tells_nothing(code):
    assert rehearsed(code) is None


def test_a_second_attempt_begins_with_what_the_first_one_was_given():
    needs_numbers = "keras.models.clone_model(make(0.1)).set_weights(make(0.1).get_weights())"
    rehearsal = rehearsed(f"losses.append(1)\n{needs_numbers}", losses=[], keras=keras)
    assert rehearsal.variables["losses"] == [1]
