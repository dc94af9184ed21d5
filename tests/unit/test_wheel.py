"""The installed course carries what it needs at run time: the episodes, their figures, the widgets' browser side."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_wheel_has_code_episodes_figures_and_browser_files(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("build_a_cnn-*-py3-none-any.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "lesson_utils"
    code = {
        path.relative_to(ROOT).as_posix()
        for kind in ("py", "js", "css", "json", "toml")
        for path in package.rglob(f"*.{kind}")
    }
    episodes = {f"lesson_utils/course/{path.name}" for path in (ROOT / "episodes").glob("*.md")}
    figures = {f"lesson_utils/course/fig/{path.name}" for path in (ROOT / "fig").glob("*.*g")}
    assert code
    assert "lesson_utils/checking/messages/verdicts.toml" in code
    assert episodes
    assert figures
    assert code | episodes | figures <= names
    assert "lesson_utils/py.typed" in names
    assert not [name for name in names if "__pycache__" in name or name.startswith(("tests/", "notebooks/"))]
