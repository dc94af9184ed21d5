"""What the tests of the notebooks share."""

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from lesson_utils.building.pair import Pair, pair_of
from lesson_utils.episodes import read_episode

ROOT = Path(__file__).parents[2]
SOLUTIONS = sorted((ROOT / "notebooks" / "solutions").glob("*.ipynb"))


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.fixture(params=SOLUTIONS, ids=lambda path: path.stem)
def solutions(request) -> NotebookNode:
    """A stored solutions notebook, as it is in the repository."""
    return nbformat.read(request.param, as_version=4)


@pytest.fixture(scope="module", params=SOLUTIONS, ids=lambda path: path.stem)
def stored(request) -> tuple[Pair, NotebookNode]:
    """Both notebooks of an episode, made afresh, and the stored one with its outputs."""
    episode = read_episode(ROOT / "episodes" / f"{request.param.stem}.md")
    return pair_of(episode, "../fig"), nbformat.read(request.param, as_version=4)
