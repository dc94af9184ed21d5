"""EdgeLab in Python: what it computes, what it accepts and refuses, what it leaves in a notebook."""

import subprocess
import sys

import keras
import numpy as np
import pytest
from scipy import ndimage

from lesson_utils.visualise import EdgeLab
from lesson_utils.visualise.edge_lab.kernels import PRESETS, as_kernel, kernel_name
from lesson_utils.visualise.edge_lab.words import describe
from lesson_utils.visualise.kit.convolution import filter_image
from lesson_utils.visualise.kit.pictures import cat, grey_picture

LIGHT_ABOVE_DARK = np.repeat([[200], [200], [200], [50], [50], [50]], 6, axis=1)


@pytest.fixture
def random():
    return np.random.default_rng(3)


# What it computes


@pytest.mark.parametrize("shape", [(3, 3), (5, 5), (3, 5), (1, 3)])
def test_filter_image_agrees_with_scipy(random, shape):
    image, kernel = random.normal(size=(17, 23)), random.normal(size=shape)
    rows, columns = shape[0] // 2, shape[1] // 2
    whole = ndimage.correlate(image, kernel, mode="constant")
    expected = whole[rows : 17 - rows, columns : 23 - columns]
    np.testing.assert_allclose(filter_image(image, kernel), expected, atol=1e-5)


@pytest.mark.parametrize("size", [3, 4, 5])
def test_filter_image_agrees_with_keras(random, size):
    image = random.uniform(size=(20, 14)).astype("float32")
    kernel = random.normal(size=(size, size)).astype("float32")
    layer = keras.layers.Conv2D(1, size, use_bias=False)
    layer.build((None, 20, 14, 1))
    layer.set_weights([kernel[:, :, None, None]])
    expected = np.asarray(layer(image[None, :, :, None]))[0, :, :, 0]
    np.testing.assert_allclose(filter_image(image, kernel), expected, atol=1e-5)


def test_light_above_dark_is_negative_and_dark_above_light_positive():
    kernel = PRESETS["horizontal edges"].weights
    assert filter_image(LIGHT_ABOVE_DARK, kernel).min() == -450
    assert filter_image(LIGHT_ABOVE_DARK, kernel).max() == 0
    assert filter_image(LIGHT_ABOVE_DARK[::-1], kernel).max() == 450


@pytest.mark.parametrize(("image", "kernel"), [(np.ones((2, 9)), np.ones((3, 3))), (np.ones(9), np.ones((3, 3)))])
def test_filter_image_refuses_what_does_not_fit(image, kernel):
    with pytest.raises(ValueError, match=r"does not fit|two axes"):
        filter_image(image, kernel)


# Kernels


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_has_a_note_and_its_name_back(name):
    kernel = as_kernel(name.upper())
    assert kernel.shape in ((3, 3), (5, 5))
    assert kernel_name(kernel) == name
    assert PRESETS[name].note.endswith(".")


def test_presets_do_what_their_names_say(random):
    image = random.uniform(0, 255, size=(9, 9))
    np.testing.assert_allclose(filter_image(image, as_kernel("identity")), image[1:-1, 1:-1], rtol=1e-6)
    np.testing.assert_allclose(filter_image(image, as_kernel("blur"))[0, 0], image[:3, :3].mean(), rtol=1e-6)
    np.testing.assert_allclose(filter_image(image, as_kernel("wide blur"))[0, 0], image[:5, :5].mean(), rtol=1e-6)
    assert as_kernel("Gaussian blur").sum() == pytest.approx(1)
    edge_finders = ("horizontal edges", "vertical edges", "outline", "wide horizontal edges", "Laplacian of Gaussian")
    for edges in edge_finders:
        assert np.abs(filter_image(np.full((9, 9), 70), as_kernel(edges))).max() == 0
    assert kernel_name(np.full((3, 3), 7)) == "your kernel"


