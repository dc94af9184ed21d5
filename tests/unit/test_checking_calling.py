"""Calls of functions: how long all of them may take, what a second call tells, what is never done."""

import time

import keras
import numpy as np
import pytest

from lesson_utils.checking import diagnose
from lesson_utils.checking.comparing.functions import compare_functions
from lesson_utils.checking.running import limits
from lesson_utils.checking.running.calling import CutShort, Patience, call
from lesson_utils.checking.running.limits import TookTooLong, TooLarge
from lesson_utils.checking.running.probes import Probe
from tests.unit.difference import label_of
from tests.unit.other_lessons import judge
from tests.unit.small_episode import small_episode

TRAIN = """
def train():
    inputs = keras.Input((4,))
    net = keras.Model(inputs, keras.layers.Dense(2)(inputs))
    net.compile(loss='mse')
    net.fit(np.ones((8, 4)), np.ones((8, 2)), epochs=50)
    return net
""".strip()
REMEMBERED = []


def build():
    inputs = keras.Input((4,))
    return keras.Model(inputs, keras.layers.Dense(2)(inputs))


def after(seconds, *, remembering):
    """A right function that takes a while, and may leave something behind."""

    def slow():
        REMEMBERED.append(1)
        time.sleep(seconds)
        return build()

    def forgetful():
        time.sleep(seconds)
        return build()

    return slow if remembering else forgetful


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(limits, "TIME_LIMIT", 0.6)
    monkeypatch.setattr(limits, "ALL_CALLS", 0.8)


# ---- time ----


def test_all_calls_together_stay_below_two_seconds():
    assert limits.TIME_LIMIT < limits.ALL_CALLS
    assert limits.ALL_CALLS + limits._TICK < 2


@pytest.mark.parametrize("seconds", [0.35, 0.45])
def test_each_of_two_calls_has_a_limit_of_its_own(impatient, seconds):
    assert "returns a model" in compare_functions("f", after(seconds, remembering=True), build, {}).fact
    assert REMEMBERED == []


def test_a_second_call_that_takes_too_long_tells_nothing(impatient):
    def slow_the_second_time():
        if REMEMBERED:
            time.sleep(60)
        REMEMBERED.append(1)
        return build()

    outcome = call(slow_the_second_time, twice=True)
    assert (len(outcome.results), outcome.error) == (1, None)
    assert "returns a model" in compare_functions("f", slow_the_second_time, build, {}).fact


def test_one_call_beyond_its_limit_never_ends(impatient):
    assert label_of(after(60, remembering=True), build) == "never-ends"


def test_many_slow_calls_share_their_time(impatient):
    def slow(x):
        time.sleep(0.5)
        return np.maximum(0, x)

    def relu(x):
        return np.maximum(0, x)

    started = time.monotonic()
    assert "1 call" in compare_functions("f", slow, relu, {}).fact
    assert time.monotonic() - started < 3


def test_a_late_call_without_an_end_is_found_out_after_quick_ones(impatient):
    def sometimes(n):
        while n == 5:
            pass
        return n

    probes = [Probe((n,), {}, f"f({n})", listed=True) for n in (1, 2, 5)]
    assert compare_functions("f", sometimes, lambda n: n, {}, probes).difference.finding.label == "never-ends"


def test_a_slow_function_that_raises_is_not_waited_for_twice(impatient):
    def raising():
        time.sleep(0.5)
        raise ValueError("mine")

    started = time.monotonic()
    assert str(compare_functions("f", raising, build, {}).raised) == "mine"
    assert time.monotonic() - started < 3


def test_no_time_left_is_told_apart_from_no_end(impatient):
    patience = Patience()
    assert isinstance(call(lambda: time.sleep(60), patience=patience).error, TookTooLong)
    assert isinstance(call(lambda: time.sleep(60), patience=patience).error, CutShort)


# ---- what a call gives ----


def test_what_a_call_does_is_told():
    def function(items, *, word):
        items.append(word)
        print("printed")
        return len(items)

    given = [1]
    outcome = call(function, Probe((given,), {"word": "two"}, ""))
    assert (outcome.result, outcome.error, outcome.printed) == (2, None, "printed\n")
    assert (outcome.given.arguments, given) == (([1, "two"],), [1])
    assert call(lambda: 1 / 0).result is None


def test_two_calls_only_where_something_can_be_left():
    def counting():
        REMEMBERED.append(1)
        return len(REMEMBERED)

    assert call(counting, twice=True).results == [1, 2]
    assert call(counting).results == [1]
    assert call(lambda: 1, twice=True).results == [1]
    assert REMEMBERED == []


def test_what_does_not_end_is_refused():
    for error, label in ((TookTooLong(), "never-ends"), (TooLarge("9"), "too-large")):

        def raising(error=error):
            raise error

        assert label_of(raising, build) == label


# ---- what is never done ----


@pytest.mark.parametrize(
    "code",
    [
        TRAIN,
        TRAIN.replace("keras.Input((4,))", "keras.Input((4,))\n    wrong = keras.layers.Conv2D(2, 3)(inputs)"),
        TRAIN.replace("keras.Input((4,))", "keras.Input((5,))\n    wrong = keras.layers.Conv2D(2, 3)(inputs)"),
        TRAIN.replace("    return net", "    raise ValueError(net)"),
    ],
)
def test_a_check_never_trains(tmp_path, monkeypatch, code):
    trained = []
    monkeypatch.setattr(keras.Model, "fit", lambda *_, **__: trained.append(1))
    judge(small_episode(tmp_path, {"train": TRAIN}), "train", code)
    assert trained == []


def test_a_published_function_that_raises_does_not_break_the_check(tmp_path):
    episode = small_episode(tmp_path, {"odd": "def odd():\n    raise ValueError('the course, not the learner')"})
    diagnosis = diagnose("odd", None, {"odd": build}, episodes=[episode])
    assert (diagnosis.label, diagnosis.passed) == ("no-probe", False)
