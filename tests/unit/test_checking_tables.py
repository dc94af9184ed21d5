"""Tables (pandas): the names of the columns, then each column as an array."""

import numpy as np
import pandas as pd
import pytest

from lesson_utils.checking.comparing.values import compare_values
from tests.unit.difference import difference_of

TABLE = pd.DataFrame({"epoch": [1, 2, 3], "loss": [1.5, 1.25, 1.1], "set": ["a", "b", "c"]})


def told(found, expected=TABLE, numbers=True):
    return difference_of(compare_values, "history_df", found, expected, numbers)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (TABLE.copy(), TABLE),
        (TABLE.assign(loss=TABLE.loss + 1e-9), TABLE),
        (TABLE.astype({"loss": "float32", "epoch": "int32"}), TABLE),
        (TABLE.astype({"epoch": "float64"}), TABLE),
        (TABLE[["loss", "epoch", "set"]], TABLE),
        (TABLE.set_axis([1, 2, 3]), TABLE),
        (TABLE.loss, TABLE.loss),
        (TABLE.loss.rename("other"), TABLE.loss),
        (TABLE.loss.to_numpy(), TABLE.loss),
        (TABLE.loss, TABLE.loss.to_numpy()),
        (pd.DataFrame({"a": [1.0, np.nan]}), pd.DataFrame({"a": [1.0, np.nan]})),
        (TABLE[:0], TABLE[:0]),
    ],
)
def test_the_same_table_in_another_guise_is_right(found, expected):
    assert told(found, expected) is None


@pytest.mark.parametrize(
    ("found", "expected", "label"),
    [
        (TABLE.drop(columns="loss"), TABLE, "missing-columns"),
        (TABLE.assign(more=1), TABLE, "extra-columns"),
        (TABLE.rename(columns={"loss": "Loss"}), TABLE, "other-columns"),
        (TABLE[:2], TABLE, "wrong-shape"),
        (TABLE[::-1], TABLE, "rows-in-other-order"),
        (TABLE.assign(epoch=["1", "2", "3"]), TABLE, "wrong-dtype"),
        (TABLE.replace(1.25, 1.3), TABLE, "some-numbers-differ"),
        (TABLE.assign(loss=TABLE.loss * 255), TABLE, "not-divided"),
        (TABLE.to_dict(), TABLE, "wrong-type"),
        (TABLE.loss, TABLE, "wrong-type"),
        (TABLE, TABLE.loss, "wrong-type"),
        (None, TABLE, "wrong-type"),
    ],
)
def test_how_a_table_differs_is_named(found, expected, label):
    assert told(found, expected).label == label


def test_measured_numbers_are_left_aside_but_not_columns_and_rows():
    assert told(TABLE.assign(loss=TABLE.loss + 1), numbers=False) is None
    assert told(TABLE[:2], numbers=False).label == "wrong-shape"
    assert told(TABLE.drop(columns="loss"), numbers=False).label == "missing-columns"
