"""What a function can reach beside its own variables: read from its code, without running it."""

import functools
import math

import keras
import numpy as np
import pytest

from lesson_utils.checking.running.reach import reached_by, remembers_nothing

OTHER = [1]
NUMBER = 3
IMAGES = np.zeros(2)
TENSOR = keras.Input((2,))


def plain():
    return keras.layers.Dense(NUMBER), IMAGES.shape, math.sqrt(4), len("abc")


def with_helper():
    return plain()


def with_inner_function():
    def inner():
        return IMAGES

    return inner()


def with_list():
    return OTHER


def with_list_in_a_helper():
    return with_list()


def with_default(known=OTHER):
    return known


def closing_over():
    kept = []

    def function():
        return kept

    return function


def with_tensor():
    return TENSOR


def with_global():
    global COUNT
    COUNT = 1


def with_attribute():
    plain.called = True


def with_item():
    IMAGES[0] = 1


def with_back_door():
    return globals()["OTHER"]


class Called:
    def __call__(self):
        return 1


@pytest.mark.parametrize("function", [plain, with_helper, with_inner_function, lambda: None])
def test_nothing_is_left_of_a_plain_function(function):
    assert remembers_nothing(function)


@pytest.mark.parametrize(
    "function",
    [
        *(with_list, with_list_in_a_helper, with_default, closing_over(), with_tensor),
        *(with_global, with_attribute, with_item, with_back_door),
        *(functools.cache(plain), functools.partial(plain), Called()),
    ],
)
def test_of_others_nobody_can_tell(function):
    assert not remembers_nothing(function)


def holds(function, value) -> bool:
    return any(one is value for one in reached_by(function))


@pytest.mark.parametrize("function", [with_list, with_list_in_a_helper, with_default])
def test_a_list_is_reached(function):
    assert holds(function, OTHER)


def test_arrays_are_reached_and_closed_over_lists():
    assert holds(with_inner_function, IMAGES)
    assert any(value == [] for value in reached_by(closing_over()))
    assert reached_by(Called()) == []


def test_functions_that_call_each_other_end():
    namespace = {}
    exec("def a():\n    return b()\ndef b():\n    return a()", namespace)
    assert len(reached_by(namespace["a"])) == 2


def test_what_a_callable_object_and_a_wrapped_function_reach():
    kept = []
    namespace = {"kept": kept, "functools": functools, "__name__": "__main__"}
    exec(
        "def build():\n    return kept\n"
        "class Once:\n    def __call__(self):\n        return build()\n"
        "once, cached, partial = Once(), functools.cache(build), functools.partial(build)",
        namespace,
    )
    for name in ("build", "once", "cached", "partial"):
        assert any(value is kept for value in reached_by(namespace[name])), name
    assert reached_by(keras.layers.ReLU()) == []
