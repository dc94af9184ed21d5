"""Trying an answer out leaves no trace, ends in time and does not fill the memory."""

import random
import signal
import sys
import threading
import time

import keras
import numpy as np
import pytest

from lesson_utils.checking import isolation
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.isolation import TooLarge, limits, untouched
from lesson_utils.checking.networks import FunctionRaised, compare_functions

by_signal = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system stops code in another way")


class Numbered(keras.layers.Layer):
    """A layer that no other test makes: Keras numbers its names from 0."""


# ---- no trace ----


def test_random_numbers_go_on_as_if_nothing_was_drawn():
    random.seed(1)
    np.random.seed(1)
    expected = random.random(), np.random.rand()
    random.seed(1)
    np.random.seed(1)
    with untouched():
        random.random()
        np.random.rand(1000)
        np.random.seed(99)
    assert (random.random(), np.random.rand()) == expected


def test_layers_made_inside_do_not_count():
    first = Numbered().name
    with untouched():
        inside = [Numbered().name, Numbered().name]
    assert [first, *inside] == ["numbered", "numbered_1", "numbered_2"]
    assert Numbered().name == "numbered_1"


def test_variables_are_put_back():
    variables = {"kept": 1, "changed": 2, "deleted": 3}
    with untouched(variables):
        variables.update(changed=20, added=4)
        del variables["deleted"]
    assert variables == {"kept": 1, "changed": 2, "deleted": 3}


def test_all_is_put_back_after_an_exception_too():
    variables = {"x": 1}
    state = random.getstate()
    with pytest.raises(ZeroDivisionError), untouched(variables):
        variables["x"] = random.random() / 0
    assert variables == {"x": 1}
    assert random.getstate() == state


def test_printed_text_is_caught(capsys):
    with untouched() as printed:
        print("to be read")
        print("a warning", file=sys.stderr)
    assert printed.getvalue() == "to be read\n"
    assert capsys.readouterr() == ("", "")


# ---- an end in time ----


def endless():
    while True:
        pass


def endless_that_catches_everything():
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


def asleep():
    time.sleep(60)


def asleep_and_catching_everything():
    while True:
        try:
            time.sleep(60)
        except BaseException:
            continue


def found_by_calling(function) -> str:
    with pytest.raises(Finding) as caught:
        compare_functions("f", function, lambda: 1, {})
    return caught.value.label


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(isolation, "CPU_LIMIT", 0.1)
    monkeypatch.setattr(isolation, "WALL_LIMIT", 0.3)


@by_signal
@pytest.mark.parametrize("function", [endless, endless_that_catches_everything, asleep, asleep_and_catching_everything])
def test_code_that_does_not_end_is_stopped(impatient, function):
    started = time.monotonic()
    assert found_by_calling(function) == "never-ends"
    assert time.monotonic() - started < 5


def test_code_in_another_thread_is_stopped_too(impatient):
    labels = []
    thread = threading.Thread(target=lambda: labels.append(found_by_calling(endless)), daemon=True)
    thread.start()
    thread.join(10)
    assert labels == ["never-ends"]


def test_code_that_ends_is_let_through(impatient):
    assert compare_functions("f", lambda: 1, lambda: 1, {})


@by_signal
@pytest.mark.parametrize("function", [lambda: 1, endless_that_catches_everything, lambda: 1 / 0])
def test_signals_and_tracing_are_as_before(impatient, function):
    def handler(*_):
        pass

    def tracer(*_):
        return None

    tracing, handling = sys.gettrace(), signal.signal(signal.SIGALRM, handler)
    sys.settrace(tracer)
    try:
        with pytest.raises((Finding, FunctionRaised)):
            compare_functions("f", function, lambda: 2, {})
        seen = sys.gettrace(), signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)
    finally:
        sys.settrace(tracing)
        signal.signal(signal.SIGALRM, handling)
    assert seen == (tracer, handler, (0.0, 0.0))


# ---- memory ----


def test_weights_that_would_fill_the_memory_are_refused():
    original = keras.layers.Layer.add_weight

    def too_large():
        return keras.Sequential([keras.Input((10_000,)), keras.layers.Dense(1_000_000)])

    assert found_by_calling(too_large) == "too-large"
    assert keras.layers.Layer.add_weight is original


def test_the_largest_weight_still_allowed_is_made(monkeypatch):
    monkeypatch.setattr(isolation, "LARGEST_WEIGHT", 12)
    with limits():
        keras.layers.Dense(4).build((None, 3))
        with pytest.raises(TooLarge, match="15"):
            keras.layers.Dense(5).build((None, 3))
    keras.layers.Dense(5).build((None, 3))
