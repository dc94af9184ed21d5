"""EdgeLab's browser side, run by node's own test runner against numbers that Python made."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from lesson_utils.visualise.edge_lab.kernels import PRESETS
from lesson_utils.visualise.edge_lab.words import describe
from lesson_utils.visualise.kit.browser import browser_module
from lesson_utils.visualise.kit.convolution import filter_image
from lesson_utils.visualise.kit.pictures import cat

NODE = shutil.which("node")
TESTS = Path(__file__).parents[1] / "js"

pytestmark = pytest.mark.skipif(NODE is None, reason="node, which only this test needs, is not installed")


def _case(name, image, kernel):
    result = filter_image(image, kernel)
    return {
        "name": name,
        "image": np.asarray(image, dtype=float).tolist(),
        "kernel": np.asarray(kernel, dtype=float).tolist(),
        "result": result.tolist(),
        "words": describe(name, result),
    }


def _golden():
    random = np.random.default_rng(11)
    cases = [_case(name, cat()[40:80, 30:90], preset.weights) for name, preset in PRESETS.items()]
    for size in (3, 4, 5):
        for shape in ((5, 5), (12, 31), (40, 7)):
            cases.append(_case("your kernel", random.uniform(size=shape), random.normal(size=(size, size))))
    return {"cases": cases}


def test_javascript_agrees_with_python(tmp_path):
    golden = tmp_path / "golden.json"
    golden.write_text(json.dumps(_golden()), encoding="utf-8")
    run = subprocess.run(
        [NODE, "--test", str(TESTS / "edge_lab.test.mjs")],
        env={**os.environ, "GOLDEN": str(golden)}, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_module_for_the_browser_is_valid_and_has_what_anywidget_needs(tmp_path):
    module = tmp_path / "edge_lab.mjs"
    module.write_text(browser_module("edge_lab/edge_lab.js"), encoding="utf-8")
    code = f"const m = await import({json.dumps(module.as_uri())}); console.log(typeof m.default().render)"
    run = subprocess.run([NODE, "--input-type=module", "-e", code], capture_output=True, text=True, timeout=60)
    assert run.stdout.strip() == "function", run.stderr
