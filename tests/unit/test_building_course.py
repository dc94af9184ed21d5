"""Building a small course: files, staleness, what the outputs may not hold."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

import lesson_utils.figures
from lesson_utils.building.cells import Cell
from lesson_utils.building.course import build_course, stale_files
from lesson_utils.building.execution import ExecutionError, unstable_outputs
from lesson_utils.episodes import EpisodeError

FIXTURES = Path(__file__).parents[1] / "fixtures"
ROOT = Path(__file__).parents[2]
SET_UP = "import math\n\ncheck = print  # the real one imports Keras, which takes its time"
LEARNERS, SOLUTIONS = Path("notebooks/01-quick.ipynb"), Path("notebooks/solutions/01-quick.ipynb")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A course of one quick episode, built once."""
    root = tmp_path_factory.mktemp("course")
    (root / "episodes").mkdir()
    text = (FIXTURES / "quick-episode.md").read_text(encoding="utf-8").replace("import math", SET_UP, 1)
    (root / "episodes" / "01-quick.md").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lesson_utils.figures, "draw_all", lambda folder: [])  # it has no figures
        build_course(root)
    return root


@pytest.fixture
def course(built, tmp_path, monkeypatch) -> Path:
    """A copy to change."""
    monkeypatch.setattr(lesson_utils.figures, "draw_all", lambda folder: [])
    monkeypatch.setattr(lesson_utils.figures, "stale_figures", lambda folder: [])
    return Path(shutil.copytree(built, tmp_path / "course"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_fresh_build_is_not_stale(course):
    assert stale_files(course) == []


def test_solutions_are_executed_and_their_outputs_kept(course):
    notebook = nbformat.read(course / SOLUTIONS, as_version=4)
    outputs = {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}
    assert outputs["double-check"][0].text == "double\n"
    assert outputs["double-code"][0].text == "6\n"
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))


def test_nothing_of_this_computer_or_this_day_is_stored(course):
    notebook = nbformat.read(course / SOLUTIONS, as_version=4)
    assert notebook.metadata == {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert all(set(cell.metadata) == {"slideshow"} for cell in notebook.cells)


@pytest.mark.parametrize("place", [LEARNERS, SOLUTIONS])
def test_each_cell_says_where_it_stands_among_slides(course, place):
    notebook = nbformat.read(course / place, as_version=4)
    kinds = {cell.id: cell.metadata["slideshow"]["slide_type"] for cell in notebook.cells}
    assert {name: kinds[name] for name in ("title", "double-task", "double-answer", "double-check", "double-code")} == {
        "title": "slide",
        "double-task": "slide",
        "double-answer": "-",
        "double-check": "skip",
        "double-code": "subslide",
    }
    notes = {name for name, kind in kinds.items() if kind == "notes"}
    assert bool(notes) is (place == SOLUTIONS)


def test_building_twice_gives_the_same_bytes(course):
    before = [(course / path).read_bytes() for path in (LEARNERS, SOLUTIONS)]
    build_course(course)
    assert [(course / path).read_bytes() for path in (LEARNERS, SOLUTIONS)] == before


def test_a_changed_word_makes_both_notebooks_stale(course):
    edit(course / "episodes" / "01-quick.md", "Numbers are", "Figures are")
    assert stale_files(course) == [
        f"{LEARNERS}: differs from its episode",
        f"{SOLUTIONS}: differs from its episode",
    ]


def test_a_changed_hint_makes_only_the_solutions_stale(course):
    edit(course / "episodes" / "01-quick.md", "Both are small.", "Both are tiny.")
    assert stale_files(course) == [f"{SOLUTIONS}: differs from its episode"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("total = 1 + 2", "total = 2 + 1", "differs from its episode"),
        ('"id": "add-answer"', '"id": "add-solved"', "differs from its episode"),
        ('"name": "python"\n', '"name": "python", "version": "3.11"\n', "differs from its episode"),
        ('"execution_count": 1,', '"execution_count": null,', "has cells that were never run"),
        ('"cells"', "nonsense", "not a notebook"),
    ],
)
def test_a_touched_solutions_notebook_is_noticed(course, old, new, why):
    edit(course / SOLUTIONS, old, new)
    assert stale_files(course) == [f"{SOLUTIONS}: {why}"]


def test_missing_and_left_over_notebooks_are_named(course):
    (course / SOLUTIONS).unlink()
    (course / LEARNERS).rename(course / "notebooks" / "02-old.ipynb")
    assert stale_files(course) == [
        f"{LEARNERS}: differs from its episode",
        f"{SOLUTIONS}: missing",
        "notebooks/02-old.ipynb: no episode gives this notebook",
    ]


def test_stale_figures_are_named(course, monkeypatch):
    monkeypatch.setattr(lesson_utils.figures, "stale_figures", lambda folder: [folder / "03_neuron.svg"])
    assert stale_files(course) == ["fig/03_neuron.svg: is not what lesson_utils/figures draws"]


def test_the_problems_of_all_episodes_come_together(course):
    for name in ("unclosed_div", "stray_closing_fence"):
        shutil.copyfile(FIXTURES / "bad" / f"{name}.md", course / "episodes" / f"{name}.md")
    with pytest.raises(EpisodeError) as refused:
        build_course(course)
    assert "unclosed_div.md:9:" in str(refused.value)
    assert "stray_closing_fence.md:13:" in str(refused.value)


def test_a_solution_that_raises_is_named_and_nothing_changes(course):
    before = [(course / path).read_bytes() for path in (LEARNERS, SOLUTIONS)]
    episode = course / "episodes" / "01-quick.md"
    edit(episode, "total = _____ + 2", "total = _____ / 0")
    edit(episode, "total = 1 + 2", "total = 1 / 0")
    line = episode.read_text(encoding="utf-8").splitlines().index(":::::: challenge") + 1
    with pytest.raises(ExecutionError) as refused:
        build_course(course)
    reason = "the solution of challenge `add` raised ZeroDivisionError: division by zero"
    assert str(refused.value) == f"{episode}:{line}: {reason}"
    assert [(course / path).read_bytes() for path in (LEARNERS, SOLUTIONS)] == before
    assert sorted(path.name for path in (course / "notebooks").iterdir()) == ["01-quick.ipynb", "solutions"]


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("<object object at 0x7f3bfc721d10>", "cell `c` shows an object's address (at 0x7f3bfc721d10)"),
        (f"written to {Path.home() / 'data'}", "cell `c` shows a path of this computer"),
    ],
)
def test_outputs_that_differ_from_computer_to_computer_are_named(output, message):
    cell = Cell("c", "code", "1", line=7)
    for kind in (new_output("stream", text=output), new_output("execute_result", data={"text/html": output})):
        notebook = new_notebook(cells=[new_code_cell("1", outputs=[kind])])
        assert unstable_outputs(notebook, [cell], Path("e.md")) == [f"e.md:7: {message}"]
    harmless = new_output("stream", text="at 0x1F, in ~/data: 3.14")
    assert unstable_outputs(new_notebook(cells=[new_code_cell("1", outputs=[harmless])]), [cell], Path("e.md")) == []


def test_the_real_course_is_up_to_date():
    assert stale_files(ROOT) == []
