"""The notebook with blanks: its cells are stopped, no check praises a blank, and only the answers are to be written."""

import os
import re
from copy import deepcopy
from unittest.mock import patch

import pytest
from nbclient import NotebookClient

from tests.notebooks.conftest import code_cells


def test_with_the_answers_written_in_it_is_the_solutions_notebook(stored):
    """So what nbval finds of that one holds for a learner who answers everything rightly."""
    pair, solved = stored
    solutions = {cell.id: cell.source for cell in code_cells(solved)}
    learners = {cell.id: cell.source for cell in code_cells(pair.learners)}
    assert list(learners) == list(solutions)
    written = {cell_id for cell_id in learners if learners[cell_id] != solutions[cell_id]}
    answers = {cell_id for cell_id in learners if cell_id.endswith("-answer")}
    questions = {f"{one.id}-check" for one in pair.episode.challenges if one.is_question}
    assert written == answers | questions
    assert all("_____" in learners[cell_id] for cell_id in answers)


@pytest.fixture(scope="module")
def unfilled(stored, tmp_path_factory):
    """The learners' notebook as it is, run to its end past all errors by somebody who has not answered anything yet."""
    learners = deepcopy(stored[0].learners)
    folder = tmp_path_factory.mktemp("unfilled")
    client = NotebookClient(learners, timeout=240, allow_errors=True, resources={"metadata": {"path": str(folder)}})
    with patch.dict(os.environ, BUILD_A_CNN_PROGRESS="kernel"):
        client.execute()
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
