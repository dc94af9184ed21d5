"""The set-up never takes away what is not its own: links, other people's environments, copies, files. No network."""

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from lesson_utils.checkout import ROOT
from lesson_utils.commands import environment, ownership, venv_folder
from lesson_utils.problem import Problem

no_links = pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights there")


def everything_in(folder: Path) -> dict[str, str]:
    """Each path below a folder, with what it holds or leads to."""
    return {
        str(path.relative_to(folder)): os.readlink(path)
        if path.is_symlink()
        else path.read_text(encoding="latin-1")
        if path.is_file()
        else "folder"
        for path in sorted(folder.rglob("*"))
    }


def someones_environment(folder: Path) -> None:
    """An environment as uv makes it, without pip, with a file of the learner's in it."""
    venv.EnvBuilder(symlinks=os.name != "nt").create(folder)
    (folder / "mine.txt").write_text("mine")


def a_file(folder: Path) -> None:
    folder.write_text("course-env")


def a_folder_of_other_things(folder: Path) -> None:
    (folder / "notes").mkdir(parents=True)
    (folder / "notes" / "thesis.md").write_text("my thesis")


def one_with_pip(folder: Path) -> None:
    """An environment as an editor makes it: it has pip, and a package that pip did not put there."""
    someones_environment(folder)
    packages = venv_folder.site_packages(folder)
    (packages / "pip").mkdir()
    (packages / "pip" / "__init__.py").touch()
    (packages / "one-1.0.dist-info").mkdir()


def one_with_a_damaged_marker(folder: Path) -> None:
    a_folder_of_other_things(folder)
    (folder / ownership.MARKER).write_text('{"folder": ')


def one_with_a_marker_that_is_a_list(folder: Path) -> None:
    a_folder_of_other_things(folder)
    (folder / ownership.MARKER).write_text("[1, 2]")


def an_earlier_place(folder: Path) -> None:
    """What came here with a copy of the course's folder: its marker names another place, or none at all."""
    a_folder_of_other_things(folder)
    (folder / ownership.MARKER).write_text(json.dumps({"lock": "0", "folder": str(folder)}))


FOREIGN = [
    someones_environment,
    one_with_pip,
    a_file,
    a_folder_of_other_things,
    one_with_a_damaged_marker,
    one_with_a_marker_that_is_a_list,
]


@pytest.mark.parametrize("make", FOREIGN)
def test_what_others_made_is_refused_in_words_and_left_as_it_is(make, folder, lock, installs):
    make(folder)
    before = everything_in(folder.parent)
    with pytest.raises(Problem, match=r"\.venv was not made by the course in this place(.|\n)*\.venv-old\)"):
        venv_folder.set_up(folder, lock)
    assert before.items() <= everything_in(folder.parent).items()
    assert not installs
    folder.rename(folder.with_name(".venv-old"))  # as it is told
    venv_folder.set_up(folder, lock)
    assert venv_folder.is_ready(folder, lock)


@no_links
@pytest.mark.parametrize("make", FOREIGN)
def test_nothing_behind_a_link_is_touched(make, folder, lock, installs, tmp_path):
    target = tmp_path / "other" / ".venv"
    target.parent.mkdir()
    make(target)
    before = everything_in(target.parent)
    folder.symlink_to(target)
    with pytest.raises(Problem, match=f"a link to {target}"):
        venv_folder.set_up(folder, lock)
    assert everything_in(target.parent) == before
    folder.rename(folder.with_name(".venv-old"))
    venv_folder.set_up(folder, lock)
    assert everything_in(target.parent) == before
    assert venv_folder.is_ready(folder, lock)


@no_links
@pytest.mark.parametrize("target", ["unplugged", ".venv"])
def test_a_link_that_leads_nowhere_or_in_a_circle_is_refused_and_nothing_made_there(target, folder, lock, installs):
    folder.symlink_to(folder.with_name(target))
    with pytest.raises(Problem, match="was not made by the course"):
        venv_folder.set_up(folder, lock)
    assert folder.is_symlink()
    assert not folder.exists()


