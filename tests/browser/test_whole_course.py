"""The six notebooks one after the other in a real JupyterLab: a learner answers all rightly, an instructor runs all.

Trainings are replayed (`LESSON_FAST`). How somebody gets to the answers is in `test_journey.py` and `test_novice.py`,
how an instructor presents in `test_presenting.py`.
"""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, expect

from lesson_utils.episodes import Episode, course
from tests.browser.by_keyboard import KeyboardLearner
from tests.browser.conftest import ROOT, copy_course, running_lab
from tests.browser.notebook_page import address_of


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of somebody who begins."""
    folder = tmp_path_factory.mktemp("home")
    for images in Path(os.environ["BUILD_A_CNN_HOME"]).glob("drawings-*.npy"):
        shutil.copy(images, folder)  # drawing them anew takes fifteen seconds
    return folder


@pytest.fixture(scope="module")
def lab(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """JupyterLab's address, and the folder of its course."""
    folder = copy_course(tmp_path_factory.mktemp("course"))
    with running_lab(folder, tmp_path_factory.mktemp("lab"), BUILD_A_CNN_HOME=str(home)) as url:
        yield url, folder


def fill_in(notebook: Path) -> None:
    """Write the published answers into a learner's notebook."""
    solved = nbformat.read(ROOT / "notebooks" / "solutions" / notebook.name, as_version=4)
    answers = {cell.id: cell.source for cell in solved.cells if cell.id.endswith(("-answer", "-check"))}
    filled = nbformat.read(notebook, as_version=4)
    for cell in filled.cells:
        cell.source = answers.get(cell.id, cell.source)
    nbformat.write(filled, notebook)


def look_at_stored_pictures(opened: KeyboardLearner, notebook: Path) -> None:
    """What an instructor sees before anything has run: each visualiser's picture, with its words."""
    cells = nbformat.read(notebook, as_version=4).cells
    for stored in (cell for cell in cells if "<img" in str(cell.get("outputs"))):
        opened.move_to(stored.id)
        picture = opened.cell(stored.id).get_by_role("img").first
        expect(picture).to_be_visible()
        assert picture.evaluate("image => image.naturalWidth") > 500
        assert len(picture.get_attribute("alt") or "") > 80


@pytest.mark.parametrize("place", ["notebooks", "notebooks/solutions"], ids=["learner", "instructor"])
@pytest.mark.parametrize("episode", course(), ids=lambda episode: episode.name)
def test_an_episode_runs_to_its_end_and_every_answer_is_correct(
    episode: Episode, place: str, browser: Browser, lab: tuple[str, Path], home: Path
) -> None:
    url, folder = lab
    notebook = folder / place / f"{episode.name}.ipynb"
    if place == "notebooks":
        fill_in(notebook)
    opened = KeyboardLearner(browser, address_of(url, f"{place}/{episode.name}.ipynb"), notebook)
    if place != "notebooks":
        look_at_stored_pictures(opened, notebook)
    opened.run_all()
    indicator = opened.page.locator(".jp-Notebook-ExecutionIndicator")
    expect(indicator).to_have_attribute("data-status", "busy")
    expect(indicator).to_have_attribute("data-status", "idle")
    with opened.page.expect_response(lambda answer: "/checkpoints" in answer.url):
        opened.page.keyboard.press("ControlOrMeta+s")
    ran = {cell.id: cell for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"}
    assert all(cell.execution_count for cell in ran.values())
    errors = [one for cell in ran.values() for one in cell.outputs if one.output_type == "error"]
    assert errors == []
    checks = [cell for cell in ran.values() if cell.id.endswith("-check")]
    assert len(checks) == sum(challenge.can_be_checked for challenge in episode.challenges)
    for check in checks:
        assert any("✓ Correct" in one.data["text/plain"] for one in check.outputs if "data" in one), check.id
    progress = json.loads((home / "progress.json").read_text(encoding="utf-8")) if checks else {episode.name: {}}
    assert list(progress[episode.name].values()) == ["done"] * len(checks)
    opened.page.close()
