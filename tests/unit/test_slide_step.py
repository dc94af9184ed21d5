"""SlideStep in Python: what it computes, what it accepts and refuses, what it leaves in a notebook."""

from html import unescape

import keras
import numpy as np
import pytest
import traitlets

from lesson_utils import figures
from lesson_utils.visualise import SlideStep
from lesson_utils.visualise.sliding.matrix_figure import grey_fills, ink_on
from lesson_utils.visualise.sliding.sliding import convolve, margin, output_size, reach, size_in_words, span, unused


def _combinations(count):
    """Random images, kernels and settings that Keras accepts."""
    random = np.random.default_rng(7)
    while count:
        shape, window = random.integers(1, 12, 2), random.integers(1, 6, 2)
        strides, dilation = random.choice([(1, 1), (2, 1), (3, 1), (1, 2), (1, 3)])
        padding = str(random.choice(["valid", "same"]))
        if padding == "valid" and any(span(k, dilation) > n for k, n in zip(window, shape, strict=True)):
            continue
        count -= 1
        yield random.normal(size=shape), random.normal(size=window), int(strides), padding, int(dilation)


# What it computes


def test_it_agrees_with_keras():
    """keras.ops.conv and keras.layers.Conv2D, on random images, kernels, strides, paddings and dilations."""
    for case, (image, kernel, strides, padding, dilation) in enumerate(_combinations(60)):
        found = convolve(image, kernel, strides, padding, dilation)
        pixels, weights = image[None, :, :, None].astype("float32"), kernel[:, :, None, None].astype("float32")
        how = {"strides": strides, "padding": padding, "dilation_rate": dilation}
        expected = np.asarray(keras.ops.conv(pixels, weights, **how))[0, :, :, 0]
        assert found.shape == expected.shape
        assert found.dtype == expected.dtype
        np.testing.assert_allclose(found, expected, atol=1e-5)
        if case % 6 == 0:
            layer = keras.layers.Conv2D(1, kernel.shape, use_bias=False, **how)
            layer.build(pixels.shape)
            layer.set_weights([weights])
            np.testing.assert_allclose(found, np.asarray(layer(pixels))[0, :, :, 0], atol=1e-5)


def test_its_sums_stand_in_no_figure():
    """The figure above it on the page shows its own twelve sums: none of them can be copied from the same place."""
    slide = SlideStep()
    np.testing.assert_array_equal(slide.kernel, figures.convolution.HORIZONTAL_EDGES)
    np.testing.assert_array_equal(slide.output, [[-21, -22, -21], [-22, -19, -19], [0, -1, -1], [21, 19, 20]])
    assert not (slide.output == SlideStep(figures.convolution.WORKED_IMAGE).output)[:2].any()


@pytest.mark.parametrize(
    ("size", "how", "count", "words"),
    [
        (6, {}, 4, "4 rows: floor((6 − 3) / 1) + 1 = 4"),
        (6, {"strides": 2}, 2, "2 rows: floor((6 − 3) / 2) + 1 = 2"),
        (6, {"strides": 2, "padding": "same"}, 3, "3 rows: ceil(6 / 2) = 3"),
        (7, {"strides": 2, "padding": "same"}, 4, "4 rows: ceil(7 / 2) = 4"),
        (5, {"dilation_rate": 2}, 1, "1 row: floor((5 − 5) / 1) + 1 = 1, as the kernel spans 2 × (3 − 1) + 1 = 5"),
        (2, {}, 0, "0 rows: floor((2 − 3) / 1) + 1 = 0"),
    ],
)
def test_the_size_is_worked_out_as_keras_does(size, how, count, words):
    assert output_size(size, 3, **how) == count
    assert size_in_words("row", size, 3, **how) == words


def test_an_odd_padding_goes_to_the_bottom_and_the_right():
    assert margin(6, reach(6, 3, strides=2, padding="same")) == (0, 1)
    assert margin(5, reach(5, 4, padding="same")) == (1, 2)
    assert margin(5, reach(5, 3)) == (0, 0)


def test_cells_that_no_window_reaches_are_known():
    assert unused(6, 3, strides=2) == [5]
    assert unused(8, 2, strides=3) == [2, 5]
    assert unused(6, 3, strides=2, padding="same") == []


def test_a_padding_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match='"valid" or "same"'):
        output_size(6, 3, padding="full")


# What it accepts and refuses