@pytest.mark.parametrize(
    ("kernel", "error", "words"),
    [
        ("edges", ValueError, "no kernel called 'edges'.*horizontal edges"),
        (np.ones((6, 6)), ValueError, r"\(3, 3\).*\(6, 6\)"),
        (np.ones((2, 2)), ValueError, r"\(3, 3\).*\(2, 2\)"),
        (np.ones((3, 5)), ValueError, r"\(3, 3\).*\(3, 5\)"),
        ([[1, 2, 3]], ValueError, r"\(3, 3\)"),
        ([["a"] * 3] * 3, TypeError, "rows of numbers"),
        ([[1, 2, 3], [4, 5], [6]], TypeError, "rows of numbers"),
        (None, ValueError, r"\(3, 3\)"),
        (np.full((3, 3), np.nan), ValueError, "NaN"),
    ],
)
def test_a_bad_kernel_is_refused_in_words(kernel, error, words):
    with pytest.raises(error, match=words):
        EdgeLab(kernel=kernel)
    lab = EdgeLab()
    with pytest.raises(error, match=words):
        lab.kernel = kernel
    assert kernel_name(lab.kernel) == "horizontal edges"


# Pictures


def test_all_common_kinds_of_image_give_the_same_grey():
    whole = np.arange(0, 250, 10, dtype=np.uint8).reshape(5, 5)
    for same in (whole.astype(int), whole / 255, (whole / 255).astype("float32"), whole[..., None], whole.tolist()):
        np.testing.assert_array_equal(grey_picture(same), whole)
    np.testing.assert_array_equal(grey_picture(np.repeat(whole[..., None], 3, axis=2)), whole)


def test_colours_are_weighted_as_the_eye_does():
    green, blue = np.zeros((5, 5, 3)), np.zeros((5, 5, 3))
    green[..., 1] = blue[..., 2] = 1
    assert grey_picture(green)[0, 0] > grey_picture(blue)[0, 0] > 0


@pytest.mark.parametrize(
    ("image", "error", "words"),
    [
        ("cat.png", TypeError, "not text"),
        (object(), TypeError, "array of numbers"),
        ([[1, 2], [3]], TypeError, "equal length"),
        (np.array([["a"] * 3] * 3), TypeError, "array of numbers"),
        (np.zeros((0, 9)), ValueError, "empty"),
        (np.zeros(9), ValueError, r"\(height, width\)"),
        (np.zeros((7, 32, 32, 3)), ValueError, r"images\[0\]"),
        (np.zeros((9, 9, 4)), ValueError, r"transparency: image\[\.\.\., :3\]"),
        (np.zeros((9, 9, 7)), ValueError, "7 channels"),
        (np.zeros((4, 9)), ValueError, "at least 5 x 5"),
        (np.zeros((8000, 20), np.uint8), ValueError, r"2000.*image\[::4, ::4\]"),
        (np.full((9, 9), np.nan), ValueError, "NaN"),
        (np.full((9, 9), 300), ValueError, "between 0 and 255"),
        (np.full((9, 9), -0.5), ValueError, "between 0 and 1"),
        (np.full((9, 9), 200.0), ValueError, "Divide the image by 255"),
    ],
)
def test_a_bad_image_is_refused_in_words(image, error, words):
    with pytest.raises(error, match=words):
        EdgeLab(image)


def test_the_largest_image_is_accepted():
    assert EdgeLab(np.zeros((2000, 5), np.uint8)).result.shape == (1998, 3)


# The widget


def test_it_opens_on_the_cat_and_the_lessons_kernel():
    lab = EdgeLab()
    np.testing.assert_array_equal(lab.kernel, [[-1, -1, -1], [0, 0, 0], [1, 1, 1]])
    np.testing.assert_array_equal(lab.image, cat())
    assert lab.kernel.dtype == np.float64
    assert lab.result.shape == (158, 158)
    assert lab.result.min() < 0 < lab.result.max()


