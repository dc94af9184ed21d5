"""Flattening three times: by the formula in NumPy, in the browser's JavaScript, and by Keras."""

import keras
import numpy as np
import pytest

from lesson_utils.visualise.flatten_map.flattening import cell_at, flat_index, flatten
from lesson_utils.visualise.flatten_map.words import backwards, cell_in_words, forwards
from tests.unit.twins import needs_node, run_in_node

SHAPES = [(3, 4, 2), (1, 1, 1), (1, 7, 3), (5, 1, 4), (4, 4, 1), (2, 3, 5), (15, 15, 16)]


def _volume(shape):
    return np.random.default_rng(sum(shape)).normal(size=shape).astype("float32")


@pytest.mark.parametrize("shape", SHAPES)
def test_the_formula_agrees_with_numpy_and_keras(shape):
    maps = _volume(shape)
    np.testing.assert_array_equal(flatten(maps), maps.reshape(-1))
    np.testing.assert_array_equal(flatten(maps), np.asarray(keras.layers.Flatten()(maps[None]))[0])


@pytest.mark.parametrize("shape", SHAPES)
def test_there_and_back(shape):
    indices = [flat_index(cell, shape) for cell in np.ndindex(shape)]
    assert indices == list(range(np.prod(shape)))
    assert [cell_at(index, shape) for index in indices] == list(np.ndindex(shape))


def test_flatten_refuses_other_ranks():
    with pytest.raises(ValueError, match=r"\(height, width, channels\).*\(4, 4\)"):
        flatten(np.zeros((4, 4)))


def _case(shape):
    maps = _volume(shape)
    cells = []
    for index in range(0, maps.size, max(1, maps.size // 20)):
        cell = cell_at(index, shape)
        words = {"words": cell_in_words(cell), "there": forwards(cell, shape), "back": backwards(index, shape)}
        cells.append({"index": index, "cell": cell, **words})
    return {"shape": shape, "maps": maps.tolist(), "vector": flatten(maps).tolist(), "cells": cells}


@needs_node
def test_javascript_agrees(tmp_path):
    run_in_node("flatten_map.test.mjs", [_case(shape) for shape in SHAPES], tmp_path)
