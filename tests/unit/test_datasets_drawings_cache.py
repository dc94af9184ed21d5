"""The file that keeps the drawings: made once, never half-made, never believed when it is damaged.

The collections are shrunk to 300 pictures here; everything else is the real thing.
"""

import errno
import io
import os
import subprocess
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pytest
from tqdm import tqdm

from lesson_utils.datasets import drawings_cache as cache
from lesson_utils.datasets import files, kept
from tests.unit.mapped import is_mapped

SMALL = "from lesson_utils.datasets import drawings_cache as cache, kept; cache.TRAIN, cache.TEST = 200, 100\n"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path))
    monkeypatch.setattr(cache, "TRAIN", 200)
    monkeypatch.setattr(cache, "TEST", 100)
    return tmp_path


@pytest.fixture
def expected():
    (train_images, train_labels), (test_images, test_labels) = (
        cache.draw_images(200, cache.TRAIN_SEED),
        cache.draw_images(100, cache.TEST_SEED),
    )
    return train_images, train_labels, test_images, test_labels


def file_of(home):
    return home / cache.FILE


def assert_loads(expected):
    for found, wanted in zip(sum(cache.load_drawings(), ()), expected, strict=True):
        assert np.array_equal(found, wanted)


def forbid_drawing(monkeypatch):
    def drawn(*args, **kwargs):
        raise AssertionError("drawn again although the file is sound")

    monkeypatch.setattr(cache, "draw_images", drawn)


def test_drawn_once_then_mapped(home, expected, monkeypatch):
    assert_loads(expected)
    assert [each.name for each in home.iterdir()] == [file_of(home).name]
    forbid_drawing(monkeypatch)
    assert_loads(expected)
    assert all(is_mapped(array) for pair in cache.load_drawings() for array in pair)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_shared_folder_serves_the_whole_class(home):
    cache.load_drawings()
    assert file_of(home).stat().st_mode & 0o044 == 0o044


def test_a_new_style_is_a_new_file(home, expected, monkeypatch):
    assert_loads(expected)
    monkeypatch.setattr(cache, "FILE", "drawings-v0.npy")
    forbid_drawing(monkeypatch)
    with pytest.raises(AssertionError, match="drawn again"):
        cache.load_drawings()


