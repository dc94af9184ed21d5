"""The command line: what is typed, what is refused, and in which words."""

import argparse
import errno
import socket
import sys

import pytest

from lesson_utils import checkout
from lesson_utils.classroom.progress_file import DONE, record
from lesson_utils.commands import command_line, doctor, environment, lab, python_version, testing
from lesson_utils.commands.platforms import need_tensorflow_wheel
from lesson_utils.commands.python_version import why_not
from lesson_utils.episodes import course
from lesson_utils.jupyter.surroundings import surroundings
from lesson_utils.problem import Problem


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_suitable_pythons_pass(version):
    assert why_not(version, ["lab"]) == ""


@pytest.mark.parametrize(("version", "word"), [((3, 9), "too old"), ((2, 7), "too old"), ((3, 14), "too new")])
def test_other_pythons_are_turned_away_with_the_command_to_type(version, word, monkeypatch):
    monkeypatch.setattr(python_version, "_starts", lambda name: False)
    complaint = why_not(version, ["lab", "--no-browser"])
    assert word in complaint
    assert "3.11 to 3.13" in complaint
    assert complaint.endswith("-m lesson_utils lab --no-browser")


def test_a_suitable_python_that_is_here_is_proposed_if_it_really_starts(monkeypatch):
    monkeypatch.setattr(python_version.sys, "platform", "linux")
    monkeypatch.setattr(
        python_version.subprocess, "call", lambda command, **_: 0 if command[0] == "python3.12" else 127
    )
    assert why_not((3, 9), ["test"]).endswith("has a suitable one. Type: python3.12 -m lesson_utils test")


@pytest.mark.parametrize(
    ("computer", "word"),
    [
        ({"system": "win32", "machine": "AMD64", "version": (3, 12), "bits": 32}, "64-bit"),
        ({"system": "darwin", "machine": "x86_64", "version": (3, 13), "bits": 64}, "Intel"),
        ({"system": "win32", "machine": "ARM64", "version": (3, 12), "bits": 64}, "Windows on ARM"),
        ({"system": "linux", "machine": "x86_64", "version": (3, 12), "bits": 64, "glibc": False}, "GNU C library"),
        ({"system": "linux", "machine": "riscv64", "version": (3, 12), "bits": 64, "glibc": True}, "riscv64"),
    ],
)
def test_computers_without_tensorflow_are_told_before_the_download(computer, word):
    with pytest.raises(Problem, match=word):
        need_tensorflow_wheel(**computer)


@pytest.mark.parametrize(
    ("system", "machine", "version"),
    [
        ("linux", "x86_64", (3, 13)),
        ("linux", "aarch64", (3, 11)),
        ("darwin", "arm64", (3, 13)),
        ("darwin", "x86_64", (3, 12)),
        ("win32", "AMD64", (3, 13)),
    ],
)
def test_computers_with_tensorflow_pass(system, machine, version):
    need_tensorflow_wheel(system, machine, version, 64, glibc=True)


def test_what_stands_after_the_dashes_goes_to_pytest_untouched():
    arguments = command_line.parse(["test", "--", "-k", "conv2d", "--", "--port"])
    assert arguments.after_dashes == ["-k", "conv2d", "--", "--port"]
    assert arguments.typed == ["test", "--", "-k", "conv2d", "--", "--port"]


@pytest.mark.parametrize("typed", [[], ["lap"], ["lab", "--port", "0"], ["lab", "--port", "http"], ["test", "-k", "x"]])
def test_wrong_command_lines_are_refused(typed, capsys):
    with pytest.raises(SystemExit) as stop:
        command_line.parse(typed)
    assert stop.value.code == 2
    assert "usage: python3 -m lesson_utils" in capsys.readouterr().err


def test_build_has_the_builders_arguments():
    arguments = command_line.parse(["build", "seed.md", "--out", "folder", "--setup", "first.py", "--check"])
    assert (arguments.file, arguments.out, arguments.setup, arguments.check) == ("seed.md", "folder", "first.py", True)
    assert (arguments.lock, command_line.parse(["build"]).file) == (False, None)


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (Problem("It rains.", "take an umbrella."), 1, "It rains.\nWhat to do: take an umbrella."),
        (KeyboardInterrupt(), 130, "Stopped. Type the same command again to go on."),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "The disk is full."),
    ],
)
def test_errors_become_words_and_an_exit_code(error, code, words, monkeypatch, capsys):
    def fails(arguments):
        raise error

    monkeypatch.setattr(lab, "run", fails)
    assert command_line.run(["lab"]) == code
    assert words in capsys.readouterr().err


