"""The learners' notebook: a cell with blanks is stopped, no check praises a blank, and the solutions solve it."""

import re
from copy import deepcopy

import pytest
from nbclient import NotebookClient

from lesson_utils.building.execution import execute


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_filled_with_the_solutions_it_gives_the_solutions_outputs(stored, texts, tmp_path):
    pair, solved = stored
    learners = deepcopy(pair.learners)
    solutions = {cell.id: cell for cell in solved.cells}
    for cell in code_cells(learners):
        if cell.id.endswith("-answer"):
            assert "_____" in cell.source
        if cell.id.endswith(("-answer", "-check")):  # a question is answered in its check
            cell.source = solutions[cell.id].source
    by_id = {cell.id: cell for cell in pair.solution_cells}
    cells = [by_id[cell.id] for cell in learners.cells]
    execute(learners, cells, pair.episode.path, tmp_path)
    for cell in code_cells(learners):
        assert texts(cell.outputs) == texts(solutions[cell.id].outputs), cell.id


@pytest.fixture(scope="module")
def unfilled(stored, tmp_path_factory):
    """The learners' notebook as it is, run to its end past all errors."""
    learners = deepcopy(stored[0].learners)
    folder = tmp_path_factory.mktemp("unfilled")
    NotebookClient(learners, timeout=120, allow_errors=True, resources={"metadata": {"path": str(folder)}}).execute()
    return learners


def test_a_cell_with_blanks_is_stopped_with_a_kind_line(unfilled):
    for cell in code_cells(unfilled):
        errors = [output for output in cell.outputs if output.output_type == "error"]
        if not cell.id.endswith("-answer"):
            continue
        (error,) = errors
        assert error.ename == "BlanksLeft"
        assert "blank" in error.evalue
        line = next(number for number, line in enumerate(cell.source.splitlines(), start=1) if "_____" in line)
        assert re.search(rf"\blines? {line}\b", error.evalue)
        assert error.traceback == [f"✎ {error.evalue}"]  # one line, no traceback
        assert cell.outputs == [error]


def test_no_check_calls_an_unfilled_cell_correct(stored, unfilled):
    answers = [cell for cell in code_cells(unfilled) if cell.id.endswith("-answer")]
    checks = [cell for cell in code_cells(unfilled) if cell.id.endswith("-check")]
    questions = {f"{one.id}-check" for one in stored[0].episode.challenges if one.is_question}
    assert len(checks) == len(answers) + len(questions)
    for cell in checks:
        said = cell.outputs[0].data["text/plain"]
        assert "Correct" not in said.splitlines()[0], cell.id
        expected = ("Not answered yet",) if cell.id in questions else ("Blanks left", "earlier step")
        assert any(words in said for words in expected), cell.id
