"""A learner's function that the checker calls ends in time, fills no memory, trains nothing and asks nobody."""

import builtins
import contextlib
import gc
import signal
import sys
import threading
import time

import keras
import numpy as np
import pytest

from lesson_utils.checking.comparing.functions import compare_functions
from lesson_utils.checking.running import limits
from lesson_utils.checking.running.limits import TookTooLong, TooLarge, within_limits
from tests.unit.difference import label_of

by_alarm = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system stops code in another way")


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(limits, "TIME_LIMIT", 0.2)


def in_thread(call):
    results = []
    thread = threading.Thread(target=lambda: results.append(call()), daemon=True)
    thread.start()
    thread.join(20)
    assert results, "the call did not come back"
    return results[0]


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


def endless_with_a_finally_in_between():
    while True:
        try:
            try:
                for number in range(10**9):
                    str(number)
            finally:
                longer = [str(number) for number in range(10**6)]
        except BaseException as error:
            del error, longer


def asleep():
    time.sleep(60)


def asleep_and_catching_everything():
    while True:
        try:
            time.sleep(60)
        except BaseException:
            continue


def many_short_sleeps():
    while True:
        time.sleep(0.001)


def printing():
    while True:
        print("x" * 1000)


def a_million_layers():
    x = keras.Input((4,))
    for _ in range(1_000_000):
        x = keras.layers.Dense(4)(x)
    return x


def returns_after_catching():
    try:
        endless()
    except BaseException:
        return 1


def raises_after_catching():
    try:
        endless()
    except BaseException:
        raise ValueError("never mind") from None


ENDLESS = [
    endless,
    endless_that_catches_everything,
    asleep,
    many_short_sleeps,
    printing,
    a_million_layers,
    returns_after_catching,
    raises_after_catching,
]


CAUGHT = (asleep_and_catching_everything, endless_with_a_finally_in_between)


@pytest.mark.parametrize("function", [*ENDLESS, *(pytest.param(one, marks=by_alarm) for one in CAUGHT)])
def test_code_that_does_not_end_is_stopped(impatient, function):
    started = time.monotonic()
    assert label_of(function) == "never-ends"
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("function", [one for one in ENDLESS if one is not endless_that_catches_everything])
def test_outside_the_main_thread_it_is_stopped_or_left_behind(impatient, function):
    started = time.monotonic()
    assert in_thread(lambda: label_of(function)) == "never-ends"
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("function", [*ENDLESS, *(pytest.param(one, marks=by_alarm) for one in CAUGHT)])
def test_no_exception_is_left_in_handling(impatient, function):
    with contextlib.suppress(TookTooLong, ValueError):
        within_limits(function)
    assert sys.exc_info() == (None, None, None)


def test_code_that_computes_is_gone_after_it_was_stopped_in_a_thread(impatient):
    before = set(threading.enumerate())
    in_thread(lambda: label_of(endless))
    for left_behind in set(threading.enumerate()) - before:
        left_behind.join(10)
        assert not left_behind.is_alive()


def test_time_in_which_the_machine_was_busy_does_not_count(impatient, monkeypatch):
    monkeypatch.setattr(limits.Clock, "_now", lambda _: (0.0, 0.1 * time.monotonic()))
    within_limits(lambda: time.sleep(0.5))
    with pytest.raises(TookTooLong):
        within_limits(lambda: time.sleep(5))


@pytest.mark.parametrize("collects", [True, False])
def test_pythons_own_tidying_up_is_not_charged_to_the_function(collects):
    (gc.enable if collects else gc.disable)()
    try:
        assert within_limits(gc.isenabled) is False
        with pytest.raises(ZeroDivisionError):
            within_limits(lambda: 1 / 0)
        assert gc.isenabled() is collects
    finally:
        gc.enable()


def test_what_ends_an_iteration_is_raised_as_it_is():
    with pytest.raises(StopIteration):
        within_limits(lambda: next(iter(())))

    def raises_because_of_one():
        raise ValueError from StopIteration()

    with pytest.raises(ValueError):  # noqa: PT011 - the function's own exception stays what it is
        within_limits(raises_because_of_one)


def test_the_limit_is_below_two_seconds():
    assert limits.COMPUTING_LIMIT <= limits.TIME_LIMIT
    assert limits.TIME_LIMIT + limits._TICK <= 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells")
