"""A training that ends without a word of Keras': it raised, or its thread outlives the cell."""

import signal
import threading

import keras
import pytest

from lesson_utils.training import LiveTraining, interrupts, live_training, recordings, watch_training
from lesson_utils.training.replay import replaying
from lesson_utils.training.run import State
from tests.unit.training.test_live_training import IMAGES, LABELS, InKernel, new_model

RAISES = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: 1 / 0)


@pytest.fixture
def cell(shell, monkeypatch):
    """Runs a function as a cell of a kernel; gives what it raised."""
    monkeypatch.setattr(interrupts, "get_ipython", InKernel)

    def run(function, raises=None):
        shell.user_ns["function"] = function
        result = shell.run_cell("function()")
        assert type(result.error_in_exec) is (raises or type(None))

    usual = signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever other tests have left there
    yield run
    signal.signal(signal.SIGINT, usual)


@pytest.fixture
def watched(monkeypatch):
    """`watch_training` for one test only."""
    monkeypatch.setattr(keras.Model, "fit", keras.Model.fit)
    watch_training()


def fit(*callbacks, epochs=2):
    return new_model().fit(IMAGES, LABELS, epochs=epochs, callbacks=list(callbacks))


def is_usual():
    return signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_run_that_raised_is_broken_off_at_the_end_of_its_cell(cell):
    live = LiveTraining()
    cell(lambda: fit(RAISES, live), ZeroDivisionError)
    assert live.run.state is State.BROKEN_OFF
    assert live.display.view._ending.startswith("Broken off in epoch 1 of 2.")
    assert is_usual()


def test_a_run_that_finished_stays_finished(cell):
    live = LiveTraining()
    cell(lambda: fit(live))
    assert live.run.state is State.FINISHED
    assert is_usual()


def test_a_thread_that_outlives_its_cell_is_not_broken_off(cell):
    live, may_end, begun = LiveTraining(), threading.Event(), threading.Event()
    waits = keras.callbacks.LambdaCallback(on_epoch_begin=lambda epoch, logs: (begun.set(), may_end.wait(60)))
    thread = threading.Thread(target=fit, args=(live, waits))
    cell(lambda: (thread.start(), begun.wait(60)))
    live.display._heard(None, {"do": "seen"}, [])
    assert live.run.state is State.RUNNING
    assert live.display.view._ending == ""
    cell(lambda: None)
    assert live.run.state is State.RUNNING
    may_end.set()
    thread.join()
    assert live.run.state is State.FINISHED
    assert "Curves of 2 epochs." in live.display.view._repr_mimebundle_()[0]["text/html"]
    cell(lambda: None)
    assert live.run.state is State.FINISHED


def test_a_thread_that_has_died_is_noticed_after_the_next_cell(cell, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    live = LiveTraining()
    thread = threading.Thread(target=fit, args=(RAISES, live))
    cell(lambda: (thread.start(), thread.join()))
    assert live.run.state is State.BROKEN_OFF


def test_in_a_watched_kernel_it_is_noticed_at_once(cell, watched, capsys):
    def caught():
        with pytest.raises(ZeroDivisionError):
            fit(RAISES)
        assert is_usual(), "what comes later in the cell can be interrupted as always"
        assert "Broken off in epoch 1 of 2." in capsys.readouterr().out

    cell(caught)


def test_the_interrupt_is_as_always_after_two_runs_that_broke_off_in_one_cell(cell):
    one = LiveTraining()

    def both():
        for live in (one, LiveTraining(), one):
            with pytest.raises(ZeroDivisionError):
                fit(RAISES, live)

    cell(both)
    assert is_usual()


def test_the_interrupt_is_as_always_where_the_display_failed_and_the_run_broke_off(cell, monkeypatch):
    monkeypatch.setattr(live_training, "Display", lambda *_: 1 / 0)
    cell(lambda: fit(RAISES, LiveTraining()), ZeroDivisionError)
    assert is_usual()


def test_a_replay_leaves_the_interrupt_alone(cell, monkeypatch):
    model, seen = new_model(), []
    recording = recordings.Recording(model.get_weights(), {"loss": [1.5]}, 3, 0.5, [])
    monkeypatch.setattr(recordings, "find", lambda _: recording)

    class Raises(LiveTraining):
        def on_epoch_end(self, epoch, logs=None):
            seen.append(is_usual())
            raise ZeroDivisionError

    def replayed():
        with replaying():
            model.fit(IMAGES, LABELS, callbacks=[Raises()])

    cell(replayed, ZeroDivisionError)
    assert seen == [True]
    assert is_usual()
