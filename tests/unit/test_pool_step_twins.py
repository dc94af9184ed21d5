"""PoolStep's browser side, run by node's own test runner against numbers that Python made."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from lesson_utils.visualise.pool_step.pooling import average_pool, changed, max_pool, shift

NODE = shutil.which("node")
TESTS = Path(__file__).parents[1] / "js"

pytestmark = pytest.mark.skipif(NODE is None, reason="node, which only this test needs, is not installed")


def _golden():
    random = np.random.default_rng(22)
    cases = []
    while len(cases) < 80:
        shape, size = random.integers(1, 13, 2).tolist(), int(random.integers(1, 5))
        strides, padding = int(random.integers(1, 5)), str(random.choice(["valid", "same"]))
        if padding == "valid" and size > min(shape):
            continue
        image, by = random.normal(size=shape).round(1), random.integers(-3, 4, 2).tolist()
        moved = shift(image, *by)
        results = [[pool(each, size, strides, padding) for pool in (max_pool, average_pool)] for each in (image, moved)]
        case = {
            "image": image.tolist(),
            "size": size,
            "how": {"strides": strides, "padding": padding},
            "by": by,
            "moved": moved.tolist(),
            "largest": results[0][0].tolist(),
            "average": results[0][1].tolist(),
            "changed": [changed(before, after) for before, after in zip(*results, strict=True)],
        }
        cases.append(case)
    return {"cases": cases}


def test_javascript_agrees_with_python(tmp_path):
    golden = tmp_path / "golden.json"
    golden.write_text(json.dumps(_golden()), encoding="utf-8")
    run = subprocess.run(
        [NODE, "--test", str(TESTS / "pooling.test.mjs")],
        env={**os.environ, "GOLDEN": str(golden)}, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
