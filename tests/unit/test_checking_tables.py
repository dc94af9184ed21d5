"""Tables (pandas): columns, rows, kinds and cells."""

import numpy as np
import pandas as pd
import pytest

from lesson_utils.checking.comparing.values import compare_values
from lesson_utils.checking.messages.formatting import message_for
from tests.unit.difference import difference_of
from tests.unit.other_lessons import judge
from tests.unit.small_episode import small_episode

TABLE = pd.DataFrame({"epoch": [1, 2, 3], "loss": [1.5, 1.25, 1.1], "set": ["a", "b", "c"]})


def told(found, expected=TABLE, numbers=True):
    return difference_of(compare_values, "history_df", found, expected, numbers)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (TABLE.copy(), TABLE),
        (TABLE.assign(loss=TABLE.loss + 1e-9), TABLE),
        (TABLE.astype({"loss": "float32", "epoch": "int32"}), TABLE),
        (TABLE.loss.rename("other"), TABLE.loss),
        (pd.DataFrame({"a": [1.0, np.nan]}), pd.DataFrame({"a": [1.0, np.nan]})),
        (pd.DataFrame({"a": [None, "x"]}), pd.DataFrame({"a": [np.nan, "x"]})),
        (TABLE[:0], TABLE[:0]),
        (TABLE.columns, TABLE.columns),
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
        (TABLE[["loss", "epoch", "set"]], TABLE, "columns-in-other-order"),
        (TABLE[:2], TABLE, "other-rows"),
        (TABLE[::-1], TABLE, "rows-sorted-otherwise"),
        (TABLE.set_axis([1, 2, 3]), TABLE, "other-index"),
        (TABLE.astype({"epoch": "float64"}), TABLE, "wrong-column-type"),
        (TABLE.assign(loss=["1.5", "1.25", "1.1"]), TABLE, "wrong-column-type"),
        (TABLE.replace(1.25, 1.3), TABLE, "wrong-cell"),
        (TABLE.replace("b", "B"), TABLE, "wrong-cell"),
        (TABLE.assign(loss=TABLE.loss.where(TABLE.epoch > 1)), TABLE, "wrong-cell"),
        (TABLE.assign(loss=TABLE.loss * 255), TABLE, "not-divided"),
        (TABLE.to_dict(), TABLE, "wrong-type"),
        (TABLE.loss, TABLE, "wrong-type"),
        (TABLE, TABLE.loss, "wrong-type"),
        (TABLE.loss[:2], TABLE.loss, "other-rows"),
        (TABLE.loss + 1, TABLE.loss, "wrong-cell"),
        (TABLE.loss.to_numpy(), TABLE.loss, "wrong-type"),
        (None, TABLE, "wrong-type"),
    ],
)
def test_how_a_table_differs_is_named(found, expected, label):
    difference = told(found, expected)
    assert difference is not None
    assert difference.label == label, message_for(difference)


def test_the_first_differing_cell_is_told_with_its_row_and_column():
    message = message_for(told(TABLE.replace(1.25, 1.3)))
    assert all(part in message for part in ("row 1", "column 'loss'", "1.3", "1.25"))


def test_many_columns_are_not_all_listed():
    wide = pd.DataFrame({f"column {number}": [1] for number in range(40)})
    assert "37 more" in message_for(told(pd.DataFrame({"a": [1]}), pd.concat([wide, pd.DataFrame({"a": [1]})], axis=1)))


def test_cells_can_be_left_aside_but_not_columns_and_rows():
    assert told(TABLE.assign(loss=0.5), TABLE, numbers=False) is None
    assert told(TABLE.assign(loss=0.5)[:1], TABLE, numbers=False).label == "other-rows"


def test_a_table_as_the_result_of_a_cell(tmp_path):
    episode = small_episode(tmp_path, {"means": "means = pd.DataFrame({'a': [1, 1], 'b': [2, 4]}).groupby('a').mean()"})
    assert judge(episode, "means", "means = pd.DataFrame({'b': [3.0]}, index=pd.Index([1], name='a'))").passed
    assert judge(episode, "means", "means = pd.DataFrame({'b': [3.0]})").label == "other-index"
