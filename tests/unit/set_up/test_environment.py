"""The course's own environment: finished, half-made, outdated, moved, broken, made twice at once. No network."""

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from lesson_utils.checkout import ROOT
from lesson_utils.commands import environment, venv_folder
from lesson_utils.commands.one_at_a_time import one_at_a_time
from lesson_utils.problem import Problem


def test_the_first_start_makes_it_and_the_second_finds_it_ready(folder, lock, installs):
    assert not venv_folder.is_ready(folder, lock)
    venv_folder.set_up(folder, lock)
    assert venv_folder.is_ready(folder, lock)
    venv_folder.set_up(folder, lock)
    assert len(installs) == 1


def test_notebooks_anywhere_can_import_the_checkout(folder, lock, installs, tmp_path):
    venv_folder.set_up(folder, lock)
    command = [venv_folder.venv_python(folder), "-c", "import lesson_utils; print(lesson_utils.__file__)"]
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    found = subprocess.run(command, cwd=tmp_path, env=clean, capture_output=True, text=True, check=True).stdout
    assert Path(found.strip()) == ROOT / "lesson_utils" / "__init__.py"


def test_a_half_made_one_is_gone_on_with(folder, lock, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(venv_folder, "install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        venv_folder.set_up(folder, lock)
    assert not venv_folder.is_ready(folder, lock)
    kept = folder / "kept"
    kept.touch()
    monkeypatch.setattr(venv_folder, "install", lambda *_: None)
    venv_folder.set_up(folder, lock)
    assert venv_folder.is_ready(folder, lock)
    assert kept.exists()


def test_a_new_lock_brings_it_up_to_date_without_starting_over(folder, lock, installs):
    venv_folder.set_up(folder, lock)
    lock.write_text(lock.read_text().replace("1.0", "1.1"))
    assert not venv_folder.is_ready(folder, lock)
    (folder / "kept").touch()
    venv_folder.set_up(folder, lock)
    assert len(installs) == 2
    assert (folder / "kept").exists()


def test_an_interrupted_update_is_not_taken_for_finished(folder, lock, installs, monkeypatch):
    venv_folder.set_up(folder, lock)
    old = lock.read_text()
    lock.write_text(old.replace("1.0", "1.1"))

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(venv_folder, "install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        venv_folder.set_up(folder, lock)
    lock.write_text(old)
    assert not venv_folder.is_ready(folder, lock)


@pytest.mark.parametrize("broken", ["python", "packages"])
def test_a_broken_one_is_mended(broken, folder, lock, installs):
    venv_folder.set_up(folder, lock)
    if broken == "python":
        venv_folder.venv_python(folder).unlink()
    else:
        shutil.rmtree(venv_folder.site_packages(folder))
    assert not venv_folder.is_ready(folder, lock)
    venv_folder.set_up(folder, lock)
    assert venv_folder.is_ready(folder, lock)


def test_a_missing_venv_module_names_debians_package(folder, lock, monkeypatch):
    monkeypatch.setattr(venv_folder.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name)
    with pytest.raises(Problem, match="sudo apt install python3-venv"):
        venv_folder.set_up(folder, lock)


def test_pip_that_cannot_be_put_in_is_a_problem_with_words(folder, lock, monkeypatch):
    def fails(*_, **__):
        raise subprocess.CalledProcessError(1, "ensurepip", output=b"first\nlast line\n")

    monkeypatch.setattr(venv_folder.venv, "create", fails)
    with pytest.raises(Problem, match="last line\nWhat to do"):
        venv_folder.set_up(folder, lock)


def test_a_full_disk_is_noticed_before_the_download(folder, lock, installs, monkeypatch):
    monkeypatch.setattr(venv_folder.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**12, 10**12, 10**9))
    with pytest.raises(Problem, match=r"4 GB on this disk, and only 1\.0 GB are free"):
        venv_folder.set_up(folder, lock)
    assert not installs
    assert not folder.exists()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_cannot_be_written(folder, lock, tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(Problem, match="cannot be written"):
            venv_folder.set_up(folder, lock)
    finally:
        tmp_path.chmod(0o700)


def test_a_lock_file_that_cannot_be_opened_is_a_problem_with_words(tmp_path):
    with pytest.raises(Problem, match="folder of your own"), one_at_a_time(tmp_path / "missing" / "lock"):
        pass


def test_a_second_window_waits_for_the_first_and_says_so(tmp_path):
    path = tmp_path / "lock"
    code = f"""
        from pathlib import Path
        from lesson_utils.commands.one_at_a_time import one_at_a_time
        with one_at_a_time(Path({str(path)!r})):
            print("mine")
    """
    with one_at_a_time(path):
        second = subprocess.Popen(
            [sys.executable, "-u", "-c", textwrap.dedent(code)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert "Waiting for it to finish" in second.stdout.readline()
        assert second.poll() is None
    assert second.communicate(timeout=30)[0].strip() == "mine"


def test_the_window_that_waited_does_not_install_again(folder, lock, installs, monkeypatch):
    answers = iter([False, True])  # not ready before the wait, ready after it
    monkeypatch.setattr(venv_folder, "is_ready", lambda *_: next(answers))
    venv_folder.set_up(folder, lock)
    assert not installs


def test_a_python_that_has_everything_goes_on_at_once(monkeypatch):
    monkeypatch.setattr(environment, "inside_venv", lambda folder: False)
    monkeypatch.setattr(environment, "missing_requirements", lambda extra: [])
    monkeypatch.setattr(environment, "set_up", lambda *_: pytest.fail("nothing to set up"))
    environment.enter(["lab"])


@pytest.mark.parametrize(
    ("typed", "extra", "folder", "lock"),
    [
        (["lab", "--port", "9999"], "", environment.VENV, environment.LOCK),
        (["test"], "test", environment.VENV, environment.LOCK),
        (["rehearse", "12"], "class", environment.CLASS_VENV, environment.CLASS_LOCK),
    ],
)
def test_a_bare_python_sets_up_and_starts_the_same_command_there(typed, extra, folder, lock, monkeypatch):
    done = []
    monkeypatch.setattr(environment, "inside_venv", lambda folder: False)
    monkeypatch.setattr(environment, "missing_requirements", lambda extra: ["keras"])
    monkeypatch.setattr(environment, "serves", lambda folder, extra: False)
    monkeypatch.setattr(environment, "set_up", lambda *made: done.extend(made))
    monkeypatch.setattr(environment, "replace_this_program", done.append)
    environment.enter(typed, extra)
    assert done == [folder, lock, [str(venv_folder.venv_python(folder)), "-m", "lesson_utils", *typed]]


def test_an_unfinished_one_is_repaired_from_outside(monkeypatch):
    class Restarted(Exception):  # noqa: N818 (a restart does not come back)
        pass

    def start(command):
        raise Restarted(command)

    monkeypatch.setattr(environment, "inside_venv", lambda folder: True)
    monkeypatch.setattr(environment, "is_ready", lambda folder, lock: False)
    monkeypatch.setattr(environment, "is_ours", lambda folder: True)
    monkeypatch.setattr(environment, "replace_this_program", start)
    with pytest.raises(Restarted) as restarted:
        environment.enter(["lab"])
    assert restarted.value.args == ([sys._base_executable, "-m", "lesson_utils", "lab"],)
