"""The images and models that ModelScope accepts, and what it says to those it refuses."""

import keras
import numpy as np
import pytest

from lesson_utils.visualise import ModelScope
from lesson_utils.visualise.model_scope.images import as_images, scaled_images
from tests.unit.model_zoo import lesson_model, row_of, small_model

L = keras.layers


@pytest.fixture
def small():
    return small_model()


# Images


def test_images_are_scaled_as_in_the_lesson(small):
    whole = np.arange(0, 256, 4, dtype=np.uint8).reshape(8, 8)
    for same in (whole, whole.astype(int), whole / 255, whole[..., None], whole[None, ..., None], whole.tolist()):
        np.testing.assert_allclose(ModelScope(small, same).image[..., 0], whole / 255, atol=1e-6)


def test_a_model_that_rescales_by_itself_gets_whole_numbers():
    model = row_of(L.Rescaling(1 / 255), L.Flatten(), L.Dense(2))
    whole = np.full((8, 8), 51, np.uint8)
    scope = ModelScope(model, whole)
    assert scope.image.max() == 51
    assert scope._facts["top"] == 255
    np.testing.assert_allclose(list(scope.feature_maps.values())[1], 0.2, atol=1e-6)
    assert ModelScope(row_of(L.Rescaling(2.0), L.Flatten()), whole).image.max() == np.float32(0.2)


@pytest.mark.parametrize(
    ("picture", "error", "words"),
    [
        ("cat.png", TypeError, "not text"),
        (object(), TypeError, "array of numbers"),
        ([[1, 2], [3]], TypeError, "equal length"),
        (np.zeros((0, 8)), ValueError, "empty"),
        (np.zeros(8), ValueError, r"\(8, 8, 1\); this one has \(8,\)"),
        (np.zeros((8, 8, 3)), ValueError, "Give it one channel"),
        (np.zeros((9, 9)), ValueError, r"resize\(image, \(8, 8\)\)"),
        (np.zeros((2, 2, 8, 8, 1)), ValueError, "reads images of shape"),
        (np.zeros((101, 8, 8, 1)), ValueError, r"images\[:100\]"),
        (np.full((8, 8), np.nan), ValueError, "NaN"),
        (np.full((8, 8), 300), ValueError, "between 0 and 255"),
        (np.full((8, 8), -0.5), ValueError, "between 0 and 1"),
        (np.full((8, 8), 200.0), ValueError, "Divide the image by 255"),
    ],
)
def test_a_bad_image_is_refused_in_words(small, picture, error, words):
    with pytest.raises(error, match=words):
        ModelScope(small, picture)


def test_advice_for_channels_and_large_images():
    for shape, words in [((8, 8), r"np\.stack"), ((8, 8, 4), "transparency"), ((8, 8, 1), r"np\.repeat")]:
        with pytest.raises(ValueError, match=words):
            as_images(np.zeros(shape), (8, 8, 3))
    with pytest.raises(ValueError, match=r"image\[::8\]"):
        as_images(np.zeros((8000, 10, 3), np.uint8), (None, None, 3))
    with pytest.raises(ValueError, match="between 0 and 255"):
        scaled_images(np.full((2, 2), 256.0), rescales=True)


# Models


def _two_inputs():
    pair = [keras.Input((8, 8, 1)), keras.Input((8, 8, 1))]
    return keras.Model(pair, L.Add()(pair))


class _OwnClass(keras.Model):
    def call(self, x):
        return x


def _gone_astray():
    model = row_of(L.Flatten(), L.Dense(2, name="out"))
    model.get_layer("out").set_weights([np.full((64, 2), np.nan), np.zeros(2)])
    return model


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda: "model.keras", TypeError, "load_model"),
        (lambda: np.zeros((32, 32, 3)), TypeError, "a ndarray. The model comes first"),
        (lambda: L.Dense(3), TypeError, "single layer"),
        (lambda: keras.Input((8, 8, 1)), TypeError, "layer's output"),
        (lambda: lesson_model, TypeError, r"a function\. Call it first: ModelScope\(lesson_model\(\), image\)"),
        (lambda: keras.Sequential([L.Dense(3)]), ValueError, r"model\.build\(\(None, 32, 32, 3\)\)"),
        (_OwnClass, TypeError, "_OwnClass is a model written as a class of its own"),
        (_two_inputs, ValueError, "2 inputs"),
        (lambda: row_of(L.Dense(3), shape=(20,)), ValueError, r"data of shape \(20,\)"),
        (lambda: row_of(L.Conv2D(2, 3), shape=(8, 8, 5)), ValueError, r"arrays of shape \(8, 8, 5\)"),
        (_gone_astray, ValueError, "'out' are no numbers any more.*smaller learning rate"),
        (lambda: row_of(L.Flatten(), L.Dense(90_000)), ValueError, "5,850,000 numbers to learn; up to 5,000,000"),
        (lambda: row_of(L.UpSampling2D(800)), ValueError, "too large.*numbers in its feature maps"),
        (lambda: row_of(L.UpSampling2D(32), L.Conv2D(50, 8), L.Conv2D(9, 8)), ValueError, "too large.*multiplications"),
        (lambda: row_of(*[L.Identity() for _ in range(201)]), ValueError, "201 layers; ModelScope shows up to 200"),
    ],
)  # fmt: skip
def test_a_model_that_cannot_be_shown_is_refused_in_words(make, error, words):
    with pytest.raises(error, match=words):
        ModelScope(make())


def test_class_names_must_fit(small):
    with pytest.raises(ValueError, match="one name for each of the 3 outputs; these are 2"):
        ModelScope(small, class_names=["cat", "dog"])
    with pytest.raises(ValueError, match="class_names"):
        ModelScope(small, class_names="cat")
    assert ModelScope(small).class_names == ("class 0", "class 1", "class 2")
