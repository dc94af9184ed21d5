"""The two notebooks of one episode."""

from contextlib import redirect_stdout
from copy import deepcopy
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

from nbformat import NotebookNode

from lesson_utils.building.cells import Audience, Cell, cells_of
from lesson_utils.building.execution import execute
from lesson_utils.building.figure_files import shown_from
from lesson_utils.building.notebook_file import notebook_of
from lesson_utils.episodes import Episode


@dataclass(frozen=True)
class Pair:
    """An episode's notebooks, the solved one not executed yet, and the cells it was made of."""

    episode: Episode
    learners: NotebookNode
    solutions: NotebookNode
    solution_cells: list[Cell]

    @property
    def trains(self) -> bool:
        """Whether a cell trains a model."""
        return any(".fit(" in cell.source for cell in self.solution_cells)

    def train(self, folder: Path) -> None:
        """Run a copy of the solved notebook as if it lay in `folder`, and record its trainings."""
        execute(deepcopy(self.solutions), self.solution_cells, self.episode.path, folder, train=True)

    def execute_solutions(self, folder: Path) -> None:
        """Run the solved notebook as if it lay in `folder`; it keeps its outputs."""
        if any("load_data(" in cell.source for cell in self.solution_cells):
            from lesson_utils.datasets import load_data

            with redirect_stdout(StringIO()):
                load_data()  # the first call ever draws the images; its progress bar belongs on this screen
        execute(self.solutions, self.solution_cells, self.episode.path, folder)


def pair_of(episode: Episode, fig: str, front: str | None = None) -> Pair:
    """Make both notebooks.

    Parameters
    ----------
    episode : Episode
        As `read_episode` gives it.
    fig : str
        The figures' folder as seen from the learners' notebook; the solutions are one folder deeper.
    front : str, optional
        Code of a cell to put in front.

    Returns
    -------
    Pair
    """
    learners = cells_of(episode, Audience.LEARNERS, shown_from(episode.path, fig), front)
    solved = cells_of(episode, Audience.INSTRUCTORS, shown_from(episode.path, f"../{fig}"), front)
    solved = [_one_folder_deeper(cell) for cell in solved]
    return Pair(episode, notebook_of(learners), notebook_of(solved), solved)


def _one_folder_deeper(cell: Cell) -> Cell:
    """Links to the reference pages lead out of `notebooks/`, or out of `notebooks/solutions/`."""
    if cell.kind != "markdown":
        return cell
    return replace(cell, source=cell.source.replace("](../reference/", "](../../reference/"))
