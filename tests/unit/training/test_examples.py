"""The images whose predictions are watched, and the little pictures of filters."""

import keras
import numpy as np
import pytest

from lesson_utils.training.examples import Examples, one_of_each
from lesson_utils.training.network import first_filters, predictions


def images(number: int = 6) -> np.ndarray:
    return np.random.default_rng(0).random((number, 8, 8, 3), dtype=np.float32)


def test_one_of_each_class_is_chosen_from_one_hot_labels():
    labels = np.eye(4, dtype="float32")[[2, 2, 0, 3, 0, 1]]
    chosen = one_of_each(images(), labels, ["a", "b", "c", "d"])
    assert chosen.classes == [2, 0, 3, 1]
    assert np.array_equal(chosen.images, images()[[0, 2, 3, 5]])
    assert chosen.name_of(2) == "c"


def test_never_more_than_five():
    assert one_of_each(images(9), np.arange(9), None).classes == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (None, None),
        (np.zeros((4, 3)), np.zeros(4)),
        (np.zeros((4, 8, 8, 3)), np.zeros(5)),
        (np.zeros((4, 8, 8, 7)), np.zeros(4)),
        ([[1]], [1]),
        (np.zeros((0, 8, 8, 3)), np.zeros(0)),
        (np.zeros((4, 8, 8, 3)), np.zeros((4, 2, 2))),
    ],
)
def test_what_is_no_set_of_images_is_left_alone(x, y):
    assert one_of_each(x, y, None) is None


def test_images_are_shown_as_bytes_whatever_their_scale():
    for scale in (1, 255):
        shown = Examples(images() * scale).pixels()
        assert shown.dtype == np.uint8
        assert shown.max() > 200


def test_grey_images_get_three_channels():
    assert Examples(images()[..., :1]).pixels().shape == (5, 8, 8, 3)


@pytest.mark.parametrize(("labels", "says"), [(np.zeros(3), "one label for each image")])
def test_labels_that_do_not_fit_are_refused(labels, says):
    with pytest.raises(ValueError, match=says):
        Examples(images(), labels)


def test_a_single_image_is_told_how_to_become_several():
    with pytest.raises(ValueError, match=r"images=image\[np.newaxis\]"):
        Examples(images()[0])


def small_model(channels: int = 3) -> keras.Model:
    inputs = keras.Input((8, 8, channels))
    x = keras.layers.Flatten()(keras.layers.Conv2D(4, 3)(inputs))
    return keras.Model(inputs, keras.layers.Dense(2, activation="softmax")(x))


def test_filters_become_pictures_around_grey():
    model = small_model()
    kernel = np.zeros((3, 3, 3, 4), dtype="float32")
    kernel[0, 0, 0, 1], kernel[2, 2, 2, 3] = 0.5, -0.5
    model.layers[1].set_weights([kernel, np.zeros(4)])
    pictures = first_filters(model)
    assert pictures.shape == (4, 3, 3, 3)
    assert pictures[1, 0, 0, 0] == 255
    assert pictures[3, 2, 2, 2] == 0
    assert set(np.unique(pictures[0])) == {128}


def test_without_a_convolution_over_colours_there_are_no_pictures():
    assert first_filters(small_model(1)) is None
    assert first_filters(keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])) is None


def test_probabilities_are_told_only_where_they_are_some():
    assert predictions(small_model(), images()).shape == (6, 2)
    inputs = keras.Input((8, 8, 3))
    logits = keras.Model(inputs, keras.layers.Dense(2)(keras.layers.Flatten()(inputs)))
    assert predictions(logits, images()) is None