@pytest.mark.parametrize(
    ("settings", "error", "words"),
    [
        ({"image": "cat.png"}, TypeError, "image must be numbers"),
        ({"image": [[1, 2], [3]]}, TypeError, "equal length"),
        ({"image": [["a"]]}, TypeError, "image must be numbers"),
        ({"image": [1, 2, 3]}, ValueError, r"\(height, width\)"),
        ({"image": np.zeros((5, 5, 3))}, ValueError, r"Take one: image\[:12, :12, 0\]"),
        ({"image": np.zeros((9, 5, 5, 3))}, ValueError, r"image\[0, :12, :12, 0\]"),
        ({"image": np.zeros((0, 4))}, ValueError, "empty"),
        ({"image": np.zeros((8000, 8000))}, ValueError, r"at most 12 x 12 fit.*image\[:12, :12\]"),
        ({"image": np.full((5, 5), np.nan)}, ValueError, "NaN"),
        ({"image": np.full((5, 5), 1e6)}, ValueError, "beyond 9999"),
        ({"kernel": np.zeros((7, 7))}, ValueError, "kernel is 7 x 7.*at most 5 x 5"),
        ({"kernel": "edges"}, TypeError, "kernel must be numbers"),
        ({"kernel": np.ones((5, 5)), "image": np.ones((4, 9))}, ValueError, "spans 5 rows and the image has 4"),
        ({"dilation_rate": 3}, ValueError, 'spans 7 rows and the image has 6.*padding="same"'),
        ({"strides": 0}, ValueError, "between 1 and 12"),
        ({"strides": 2.0}, TypeError, "whole number"),
        ({"strides": True}, TypeError, "whole number"),
        ({"strides": (1, 2)}, ValueError, "same for rows and columns"),
        ({"strides": (1, 2, 3)}, TypeError, "whole number"),
        ({"padding": "full"}, ValueError, '"valid" or "same", not \'full\''),
        ({"padding": 1}, ValueError, '"valid" or "same", not 1'),
        ({"strides": 2, "dilation_rate": 2}, ValueError, "Keras does not combine the two.*back to 1"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(settings, error, words):
    with pytest.raises(error, match=words):
        SlideStep(**settings)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("dilation_rate", 2, "Keras does not combine"),
        ("padding", "full", '"valid" or "same"'),
        ("image", [[1, 2]], "spans 3 rows and the image has 1"),
        ("kernel", np.full((3, 3), np.inf), "NaN or infinity"),
    ],
)
def test_a_refused_assignment_changes_nothing(name, value, words):
    slide = SlideStep(strides=2)
    before = repr(slide), getattr(slide, name)
    with pytest.raises((ValueError, TypeError, traitlets.TraitError), match=words):
        setattr(slide, name, value)
    assert repr(slide) == before[0]
    np.testing.assert_array_equal(getattr(slide, name), before[1])


def test_keras_ways_of_writing_are_taken():
    slide = SlideStep(strides=(2, 2), padding="SAME")
    assert (slide.strides, slide.padding) == (2, "same")
    slide.strides = [1, 1]
    slide.dilation_rate = np.int64(2)
    assert slide.output.shape == (6, 5)
    assert SlideStep([[True, False]], [[1]]).output.tolist() == [[1, 0]]


def test_the_browser_hears_of_python_and_python_of_the_browser():
    slide, heard = SlideStep(), []
    slide.observe(lambda change: heard.append(change["name"]), names=["kernel", "strides"])
    slide.set_state({"kernel": [[0, 2], [0, 0]], "strides": 2, "dilation_rate": 1})
    assert isinstance(slide.kernel, np.ndarray)
    assert slide.output[0, 0] == 2 * slide.image[0, 1]
    assert sorted(heard) == ["kernel", "strides"]
    slide.kernel = np.eye(2)
    assert slide.get_state("kernel")["kernel"] == [[1, 0], [0, 1]]
    with pytest.raises(ValueError, match="read-only"):
        slide.kernel[0, 0] = 9


# What it leaves in a notebook


def test_its_words_stand_in_for_it():
    data, _ = SlideStep()._repr_mimebundle_()
    assert data["text/plain"] == repr(SlideStep())
    words = unescape(data["text/html"])
    for part in ("7 8 9 8 7", "−1 −1 −1; 0 0 0; 1 1 1", "4 rows: floor((6 − 3) / 1) + 1 = 4", "21 19 20"):
        assert part in words


def test_the_picture_shows_what_is_set():
    pictures = [
        SlideStep(**settings)._repr_mimebundle_()[0]["image/png"]
        for settings in ({}, {}, {"strides": 2}, {"padding": "same"}, {"dilation_rate": 2})
    ]
    assert pictures[0] == pictures[1]
    assert len(set(pictures)) == 4


def _texts(slide):
    (axes,) = slide._figure().axes
    return [text.get_text() for text in axes.texts]


def test_the_picture_works_out_the_cell_in_the_middle():
    texts = _texts(SlideStep())
    assert texts.count("−19") >= 2  # in the output, and below the line
    assert {"1 × 1", "9 × (−1)", "−24", "+5", "4 × 3"} <= set(texts)
    assert _texts(SlideStep(padding="same")).count("0") >= 26  # the frame of zeros around 6 x 5


def test_the_largest_that_is_allowed_can_be_drawn():
    random = np.random.default_rng(0)
    slide = SlideStep(random.normal(size=(12, 12)), random.normal(size=(5, 5)), padding="same", dilation_rate=3)
    assert len(slide._figure().axes) == 1
    assert slide.output.shape == (12, 12)


def test_letters_on_every_grey_reach_a_contrast_of_four_and_a_half():
    for (fill,) in grey_fills(np.arange(256.0)[:, None]):
        grey = int(fill[1:3], 16) / 255
        bright = ((grey + 0.055) / 1.055) ** 2.4
        assert (1.05 / (bright + 0.05) if ink_on(fill) == "#ffffff" else (bright + 0.05) / 0.05) >= 4.5
