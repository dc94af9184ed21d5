"""The table of updates of deploy/README.md: a new version comes while learners are at work; real git, real nbgitpuller.

Each row has a notebook of its own. All are brought to one learner, worked in, changed in the course and brought again.
"""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

from lesson_utils.checkout import ROOT

TASK, ANSWER, CHECK = "Make a layer.", "layer = _____", 'check("layer")'
WORD = "**New in the course.**"


@dataclass
class Class:
    """The course's clone, one learner's copy of it, and what brings the one into the other."""

    python: Path
    course: Path
    copy: Path

    def git(self, *words, folder=None):
        names = ["-c", "user.name=course", "-c", "user.email=course@example.org"]
        command = ["git", "-C", str(folder or self.course), *names, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout

    def publish(self):
        self.git("add", "--all")
        self.git("commit", "--message", "a version")

    def bring(self):
        """What the learner's server does before it starts; its line for the log."""
        code = (
            "import sys; from pathlib import Path; from lesson_utils.class_server.learners_server import bring_course; "
            "print(bring_course(*map(Path, sys.argv[1:])))"
        )
        command = [str(self.python), "-c", code, str(self.course), str(self.copy)]
        variables = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120, env=variables).stdout

    def learners(self, name):
        return cells(self.copy / f"{name}.ipynb")


