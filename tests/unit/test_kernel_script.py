"""`check` in a plain Python script, where no notebook watches the cells."""

import os
import subprocess
import sys
from pathlib import Path

import lesson_utils
from tests.unit.kernel import CONV, INPUT


def run_script(tmp_path: Path, code: str) -> subprocess.CompletedProcess[str]:
    script = tmp_path / "answer.py"
    script.write_text(code, encoding="utf-8")
    surroundings = {
        **os.environ,
        "BUILD_A_CNN_HOME": str(tmp_path / "home"),
        "PYTHONPATH": str(Path(lesson_utils.__file__).parents[1]),
        "PYTHONIOENCODING": "utf-8",
    }
    return subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        env=surroundings,
        cwd=tmp_path,
    )


def test_check_works_in_a_plain_script(tmp_path):
    wrong = CONV.replace("filters=16", "filters=8")
    done = run_script(
        tmp_path,
        f"""from lesson_utils import check, progress
import keras
import numpy as np
train_images = np.zeros((10, 32, 32, 3), "float32")
check("input-layer")
{INPUT}
check("input-layer")
{wrong}
check("conv2d")
def inside():
    check("input-layer")
inside()
progress()
""",
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    first, *rest = done.stdout.split("✓ Correct")
    assert "Not attempted yet" in first
    assert len(rest) == 2
    assert "`filters` is 8" in done.stdout
    assert "1 of 8 challenges done" in done.stdout
