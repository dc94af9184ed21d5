"""How the course comes into a learner's home: from a clone with nbgitpuller, from an image by copying."""

import subprocess
from pathlib import Path

import pytest

from lesson_utils.class_server import learners_server
from lesson_utils.class_server.learners_server import bring_course


@pytest.fixture
def course(tmp_path: Path) -> Path:
    course = tmp_path / "course"
    (course / "notebooks" / "solutions").mkdir(parents=True)
    (course / "notebooks" / "one.ipynb").write_text("{}")
    (course / "notebooks" / "solutions" / "one.ipynb").write_text("{}")
    return course


def test_an_images_notebooks_are_copied_once_and_never_over_a_learners(course, tmp_path):
    home = tmp_path / "home" / "build-a-cnn"
    assert "are in" in bring_course(course, home)
    (home / "notebooks" / "one.ipynb").write_text("my answers")
    (course / "notebooks" / "two.ipynb").write_text("{}")
    bring_course(course, home)
    assert (home / "notebooks" / "one.ipynb").read_text() == "my answers"
    assert (home / "notebooks" / "two.ipynb").exists()
    assert (home / "notebooks" / "solutions" / "one.ipynb").exists()


def test_a_link_of_the_learners_is_not_written_through(course, tmp_path):
    notebooks = tmp_path / "home" / "build-a-cnn" / "notebooks"
    notebooks.mkdir(parents=True)
    (notebooks / "one.ipynb").symlink_to(tmp_path / "elsewhere")
    bring_course(course, notebooks.parent)
    assert not (tmp_path / "elsewhere").exists()


def test_a_course_that_cannot_be_brought_costs_nobody_the_server(course, tmp_path, monkeypatch):
    (course / ".git").write_text("gitdir: nowhere")
    assert bring_course(course, tmp_path / "home").startswith("The course could not be brought")

    def slow(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("git", 60)

    monkeypatch.setattr(learners_server.subprocess, "run", slow)
    assert "timed out" in bring_course(course, tmp_path / "home")
    monkeypatch.setattr(learners_server.shutil, "copyfile", lambda *_: (_ for _ in ()).throw(OSError(28, "disk full")))
    (course / ".git").unlink()
    assert "disk full" in bring_course(course, tmp_path / "other")
