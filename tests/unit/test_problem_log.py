"""The course's own faults are noted beside the progress: places and causes, none of the learner's code or paths."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lesson_utils.checking import diagnose, engine
from lesson_utils.classroom import problem_log as module
from lesson_utils.classroom.feedback import feedback_of
from lesson_utils.classroom.problem_log import keep_problems, last_problems, problem_log, where_noted
from lesson_utils.commands import doctor
from tests.unit.small_episode import small_episode

CODE = "secret_idea = 42"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A place of its own for the progress and the notes."""
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path))
    keep_problems()
    return tmp_path


@pytest.fixture
def stumbling(monkeypatch):
    """A checker that stumbles over every answer, with the learner's code among the frames."""

    def stumble(*_):
        try:
            exec(compile(CODE + "\nraise KeyError('inner')", "<cell>", "exec"), {})
        except KeyError as error:
            raise RuntimeError(f"no such thing in {Path.home()}/lesson\nand more") from error

    monkeypatch.setattr(engine, "_verdict", stumble)


def test_a_stumble_of_the_checker_is_noted_with_its_place_and_its_cause(home, stumbling):
    diagnosis = diagnose("conv2d", CODE, {"secret_idea": 42})
    noted = problem_log().read_text(encoding="utf-8")
    assert diagnosis.label == "checker-problem"
    assert problem_log() == home / "problems.log"
    assert "over an answer to 'conv2d'" in noted
    assert noted.index("KeyError: 'inner'") < noted.index("RuntimeError: no such thing in ~/lesson\n")
    assert "lesson_utils/checking/engine.py, line" in noted


def test_the_notes_hold_none_of_the_learners_code_and_no_path_of_the_computer(home, stumbling):
    diagnose("conv2d", CODE, {})
    noted = problem_log().read_text(encoding="utf-8")
    assert "secret_idea" not in noted
    assert "and more" not in noted
    assert str(Path.home()) not in noted
    assert str(Path(module.__file__).parents[2]) not in noted
    assert "a cell or a file that is not the course's, line 2" in noted


def test_the_learner_is_told_where_it_is_noted_and_the_doctor_shows_it(home, stumbling, capsys):
    assert where_noted() == ""
    text = feedback_of(diagnose("conv2d", CODE, {})).text
    assert "What happened is noted in" in text
    assert "problems.log" in text
    doctor.print_problems()
    printed = capsys.readouterr().out
    assert "RuntimeError" in printed
    assert len(printed.splitlines()) <= 13


def test_without_faults_nothing_is_said_of_them_and_no_file_is_made(home, capsys):
    diagnose("conv2d", "x_intro = 3", {"x_intro": 3})
    doctor.print_problems()
    assert list(home.iterdir()) == []
    assert capsys.readouterr().out == ""


def test_a_solution_that_does_not_run_is_noted_with_its_cause(home):
    episode = small_episode(home, {"broken": "broken = 1 / 0"})
    assert diagnose("broken", "broken = 3", {"broken": 3}, episodes=[episode]).label == "reference-failed"
    assert "ZeroDivisionError" in problem_log().read_text(encoding="utf-8")


def test_the_file_stays_small(home, monkeypatch):
    monkeypatch.setattr(module, "_LARGEST", 2000)
    for _ in range(100):
        logging.getLogger("lesson_utils").error("x" * 100)
    assert sorted(path.name for path in home.iterdir()) == ["problems.log", "problems.log.1"]
    assert all(path.stat().st_size <= 2000 for path in home.iterdir())


def test_what_an_exception_says_is_cut(home):
    try:
        raise ValueError("y" * 10**6)
    except ValueError as error:
        logging.getLogger("lesson_utils.anything").error("long", exc_info=error)
    assert problem_log().stat().st_size < 1000


def test_an_exception_that_cannot_be_written_is_named(home):
    class Mute(Exception):  # noqa: N818
        def __str__(self):
            raise RuntimeError

    logging.getLogger("lesson_utils").error("mute", exc_info=Mute())
    assert "Mute" in problem_log().read_text(encoding="utf-8")


@pytest.mark.parametrize("spoil", ["a file in the way", "a folder in the way", "read-only"])
def test_where_nothing_can_be_written_nothing_breaks(tmp_path, monkeypatch, stumbling, spoil, capsys):
    place = tmp_path / "place"
    if spoil == "a file in the way":
        place.write_text("mine")
    else:
        place.mkdir()
    if spoil == "a folder in the way":
        (place / "problems.log").mkdir()
    if spoil == "read-only":
        monkeypatch.setattr(module, "_File", no_permission)
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(place))
    keep_problems()
    diagnosis = diagnose("conv2d", CODE, {})
    assert diagnosis.label == "checker-problem"
    assert "noted" not in feedback_of(diagnosis).text
    assert last_problems(5) == []
    assert capsys.readouterr().err == ""
    assert not place.is_file() or place.read_text() == "mine"


def no_permission(*_, **__):
    raise PermissionError


def test_it_is_kept_once_and_goes_nowhere_else(home, stumbling, capfd):
    keep_problems()
    keep_problems()
    diagnose("conv2d", CODE, {})
    assert problem_log().read_text(encoding="utf-8").count("over an answer") == 1
    assert capfd.readouterr().err == ""


def test_a_damaged_file_is_read_as_far_as_it_goes(home):
    problem_log().write_bytes(b"\xff\xfe one\n" + b"x" * 100_000 + b"\nlast\n")
    assert last_problems(1) == ["last"]


def test_the_doctor_does_without_notes_where_the_course_cannot_be_imported(home, monkeypatch, capsys):
    problem_log().write_text("noted\n")
    monkeypatch.setitem(sys.modules, "lesson_utils.classroom.problem_log", None)
    doctor.print_problems()
    assert capsys.readouterr().out == ""


def test_the_checker_without_a_classroom_shows_nothing(tmp_path):
    code = (
        "from lesson_utils.checking import engine, diagnose\n"
        "engine._verdict = lambda *_: 1 / 0\n"
        "print(diagnose('conv2d', 'a = 1', {'a': 1}).label)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "BUILD_A_CNN_HOME": str(tmp_path)},
    )
    assert ran.stdout == "checker-problem\n"
    assert "ZeroDivision" not in ran.stderr
    assert list(tmp_path.iterdir()) == []
