"""`load_data` and `prepare_dataset`, as the learner calls them."""

import os
import socket
from dataclasses import replace

import numpy as np
import pytest

from lesson_utils.datasets import DATASETS, DamagedDatasetError, DownloadError, class_names, load_data, prepare_dataset
from lesson_utils.datasets.home import course_home


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


def test_every_data_set_says_what_it_is():
    for name, dataset in DATASETS.items():
        assert dataset.name == name
        assert dataset.origin
        assert dataset.licence
        assert len(dataset.classes) == 10
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