def test_the_clock_tells_computing_from_waiting():
    clock = limits.Clock(threading.current_thread())
    time.sleep(0.3)
    computed, lived = clock.spent()
    assert computed < 0.1
    assert lived > 0.25
    while clock.spent()[0] < 0.2:
        pass
    assert clock.spent()[1] > 0.45


@pytest.mark.parametrize("call", [lambda check: check(), in_thread])
def test_code_that_ends_is_let_through(impatient, call):
    assert call(lambda: within_limits(lambda: 1)) == 1
    with pytest.raises(ZeroDivisionError):
        within_limits(lambda: 1 / 0)


@by_alarm
@pytest.mark.parametrize("function", [lambda: 1, endless_that_catches_everything, lambda: 1 / 0])
def test_alarm_and_tracing_are_as_before(impatient, function):
    def handler(*_):
        pass

    tracing, handling = sys.gettrace(), signal.signal(signal.SIGALRM, handler)
    try:
        compared = compare_functions("f", function, lambda: 2, {})
        assert compared.difference or compared.raised
        seen = sys.gettrace(), signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)
    finally:
        signal.signal(signal.SIGALRM, handling)
    assert seen == (tracing, handler, (0.0, 0.0))


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt, GeneratorExit, RecursionError, MemoryError])
@pytest.mark.parametrize("call", [lambda check: check(), in_thread])
def test_whatever_a_function_raises_reaches_the_caller_as_one_kind(call, error):
    def function():
        raise error

    def raised():
        return type(compare_functions("f", function, lambda: 1, {}).raised)

    assert call(raised) is error


def test_a_policy_for_number_types_holds_in_a_thread_too():
    def policy():
        keras.config.set_dtype_policy("mixed_float16")
        return within_limits(lambda: keras.layers.Dense(1).compute_dtype)

    assert in_thread(policy) == "float16"


# ---- memory ----


def test_weights_that_would_fill_the_memory_are_refused():
    original = keras.layers.Layer.add_weight

    def too_large():
        return keras.Sequential([keras.Input((10_000,)), keras.layers.Dense(10_000_000_000)])

    assert label_of(too_large) == "too-large"
    assert keras.layers.Layer.add_weight is original


def test_the_largest_weight_still_allowed_is_made(monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_WEIGHT", 12)
    within_limits(lambda: keras.layers.Dense(4).build((None, 3)))
    with pytest.raises(TooLarge, match="15"):
        within_limits(lambda: keras.layers.Dense(5).build((None, 3)))
    keras.layers.Dense(5).build((None, 3))


# ---- layers without numbers ----


def dense():
    return keras.Sequential([keras.Input((3,)), keras.layers.Dense(4)])


def test_layers_without_numbers_have_shapes_and_draw_numbers_when_asked():
    model = within_limits(dense, numbers=False)
    assert model.count_params() == 16
    assert [weight.shape for weight in model.weights] == [(3, 4), (4,)]
    assert model.weights[0]._value is None
    assert np.any(model(np.ones((1, 3), "float32")) != 0)


def test_a_function_that_misses_the_numbers_is_called_again_with_them():
    def sets_weights():
        model = dense()
        model.set_weights([np.ones((3, 4)), np.zeros(4)])
        return model

    assert compare_functions("f", sets_weights, dense, {})


def test_keras_does_not_keep_the_layers_without_numbers():
    from keras.src.backend.common import global_state

    within_limits(dense, numbers=False)
    assert not global_state.get_global_attribute("uninitialized_variables")


# ---- what must not happen in a check ----


def test_nothing_is_trained():
    def trains():
        model = dense()
        model.compile(loss="mse")
        model.fit(np.ones((4, 3)), np.ones((4, 4)), epochs=1_000_000)
        return model

    fit = keras.Model.fit
    assert label_of(trains, dense) == "trained-inside"
    assert keras.Model.fit is fit


def test_nobody_is_asked(monkeypatch):
    monkeypatch.setattr(builtins, "input", lambda *_: time.sleep(60))
    asking = builtins.input
    assert label_of(lambda: input("How many filters? ")) == "never-ends"
    assert builtins.input is asking


def test_two_threads_check_at_once_and_leave_keras_as_it_was():
    original = keras.layers.Layer.add_weight
    threads = [threading.Thread(target=lambda: [within_limits(dense) for _ in range(3)]) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert keras.layers.Layer.add_weight is original
