"""LiveTraining without a browser: one quiet line, an unchanged training, and nothing that breaks it."""

import math
import signal
import threading
from time import monotonic
from types import SimpleNamespace

import keras
import numpy as np
import pytest

from lesson_utils.training import LiveTraining, interrupts, watch_training
from lesson_utils.training.budget import MOST_OFTEN, Budget
from lesson_utils.training.display import Display
from lesson_utils.training.lending import LARGE, lend
from lesson_utils.training.run import Run, State

CHANCE = np.random.default_rng(0)
IMAGES = CHANCE.random((96, 8, 8, 3), dtype=np.float32)
LABELS = np.eye(3, dtype="float32")[CHANCE.integers(0, 3, 96)]


@pytest.fixture
def watched():
    """`watch_training` for one test only."""
    fit = keras.Model.fit
    watch_training(["ant", "bee", "cow"])
    yield
    keras.Model.fit = fit


def new_model(rate: float = 0.01) -> keras.Model:
    keras.utils.set_random_seed(1)
    inputs = keras.Input((8, 8, 3))
    x = keras.layers.Flatten()(keras.layers.Conv2D(2, 3, activation="relu")(inputs))
    model = keras.Model(inputs, keras.layers.Dense(3, activation="softmax")(x))
    model.compile(keras.optimizers.Adam(rate), "categorical_crossentropy", metrics=["accuracy"])
    return model


def test_it_is_one_line_and_replaces_the_progress_bar(capsys):
    new_model().fit(IMAGES, LABELS, epochs=2, callbacks=[LiveTraining()])
    assert capsys.readouterr().out == "LiveTraining: 2 epochs of 3 batches each\n"


def test_the_numbers_are_those_of_a_training_without_it(watched):
    plain = new_model().fit(IMAGES, LABELS, epochs=3, validation_split=0.25, verbose=0)
    shown = new_model().fit(IMAGES, LABELS, epochs=3, validation_split=0.25)
    assert shown.history == plain.history


def test_the_learners_line_is_enough_once_it_is_switched_on(watched, capsys):
    history = new_model().fit(IMAGES, LABELS, batch_size=48, validation_data=(IMAGES, LABELS))
    assert capsys.readouterr().out == "LiveTraining: 1 epoch of 2 batches each\n"
    assert sorted(history.history) == ["accuracy", "loss", "val_accuracy", "val_loss"]


@pytest.mark.parametrize("verbose", [0, 2])
def test_whoever_chose_verbose_gets_that(watched, capsys, verbose):
    new_model().fit(IMAGES, LABELS, verbose=verbose)
    assert "LiveTraining" not in capsys.readouterr().out


def test_switching_it_on_twice_shows_it_once(watched, capsys):
    watch_training()
    new_model().fit(IMAGES, LABELS)
    assert capsys.readouterr().out.count("LiveTraining") == 1


def test_a_wrong_argument_is_explained_by_keras_itself(watched):
    with pytest.raises(TypeError, match="epocs"):
        new_model().fit(IMAGES, LABELS, epocs=2)


def test_other_callbacks_still_run(watched):
    seen = []
    note = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: seen.append(epoch))
    new_model().fit(IMAGES, LABELS, epochs=2, callbacks=note)
    assert seen == [0, 1]


class InKernel:
    """A shell as in a notebook, as far as the training display looks."""

    kernel = SimpleNamespace(parent=SimpleNamespace(connection_file="/run/kernel-0a1b-2c3d.json"))


def test_the_first_interrupt_ends_it_in_order_and_the_second_is_as_always(monkeypatch):
    monkeypatch.setattr(interrupts, "get_ipython", InKernel)
    usual = signal.getsignal(signal.SIGINT)
    live = LiveTraining()

    def ask(batch, logs):
        if live.run.measured:
            assert signal.getsignal(signal.SIGINT) is not usual
            signal.raise_signal(signal.SIGINT)
            assert signal.getsignal(signal.SIGINT) is usual

    note = keras.callbacks.LambdaCallback(on_train_batch_begin=ask)
    history = new_model().fit(IMAGES, LABELS, epochs=50, batch_size=32, callbacks=[note, live])
    assert live.run.state is State.STOPPED
    assert len(history.epoch) == 2
    assert live.run.batches == 3
    assert live.run.is_cut
    assert signal.getsignal(signal.SIGINT) is usual


def test_after_a_training_an_interrupt_is_as_always(monkeypatch):
    monkeypatch.setattr(interrupts, "get_ipython", InKernel)
    usual = signal.getsignal(signal.SIGINT)
    new_model().fit(IMAGES, LABELS, callbacks=[LiveTraining()])
    assert signal.getsignal(signal.SIGINT) is usual


def test_a_script_keeps_its_interrupt():
    def ask(batch, logs):
        signal.raise_signal(signal.SIGINT)

    note = keras.callbacks.LambdaCallback(on_train_batch_begin=ask)
    with pytest.raises(KeyboardInterrupt):
        new_model().fit(IMAGES, LABELS, callbacks=[note, LiveTraining()])


def test_the_server_knows_the_kernel_by_its_file(monkeypatch):
    assert interrupts.kernel_id() == ""
    monkeypatch.setattr(interrupts, "get_ipython", InKernel)
    assert interrupts.kernel_id() == "0a1b-2c3d"


