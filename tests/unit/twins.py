"""Holds a visualiser's JavaScript to its Python: numbers made here go to node's own test runner.

Without node these tests are skipped; on a build server (CI is set) they fail.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

NODE = shutil.which("node")
TESTS = Path(__file__).parents[1] / "js"

needs_node = pytest.mark.skipif(
    NODE is None and not os.environ.get("CI"), reason="node, which only tests need, is not installed"
)


def run_in_node(script: str, golden: Any, folder: Path) -> None:
    """Run a file of tests/js, which finds the numbers to compare with in the file that GOLDEN names."""
    assert NODE, "node is not installed; .ci/run installs it"
    file = folder / "golden.json"
    file.write_text(json.dumps(golden), encoding="utf-8")
    run = subprocess.run(
        [str(NODE), "--test", str(TESTS / script)],
        env={**os.environ, "GOLDEN": str(file)}, capture_output=True, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