def test_a_kernel_from_the_browser_arrives_as_numpy():
    lab, heard = EdgeLab(), []
    lab.observe(lambda change: heard.append(change["new"]), names="kernel")
    lab.set_state({"kernel": [[0, 0, 0], [0, 2.5, 0], [0, 0, 0]]})
    assert isinstance(lab.kernel, np.ndarray)
    assert lab.kernel[1, 1] == 2.5
    assert len(heard) == 1
    assert lab.result[0, 0] == 2.5 * lab.image[1, 1]


def test_a_kernel_set_in_python_reaches_the_browser():
    lab = EdgeLab()
    lab.kernel = "vertical edges"
    assert lab.get_state("kernel")["kernel"] == [[-1, 0, 1]] * 3
    with pytest.raises(ValueError, match="read-only"):
        lab.kernel[0, 0] = 9


def test_a_picture_from_the_browser_arrives_as_numpy_with_its_result():
    lab = EdgeLab(kernel="blur")
    pixels = np.arange(30, dtype=np.uint8)
    lab.set_state({"_picture": {"pixels": memoryview(pixels), "height": 5, "width": 6, "subject": "your picture"}})
    np.testing.assert_array_equal(lab.image, pixels.reshape(5, 6))
    np.testing.assert_allclose(lab.result, filter_image(pixels.reshape(5, 6), lab.kernel))
    assert "your picture" in lab._alt_text()


def test_a_picture_set_in_python_reaches_the_browser_and_a_bad_one_changes_nothing():
    lab = EdgeLab()
    lab.image = LIGHT_ABOVE_DARK
    assert lab.get_state("_picture")["_picture"]["height"] == 6
    with pytest.raises(ValueError, match="at least 5 x 5"):
        lab.image = np.zeros((2, 2))
    np.testing.assert_array_equal(lab.image, LIGHT_ABOVE_DARK)


@pytest.mark.parametrize("size", [3, 4, 5])
def test_kernels_of_every_size_have_a_result_a_figure_and_words(size, random):
    lab = EdgeLab(LIGHT_ABOVE_DARK, random.normal(size=(size, size)))
    assert lab.result.shape == (7 - size, 7 - size)
    assert f"the filtered picture, {7 - size} by {7 - size}" in lab._alt_text()
    assert len(lab._figure().axes[-1].patches) == size * size


def test_the_browser_gets_picture_and_presets():
    state = EdgeLab(LIGHT_ABOVE_DARK).get_state()
    pixels = LIGHT_ABOVE_DARK.astype(np.uint8).tobytes()
    assert state["_picture"] == {"pixels": pixels, "height": 6, "width": 6, "subject": "your picture"}
    assert [preset["name"] for preset in state["_presets"]] == list(PRESETS)


# What it leaves in a notebook


def test_its_words_stand_in_for_it():
    data, _ = EdgeLab()._repr_mimebundle_()
    for words in ("cat", "−1 −1 −1; 0 0 0; 1 1 1", "light lies above dark", "ReLU", "−317"):
        assert words in data["text/html"]


def test_the_picture_shows_the_result(random):
    """Two kernels give two pictures, one kernel gives the same picture twice."""
    bundles = [EdgeLab(kernel=name)._repr_mimebundle_()[0]["image/png"] for name in ("blur", "blur", "emboss")]
    assert bundles[0] == bundles[1] != bundles[2]


def test_the_repr_is_stable_and_says_what_is_there():
    assert repr(EdgeLab()) == repr(EdgeLab())
    assert repr(EdgeLab(LIGHT_ABOVE_DARK)) == (
        "EdgeLab, 6 x 6 pixels. Horizontal edges: values from −450 to 0. "
        "Negative: 50% of the pixels; ReLU sets them to 0."
    )
    assert EdgeLab()._repr_mimebundle_()[0]["text/plain"] == repr(EdgeLab())


def test_describe_says_when_relu_changes_nothing():
    assert describe("blur", [[1, 2]]).endswith("ReLU changes nothing.")


def test_importing_the_package_loads_nothing_heavy():
    heavy = "{'numpy', 'anywidget', 'matplotlib', 'tensorflow'}"
    code = f"import sys, lesson_utils.visualise; print({heavy} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"