def test_a_loss_that_is_no_number_is_told(capsys):
    new_model(rate=1e30).fit(IMAGES, LABELS, epochs=3, callbacks=[LiveTraining()])
    assert "no number any more (NaN)" in capsys.readouterr().out


def test_a_display_that_fails_does_not_stop_the_training(monkeypatch, caplog):
    def broken(*_):
        raise RuntimeError("no screen")

    monkeypatch.setattr(Display, "progress", broken)
    history = new_model().fit(IMAGES, LABELS, epochs=2, callbacks=[LiveTraining()])
    assert len(history.epoch) == 2
    assert "goes on without it" in caplog.text


def test_many_short_epochs_are_shown_five_times_a_second_at_most():
    live, began, updates = LiveTraining(), monotonic(), []
    note = keras.callbacks.LambdaCallback(
        on_train_begin=lambda logs: live.display.view.observe(lambda _: updates.append(monotonic()), "_now")
    )
    new_model().fit(IMAGES, LABELS, epochs=60, callbacks=[live, note])
    assert len(updates) <= 1 + (monotonic() - began) / MOST_OFTEN
    assert len(live.display.view._epochs) == 60


def test_an_epoch_too_short_for_an_update_is_shown_with_the_next_and_the_last_state_always():
    seconds = [0.0]
    display = Display(Run(9, 3), new_model(), None)
    display.budget = Budget(lambda: seconds[0])

    def shown(now):
        seconds[0] = now
        display.run.epoch_ended({"loss": 1.0})
        display.progress()
        return len(display.view._epochs)

    assert [shown(now) for now in (0.05, 0.1, 0.25, 0.3)] == [0, 0, 3, 3]
    before = display.view._network
    display.model.set_weights([-weight for weight in display.model.get_weights()])
    display.run.ended(State.STOPPED)
    display.end()
    assert len(display.view._epochs) == 4
    assert display.view._network != before


def test_no_number_is_told_before_the_epoch_ends_and_the_ending_when_it_has_ended():
    display = Display(Run(2, 3), new_model(), None)
    display.budget = Budget(iter(range(99)).__next__)
    display.run.batch_ended(0, {"loss": math.nan})
    display.progress()
    assert "no number any more (NaN)" in display.view._said
    assert display.view._ending == ""
    assert display.view._now["loss"] is None
    display.run.ended(State.FINISHED)
    display.end()
    assert display.view._ending == "Finished: 0 epochs."


def test_stopped_by_another_callback_in_the_last_epoch_it_is_finished():
    def states(epochs):
        live = LiveTraining()
        early = keras.callbacks.EarlyStopping("loss", patience=0, min_delta=9)  # stops after epoch 2
        new_model().fit(IMAGES, LABELS, epochs=epochs, callbacks=[early, live])
        return live.run.state, len(live.run.measured), live.run.is_cut

    assert states(2) == (State.FINISHED, 2, False)
    assert states(5) == (State.STOPPED, 2, False)


def test_two_trainings_at_once_do_not_meet(watched):
    models = [new_model(), new_model()]
    lengths = {}

    def train(place):
        lengths[place] = len(models[place].fit(IMAGES, LABELS, epochs=2 + place).epoch)

    threads = [threading.Thread(target=train, args=(place,)) for place in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert lengths == {0: 2, 1: 3}


def test_the_stored_output_is_the_line_and_after_its_end_a_figure_with_words():
    live = LiveTraining(IMAGES, LABELS)
    new_model().fit(IMAGES, LABELS, epochs=2, callbacks=[live])
    view = live.display.view
    assert view._repr_mimebundle_()[0]["text/plain"] == "LiveTraining: 2 epochs of 3 batches each"
    assert "text/html" not in view._repr_mimebundle_()[0]
    live.display._heard(None, {"do": "seen"}, [])
    assert "Curves of 2 epochs. First epoch: training loss" in view._repr_mimebundle_()[0]["text/html"]


def test_a_large_array_is_lent_and_the_training_is_the_same(tmp_path):
    np.save(tmp_path / "large.npy", CHANCE.random((LARGE // 4 // 192 + 1, 8, 8, 3), dtype=np.float32))
    mapped = np.load(tmp_path / "large.npy", mmap_mode="c")
    lent = lend((mapped, LABELS))
    assert lent[1] is LABELS
    assert type(lent[0]).__name__ == "EagerTensor"
    mapped[0, 0, 0, 0] = 7  # the memory is the same: nothing was copied
    assert lent[0][0, 0, 0, 0].numpy() == 7
    labels = np.eye(3, dtype="float32")[CHANCE.integers(0, 3, len(mapped))]
    with_copy = new_model().fit(mapped, labels, batch_size=4096, verbose=0).history
    assert new_model().fit(*lend((mapped, labels)), batch_size=4096, verbose=0).history == with_copy


@pytest.mark.parametrize("change", [lambda a: a[:, ::2], lambda a: a.astype("float64"), lambda a: a[:10]])
def test_what_cannot_be_lent_stays_as_it_is(change):
    array = change(np.zeros((LARGE // 4 // 192 + 1, 16, 8, 3), dtype=np.float32))
    assert lend(array) is array
