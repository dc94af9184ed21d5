"""`load_data` and `prepare_dataset`, as the learner calls them."""

import os
import socket
from dataclasses import replace

import numpy as np
import pytest

from lesson_utils.commands import data
from lesson_utils.commands.command_line import run
from lesson_utils.datasets import (
    DATASETS,
    DamagedDatasetError,
    Dataset,
    DownloadError,
    class_names,
    load_data,
    prepare_dataset,
)
from lesson_utils.datasets.home import course_home, data_folders


@pytest.fixture
def no_cifar10(monkeypatch, tmp_path):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setenv("LESSON_CIFAR10_URL", "http://127.0.0.1:9/nobody-listens-here")


@pytest.fixture
def small(monkeypatch):
    """Tiny stand-ins for both collections, to test which one is taken; the photographs can be sent away or damaged."""

    def collection(value):
        images, labels = np.full((2, 32, 32, 3), value, np.uint8), np.zeros((2, 1), np.uint8)
        return lambda: ((images, labels), (images, labels))

    def photographs(**changes):
        monkeypatch.setitem(DATASETS, "cifar10", replace(DATASETS["cifar10"], **changes))

    monkeypatch.setitem(DATASETS, "drawings", replace(DATASETS["drawings"], load=collection(1)))
    photographs(load=collection(2), is_here=lambda: True)
    return photographs


def test_the_class_names_are_cifar10s():
    assert class_names == ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]


def test_the_drawings_are_what_keras_would_give(no_cifar10, capsys):
    (train_images, train_labels), (test_images, test_labels) = load_data()
    assert train_images.shape == (50000, 32, 32, 3)
    assert train_labels.shape == (50000, 1)
    assert test_images.shape == (10000, 32, 32, 3)
    assert test_labels.shape == (10000, 1)
    assert {each.dtype for each in (train_images, train_labels, test_images, test_labels)} == {np.dtype("uint8")}
    assert np.bincount(train_labels[:, 0]).tolist() == [5000] * 10
    assert np.bincount(test_labels[:, 0]).tolist() == [1000] * 10
    assert all(type(each) is np.ndarray for each in (train_images, train_labels, test_images, test_labels))
    line = capsys.readouterr().out
    assert line == "Drawings made by this course: 50,000 to train and 10,000 to test, in ten classes.\n"


def test_the_drawings_are_shuffled_and_all_different(no_cifar10):
    (train_images, train_labels), (test_images, _) = load_data("drawings")
    changes = np.count_nonzero(np.diff(train_labels[:, 0].astype(int)))
    assert changes > 44000  # sorted labels would change nine times, shuffled ones about 45,000 times
    pictures = np.concatenate([train_images[:2000], test_images[:2000]]).reshape(4000, -1)
    assert len(np.unique(pictures, axis=0)) == 4000


def test_a_learner_may_write_into_the_arrays_and_spoils_nothing(no_cifar10):
    (train_images, _), _ = load_data("drawings")
    before = train_images[0].copy()
    train_images[0] = 255 - before
    (again, _), _ = load_data("drawings")
    assert np.array_equal(again[0], before)


@pytest.mark.parametrize("source", ["keras", "", "CIFAR10", None, 3])
def test_a_wrong_source_is_told_the_right_ones(source):
    with pytest.raises(ValueError, match=r'"auto", "cifar10", "drawings"'):
        load_data(source)


def test_auto_takes_the_photographs_when_they_are_here(small, capsys):
    (images, _), _ = load_data()
    assert images.max() == 2
    assert capsys.readouterr().out.startswith("Photographs of CIFAR-10")


def test_auto_takes_the_drawings_when_they_are_not(small, capsys):
    small(is_here=lambda: False)
    (images, _), _ = load_data()
    assert images.max() == 1
    assert capsys.readouterr().out.startswith("Drawings made by this course")


def test_drawings_are_given_on_request_even_if_the_photographs_are_here(small):
    assert load_data("drawings")[0][0].max() == 1


