"""What episode 2 tells of photos, numbers and memory is so, and its function is the course's own in other words."""

import re

import keras
import numpy as np
import pytest
import skimage
from sklearn.model_selection import train_test_split

from lesson_utils.datasets import class_names, load_data, prepare_dataset
from lesson_utils.episodes import course
from lesson_utils.figures.images import EYE, FRAMED, SETS, small_photo

EPISODE = next(episode for episode in course() if episode.name == "02-image-data")
TOLD = EPISODE.path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def photo(tmp_path_factory):
    """The cat, by way of a file, as the episode loads it."""
    path = tmp_path_factory.mktemp("photo") / "cat.png"
    skimage.io.imsave(path, skimage.data.cat())
    return keras.utils.img_to_array(keras.utils.load_img(path, target_size=(32, 32)))


def test_the_three_numbers_of_the_photo(photo):
    smallest, largest, mean = re.search(r"They are (\d+), (\d+) and about (\d+)", TOLD).groups()
    assert (photo.min(), photo.max(), round(float(photo.mean()))) == (int(smallest), int(largest), int(mean))
    scaled = re.search(r"(\d), about (0\.\d\d) and about (0\.\d\d)\. The largest", TOLD).groups()
    assert [f"{value / 255:.2f}" for value in (photo.min(), photo.max(), photo.mean())] == [
        f"{float(value):.2f}" for value in scaled
    ]


def test_the_figure_shows_the_photo_that_keras_loads(photo):
    np.testing.assert_array_equal(small_photo(), photo)
    assert all(0 <= place <= 32 - FRAMED for place in EYE)


def test_the_photo_has_as_many_numbers_as_told():
    assert skimage.data.cat().size == int(re.search(r"And ([\d,]+) numbers have become", TOLD)[1].replace(",", ""))
    assert skimage.data.cat().shape == (300, 451, 3)


def test_arithmetic_with_a_pixel_wraps_round():
    pixel = np.array([200], dtype="uint8")
    assert (pixel + 100)[0] == 44
    assert (pixel // 255)[0] == 0
    assert (pixel / 255).dtype == "float64"


def test_the_solution_gives_what_the_courses_own_function_gives():
    random = np.random.default_rng(5)
    images = random.integers(0, 256, (50, 32, 32, 3), dtype="uint8")
    labels = random.integers(0, 10, (50, 1), dtype="uint8")
    made = {"keras": keras, "class_names": class_names, "train_test_split": train_test_split}
    exec(next(one.solution for one in EPISODE.challenges if one.id == "prepare-dataset"), made)
    for solved, ours in zip(made["prepare_dataset"](images, labels), prepare_dataset(images, labels), strict=True):
        np.testing.assert_allclose(solved, ours, atol=1e-7)


def test_the_classes_are_balanced_as_told(capsys):
    (_, train_labels), (test_images, _) = load_data("drawings")
    assert np.bincount(train_labels[:, 0]).tolist() == [5000] * 10
    training, validation, test = (count for count, *_ in SETS.values())
    assert training + validation == len(train_labels)
    assert test == len(test_images)
