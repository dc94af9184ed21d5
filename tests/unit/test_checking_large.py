"""Values of the size that a course has: compared in time, and without filling the memory."""

import time
import tracemalloc

import numpy as np
import pytest

from lesson_utils.checking.comparing.values import compare_values
from tests.unit.difference import difference_of

MANY = np.random.default_rng(0).random((3000, 32, 32, 3), dtype="float32")  # 37 MB


def told(found, expected):
    return difference_of(compare_values, "many", found, expected)


@pytest.mark.parametrize(
    ("change", "label"),
    [
        (lambda: MANY[:] + 0.5, "other-range"),
        (lambda: MANY[:] * 255, "not-divided"),
        (lambda: MANY[::-1], "some-numbers-differ"),
        (lambda: MANY[..., ::-1], "some-numbers-differ"),
    ],
)
def test_large_arrays_take_little_memory_besides(change, label):
    found = change()
    tracemalloc.start()
    try:
        difference = told(found, MANY)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert difference.label == label
    assert most < 2 * MANY.nbytes


@pytest.mark.parametrize("place", [(0, 0, 0, 0), (1, 2, 3, 1), (1777, 31, 0, 2), (2999, 31, 31, 2)])
def test_one_number_of_many_is_found(place):
    changed = MANY.copy()
    changed[place] = 7
    difference = told(changed, MANY)
    assert (difference.label, difference.values["count"]) == ("some-numbers-differ", 1)
    assert difference.values["place"] == str(list(place))
    assert difference.values["found"].value == 7
    assert told(MANY.copy(), MANY) is None


@pytest.mark.parametrize("shape", [(), (1,), (3, 0), (1, 20_000), (20_000, 1)])
def test_arrays_of_any_shape_are_compared_whole(shape):
    expected = np.ones(shape)
    assert told(expected.copy(), expected) is None
    if expected.size and expected.ndim:
        changed = expected.copy()
        changed.flat[-1] = 2
        assert told(changed, expected) is not None


def test_the_largest_number_of_a_kind_has_a_size_too():
    numbers = np.array([-128, 64], "int8")
    assert told(np.array([-128, 64], "int16") * 255, numbers).label == "not-divided"


@pytest.mark.parametrize("item", [lambda n: n, lambda n: {"n": n}, lambda n: f"item {n}"])
def test_long_lists_in_another_order_are_told_at_once(item):
    expected = [item(n) for n in range(1500)]
    started = time.monotonic()
    assert told(expected[::-1], expected).label == "other-order"
    assert told([*expected[1:], item(5000)], expected).label in ("wrong-item", "wrong-result")
    assert time.monotonic() - started < 2
