"""What the tests of the notebooks share."""

import re
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from lesson_utils.building.pair import Pair, pair_of
from lesson_utils.episodes import read_episode

ROOT = Path(__file__).parents[2]
SOLUTIONS = sorted((ROOT / "notebooks" / "solutions").glob("*.ipynb"))


@pytest.fixture(params=SOLUTIONS, ids=lambda path: path.stem)
def solutions(request) -> NotebookNode:
    """A stored solutions notebook, as it is in the repository."""
    return nbformat.read(request.param, as_version=4)


@pytest.fixture(scope="module", params=SOLUTIONS, ids=lambda path: path.stem)
def stored(request) -> tuple[Pair, NotebookNode]:
    """Both notebooks of an episode, made afresh, and the stored one with its outputs."""
    episode = read_episode(ROOT / "episodes" / f"{request.param.stem}.md")
    return pair_of(episode, "../fig"), nbformat.read(request.param, as_version=4)


def texts_of(outputs: list[NotebookNode]) -> list[dict[str, str]]:
    """What nbval compares of a cell's outputs: every text, but no picture."""
    found = [{**output.get("data", {}), output.get("name", "text"): output.get("text", "")} for output in outputs]
    picture = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]+")
    return [
        {kind: picture.sub("a picture", str(text)) for kind, text in one.items() if not kind.startswith("image/")}
        for one in found
    ]


@pytest.fixture(scope="session")
def texts():
    """`texts_of`, for tests."""
    return texts_of
