"""A value in a message is bounded in time and length, whatever it is, and no code of the learner's is run for it."""

import datetime
import time
from collections import OrderedDict, namedtuple
from pathlib import PurePosixPath

import keras
import numpy as np
import pandas as pd
import pytest

from lesson_utils.checking import diagnose
from lesson_utils.checking.quoting import LONGEST, quote


@pytest.mark.parametrize(
    "value",
    [
        *[0, -3, 2.5, 1e-9, 3 + 4j, True, None, ..., "relu", "it's", "", b"ab", (), (1,), (1, 2), [], [1, [2, ("a",)]]],
        *[{}, {"a": 1, 2: None}, {3}, set(), frozenset(), range(3), range(0, 9, 2), slice(1, None), float("nan")],
        *[datetime.date(2026, 1, 2), PurePosixPath("a/b.png"), (None, 32, 32, 3), [[[1]]]],
    ],
    ids=repr,
)
def test_a_short_value_is_written_as_python_writes_it(value):
    assert quote(value) == repr(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (np.float32(0.1), "0.1"),
        (np.int64(3), "3"),
        (np.bool_(True), "True"),
        (np.str_("relu"), "'relu'"),
        (np.array(2.5), "2.5"),
        (np.array([1, 2]), "array([1, 2])"),
        (np.array([np.nan, 1.0]), "array([nan, 1.])"),
        (np.zeros((40000, 32, 32, 3), "uint8"), "an array of shape (40000, 32, 32, 3)"),
        (np.array([object()]), "an array of shape (1,)"),
        (np.array(["x" * 10**6]), "an array of shape (1,)"),
        (frozenset([1]), "{1}"),
        (OrderedDict(a=1), "{'a': 1}"),
        (namedtuple("Size", "height width")(32, 32), "(32, 32)"),
        (len, "the function `len`"),
        (time, "the module `time`"),
        (int, "the class `int`"),
        ((number for number in range(3)), "a `generator`"),
        (pd.DataFrame({"a": [1, 2, 3]}), "a `DataFrame` of shape (3, 1)"),
        (pd.Timestamp("2026-01-02"), "Timestamp('2026-01-02 00:00:00')"),
        ("a  b", "'a  b'"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_else_is_said_of_a_value(value, text):
    assert quote(value) == text


class Refuses:
    """Raises, whatever it is asked."""

    def __getattribute__(self, name):
        raise RuntimeError(name)

    __repr__ = __str__ = __len__ = __iter__ = __hash__ = lambda self: 1 / 0


class Endless:
    def __repr__(self):
        while True:
            time.sleep(1)

    __str__ = __repr__

    @property
    def shape(self):
        return self.__repr__()

    __class__ = shape


class EndlessList(list):
    def __iter__(self):
        while True:
            yield self

    __len__ = __repr__ = __getitem__ = Endless.__repr__


class EndlessText(str):
    __slots__ = ()
    __repr__ = __str__ = __len__ = Endless.__repr__


class Meta(type):
    __name__ = property(Endless.__repr__)
    __repr__ = Endless.__repr__


class Disguised(metaclass=Meta):
    pass


class Wordy:
    def __repr__(self):
        return "x" * 10**8


def holding_itself():
    value = [1]
    value.append(value)
    value.append({"me": value})
    return value


def deep():
    value = []
    for _ in range(100_000):
        value = [value]
    return value


HARD = {
    "many images": [np.zeros((32, 32, 3), "float32")] * 40_000,
    "images as lists": [[[[0.0] * 3] * 32] * 32] * 40_000,
    "file names": tuple(f"img{number}.png" for number in range(2000)),
    "a dictionary of images": {number: np.zeros((32, 32, 3)) for number in range(40_000)},
    "a set": set(range(10**6)),
    "one that holds itself": holding_itself(),
    "a deep one": deep(),
    "a long text": "x" * 10**8,
    "line ends": "\n" * 10**6,
    "half a character": "\udc80" * 1000,
    "long bytes": b"\x00" * 10**8,
    "a bytearray": bytearray(10**8),
    "a large number": 10**100_000,
    "a large range": range(10**30, 10**80),
    "refuses": Refuses(),
    "endless": Endless(),
    "an endless list": EndlessList([1, 2]),
    "an endless text": EndlessText("abc"),
    "a class in disguise": Disguised,
    "one of a class in disguise": Disguised(),
    "wordy": Wordy(),
    "a long name": type("L" * 10**6, (), {})(),
    "a wide table": pd.DataFrame(np.zeros((1000, 1000))),
    "objects": np.array([Endless(), Wordy()], dtype=object),
    "long texts": pd.Series(["x" * 10**7]),
    "inside": {"a": [Endless(), Wordy(), 10**100_000]},
    "a generator": (Endless() for _ in range(10**9)),
    "long keys": {"k" * 10**7: 1},
    "a long path": PurePosixPath("/".join(["folder"] * 10_000)),
}


@pytest.mark.parametrize("name", HARD)  # pytest itself asks a value for its class and its text
def test_whatever_it_is_its_text_is_short_and_there_at_once(name):
    value = HARD[name]
    start = time.thread_time()
    text = quote(value)
    assert time.thread_time() - start < 0.05
    assert 0 < len(text) <= LONGEST
    assert "\n" not in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (list(range(40_000)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, … 40,000 in all]"),
        ([np.zeros((32, 32, 3))] * 40_000, "[an array of shape (32, 32, 3), … 40,000 in all]"),
        (tuple("abcdefghijklmnop"), "('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', … 16 in all)"),
        ({number: number**2 for number in range(999)}, "{0: 0, 1: 1, 2: 4, 3: 9, 4: 16, 5: 25, 6: 36, … 999 in all}"),
        (["x" * 80, 2], "['xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"),
    ],
)
def test_of_a_long_collection_whole_members_are_shown_and_how_many_there_are(value, text):
    assert quote(value) == text


CODE = "inputs_intro = keras.Input(shape=train_images.shape[1:])"


@pytest.mark.parametrize(
    "name",
    [
        *["many images", "images as lists", "file names", "a dictionary of images", "a long text", "a long path"],
        *["a set", "long bytes", "a deep one", "one that holds itself", "a large number", "a generator", "wordy"],
    ],
)
def test_images_that_are_no_array_any_more_are_told_at_once_and_in_short(name):
    variables = {"keras": keras, "train_images": HARD[name]}
    with pytest.raises(AttributeError) as caught:
        exec(CODE, dict(variables))
    start = time.thread_time()
    diagnosis = diagnose("input-layer", CODE, variables, caught.value, dict(variables))
    hints = diagnosis.hints
    assert time.thread_time() - start < 1
    assert diagnosis.label == "given-changed"
    assert len(diagnosis.message) < 300
    assert all(len(text) < 300 for text in [*hints, *diagnosis.details.values()])
    assert len(diagnosis.comparison.found) <= LONGEST
    assert quote(HARD[name]) in diagnosis.message


@pytest.mark.parametrize("name", ["many images", "file names", "a large number", "wordy"])
def test_a_wrong_value_of_any_kind_is_told_at_once_and_in_short(name):
    code = "x_intro = keras.layers.Conv2D(filters=thing, kernel_size=(3, 3), activation='relu')(inputs_intro)"
    variables = {"keras": keras, "inputs_intro": keras.Input((32, 32, 3)), "thing": HARD[name]}
    before = dict(variables)
    try:
        exec(code, variables)
    except Exception as raised:
        error = raised
    start = time.thread_time()
    diagnosis = diagnose("conv2d", code, variables, error, before)
    assert time.thread_time() - start < 1.5
    assert diagnosis.status == "needs work"
    assert len(diagnosis.message) < 300