def test_a_damaged_cifar10_stops_nobody_who_did_not_ask_for_it(small):
    def damaged():
        raise DamagedDatasetError("data_batch_1 is damaged")

    small(load=damaged)
    with pytest.warns(UserWarning, match="data_batch_1 is damaged"):
        (images, _), _ = load_data("auto")
    assert images.max() == 1
    with pytest.raises(DamagedDatasetError):
        load_data("cifar10")


@pytest.mark.parametrize("fault", [PermissionError(13, "no"), OSError(5, "Input/output error"), DownloadError("gone")])
@pytest.mark.parametrize("where", ["load", "is_here"])
def test_whatever_is_wrong_with_what_nobody_asked_for_the_course_goes_on(small, fault, where):
    def broken():
        raise fault

    small(**{where: broken})
    with pytest.warns(UserWarning, match="Photographs of CIFAR-10"):
        (images, _), _ = load_data()
    assert images.max() == 1


@pytest.fixture
def marks(monkeypatch):
    """One entry more in the registry: small grey pictures of twelve kinds, which may be brought on a stick."""
    kept = []

    def load(place=None):
        if place is not None:
            kept.append(place.read_text())
        images, labels = np.zeros((24, 8, 8, 1), np.uint8), np.arange(24, dtype=np.uint8).reshape(-1, 1) % 12
        return (images, labels), (images[:12], labels[:12])

    marks = Dataset(
        name="marks",
        title="Marks on paper",
        origin="nowhere",
        licence="CC0 1.0",
        image_shape=(8, 8, 1),
        train=24,
        test=12,
        classes=tuple("abcdefghijkl"),
        load=load,
        is_here=lambda: True,
        brought_as="marks.txt",
    )
    monkeypatch.setitem(DATASETS, "marks", marks)
    monkeypatch.setattr(data, "enter", lambda typed: None)
    return kept


