"""All of episode 3 in a real JupyterLab, by a learner with a keyboard only."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, expect

from lesson_utils.episodes import course
from tests.browser import visualisers_by_keyboard as visualisers
from tests.browser.by_keyboard import KeyboardLearner
from tests.browser.conftest import copy_course, running_lab
from tests.browser.notebook_page import NotebookPage, address_of
from tests.unit.kernel import CONV, DENSE, INPUT, OUTPUT, POOL, solution_of

NOTEBOOK = "notebooks/03-build-cnn.ipynb"
THIS_COMPUTER = ("localhost", "127.0.0.1", None)  # None: data: and blob: have no host
LARGEST = 3_000_000  # bytes of the notebook after all of it
# anywidget says it when a module takes more than two seconds, as a busy machine may; what is seen is tested one by one.
_SLOW_START = "[anywidget] Failed to initialize model."
EPISODE = next(episode for episode in course() if episode.name == "03-build-cnn")
CHALLENGES = [one.id for one in EPISODE.challenges if one.solution]
# One wrong answer for a challenge, and a word of what the check says about it. The others are answered right at once.
WRONG = {
    "input-layer": (INPUT.replace("[1:]", ""), "(40000, 32, 32, 3)"),
    "conv2d": (CONV.replace(", activation='relu'", ""), "has no activation"),
    "pooling": (POOL.replace("Max", "Average"), "AveragePooling2D"),
    "dense": (DENSE.replace("x_intro = ", "my_layer = "), "my_layer"),
    "flatten": ("x_intro = keras.layers.Flatten(x_intro)", "brackets"),
    "hidden-layers": (solution_of("hidden-layers").replace("(inputs_intro)", "(x_intro)"), "inputs_intro"),
    "output-layer": (OUTPUT.replace("softmax", "relu"), "softmax"),
    "create-model-intro": (solution_of("create-model-intro").replace("    return model_intro", ""), "return"),
}


class Lab(NamedTuple):
    """A running JupyterLab and the folder of its course."""

    url: str
    course: Path

    def address_of(self, notebook: str) -> str:
        return address_of(self.url, notebook)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab for somebody who has not done anything yet."""
    home = tmp_path_factory.mktemp("home")
    for images in Path(os.environ["BUILD_A_CNN_HOME"]).glob("drawings-*.npy"):
        shutil.copy(images, home)  # drawing them anew takes fifteen seconds
    course = copy_course(tmp_path_factory.mktemp("course"))
    with running_lab(course, tmp_path_factory.mktemp("lab"), BUILD_A_CNN_HOME=str(home)) as url:
        yield Lab(url, course)


@pytest.fixture
def learner(browser: Browser, lab: Lab) -> Iterator[KeyboardLearner]:
    opened = KeyboardLearner(browser, lab.address_of(NOTEBOOK), lab.course / NOTEBOOK)
    yield opened
    opened.page.close()


def _try(learner: KeyboardLearner, challenge: str) -> None:
    """Leave the blank, then answer wrong and ask for a hint."""
    answer, check = f"{challenge}-answer", f"{challenge}-check"
    wrong, told = WRONG[challenge]
    learner.read_on_to(answer)
    expect(learner.run_cell()).to_contain_text("blank")
    expect(learner.run_cell()).to_contain_text("blank")
    learner.move_to(answer)
    learner.run_cell(wrong)
    panel = learner.run_cell()
    expect(panel).to_contain_text(told)
    learner.move_to(check)
    learner.tab_to(panel.get_by_role("button", name="Hint"))
    learner.press("Enter")
    expect(panel.get_by_role("status").last).to_contain_text("Hint 1 of 3")
    learner.leave_output()


def _answer(learner: KeyboardLearner, challenge: str) -> Locator:
    """Answer right, run the check, and give what it says."""
    learner.move_to(f"{challenge}-answer")
    learner.run_cell(solution_of(challenge))
    return learner.run_cell().get_by_role("status").first


def _do(learner: KeyboardLearner, challenge: str) -> None:
    _try(learner, challenge)
    expect(_answer(learner, challenge)).to_contain_text("Correct")


def _restart_and_catch_up(learner: KeyboardLearner) -> None:
    """0 0 and Enter, as JupyterLab has it; then what the notebook's "How this notebook works" says."""
    learner.press("0", "0")
    expect(learner.page.get_by_role("dialog")).to_contain_text("Restart Kernel?")
    learner.press("Enter")
    expect(learner.page.get_by_role("dialog")).to_have_count(0)
    learner.settle()
    here = learner.here()
    learner.move_to("set-up-code")
    learner.run_cell()
    learner.run_in_a_new_cell('catch_up("dense")', says="Caught up")
    learner.move_to(here)


def _save(learner: KeyboardLearner) -> None:
    learner.press("ControlOrMeta+s")
    expect(learner.page.locator(".lm-DockPanel-tabBar .jp-mod-dirty")).to_have_count(0)


def _save_and_reload(learner: KeyboardLearner) -> None:
    here = learner.here()
    _save(learner)
    learner.page.reload()
    learner.page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    learner.settle()
    learner.move_to("conv2d-code-2")
    expect(learner.cell("conv2d-code-2").get_by_role("img", name="a cat's face")).to_be_visible()
    learner.move_to(here)


def test_a_learner_does_all_of_episode_3_by_keyboard(learner: KeyboardLearner, lab: Lab) -> None:
    visualisers.neuron_dial(learner)
    _do(learner, "input-layer")
    visualisers.slide_step(learner)
    visualisers.channel_mixer(learner)
    _do(learner, "conv2d")
    visualisers.edge_lab(learner)
    visualisers.pool_step(learner)
    _try(learner, "pooling")
    expect(_answer(learner, "pooling")).to_contain_text('catch_up("conv2d")')  # it stands on the wrong answer's layer
    learner.run_in_a_new_cell('catch_up("conv2d")', says="Caught up")
    expect(_answer(learner, "pooling")).to_contain_text("Correct")
    _do(learner, "dense")
    _restart_and_catch_up(learner)
    visualisers.flatten_map(learner)
    _do(learner, "flatten")
    _do(learner, "hidden-layers")
    _save_and_reload(learner)
    visualisers.dense_softmax(learner)
    _do(learner, "output-layer")
    _do(learner, "create-model-intro")
    visualisers.model_scope(learner)
    for challenge in [one for one in CHALLENGES if one not in WRONG]:
        expect(_answer(learner, challenge)).to_contain_text("Correct")
    learner.read_on_to("we-have-a-model-what-now-code")
    expect(learner.run_cell()).to_contain_text(f"{len(CHALLENGES)} of {len(CHALLENGES)} challenges done")

    _save(learner)
    _is_complete_and_small(lab.course / NOTEBOOK)
    _stayed_at_home(learner)


def _is_complete_and_small(path: Path) -> None:
    """The saved notebook: each cell was run, all checks say "Correct", eight pictures stand in it, no error."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    outputs = [output for cell in cells for output in cell.outputs]
    words = [output.get("data", {}).get("text/plain", "") for output in outputs]
    assert all(cell.execution_count for cell in cells)
    assert [output for output in outputs if output.output_type == "error"] == []
    assert sum("Correct" in text for text in words) == len(CHALLENGES)
    assert sum("<img" in output.get("data", {}).get("text/html", "") for output in outputs) == 8
    assert path.stat().st_size < LARGEST


def _stayed_at_home(notebook: NotebookPage) -> None:
    assert notebook.asked
    assert [url for url in notebook.asked if urlsplit(url).hostname not in THIS_COMPUTER] == []
    assert [error for error in notebook.errors if error != _SLOW_START] == []
