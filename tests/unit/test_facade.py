"""`import lesson_utils`: quick, quiet, and complete."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import lesson_utils
from lesson_utils import visualise

PACKAGE = Path(lesson_utils.__file__).parent
HEAVY = {"tensorflow", "keras", "matplotlib", "numpy", "IPython", "ipywidgets", "pandas", "typing", "argparse"}


def fresh_python(code: str, **variables: str) -> str:
    """What a new Python prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("TF_", "KERAS_"))}
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, env=environment | variables, cwd=PACKAGE.parent, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_import_loads_nothing_heavy():
    loaded = fresh_python(
        "import sys; before = set(sys.modules); import lesson_utils; print(*(set(sys.modules) - before))"
    )
    assert "lesson_utils" in loaded.split()
    assert not HEAVY & set(loaded.split())


def test_every_name_of_the_vocabulary_is_there_and_is_fetched_once():
    for name in lesson_utils.__all__:
        assert callable(getattr(lesson_utils, name))
        assert vars(lesson_utils)[name] is getattr(lesson_utils, name)


def test_all_dir_the_table_and_the_editors_imports_agree():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    imports = [one for one in block.body if isinstance(one, ast.ImportFrom) and one.module != "typing"]
    for_editors = {alias.name: statement.module for statement in imports for alias in statement.names}
    visualisers = dict.fromkeys(visualise.__all__, "lesson_utils.visualise")
    assert for_editors | visualisers == lesson_utils._HOME_OF
    assert lesson_utils.__all__ == sorted(lesson_utils._HOME_OF)
    assert set(lesson_utils.__all__) <= set(dir(lesson_utils))


def test_each_visualiser_has_the_folder_that_its_name_says():
    """So that the registry needs no second column."""
    for name in visualise.__all__:
        folder = PACKAGE / "visualise" / visualise.folder_of(name)
        for file in ("__init__.py", f"{folder.name}.py", f"{folder.name}.js", "figure.py"):
            assert (folder / file).is_file(), f"{name}: no {file}"
        assert getattr(visualise, name).__module__ == f"lesson_utils.visualise.{folder.name}.{folder.name}"


def test_a_name_that_does_not_exist_is_an_attribute_error():
    with pytest.raises(AttributeError, match="'lesson_utils' has no attribute 'chek'"):
        _ = lesson_utils.chek


def test_tensorflow_is_set_up_before_it_is_imported_and_the_users_own_choice_stays():
    code = "import lesson_utils, os; print(os.environ['TF_CPP_MIN_LOG_LEVEL'], os.environ['KERAS_BACKEND'])"
    assert fresh_python(code) == "3 tensorflow"
    assert fresh_python(code, TF_CPP_MIN_LOG_LEVEL="1") == "1 tensorflow"


@pytest.mark.parametrize(
    "name",
    [
        "__init__.py",
        "__main__.py",
        "quiet_start.py",
        "commands/__init__.py",
        "commands/python_version.py",
        "visualise/__init__.py",
    ],
)
def test_what_an_old_python_reads_has_only_syntax_that_it_knows(name):
    ast.parse((PACKAGE / name).read_text(encoding="utf-8"), feature_version=(3, 6))