def test_an_entry_of_the_registry_is_found_everywhere(marks, capsys, tmp_path):
    line = "Marks on paper: 24 to train and 12 to test, in 12 classes.\n"
    (images, _), _ = load_data("marks")
    assert images.shape == (24, *DATASETS["marks"].image_shape)
    assert capsys.readouterr().out == line
    with pytest.raises(ValueError, match='"drawings", "marks"'):
        load_data("nothing")
    assert run(["data", "marks"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{line}Ready: 24 training and 12 test images of (8, 8, 1).\n\ncifar10 (needs the network")
    assert said.endswith(f"marks (needs no network)\n{DATASETS['marks'].described.partition(chr(10))[2]}\n")
    assert "Each image: 8 × 8 × 1\n  From: nowhere\n  Licence: CC0 1.0\n  Card: " in said
    (tmp_path / "marks.txt").write_text("a mark")
    assert run(["data", "marks", "--from", str(tmp_path / "marks.txt")]) == 0
    assert marks == ["a mark"]
    assert DATASETS["marks"].card.name == "marks.md"


def test_the_command_says_what_is_wrong_from_the_registry(marks, capsys, tmp_path):
    for typed, says in (
        (["data", "mark"], "There is no data set 'mark'.\nWhat to do: choose one of auto, cifar10, drawings, marks."),
        (["data", "drawings", "--from", "x"], "`--from` is for cifar10 and marks only.\nWhat to do: data cifar10"),
        (["data", "--from", "x"], "`--from` is for cifar10 and marks only."),
        (["data", "marks", "--from", str(tmp_path / "x")], "What to do: give the path of marks.txt."),
    ):
        assert run(typed) == 1
        assert says in capsys.readouterr().err


def test_every_data_set_says_what_it_is():
    for name, dataset in DATASETS.items():
        assert dataset.name == name
        assert dataset.origin
        assert dataset.licence
        assert dataset.classes
        card = dataset.card.read_text(encoding="utf-8")
        for heading in ("What it is", "How it was made", "What it is for", "What it is not for", "Licence"):
            assert f"## {heading}\n" in card
        assert f"{dataset.train:,}" in card
        assert f"{dataset.test:,}" in card


def test_home_follows_the_environment_variable_and_is_made(monkeypatch, tmp_path):
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path / "a" / "b"))
    assert course_home() == tmp_path / "a" / "b"
    assert course_home().is_dir()
    monkeypatch.setenv("BUILD_A_CNN_HOME", os.path.join("~", "course"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert course_home() == tmp_path / "course"


def test_a_shared_folder_of_nobody_is_not_there(monkeypatch):
    monkeypatch.setenv("LESSON_DATA_DIR", os.path.join("~nobody-of-this-name", "data"))
    assert data_folders() == [course_home()]


@pytest.fixture(scope="module")
def raw():
    random = np.random.default_rng(0)
    images = random.integers(0, 256, (100, 32, 32, 3), dtype=np.uint8)
    return images, (np.arange(100) % 10).astype(np.uint8).reshape(-1, 1)


def test_prepare_dataset_is_the_courses_own_recipe(raw):
    from keras.utils import to_categorical
    from sklearn.model_selection import train_test_split

    images, labels = raw
    expected = train_test_split(images / 255.0, to_categorical(labels, 10), test_size=0.2, random_state=42)
    found = prepare_dataset(images, labels)
    assert [part.shape for part in found] == [(80, 32, 32, 3), (20, 32, 32, 3), (80, 10), (20, 10)]
    assert {part.dtype for part in found} == {np.dtype("float32")}
    for ours, theirs in zip(found, expected, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-6)
    assert found[0].max() <= 1.0


def test_prepare_dataset_takes_flat_labels_and_changes_nothing(raw):
    images, labels = raw
    before = images.copy(), labels.copy()
    with_column, flat = prepare_dataset(images, labels), prepare_dataset(images, labels[:, 0])
    assert np.array_equal(with_column[2], flat[2])
    assert np.array_equal(images, before[0])
    assert np.array_equal(labels, before[1])


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        (lambda i, y: (i.tolist(), y), TypeError, "NumPy array"),
        (lambda i, y: (i[0], y), ValueError, "images\\[np.newaxis\\]"),
        (lambda i, y: (i / 255.0, y), ValueError, "scaled already"),
        (lambda i, y: (i.astype("int64"), y), ValueError, "uint8"),
        (lambda i, y: (i[:1], y[:1]), ValueError, "At least two"),
        (lambda i, y: (i, y.tolist()), TypeError, "NumPy array"),
        (lambda i, y: (i, y[:50]), ValueError, "one label for each of the 100 images"),
        (lambda i, y: (i, np.eye(10)[y[:, 0]]), ValueError, "one-hot encoded already"),
        (lambda i, y: (i, y.astype("float32")), ValueError, "whole numbers"),
        (lambda i, y: (i, y + 1), ValueError, "from 1 to 10"),
        (lambda i, y: (i, y.astype("int64") - 1), ValueError, "from -1 to 8"),
    ],
)
def test_prepare_dataset_says_what_is_wrong(raw, change, error, says):
    with pytest.raises(error, match=says):
        prepare_dataset(*change(*raw))


def test_prepare_dataset_of_prepared_images_says_to_start_again(raw):
    train_images, _, train_labels, _ = prepare_dataset(*raw)
    with pytest.raises(ValueError, match="load_data"):
        prepare_dataset(train_images, train_labels)


def test_nothing_connects_to_a_network_unasked(no_cifar10, monkeypatch):
    def refuse(*args):
        raise AssertionError("load_data tried to connect")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    load_data("drawings")
    load_data("auto")
    monkeypatch.undo()
    monkeypatch.setenv("LESSON_CIFAR10_URL", "http://127.0.0.1:9/nobody-listens-here")
    monkeypatch.setenv("KERAS_HOME", os.devnull)
    with pytest.raises(DownloadError):  # only who asks for it by name
        load_data("cifar10")