def cut(content):
    return content[: len(content) // 2]


def flip_first_picture(content):
    return content[:200] + bytes([content[200] ^ 255]) + content[201:]


def flip_last_label(content):
    return content[:-5] + bytes([content[-5] ^ 1]) + content[-4:]


@pytest.mark.parametrize(
    "damage",
    [
        cut,
        flip_first_picture,
        flip_last_label,
        lambda content: b"",
        lambda content: bytes(len(content)),
        lambda content: content[:-1],
        lambda content: content.replace(b"|u1", b"|i1", 1),
    ],
)
def test_a_damaged_file_is_drawn_again(home, expected, damage):
    assert_loads(expected)
    sound = file_of(home).read_bytes()
    file_of(home).write_bytes(damage(sound))
    assert file_of(home).read_bytes() != sound
    assert_loads(expected)
    assert file_of(home).read_bytes() == sound


def test_a_kernel_killed_while_writing_leaves_no_half_data_set(home, expected):
    script = SMALL + (
        "import os\n"
        "def half(file, flat):\n"
        "    file.write(flat.tobytes()[: flat.size // 2]); file.flush(); os._exit(9)\n"
        "kept.np.save = half\n"
        "cache.load_drawings()\n"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 9
    (leftover,) = home.iterdir()
    assert leftover.suffix == ".tmp"
    assert_loads(expected)
    assert leftover.exists()  # it might belong to a kernel that is still writing
    file_of(home).unlink()
    hours_ago = time.time() - 7200
    os.utime(leftover, (hours_ago, hours_ago))
    assert_loads(expected)
    assert [each.name for each in home.iterdir()] == [file_of(home).name]


@pytest.mark.parametrize("name", ["drawings-mine.tmp", "drawings-v1.notes.tmp", "drawings-v2.abcdefgh.tmp.bak"])
def test_old_files_of_others_are_not_taken_for_leftovers(home, name):
    file = home / name
    file.write_text("mine")
    os.utime(file, (0, 0))
    cache.load_drawings()
    assert file.read_text() == "mine"


def test_what_others_put_under_our_name_is_set_aside(home, expected):
    place = file_of(home)
    place.write_text("my notes")
    assert_loads(expected)
    assert (home / f"{place.stem}-old.npy").read_text() == "my notes"
    place.unlink()
    place.mkdir()
    (place / "notes.md").write_text("mine")
    assert_loads(expected)
    assert (home / f"{place.stem}-old-2.npy" / "notes.md").read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights there")
def test_a_link_to_a_file_of_others_is_set_aside_and_the_file_kept(home, expected):
    (home / "thesis.md").write_text("mine")
    file_of(home).symlink_to(home / "thesis.md")
    assert_loads(expected)
    assert (home / "thesis.md").read_text() == "mine"
    assert_loads(expected)


def test_two_kernels_at_once(home, expected):
    script = SMALL + (
        "import sys, zlib\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "print(zlib.crc32(b''.join(each.tobytes() for pair in cache.load_drawings() for each in pair)))\n"
    )
    kernels = [
        subprocess.Popen(
            [sys.executable, "-c", script], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(2)
    ]
    for kernel in kernels:
        assert kernel.stdout.readline() == "ready\n"
    for kernel in kernels:
        kernel.stdin.write("go\n")
        kernel.stdin.flush()
    sums = [kernel.communicate(timeout=240)[0] for kernel in kernels]
    assert [kernel.returncode for kernel in kernels] == [0, 0]
    assert sums[0] == sums[1]
    assert [each.name for each in home.iterdir()] == [file_of(home).name]
    assert_loads(expected)


def test_a_file_that_may_not_be_replaced_but_is_sound_is_taken(home, expected, monkeypatch):
    """As on Windows, when another kernel published first and has the file open."""
    assert_loads(expected)
    sound = file_of(home).read_bytes()
    file_of(home).unlink()

    def refuse(source, target):
        Path(target).write_bytes(sound)
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(files.os, "replace", refuse)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert_loads(expected)
    assert [each.name for each in home.iterdir()] == [file_of(home).name]


def test_a_full_disk_is_said_and_does_not_stop_anybody(home, expected, monkeypatch):
    def full(file, flat):
        file.write(flat.tobytes()[:1000])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(kept.np, "save", full)
    with pytest.warns(UserWarning, match=r"No space left on device.*free about 200 MB"):
        assert_loads(expected)
    assert list(home.iterdir()) == []


def test_a_home_that_cannot_be_made_is_said_and_does_not_stop_anybody(home, expected, monkeypatch):
    (home / "file").write_text("not a folder")
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(home / "file" / "below"))
    with pytest.warns(UserWarning, match="BUILD_A_CNN_HOME"):
        assert_loads(expected)


def test_the_progress_bar_shows_on_the_first_time_only(home, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    cache.load_drawings()
    assert "Drawing the pictures" in sys.stderr.getvalue()
    monkeypatch.setattr(sys, "stderr", Terminal())
    cache.load_drawings()
    assert sys.stderr.getvalue() == ""


def test_the_first_estimate_does_not_count_the_start_of_the_helpers():
    """It said "34:11" for a job of ten seconds."""
    with tqdm(total=60_000, file=io.StringIO(), smoothing=0, mininterval=0) as bar:
        count = cache._counter(bar)
        bar.start_t -= 2  # two seconds go by until the first fifty pictures arrive
        count(50)
        bar.start_t -= 0.5
        count(2_500)
        done = bar.format_dict
    remaining = (done["total"] - done["n"]) * done["elapsed"] / (done["n"] - done["initial"])
    assert remaining == pytest.approx(57_450 / 5_000, rel=0.2)
    assert "<00:1" in str(bar)


def test_a_log_file_gets_no_progress_bar(home, capsys):
    cache.load_drawings()
    assert capsys.readouterr() == ("", "")


def test_a_class_folder_is_read_first_and_need_not_be_writable(home, expected, monkeypatch, tmp_path_factory):
    assert_loads(expected)
    shared = tmp_path_factory.mktemp("class")
    file_of(home).rename(file_of(shared))
    monkeypatch.setenv("LESSON_DATA_DIR", str(shared))
    forbid_drawing(monkeypatch)
    assert_loads(expected)
    assert list(home.iterdir()) == []


def test_a_class_folder_that_may_be_written_to_is_filled(home, expected, monkeypatch, tmp_path_factory):
    shared = tmp_path_factory.mktemp("class")
    monkeypatch.setenv("LESSON_DATA_DIR", str(shared))
    assert_loads(expected)
    assert [each.name for each in shared.iterdir()] == [file_of(home).name]
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("shared", ["missing", "a file", "for reading only"])
def test_a_class_folder_that_takes_nothing_is_made_up_for_by_the_own_one(home, expected, monkeypatch, tmp_path, shared):
    place = tmp_path / "elsewhere"
    if shared == "a file":
        place.write_text("not a folder")
    elif shared == "for reading only":
        place.mkdir()
        really = files.tempfile.NamedTemporaryFile

        def refuse(**arguments):
            if arguments["dir"] == place:
                raise PermissionError(errno.EACCES, "read-only")
            return really(**arguments)

        monkeypatch.setattr(files.tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LESSON_DATA_DIR", str(place))
    assert_loads(expected)
    assert [each.name for each in (tmp_path / "home").iterdir()] == [file_of(home).name]
