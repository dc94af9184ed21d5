"""The learners' notebook: it stops at the first blank, no check praises a blank, and the solutions solve it."""

import re
from copy import deepcopy

import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from lesson_utils.building.execution import execute


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def run(notebook, folder, **options) -> None:
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}, **options).execute()


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


def test_as_it_is_it_stops_at_the_first_blank_with_a_kind_line(stored, tmp_path):
    learners = deepcopy(stored[0].learners)
    if not any(cell.id.endswith("-answer") for cell in code_cells(learners)):
        run(learners, tmp_path)  # nothing to fill in: it runs to its end
        return
    with pytest.raises(CellExecutionError):
        run(learners, tmp_path)
    cells = code_cells(learners)
    first = next(number for number, cell in enumerate(cells) if cell.id.endswith("-answer"))
    (error,) = cells[first].outputs
    assert (error.output_type, error.ename) == ("error", "BlanksLeft")
    assert "blank" in error.evalue
    line = next(number for number, line in enumerate(cells[first].source.splitlines(), start=1) if "_____" in line)
    assert re.search(rf"\blines? {line}\b", error.evalue)
    assert error.traceback == [f"✎ {error.evalue}"]  # one line, no traceback
    assert all(cell.outputs == [] for cell in cells[first + 1 :])


def test_no_check_calls_an_unfilled_cell_correct(stored, tmp_path):
    learners = deepcopy(stored[0].learners)
    run(learners, tmp_path, allow_errors=True)
    answers = [cell for cell in code_cells(learners) if cell.id.endswith("-answer")]
    checks = [cell for cell in code_cells(learners) if cell.id.endswith("-check")]
    questions = {f"{one.id}-check" for one in stored[0].episode.challenges if one.is_question}
    assert len(checks) == len(answers) + len(questions)
    for cell in answers:
        assert [output.output_type for output in cell.outputs] == ["error"], cell.id
    for cell in checks:
        said = cell.outputs[0].data["text/plain"]
        assert "Correct" not in said.splitlines()[0], cell.id
        expected = ("Not answered yet",) if cell.id in questions else ("Blanks left", "earlier step")
        assert any(words in said for words in expected), cell.id
