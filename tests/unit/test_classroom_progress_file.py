"""The progress file: whatever happens to it, the lesson goes on."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

import lesson_utils
from lesson_utils.classroom import progress_file as file_module
from lesson_utils.classroom.progress_file import (
    CAUGHT_UP,
    DONE,
    SEEN,
    key_of,
    progress_file,
    read_progress,
    record,
    states_of,
)
from lesson_utils.episodes import course
from tests.unit.small_episode import small_episode

CHALLENGES = ("one", "two", "three", "four")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(folder))
    monkeypatch.setattr(file_module, "_only_here", {})  # as in a kernel just started
    return folder


@pytest.fixture
def episode(tmp_path):
    return small_episode(tmp_path, {name: f"{name} = 1" for name in CHALLENGES})


def refuse(*_, **__):
    raise PermissionError("read-only")


def test_what_was_done_is_read_again(home, episode, tmp_path):
    other = small_episode(tmp_path, {"one": "a = 1"}, name="other")
    record(episode, "one", DONE)
    record(episode, "two", CAUGHT_UP)
    record(other, "one", SEEN)
    assert states_of(episode) == {"one": DONE, "two": CAUGHT_UP, "three": "", "four": ""}
    assert states_of(other) == {"one": SEEN}
    assert progress_file() == home / "progress.json"


def test_a_notebook_that_is_built_keeps_its_progress_to_itself(home, episode, monkeypatch):
    record(episode, "one", DONE)
    monkeypatch.setenv("BUILD_A_CNN_PROGRESS", "kernel")
    assert states_of(episode)["one"] == ""
    assert record(episode, "two", SEEN)
    assert states_of(episode)["two"] == SEEN
    monkeypatch.delenv("BUILD_A_CNN_PROGRESS")
    assert "two" not in progress_file().read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("order", "kept"),
    [
        ((CAUGHT_UP, DONE, CAUGHT_UP), DONE),
        ((SEEN, DONE, SEEN), DONE),
        ((SEEN, CAUGHT_UP), CAUGHT_UP),
        ((CAUGHT_UP, SEEN), CAUGHT_UP),
    ],
)
def test_own_work_counts_more_than_a_solution(episode, order, kept):
    for how in order:
        record(episode, "one", how)
    assert states_of(episode)["one"] == kept


def test_nothing_is_written_when_nothing_changed(home, episode):
    record(episode, "one", DONE)
    os.utime(home / "progress.json", (1, 1))
    record(episode, "one", DONE)
    assert (home / "progress.json").stat().st_mtime == 1


def test_a_missing_file_is_empty_progress():
    assert read_progress() == {}


@pytest.mark.parametrize(
    "damage",
    [
        *(b"", b"{", b"null", b"5", b'"text"', b"[1, 2]", b'{"e": 5}', b'{"e": null}', b"\xff\xfe\x00", b"\0" * 99),
        *(b"[" * 200_000, b'{"e": {"a": ' + b"9" * 10_000 + b"}}", b" " * 2_000_000 + b"{}"),
    ],
    ids=lambda damage: str(damage[:12]),
)
def test_a_damaged_or_foreign_file_is_empty_progress_and_is_replaced(home, episode, damage):
    (home / "progress.json").write_bytes(damage)
    assert read_progress() == {}
    record(episode, "one", DONE)
    assert json.loads((home / "progress.json").read_text(encoding="utf-8")) == {key_of(episode): {"one": DONE}}
    assert (home / "progress-old.json").read_bytes() == damage


def test_a_file_that_an_editor_gave_a_byte_order_mark_is_read(home, episode):
    record(episode, "one", DONE)
    file = home / "progress.json"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert states_of(episode)["one"] == DONE
    record(episode, "two", SEEN)
    assert states_of(episode) == {"one": DONE, "two": SEEN, "three": "", "four": ""}
    assert not (home / "progress-old.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights there")
def test_a_link_to_where_progress_is_kept_stays_a_link(home, episode, tmp_path):
    (tmp_path / "synced").mkdir()
    (home / "progress.json").symlink_to(tmp_path / "synced" / "mine.json")
    for name in ("one", "two"):
        record(episode, name, DONE)
    assert (home / "progress.json").is_symlink()
    assert set(json.loads((tmp_path / "synced" / "mine.json").read_text())[key_of(episode)]) == {"one", "two"}


def test_values_nobody_knows_do_no_harm(home, episode):
    content = {key_of(episode): {"one": [], "two": 7, "gone": "done"}}
    (home / "progress.json").write_text(json.dumps(content))
    assert set(states_of(episode).values()) == {""}
    record(episode, "one", DONE)
    assert states_of(episode)["one"] == DONE


def test_with_a_folder_in_its_place_it_is_counted_until_the_kernel_stops(home, episode):
    (home / "progress.json").mkdir()
    assert record(episode, "one", DONE) is False
    assert states_of(episode)["one"] == DONE
    assert [path.name for path in home.iterdir()] == ["progress.json"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_its_place_is_not_waited_for(home):
    os.mkfifo(home / "progress.json")
    assert read_progress() == {}


@pytest.mark.parametrize(("module", "step"), [(tempfile, "mkstemp"), (os, "replace"), (os, "mkdir"), (os, "fdopen")])
def test_in_a_folder_that_cannot_be_written_it_is_counted_too(home, episode, monkeypatch, module, step):
    assert record(episode, "one", DONE) is True
    with monkeypatch.context() as refusing:
        refusing.setattr(module, step, refuse)
        assert record(episode, "two", DONE) is False
        assert record(episode, "two", SEEN) is False
    assert states_of(episode) == {"one": DONE, "two": DONE, "three": "", "four": ""}
    kept = json.loads((home / "progress.json").read_text(encoding="utf-8"))
    assert kept == {key_of(episode): {"one": DONE}}
    assert [path.name for path in home.iterdir()] == ["progress.json"]
    assert record(episode, "one", DONE) is True  # there is room again: what was counted is written now
    kept = json.loads((home / "progress.json").read_text(encoding="utf-8"))
    assert kept == {key_of(episode): {"one": DONE, "two": DONE}}


def test_without_a_home_it_is_counted_too(tmp_path, episode, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path / "file" / "below"))
    assert record(episode, "one", DONE) is False
    assert read_progress() == {key_of(episode): {"one": DONE}}


def test_a_lock_that_was_left_behind_is_not_waited_for_long(home, episode):
    (home / "progress.lock").mkdir()
    start = time.monotonic()
    record(episode, "one", DONE)
    assert time.monotonic() - start < 5
    assert states_of(episode)["one"] == DONE
    assert [path.name for path in home.iterdir()] == ["progress.json"]


def test_notebooks_that_write_at_once_lose_nothing_and_never_leave_half_a_file(home, tmp_path, monkeypatch):
    monkeypatch.setattr(file_module, "_PATIENCE", 60)  # a writer that the machine keeps waiting has not left its lock
    names = [f"{writer}{number}" for writer in "abc" for number in range(8)]
    episode = small_episode(tmp_path, {name: f"{name} = 1" for name in ["start", *names]})
    record(episode, "start", DONE)
    seen, writing = [], threading.Event()
    writing.set()

    def read():
        while writing.is_set():
            seen.append((home / "progress.json").read_text(encoding="utf-8"))
            time.sleep(0.001)

    def write(writer):
        for name in names:
            if name.startswith(writer):
                record(episode, name, DONE)

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    reader.start()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    writing.clear()
    reader.join()
    assert seen
    assert all("start" in json.loads(text)[key_of(episode)] for text in seen)
    assert set(states_of(episode).values()) == {DONE}
    assert [path.name for path in home.iterdir()] == ["progress.json"]


def test_two_kernels_that_write_at_once_lose_nothing(home):
    episode = course()[0]
    code = (
        "from lesson_utils.classroom import progress_file\n"
        "progress_file._PATIENCE = 60\n"
        "from lesson_utils.episodes import course\nimport sys\n"
        "for one in course()[0].challenges[int(sys.argv[1])::2]: progress_file.record(course()[0], one.id, 'done')"
    )
    path = str(Path(lesson_utils.__file__).parents[1])
    surroundings = {**os.environ, "PYTHONPATH": path}
    kernels = [subprocess.Popen([sys.executable, "-c", code, str(one)], env=surroundings) for one in range(2)]
    assert [kernel.wait(240) for kernel in kernels] == [0, 0]
    assert set(states_of(episode).values()) == {DONE}


def test_a_lesson_from_elsewhere_of_the_same_name_keeps_its_own_progress(tmp_path):
    ours = course()[0]
    first_id = ours.challenges[0].id
    theirs = small_episode(tmp_path, {first_id: "a = 1"}, name=ours.name)
    (tmp_path / "copy").mkdir()
    third = small_episode(tmp_path / "copy", {first_id: "a = 1"}, name=ours.name)
    record(theirs, first_id, DONE)
    assert states_of(ours)[first_id] == states_of(third)[first_id] == ""
    assert states_of(theirs) == {first_id: DONE}
