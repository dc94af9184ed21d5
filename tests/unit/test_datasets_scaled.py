"""Scaled images of a large collection: mapped from a file, right whatever was changed, and never in the way."""

import errno
import time
from types import SimpleNamespace

import numpy as np
import pytest

from lesson_utils.datasets import files, prepare_dataset, scaled
from tests.unit.mapped import is_mapped

NUMBER = 100


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LESSON_DATA_DIR", raising=False)
    monkeypatch.setattr(scaled, "WORTH_KEEPING", NUMBER)
    monkeypatch.setattr(scaled, "PIECE", 30)  # the last piece is a smaller one
    return tmp_path / "home"


@pytest.fixture
def images():
    return np.random.default_rng(0).integers(0, 256, (NUMBER, 32, 32, 3), dtype=np.uint8)


LABELS = (np.arange(NUMBER) % 10).astype(np.uint8).reshape(-1, 1)


def in_memory(images, monkeypatch):
    """What `prepare_dataset` gives without any file."""
    with monkeypatch.context() as context:
        context.setattr(scaled, "WORTH_KEEPING", NUMBER + 1)
        return prepare_dataset(images, LABELS)


def files_in(home):
    return sorted(path.name for path in home.iterdir())


def assert_same(found, expected):
    for one, other in zip(found, expected, strict=True):
        assert one.dtype == other.dtype
        assert np.array_equal(one, other)


def test_mapped_and_the_same_numbers_as_in_memory(home, images, monkeypatch):
    expected = in_memory(images, monkeypatch)
    found = prepare_dataset(images, LABELS)
    assert_same(found, expected)
    assert all(is_mapped(part) for part in found[:2])
    assert not any(is_mapped(part) for part in expected)
    assert all(type(part) is np.ndarray for part in found)
    assert len(files_in(home)) == 1


def test_written_once(home, images, monkeypatch):
    expected = prepare_dataset(images, LABELS)
    monkeypatch.setattr(scaled, "_write", lambda *arguments: pytest.fail("written again"))
    assert_same(prepare_dataset(images, LABELS), expected)


@pytest.mark.parametrize("place", [(0, 0, 0, 0), (57, 16, 3, 1), (NUMBER - 1, 31, 31, 2)])
def test_one_changed_pixel_counts(home, images, place):
    prepare_dataset(images, LABELS)
    images[place] ^= 1
    changed = prepare_dataset(images, LABELS)
    together = np.concatenate(changed[:2])
    assert np.isclose(np.sum(together, dtype=float), np.sum(images, dtype=float) / 255, rtol=1e-7)
    assert len(files_in(home)) == 2


def test_other_labels_are_not_remembered(home, images):
    prepare_dataset(images, LABELS)
    _, _, labels, _ = prepare_dataset(images, LABELS[::-1].copy())
    _, _, before, _ = prepare_dataset(images, LABELS)
    assert not np.array_equal(labels, before)


def test_a_learner_may_write_into_the_arrays_and_spoils_nothing(home, images):
    train_images, _, _, _ = prepare_dataset(images, LABELS)
    before = train_images[0].copy()
    train_images[0] = 7
    assert np.array_equal(prepare_dataset(images, LABELS)[0][0], before)


def test_views_and_other_memory_orders_are_read_right(home, images, monkeypatch):
    for view in (images[::-1], np.asfortranarray(images), images[:, :, ::-1]):
        assert_same(prepare_dataset(view, LABELS), in_memory(view, monkeypatch))


@pytest.mark.parametrize("damage", [lambda content: content[:-4], lambda content: content[:64], lambda content: b""])
def test_a_damaged_file_is_written_again(home, images, damage):
    expected = prepare_dataset(images, LABELS)
    expected = [part.copy() for part in expected]
    (file,) = home.iterdir()
    content = file.read_bytes()
    file.unlink()  # the arrays above may still be mapped
    file.write_bytes(damage(content))
    assert_same(prepare_dataset(images, LABELS), expected)
    assert file.read_bytes() == content


def test_no_more_than_two_are_kept(home, images):
    for number in range(4):
        images[0] = number
        prepare_dataset(images, LABELS)
        time.sleep(0.02)  # so that their times differ
    assert len(files_in(home)) == scaled.KEPT
    newest = max(home.iterdir(), key=lambda path: path.stat().st_mtime)
    prepare_dataset(images, LABELS)
    assert newest.name in files_in(home)


def full(*arguments):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def free(monkeypatch, home):
    """How many bytes are free, by folder; plenty where nothing is said."""
    of = {}
    monkeypatch.setattr(files.shutil, "disk_usage", lambda folder: SimpleNamespace(free=of.get(folder, 10**12)))
    return of


@pytest.mark.parametrize("fault", ["a disk that fills up", "a disk that is nearly full", "no folder"])
def test_without_space_they_are_in_memory(home, images, monkeypatch, free, fault):
    expected = in_memory(images, monkeypatch)
    if fault == "a disk that fills up":
        monkeypatch.setattr(scaled, "_write", full)
    elif fault == "no folder":
        home.write_text("not a folder")
    else:
        free[home] = 4 * images.size + scaled.SPARE - 1
    found = prepare_dataset(images, LABELS)
    assert_same(found, expected)
    assert not is_mapped(found[0])
    assert fault == "no folder" or files_in(home) == []


def test_enough_space_is_what_they_take_and_what_is_to_spare(home, images, free):
    free[home] = 4 * images.size + scaled.SPARE
    assert is_mapped(prepare_dataset(images, LABELS)[0])


@pytest.mark.parametrize(
    ("full_ones", "writable", "taken"),
    [
        ("", True, "shared"),
        ("", False, "own"),
        ("own", True, "shared"),
        ("own", False, None),
        ("shared", True, "own"),
        ("own and shared", True, None),
    ],
)
def test_only_space_where_they_are_written_counts(
    home, images, monkeypatch, free, tmp_path, full_ones, writable, taken
):
    """A share with room that takes nothing let a nearly full home be filled up."""
    shared = tmp_path / "class"
    shared.mkdir()
    monkeypatch.setenv("LESSON_DATA_DIR", str(shared))
    expected = in_memory(images, monkeypatch)
    folders = {"own": home, "shared": shared}
    free |= {folder: 1000 for name, folder in folders.items() if name in full_ones}
    really = files.tempfile.NamedTemporaryFile

    def refuse(**arguments):
        if arguments["dir"] == shared and not writable:
            raise OSError(errno.EROFS, "Read-only file system")
        return really(**arguments)

    monkeypatch.setattr(files.tempfile, "NamedTemporaryFile", refuse)
    found = prepare_dataset(images, LABELS)
    assert_same(found, expected)
    assert [name for name, folder in folders.items() if files_in(folder)] == ([taken] if taken else [])
    assert is_mapped(found[0]) == bool(taken)


def test_a_class_shares_them(home, images, monkeypatch, tmp_path):
    shared = tmp_path / "class"
    shared.mkdir()
    monkeypatch.setenv("LESSON_DATA_DIR", str(shared))
    expected = prepare_dataset(images, LABELS)
    assert files_in(shared)
    monkeypatch.setattr(scaled, "_write", lambda *arguments: pytest.fail("written again"))
    assert_same(prepare_dataset(images, LABELS), expected)
    assert files_in(home) == []