@no_links
def test_a_link_to_an_empty_folder_puts_the_packages_on_another_disk(folder, lock, installs, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    folder.symlink_to(disk)
    venv_folder.set_up(folder, lock)
    assert folder.is_symlink()
    assert venv_folder.is_ready(folder, lock)
    lock.write_text(lock.read_text().replace("1.0", "1.1"))
    (disk / "kept").touch()
    venv_folder.set_up(folder, lock)  # ours, through this very link: brought up to date, not set aside
    assert (disk / "kept").exists()
    assert len(installs) == 2


@no_links
def test_a_linked_finished_one_of_the_same_lock_is_simply_used(folder, lock, installs, tmp_path):
    other = tmp_path / "other" / ".venv"
    other.parent.mkdir()
    venv_folder.set_up(other, lock)
    before = everything_in(other)
    folder.symlink_to(other)
    assert venv_folder.is_ready(folder, lock)
    venv_folder.set_up(folder, lock)
    assert len(installs) == 1
    assert everything_in(other) == before


@no_links
def test_a_linked_one_of_another_lock_is_not_updated_from_here(folder, lock, installs, tmp_path):
    other = tmp_path / "other" / ".venv"
    other.parent.mkdir()
    venv_folder.set_up(other, lock)
    before = everything_in(other)
    folder.symlink_to(other)
    lock.write_text(lock.read_text().replace("1.0", "1.1"))
    with pytest.raises(Problem, match=f"a link to {other}"):
        venv_folder.set_up(folder, lock)
    assert everything_in(other) == before


@pytest.mark.parametrize("finished", [True, False])
@pytest.mark.parametrize("bring", [Path.rename, shutil.copytree])
def test_one_that_came_with_a_copied_or_moved_course_is_set_aside(finished, bring, folder, lock, installs, capsys):
    if finished:
        venv_folder.set_up(folder, lock)
    else:
        ownership.claim(folder)
    (folder / "mine.txt").write_text("mine")
    moved = folder.parent / "elsewhere" / ".venv"
    moved.parent.mkdir()
    bring(folder, moved)
    assert not venv_folder.is_ready(moved, lock)
    venv_folder.set_up(moved, lock)
    assert venv_folder.is_ready(moved, lock)
    assert (moved.with_name(".venv-old") / "mine.txt").read_text() == "mine"
    assert "It is now called .venv-old" in capsys.readouterr().out


def test_one_of_an_earlier_version_of_the_course_is_set_aside(folder, lock, installs):
    """Its marker does not tell a copy from the original."""
    an_earlier_place(folder)
    venv_folder.set_up(folder, lock)
    assert (folder.with_name(".venv-old") / "notes" / "thesis.md").exists()


def test_a_copy_put_in_the_originals_place_is_known_as_a_copy(folder, lock, installs):
    venv_folder.set_up(folder, lock)
    folder.rename(folder.with_name("original"))
    shutil.copytree(folder.with_name("original"), folder, symlinks=True)
    (folder / "mine.txt").write_text("mine")
    assert not ownership.is_ours(folder)
    lock.write_text(lock.read_text().replace("1.0", "1.1"))
    venv_folder.set_up(folder, lock)
    assert (folder.with_name(".venv-old") / "mine.txt").read_text() == "mine"


def test_names_that_are_taken_are_passed_over(folder, lock, installs):
    folder.with_name(".venv-old").write_text("taken")
    folder.with_name(".venv-old-2").mkdir()
    an_earlier_place(folder)
    venv_folder.set_up(folder, lock)
    assert folder.with_name(".venv-old").read_text() == "taken"
    assert not list(folder.with_name(".venv-old-2").iterdir())
    assert (folder.with_name(".venv-old-3") / "notes" / "thesis.md").exists()


def test_an_empty_folder_is_used_as_it_is(folder, lock, installs):
    folder.mkdir()
    venv_folder.set_up(folder, lock)
    assert venv_folder.is_ready(folder, lock)
    assert not folder.with_name(".venv-old").exists()


@no_links
def test_what_links_in_ours_lead_to_outlives_a_repair(folder, lock, installs, tmp_path):
    a_folder_of_other_things(tmp_path / "data")
    venv_folder.set_up(folder, lock)
    (folder / "data").symlink_to(tmp_path / "data")
    venv_folder.venv_python(folder).unlink()
    venv_folder.set_up(folder, lock)
    assert (tmp_path / "data" / "notes" / "thesis.md").exists()


@no_links
def test_packages_that_lie_elsewhere_are_not_ours(folder, lock, installs, tmp_path):
    venv_folder.set_up(folder, lock)
    packages = venv_folder.site_packages(folder)
    packages.rename(tmp_path / "shared")
    packages.symlink_to(tmp_path / "shared")
    assert not venv_folder.is_ready(folder, lock)
    venv_folder.set_up(folder, lock)
    assert (tmp_path / "shared" / "pip" / "__init__.py").exists()


def test_what_cannot_be_renamed_is_refused_in_words(folder, lock, installs, monkeypatch):
    def in_use(*_):
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    an_earlier_place(folder)
    monkeypatch.setattr(os, "rename", in_use)
    with pytest.raises(Problem, match="used by another process\nWhat to do: close every window"):
        venv_folder.set_up(folder, lock)
    assert (folder / "notes" / "thesis.md").exists()
    assert not installs


def test_nothing_is_set_aside_before_it_is_known_that_another_can_be_made(folder, lock, monkeypatch):
    an_earlier_place(folder)
    monkeypatch.setattr(venv_folder.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Problem, match="python3-venv"):
        venv_folder.set_up(folder, lock)
    monkeypatch.undo()
    monkeypatch.setattr(venv_folder.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**12, 10**12, 10**9))
    with pytest.raises(Problem, match="4 GB"):
        venv_folder.set_up(folder, lock)
    assert (folder / "notes" / "thesis.md").exists()


