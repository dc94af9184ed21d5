"""Flattening three times: by the formula in NumPy, in the browser's JavaScript, and by Keras."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from lesson_utils.visualise.flatten_map.flattening import cell_at, flat_index, flatten
from lesson_utils.visualise.flatten_map.words import backwards, cell_in_words, forwards

NODE = shutil.which("node")
TESTS = Path(__file__).parents[1] / "js"
SHAPES = [(3, 4, 2), (1, 1, 1), (1, 7, 3), (5, 1, 4), (4, 4, 1), (2, 3, 5), (15, 15, 16)]


def _volume(shape):
    return np.random.default_rng(sum(shape)).normal(size=shape).astype("float32")


@pytest.mark.parametrize("shape", SHAPES)
def test_the_formula_agrees_with_numpy_and_keras(shape):
    keras = pytest.importorskip("keras")
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


@pytest.mark.skipif(NODE is None, reason="node, which only this test needs, is not installed")
def test_javascript_agrees(tmp_path):
    golden = tmp_path / "golden.json"
    golden.write_text(json.dumps([_case(shape) for shape in SHAPES]), encoding="utf-8")
    run = subprocess.run(
        [NODE, "--test", str(TESTS / "flatten_map.test.mjs")],
        env={**os.environ, "GOLDEN": str(golden)}, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
