"""nbval is a real gate here: a changed output turns the run red, and only there."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
SOLUTIONS = ROOT / "notebooks" / "solutions" / "03-build-cnn.ipynb"
COMMAND = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout", "240"]
COMMAND += ["--nbval-sanitize-with", str(Path(__file__).parent / "sanitize.cfg")]
COMMAND += ["-p", "no:cacheprovider", "-p", "no:xdist", "-c", os.devnull]


def up_to_first_check():
    """The stored notebook, cut after its first `check`: quick to run."""
    notebook = nbformat.read(SOLUTIONS, as_version=4)
    last = next(number for number, cell in enumerate(notebook.cells) if cell.id.endswith("-check"))
    notebook.cells = [cell for cell in notebook.cells[: last + 1] if cell.cell_type == "code"]
    return notebook


@pytest.fixture(scope="module")
def outcome(tmp_path_factory) -> dict[str, list[str]]:
    """Run nbval on a true copy and on one whose printed shape and whose check were changed: cells that fail."""
    folder = tmp_path_factory.mktemp("nbval")
    nbformat.write(up_to_first_check(), folder / "true.ipynb")
    changed = up_to_first_check()
    cells = {cell.id: cell for cell in changed.cells}
    printed = cells["cnn-part-1-input-layer-code"].outputs[0]
    printed.text = printed.text.replace("32", "33", 1)
    said = cells["input-layer-check"].outputs[0].data
    said["text/plain"] = said["text/plain"].replace("Correct", "Incorrect", 1)
    assert changed != up_to_first_check()
    nbformat.write(changed, folder / "changed.ipynb")

    report = folder / "report.xml"
    command = [sys.executable, "-m", "pytest", *COMMAND, f"--junitxml={report}", "--rootdir", str(folder), str(folder)]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=1200)
    assert run.returncode in (0, 1), run.stdout + run.stderr
    cases = list(ElementTree.parse(report).getroot().iter("testcase"))
    assert len(cases) == 2 * len(changed.cells)
    failed = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    names = [f"{case.get('classname')} {case.get('name')}" for case in failed]
    return {kind: [name for name in names if kind in name] for kind in ("true", "changed")} | {"run": [run.stdout]}


def test_the_stored_outputs_are_reproduced(outcome):
    assert outcome["true"] == [], outcome["run"][0]


def test_each_changed_output_is_found_and_no_other(outcome):
    numbers = [int(name.rsplit(" ", 1)[1]) for name in outcome["changed"]]
    expected = [
        number
        for number, cell in enumerate(up_to_first_check().cells)
        if cell.id in ("cnn-part-1-input-layer-code", "input-layer-check")
    ]
    assert numbers == expected