def test_a_half_made_one_of_ours_is_not_set_aside_again_and_again(folder, lock, monkeypatch):
    def fails(*_, **__):
        raise subprocess.CalledProcessError(1, "ensurepip", output=b"no pip")

    monkeypatch.setattr(venv_folder.venv, "create", fails)
    for _ in range(2):
        with pytest.raises(Problem, match="no pip"):
            venv_folder.set_up(folder, lock)
    assert [path.name for path in folder.parent.glob(".venv-old*")] == []


@pytest.mark.skipif(sys.platform != "win32", reason="junctions are a thing of Windows")
def test_nothing_behind_a_junction_is_touched(folder, lock, installs, tmp_path):
    a_folder_of_other_things(tmp_path / "other")
    subprocess.run(["cmd", "/c", "mklink", "/J", str(folder), str(tmp_path / "other")], check=True)
    with pytest.raises(Problem, match="a link to"):
        venv_folder.set_up(folder, lock)
    assert (tmp_path / "other" / "notes" / "thesis.md").exists()


def test_a_folder_that_the_system_reaches_elsewhere_is_not_ours(folder, monkeypatch):
    """A junction is no symbolic link to Python 3.11; its real path gives it away. Acted out here for every system."""
    ownership.claim(folder)
    assert ownership.is_ours(folder)
    real = os.path.realpath
    monkeypatch.setattr(ownership.os.path, "realpath", lambda path: "D:\\other" if path == folder else real(path))
    assert not ownership.is_ours(folder)


def test_git_ignores_the_folder_the_link_and_what_was_set_aside(tmp_path):
    if not shutil.which("git"):
        pytest.skip("git is not here")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    a_folder_of_other_things(tmp_path / ".venv-old")
    (tmp_path / ".venv-old-2").write_text("")
    (tmp_path / ".venv-setup.lock").touch()
    try:
        (tmp_path / ".venv").symlink_to(tmp_path / ".venv-old")
    except OSError:
        (tmp_path / ".venv").mkdir()
    seen = subprocess.run(["git", "status", "--porcelain"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert seen.stdout.split() == ["??", ".gitignore"]


def test_a_complete_one_of_others_is_used_as_it_is(folder, monkeypatch):
    """uv or an editor installed requirements.lock into `.venv`: here the environment that runs these tests."""
    folder.mkdir()
    monkeypatch.setattr(environment, "venv_python", lambda folder: Path(sys.executable))
    assert environment.serves(folder)
    ownership.claim(folder)
    assert not environment.serves(folder)  # ours is asked otherwise: is_ready


@pytest.mark.parametrize("make", [someones_environment, a_file, a_folder_of_other_things])
def test_an_incomplete_one_does_not_serve(make, folder):
    make(folder)
    assert not environment.serves(folder)
