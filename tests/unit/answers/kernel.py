"""Play the tables of answers the way learners do: cell by cell in an IPython shell that the course watches."""

import copy
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from typing import Any
from unittest.mock import patch

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from lesson_utils.checking import Diagnosis, diagnose
from lesson_utils.episodes import course
from lesson_utils.episodes.ids import valid_id
from tests.unit.answers.answer import Answer, episode_of, steps_before
from tests.unit.answers.first_cells import first_variables, unchangeable
from tests.unit.answers.playing import fresh_keras
from tests.unit.kernel import Notebook


class WatchedKernel:
    """A kernel with the course in it that begins each answer where its challenge begins.

    Starting the kernel for each answer would take most of the time: what it holds and remembers is put back instead.

    Parameters
    ----------
    notebook : Notebook
        Started already.
    cell_ids : bool
        Whether cells come with their ids, as JupyterLab sends them; papermill, nbclient and nbval send none.
    """

    def __init__(self, notebook: Notebook, cell_ids: bool = True) -> None:
        self.notebook, self.cell_ids = notebook, cell_ids
        self.variables = notebook.shell.user_ns
        self.session = next(one for one in notebook.shell.ast_transformers if hasattr(one, "session")).session
        self.diagnoses = _keep_diagnoses()
        self.start = self._state()
        self.kept: dict[tuple[str, ...], dict[str, Any]] = {}

    def play(self, answer: Answer) -> Diagnosis:
        """Run an answer's cells, then ask `check` about it.

        Raises
        ------
        AssertionError
            When the learner is not shown what the checker found.
        """
        with fresh_keras():
            self._prepare(answer)
            self._run(answer.first, "learner-cell-1")
            for _ in range(answer.runs):
                self._run(answer.code, valid_id(answer.challenge, "answer"))
            self._run(answer.after, "learner-cell-2")
            self.diagnoses.clear()
            shown = self._run(f'check("{answer.challenge}")', valid_id(answer.challenge, "check"))
        found = [one for one in self.diagnoses if one.challenge == answer.challenge]
        told = [one for one in found if one.message in shown]
        assert told, f"{answer.challenge}, {answer.why}: diagnosed {found}, and shown was\n{shown}"
        return told[-1]

    def _run(self, cell: str, cell_id: str) -> str:
        return self.notebook.run(cell, cell_id=cell_id if self.cell_ids else None).text if cell else ""

    def _prepare(self, answer: Answer) -> None:
        """Put the kernel where a learner solved the challenges before this one, but for those left out."""
        key = (answer.challenge, *answer.without)
        if key in self.kept:
            self._restore(self.kept[key])
            return
        episode = episode_of(answer.challenge)
        self._restore(self.start)
        if episode not in course():
            opening = f"from lesson_utils.classroom import open_episode\nopen_episode({str(episode.path)!r})"
            assert self.notebook.run(opening).success
        self.variables.update(first_variables(episode))
        for step in steps_before(answer.challenge, answer.without):
            if isinstance(step, str):
                self._run(step, "given-cell")
            else:
                self._run(step.solution or "", valid_id(step.id, "answer"))
        if unchangeable(episode):
            self.kept[key] = self._state()

    def _state(self) -> dict[str, Any]:
        remembered = {field.name: copy.copy(getattr(self.session, field.name)) for field in fields(self.session)}
        return {"variables": dict(self.variables), "session": remembered}

    def _restore(self, state: dict[str, Any]) -> None:
        self.variables.clear()
        self.variables.update(state["variables"])
        for name, value in state["session"].items():
            setattr(self.session, name, copy.copy(value))


@contextmanager
def watched_kernel(cell_ids: bool = True) -> Iterator[WatchedKernel]:
    """A kernel just started, with a folder of its own for what it remembers of the learner's progress."""
    settings = Config()
    settings.HistoryManager.enabled = False
    shell = InteractiveShell.instance(config=settings)
    shell.InteractiveTB.set_mode("Minimal")  # most of the time would go into tracebacks in full colour
    notebook = Notebook(shell)
    with tempfile.TemporaryDirectory() as home, patch.dict(os.environ, BUILD_A_CNN_HOME=home):
        os.environ.pop("JPY_SESSION_NAME", None)
        try:
            notebook.start()
            yield WatchedKernel(notebook, cell_ids)
        finally:
            notebook.stop()
            InteractiveShell.clear_instance()


def _keep_diagnoses() -> list[Diagnosis]:
    """A list that gets every diagnosis the classroom asks for; the classroom is thrown away with its notebook."""
    made: list[Diagnosis] = []

    def kept(*given: Any, **named: Any) -> Diagnosis:
        made.append(diagnose(*given, **named))
        return made[-1]

    for name, module in sys.modules.copy().items():
        if name.startswith("lesson_utils.classroom") and "diagnose" in vars(module):
            vars(module)["diagnose"] = kept
    return made
