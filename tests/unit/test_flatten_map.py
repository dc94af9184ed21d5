"""FlattenMap in Python: what it accepts and refuses, what it leaves in a notebook."""

import numpy as np
import pytest

from lesson_utils.visualise import FlattenMap
from lesson_utils.visualise.flatten_map.feature_maps import as_feature_maps


def test_it_opens_on_a_small_shape_and_a_cell_in_its_middle():
    lab = FlattenMap()
    assert lab.feature_maps.shape == (3, 4, 2)
    assert (lab.cell, lab.index) == ((1, 2, 1), 13)
    assert lab.vector[13] == 121  # the number says where it stands: row 1, column 2, channel 1


def test_own_numbers_are_flattened():
    maps = np.random.default_rng(1).normal(size=(4, 3, 5))
    lab = FlattenMap(maps)
    np.testing.assert_array_equal(lab.vector, maps.ravel())
    lab.cell = (3, 0, 4)
    assert lab.vector[lab.index] == maps[3, 0, 4]


def test_a_choice_in_the_browser_arrives_and_one_in_python_reaches_the_browser():
    lab, heard = FlattenMap(), []
    lab.observe(lambda change: heard.append(change["new"]), names="index")
    lab.set_state({"index": 23})
    assert lab.cell == (2, 3, 1)
    lab.cell = (0, 0, 1)
    assert lab.get_state("index") == {"index": 1}
    assert heard == [23, 1]


@pytest.mark.parametrize(
    ("maps", "error", "words"),
    [
        ("(3, 4, 2)", TypeError, "array of numbers or a shape"),
        (None, TypeError, "array of numbers or a shape"),
        ([["a"]], TypeError, "array of numbers or a shape"),
        ([[[1, 2]], [[3]]], TypeError, "array of numbers or a shape"),
        ((3.5, 4, 2), TypeError, "three whole numbers"),
        ((3, 4), ValueError, r"this one has \(2,\)"),
        (np.zeros((4, 4)), ValueError, r"this one has \(4, 4\)"),
        (np.zeros((7, 4, 4, 2)), ValueError, r"feature_maps\[0\]"),
        ((3, 0, 2), ValueError, "empty"),
        (np.zeros((0, 3, 2)), ValueError, "empty"),
        ((3, -4, 2), ValueError, "empty"),
        ((6, 6, 32), ValueError, r"feature_maps\[:5, :5, :2\]"),
        (np.zeros((8000, 8000, 1), np.uint8), ValueError, "too many numbers"),
        (np.full((2, 2, 2), np.nan), ValueError, "NaN"),
    ],
)
def test_bad_feature_maps_are_refused_in_words(maps, error, words):
    with pytest.raises(error, match=words):
        FlattenMap(maps)


@pytest.mark.parametrize(
    ("name", "value", "error", "words"),
    [
        ("index", 24, ValueError, "between 0 and 23"),
        ("index", -1, ValueError, "between 0 and 23"),
        ("index", "13", TypeError, "whole number"),
        ("index", 1.5, TypeError, "whole number"),
        ("index", True, TypeError, "whole number"),
        ("cell", (3, 0, 0), ValueError, "row must lie between 0 and 2"),
        ("cell", (0, 0, -1), ValueError, "channel must lie between 0 and 1"),
        ("cell", (0, 0), TypeError, "three whole numbers"),
        ("cell", 7, TypeError, "three whole numbers"),
        ("cell", (0, 1.0, 0), TypeError, "column must be a whole number"),
    ],
)
def test_a_bad_choice_is_refused_and_changes_nothing(name, value, error, words):
    lab = FlattenMap()
    with pytest.raises(error, match=words):
        setattr(lab, name, value)
    assert lab.index == 13


def test_the_largest_feature_maps_have_a_figure():
    for shape in ((8, 8, 2), (4, 4, 8), (1, 1, 1), (10, 1, 10)):
        assert FlattenMap(shape)._figure().axes


def test_numbers_that_tell_their_place_are_known_as_such():
    maps, places = as_feature_maps((2, 3, 4))
    assert places
    assert maps[1, 2, 3] == 123
    assert not as_feature_maps(maps)[1]


def test_its_words_stand_in_for_it():
    data, _ = FlattenMap()._repr_mimebundle_()
    for words in ("2 feature maps of 3 rows and 4 columns", "24 numbers", "at index 13", "(1 × 4 + 2) × 2 + 1 = 13"):
        assert words in data["text/html"]
    assert data["text/plain"] == repr(FlattenMap())
    assert FlattenMap((3, 4, 2))._repr_mimebundle_()[0]["image/png"] == data["image/png"]
    other = FlattenMap()
    other.index = 0
    assert other._repr_mimebundle_()[0]["image/png"] != data["image/png"]