def cells(path):
    """Each cell's id with its text."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return {cell.id: cell.source for cell in notebook.cells}


def write(path, contents, outputs=None):
    """A notebook with cells of such ids and texts; text with code in it is code."""
    notebook = nbformat.v4.new_notebook()
    for name, source in contents.items():
        kind = nbformat.v4.new_markdown_cell if source.endswith(".") else nbformat.v4.new_code_cell
        notebook.cells.append(kind(source, id=name))
    for cell in notebook.cells:
        if cell.id in (outputs or {}):
            cell.outputs = [nbformat.v4.new_output("stream", text=outputs[cell.id])]
            cell.execution_count = 3
    nbformat.write(notebook, path)


FIRST = {"task": TASK, "answer": ANSWER, "check": CHECK, "end": "That is all."}
MINE = {**FIRST, "answer": "layer = Dense(8)"}
GONE = {"intro": "An episode that will be taken out.", "loss": "loss = _____", "plot": "plot(loss)"}
# row -> what the learner saved, what the course publishes meanwhile
ROWS = {
    "another-cell": (MINE, {**FIRST, "end": "That is not all."}),
    "neighbouring-cells": (MINE, {**FIRST, "task": "Make a dense layer.", "check": 'check("dense")'}),
    "the-same-cell": (MINE, {**FIRST, "answer": "layer = Layer(_____)"}),
    "the-same-text": ({**FIRST, "task": "My notes."}, {**FIRST, "task": "Make a dense layer."}),
    "the-same-change": (MINE, MINE),
    "new-cells": (MINE, {"title": "New.", **FIRST, "tip": "Look it up.", "more": "more = _____"}),
    "my-own-cells": ({**MINE, "mine": "print(layer)"}, {**FIRST, "tip": "Look it up."}),
    "they-delete-mine": (MINE, {"task": TASK, "check": CHECK, "end": "That is all."}),
    "they-delete-theirs": (MINE, {"answer": ANSWER, "check": CHECK}),
    "i-delete": ({"task": TASK, "answer": "layer = 1"}, {**FIRST, "end": "That is not all."}),
    "they-move": (MINE, {"end": "That is all.", "answer": ANSWER, "check": CHECK, "task": TASK}),
    "i-move": ({"check": CHECK, "answer": "layer = 1", "task": TASK, "end": "That is all."}, {**FIRST, "new": "x = 1"}),
    "untouched": (FIRST, {**FIRST, "end": "That is not all."}),
}


@pytest.fixture(scope="module")
def before(class_python, tmp_path_factory):
    """A first version, which the learner has, and in which the learner has worked."""
    folder = tmp_path_factory.mktemp("updates")
    room = Class(class_python, folder / "course", folder / "copy")
    room.course.mkdir()
    room.git("init", "--initial-branch", "main")
    (room.course / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    for name in [*ROWS, "was-run", "renamed-here", "renamed-by-me", "broken", "without-ids", "thrown-away"]:
        write(room.course / f"{name}.ipynb", FIRST)
    write(room.course / "gone.ipynb", GONE)
    room.publish()
    assert "is in" in room.bring()
    for name, (mine, _) in ROWS.items():
        write(room.copy / f"{name}.ipynb", mine)
    write(room.copy / "was-run.ipynb", MINE, {"answer": "<Dense>", "check": "Correct"})
    write(room.copy / "renamed-here.ipynb", MINE, {"answer": "<Dense>" * 1000})
    (room.copy / "renamed-by-me.ipynb").rename(room.copy / "my-homework.ipynb")
    write(room.copy / "my-homework.ipynb", MINE)
    (room.copy / "broken.ipynb").write_text("{ my half a notebook", encoding="utf-8")
    old = json.loads((room.copy / "without-ids.ipynb").read_text(encoding="utf-8"))
    old["cells"] = [{name: value for name, value in cell.items() if name != "id"} for cell in old["cells"]]
    old["cells"][1]["source"] = "layer = Dense(8)"
    (room.copy / "without-ids.ipynb").write_text(json.dumps({**old, "nbformat_minor": 4}), encoding="utf-8")
    (room.copy / "thrown-away.ipynb").unlink()
    write(room.copy / "gone.ipynb", {**GONE, "loss": "loss = 2.3"})
    write(room.copy / "my-notes.ipynb", {"mine": "my own"})
    return room


@pytest.fixture(scope="module")
def brought(before):
    """The second version, brought to where the learner has worked."""
    for name, (_, new) in ROWS.items():
        write(before.course / f"{name}.ipynb", new)
    changed = {**FIRST, "check": 'check("dense")', "end": "That is not all."}
    for name in ("was-run", "renamed-by-me", "broken", "without-ids", "thrown-away"):
        write(before.course / f"{name}.ipynb", changed)
    (before.course / "renamed-here.ipynb").rename(before.course / "new-name.ipynb")
    write(before.course / "new-name.ipynb", {**FIRST, "end": "That is not all."})
    (before.course / "gone.ipynb").unlink()
    write(before.course / "my-notes.ipynb", {"theirs": "the course's notes."})
    before.publish()
    assert "is in" in before.bring()
    return before


def test_both_change_different_cells(brought):
    assert brought.learners("another-cell") == {**MINE, "end": "That is not all."}


def test_both_change_neighbouring_cells(brought):
    expected = {**MINE, "task": "Make a dense layer.", "check": 'check("dense")'}
    assert brought.learners("neighbouring-cells") == expected


@pytest.mark.parametrize(
    ("row", "cell", "mine", "new"),
    [
        ("the-same-cell", "answer", "layer = Dense(8)", "layer = Layer(_____)"),
        ("the-same-text", "task", "My notes.", "Make a dense layer."),
    ],
)
def test_in_the_same_cell_mine_stays_and_theirs_is_below_as_text(row, cell, mine, new, brought):
    found = brought.learners(row)
    names = list(found)
    assert found[cell] == mine
    beside = names[names.index(cell) + 1]
    assert found[beside].startswith(WORD)
    assert new in found[beside]
    assert len(found) == len(FIRST) + 1
    kinds = {one.id: one.cell_type for one in nbformat.read(brought.copy / f"{row}.ipynb", 4).cells}
    assert kinds[beside] == "markdown"  # nothing that could be run in place of the answer


def test_the_same_change_needs_no_word(brought):
    assert brought.learners("the-same-change") == MINE


def test_new_cells_come_where_they_belong(brought):
    assert list(brought.learners("new-cells")) == ["title", "task", "answer", "check", "end", "tip", "more"]
    assert brought.learners("new-cells")["answer"] == "layer = Dense(8)"


def test_my_own_cells_stay(brought):
    found = brought.learners("my-own-cells")
    assert found == {**MINE, "mine": "print(layer)", "tip": "Look it up."}


def test_a_cell_that_the_course_deletes_stays_where_i_changed_it(brought):
    assert brought.learners("they-delete-mine") == MINE
    assert brought.learners("they-delete-theirs") == {"answer": "layer = Dense(8)", "check": CHECK}


def test_a_cell_that_i_deleted_comes_again_only_where_it_is_new(brought):
    found = brought.learners("i-delete")
    assert found == {"task": TASK, "answer": "layer = 1", "end": "That is not all."}


def test_moved_cells_take_my_answer_along(brought):
    found = brought.learners("they-move")
    assert list(found) == ["end", "answer", "check", "task"]
    assert found["answer"] == "layer = Dense(8)"
    assert list(brought.learners("i-move")) == ["check", "answer", "task", "end", "new"]


def test_what_i_have_not_touched_is_the_courses(brought):
    assert brought.learners("untouched") == {**FIRST, "end": "That is not all."}


def test_a_notebook_that_was_run_keeps_what_its_cells_printed(brought):
    notebook = nbformat.read(brought.copy / "was-run.ipynb", as_version=4)
    found = {cell.id: cell for cell in notebook.cells}
    assert found["answer"].outputs[0].text == "<Dense>"
    assert found["answer"].execution_count == 3
    assert found["check"].source == 'check("dense")'
    assert found["check"].outputs == []  # an older cell's words: they would belong to no code that is there
    saved = brought.git("show", "HEAD^1:was-run.ipynb", folder=brought.copy)
    assert "Correct" in saved  # and still not lost: git has the whole of what was saved


def test_a_notebook_that_the_course_renames_takes_my_work_along(brought):
    assert brought.learners("new-name") == {**MINE, "end": "That is not all."}
    assert not (brought.copy / "renamed-here.ipynb").exists()


def test_a_notebook_that_i_renamed_stays_and_the_new_one_comes(brought):
    assert brought.learners("my-homework") == MINE
    assert brought.learners("renamed-by-me")["end"] == "That is not all."


@pytest.mark.parametrize(("row", "mine"), [("broken", "{ my half a notebook"), ("without-ids", "layer = Dense(8)")])
def test_what_cannot_be_merged_stays_and_the_new_one_is_beside_it(row, mine, brought):
    assert mine in (brought.copy / f"{row}.ipynb").read_text(encoding="utf-8")
    beside = cells(brought.copy / f"{row}-new-1.ipynb")
    assert f"new version of `{row}.ipynb`" in beside.pop("new-version")
    assert beside == {**FIRST, "check": 'check("dense")', "end": "That is not all."}


def test_deleted_files(brought):
    assert brought.learners("thrown-away")["end"] == "That is not all."  # who throws a notebook away gets a fresh one
    assert brought.learners("gone")["loss"] == "loss = 2.3"  # the course has none any more; mine stays


def test_a_file_of_mine_where_a_new_one_comes_is_renamed(brought):
    assert brought.learners("my-notes") == {"theirs": "the course's notes."}
    kept = brought.copy.glob("my-notes__*.ipynb")
    assert [cells(path) for path in kept] == [{"mine": "my own"}]


def test_unsaved_work_saved_from_an_old_page_stays_and_the_new_parts_come_again(brought):
    """JupyterLab asks, because the file has changed; the learner answers "Overwrite"."""
    old = {**FIRST, "answer": "layer = Dense(8)", "mine": "typed before the update"}
    for row in ("new-cells", "untouched", "another-cell"):
        write(brought.copy / f"{row}.ipynb", old)
    kept = {**brought.learners("neighbouring-cells"), "answer": "layer = Dense(16)"}  # from a page of today
    write(brought.copy / "neighbouring-cells.ipynb", kept)
    found = brought.learners("the-same-cell")
    without = {name: source for name, source in found.items() if not source.startswith(WORD)}
    write(brought.copy / "the-same-cell.ipynb", without)  # the word was read, and is deleted: it stays so
    assert "is in" in brought.bring()
    assert brought.learners("the-same-cell") == without
    assert {"title", "tip", "more", "mine"} <= set(brought.learners("new-cells"))
    for row in ("untouched", "another-cell"):
        assert brought.learners(row) == {**old, "end": "That is not all."}
    assert brought.learners("neighbouring-cells") == kept


def test_the_next_versions_come_too_and_nothing_comes_twice(brought):
    before = {path.name: path.read_bytes() for path in brought.copy.glob("*.ipynb")}
    assert "is in" in brought.bring()
    assert {path.name: path.read_bytes() for path in brought.copy.glob("*.ipynb")} == before
    write(brought.course / "the-same-cell.ipynb", {**ROWS["the-same-cell"][1], "end": "Really."})
    brought.publish()
    assert "is in" in brought.bring()
    found = brought.learners("the-same-cell")
    assert found == {**MINE, "end": "Really."}
    assert (brought.copy / "broken-new-1.ipynb").exists()


def test_a_course_with_another_history_costs_nothing(brought):
    mine = brought.learners("another-cell")
    brought.git("checkout", "--orphan", "other")
    brought.git("commit", "--message", "begun anew")
    brought.git("branch", "--move", "--force", "other", "main")
    assert "could not be brought" in brought.bring()
    assert brought.learners("another-cell") == mine
