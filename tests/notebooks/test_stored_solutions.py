"""Guards: nbval compares what is stored, so what is stored must be complete, and nothing may be left out."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

from tests.notebooks.conftest import code_cells

ROOT = Path(__file__).parents[2]
TAGS_ALLOWED: dict[str, int] = {}  # notebook -> how many cells may ask nbval to look away: none do
MEGABYTE = 1_000_000
SILENT = {"watch_training", "compile", "save", "set_random_seed"}  # calls that give nothing to show


def all_text(notebook) -> str:
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    data = [str(value) for output in outputs for kind, value in output.get("data", {}).items() if "image" not in kind]
    return "\n".join([*data, *(output.get("text", "") for output in outputs)])


def shows_something(source: str) -> bool:
    """Whether a cell prints at its top level, or ends in an expression."""
    body = ast.parse(source).body
    prints = any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        for statement in body
        if not isinstance(statement, ast.FunctionDef | ast.ClassDef)
        for node in ast.walk(statement)
    )
    return prints or (isinstance(body[-1], ast.Expr) and _name_called(body[-1].value) not in SILENT)


def _name_called(value: ast.expr) -> str:
    """The last word of a call's name; nothing for any other expression."""
    name = value.func if isinstance(value, ast.Call) else None
    return getattr(name, "attr", "") or getattr(name, "id", "")


def test_every_episode_has_its_notebooks():
    episodes = {path.stem for path in (ROOT / "episodes").glob("*.md")}
    assert episodes
    for folder in ("notebooks", "notebooks/solutions"):
        assert {path.stem for path in (ROOT / folder).glob("*.ipynb")} == episodes


def test_it_is_a_valid_notebook(solutions):
    nbformat.validate(solutions)


def test_every_code_cell_was_run_in_order(solutions):
    counts = [cell.execution_count for cell in code_cells(solutions)]
    assert counts == list(range(1, len(counts) + 1))


def test_what_shows_something_has_an_output(solutions):
    silent = [cell.id for cell in code_cells(solutions) if shows_something(cell.source) and not cell.outputs]
    assert silent == []


def test_every_solution_passes_its_check(solutions):
    checks = [cell for cell in code_cells(solutions) if cell.id.endswith("-check")]
    answers = [cell for cell in code_cells(solutions) if cell.id.endswith("-answer")]
    chosen = [cell for cell in checks if re.fullmatch(r'check\("[\w-]+", "[a-z]+"\)', cell.source)]  # questions
    assert len(checks) == len(answers) + len(chosen)
    for cell in checks:
        assert cell.outputs[0].data["text/plain"].startswith("✓ Correct"), cell.id


def test_nothing_asks_nbval_to_look_away(solutions, request):
    marked = [
        cell.id
        for cell in code_cells(solutions)
        if "nbval" in " ".join(cell.metadata.get("tags", [])).lower() or re.search(r"#\s*(NBVAL|PYTEST)_", cell.source)
    ]
    assert len(marked) == TAGS_ALLOWED.get(request.node.callspec.id, 0), marked


def test_no_output_is_an_error_or_a_warning(solutions):
    outputs = [output for cell in code_cells(solutions) for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]


def test_no_output_belongs_to_one_computer_or_one_run(solutions):
    text = all_text(solutions)
    assert not re.search(r"\bat 0x[0-9a-f]+", text)
    assert not re.search(r"(?<![\w.:/])/(?:home|root|tmp|work|Users|usr|var|opt)/\w", text)
    assert not re.search(r"\b[A-Z]:\\\w", text)
    assert "widget-view" not in str(solutions.cells)
    assert "widgets" not in solutions.metadata


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").rglob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_stay_small(path):
    assert path.stat().st_size < 3 * MEGABYTE
