"""The progress file: whatever happens to it, the lesson goes on."""

import json
import os
import tempfile
import threading

import pytest

from lesson_utils.classroom.progress import CAUGHT_UP, DONE, progress_file, progress_text, read_progress, record
from tests.unit.small_episode import small_episode


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(folder))
    return folder


def refuse(*_, **__):
    raise PermissionError("read-only")


def test_what_was_done_is_read_again(home):
    record("episode", "one", DONE)
    record("episode", "two", CAUGHT_UP)
    record("other", "one", CAUGHT_UP)
    assert read_progress() == {"episode": {"one": DONE, "two": CAUGHT_UP}, "other": {"one": CAUGHT_UP}}
    assert progress_file() == home / "progress.json"


def test_own_work_counts_more_than_catching_up():
    record("episode", "one", CAUGHT_UP)
    record("episode", "one", DONE)
    record("episode", "one", CAUGHT_UP)
    assert read_progress() == {"episode": {"one": DONE}}


def test_nothing_is_written_when_nothing_changed(home):
    record("episode", "one", DONE)
    os.utime(home / "progress.json", (1, 1))
    record("episode", "one", DONE)
    assert (home / "progress.json").stat().st_mtime == 1


def test_a_missing_file_is_empty_progress():
    assert read_progress() == {}


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"null", b"5", b'"text"', b"[1, 2]", b'{"e": 5}', b'{"e": null}', b"\xff\xfe\x00", b"\0" * 99]
)
def test_a_damaged_file_is_empty_progress_and_is_replaced(home, damage):
    (home / "progress.json").write_bytes(damage)
    assert read_progress() == {}
    record("episode", "one", DONE)
    assert json.loads((home / "progress.json").read_text(encoding="utf-8")) == {"episode": {"one": DONE}}


def test_values_nobody_knows_do_no_harm(home, tmp_path):
    (home / "progress.json").write_text('{"small": {"one": [], "two": 7, "gone": "done"}}')
    assert "0 of 2 challenges done" in progress_text(small_episode(tmp_path, {"one": "a = 1", "two": "b = 2"}))


@pytest.mark.parametrize(("module", "step"), [(tempfile, "mkstemp"), (os, "replace")])
def test_a_folder_that_cannot_be_written_loses_the_bar_only(home, monkeypatch, module, step):
    record("episode", "one", DONE)
    monkeypatch.setattr(module, step, refuse)
    record("episode", "two", DONE)
    assert read_progress() == {"episode": {"one": DONE}}
    assert [path.name for path in home.iterdir()] == ["progress.json"]


def test_a_home_that_cannot_be_made_loses_the_bar_only(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path / "file" / "below"))
    record("episode", "one", DONE)
    assert read_progress() == {}


def test_notebooks_that_write_at_once_never_leave_half_a_file(home):
    record("episode", "start", DONE)
    seen, writing = [], threading.Event()
    writing.set()

    def write(writer):
        for number in range(15):
            record("episode", f"{writer}-{number}", DONE)

    def read():
        while writing.is_set():
            seen.append((home / "progress.json").read_text(encoding="utf-8"))

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    reader.start()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    writing.clear()
    reader.join()
    assert seen
    assert all("start" in json.loads(text)["episode"] for text in seen)
    assert "start" in read_progress()["episode"]
    assert [path.name for path in home.iterdir()] == ["progress.json"]


def test_the_text_marks_each_state_without_colour(tmp_path):
    episode = small_episode(tmp_path, {"one": "a = 1", "two": "b = 2", "three": "c = 3", "four": "d = 4"})
    record("small", "one", DONE)
    record("small", "two", CAUGHT_UP)
    bar, empty, *lines = progress_text(episode).split("\n")
    assert bar == "█" * 6 + "░" * 18 + "  1 of 4 challenges done"
    assert empty == ""
    assert lines == ["✓ 1. Task one", "↷ 2. Task two  (solution used)", "○ 3. Task three", "○ 4. Task four"]


def test_an_episode_without_code_has_an_empty_bar(tmp_path):
    assert progress_text(small_episode(tmp_path, {})).startswith("░" * 24 + "  0 of 0")