def test_an_error_of_ours_is_not_hidden(monkeypatch):
    def fails(arguments):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(lab, "run", fails)
    with pytest.raises(OSError, match="broken"):
        command_line.run(["lab"])


def test_a_taken_port_is_named_and_another_proposed():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with pytest.raises(Problem, match=f"Port {port} .*\n.*--port"):
            lab.need_free_port(port)
    lab.need_free_port(port)


def test_lab_goes_on_with_the_first_episode_in_which_something_is_left(tmp_path, monkeypatch):
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path))
    episodes = [one for one in course() if any(challenge.can_be_checked for challenge in one.challenges)]
    assert lab.next_notebook() == f"notebooks/{episodes[0].name}.ipynb"
    for episode, after in zip(episodes, [*episodes[1:], course()[-1]], strict=True):
        for challenge in episode.challenges:
            record(episode, challenge.id, DONE)
        assert lab.next_notebook() == f"notebooks/{after.name}.ipynb"


def test_lab_opens_the_first_notebook_and_keeps_to_the_port(tmp_path, monkeypatch):
    monkeypatch.setattr(lab, "ROOT", tmp_path)
    monkeypatch.setattr(lab, "NOTEBOOKS", tmp_path / "notebooks")
    with pytest.raises(Problem, match="lesson_utils build"):
        lab.next_notebook()
    (tmp_path / "notebooks").mkdir()
    for name in ("03-b.ipynb", "02-a.ipynb"):
        (tmp_path / "notebooks" / name).touch()
    assert lab.next_notebook() == "notebooks/02-a.ipynb"
    options = lab.options(command_line.parse(["lab", "--no-browser", "--port", "8899"]), "notebooks/02-a.ipynb")
    assert {"--no-browser", "--ServerApp.port=8899", "--ServerApp.port_retries=0"} <= set(options)
    assert "--LabApp.default_url=/lab/tree/notebooks/02-a.ipynb" in options
    assert not any("token" in option for option in options)


def test_lab_keeps_what_the_user_has_set(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "own")
    assert surroundings()["PYTHONPATH"].endswith("own")
    monkeypatch.delenv("PYTHONPATH")
    assert surroundings()["PYTHONPATH"] == str(checkout.ROOT)


@pytest.mark.parametrize(("typed", "runs"), [(["test"], testing.EVERYTHING), (["test", "--", "-x"], ["-x"])])
def test_test_runs_everything_or_what_was_asked_for(typed, runs, monkeypatch):
    started = []
    monkeypatch.setattr(testing, "enter", lambda typed, extra: None)
    monkeypatch.setattr(testing, "replace_this_program", started.extend)
    testing.run(command_line.parse(typed))
    assert started[-len(runs) :] == runs
    assert started[:3] == [sys.executable, "-m", "pytest"]


def test_a_copy_without_the_courses_folder_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(checkout, "ROOT", tmp_path)
    with pytest.raises(Problem, match="installed without it"):
        checkout.need_checkout()


def test_the_doctor_reports_a_failed_probe_and_goes_on(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path))  # other tests may have left notes of problems

    def fails():
        raise RuntimeError("it is cold\nand a second line")

    def lacks():
        raise ModuleNotFoundError("No module named 'keras'", name="keras")

    for name in ("inside_venv", "is_ready"):  # stay in this Python, whichever runs the tests
        monkeypatch.setattr(doctor, name, lambda *_: True)
    monkeypatch.setattr(doctor, "keras_layer", fails)
    monkeypatch.setattr(doctor, "widget", lacks)
    assert doctor.run(argparse.Namespace(typed=["doctor"])) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("  NO  Keras       RuntimeError: it is cold") for line in lines)
    assert any("keras is not installed; type: python3 -m lesson_utils lab" in line for line in lines)
    assert lines[-1].split()[0].isdecimal()
    assert len(lines) <= 24


def test_missing_requirements_look_at_versions_markers_and_extras(tmp_path):
    project = tmp_path / "pyproject.toml"
    project.write_text(
        "[project]\ndependencies = ['packaging>=20', 'packaging>=9999', 'no-such-package',"
        " \"no-such-package; python_version < '3'\"]\noptional-dependencies.test = ['no-such-tool']\n"
    )
    missing = environment.missing_requirements(project=project)
    assert missing == ["packaging>=9999", "no-such-package"]
    assert environment.missing_requirements("test", project=project) == [*missing, "no-such-tool"]
