"""PoolStep in Python: what it computes, what it accepts and refuses, what it leaves in a notebook."""

from html import unescape

import keras
import numpy as np
import pytest

from lesson_utils.visualise import PoolStep
from lesson_utils.visualise.pool_step.pooling import average_pool, changed, max_pool, shift
from lesson_utils.visualise.sliding.small_numbers import as_whole


def _combinations(count):
    """Random images and settings that Keras accepts."""
    random = np.random.default_rng(8)
    while count:
        shape, pool_size = random.integers(1, 12, 2), int(random.integers(1, 5))
        strides, padding = random.choice([None, 1, 2, 3]), str(random.choice(["valid", "same"]))
        if padding == "valid" and pool_size > min(shape):
            continue
        count -= 1
        yield random.normal(size=shape), pool_size, strides, padding


# What it computes


def test_it_agrees_with_keras():
    """Both kinds of pooling; with "same", Keras' average counts real cells only, and so must ours."""
    for image, pool_size, strides, padding in _combinations(60):
        pixels = image[None, :, :, None].astype("float32")
        for ours, theirs in ((max_pool, keras.layers.MaxPooling2D), (average_pool, keras.layers.AveragePooling2D)):
            found = ours(image, pool_size, strides, padding)
            expected = np.asarray(theirs(pool_size, strides, padding)(pixels))[0, :, :, 0]
            assert found.shape == expected.shape
            assert found.dtype == expected.dtype
            np.testing.assert_allclose(found, expected, atol=1e-5)


def test_what_is_left_over_is_dropped_and_same_keeps_it():
    image = [[1, 2, 9], [3, 4, 9], [9, 9, 9]]
    assert max_pool(image).tolist() == [[4]]
    assert max_pool(image, padding="same").tolist() == [[4, 9], [9, 9]]
    assert average_pool(image, padding="same").tolist() == [[2.5, 9], [9, 9]]
    assert max_pool([[-5, -2, -9]], padding="same").tolist() == [[-2, -9]]  # padding is not a zero


@pytest.mark.parametrize(
    ("by", "moved"),
    [
        ((0, 1), [[0, 1], [0, 3]]),
        ((0, -1), [[2, 0], [4, 0]]),
        ((1, 0), [[0, 0], [1, 2]]),
        ((-1, 1), [[0, 3], [0, 0]]),
        ((0, 0), [[1, 2], [3, 4]]),
        ((5, -5), [[0, 0], [0, 0]]),
    ],
)
def test_a_shift_moves_every_cell(by, moved):
    assert shift([[1, 2], [3, 4]], *by).tolist() == moved


def test_on_the_example_a_shift_changes_few_maxima_and_nearly_all_averages():
    image = PoolStep().image
    for by, maxima in (((0, 1), 2), ((0, -1), 4), ((1, 0), 3), ((-1, 0), 3)):
        moved = shift(image, *by)
        assert changed(max_pool(image), max_pool(moved)) == maxima
        assert changed(average_pool(image), average_pool(moved)) == 8


# What it accepts and refuses


@pytest.mark.parametrize(
    ("settings", "error", "words"),
    [
        ({"image": "cat.png"}, TypeError, "image must be numbers"),
        ({"image": np.zeros((5, 5, 3))}, ValueError, "one channel"),
        ({"image": np.zeros((8000, 8000))}, ValueError, "at most 12 x 12"),
        ({"image": [[np.nan]]}, ValueError, "NaN"),
        ({"pool_size": 8}, ValueError, 'The window has 8 rows and the image only 7.*padding="same"'),
        ({"pool_size": (2, 3)}, ValueError, "same for rows and columns"),
        ({"pool_size": "2"}, TypeError, "pool_size must be a whole number"),
        ({"pool_size": None}, TypeError, "pool_size must be a whole number"),
        ({"strides": -1}, ValueError, "strides is -1"),
        ({"strides": 1.5}, TypeError, "strides must be a whole number"),
        ({"padding": "full"}, ValueError, '"valid" or "same"'),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(settings, error, words):
    with pytest.raises(error, match=words):
        PoolStep(**settings)


@pytest.mark.parametrize("value", [(1,), (1, 2, 3), "12", (0.5, 0), (True, 0), None])
def test_a_shift_is_two_whole_numbers(value):
    pool = PoolStep()
    with pytest.raises(TypeError, match="two whole numbers"):
        pool.shift = value
    assert pool.shift == (0, 0)
    with pytest.raises(ValueError, match="nothing would be left"):
        pool.shift = (99, 0)


def test_a_refused_assignment_changes_nothing():
    pool = PoolStep()
    with pytest.raises(ValueError, match="it fits nowhere"):
        pool.pool_size = 9
    assert pool.pool_size == 2
    pool.padding = "same"
    pool.pool_size = 9
    assert pool.output.shape == (1, 1)
    with pytest.raises(ValueError, match="it fits nowhere"):
        pool.padding = "valid"
    assert pool.padding == "same"


def test_outputs_follow_the_settings_and_the_shift():
    pool = PoolStep([[1, 2, 3], [4, 5, 6], [7, 8, 9]], pool_size=(2, 2), strides=1)
    assert pool.output.tolist() == [[5, 6], [8, 9]]
    assert pool.average.tolist() == [[3, 4], [6, 7]]
    pool.shift = [0, 1]
    assert pool.output.tolist() == [[4, 5], [7, 8]]
    pool.strides = None
    assert pool.output.tolist() == [[4]]


def test_the_browser_hears_of_python_and_python_of_the_browser():
    pool = PoolStep()
    pool.set_state({"image": [[1, 2], [3, 4]], "strides": None, "shift": [0, 0]})
    assert pool.output.tolist() == [[4]]
    pool.set_state({"pool_size": 1, "padding": "same", "strides": 2})
    assert pool.output.tolist() == [[1]]
    assert pool.get_state("image")["image"] == [[1, 2], [3, 4]]


@pytest.mark.parametrize("value", [1, (1, 1), [1], np.int32(1)])
def test_a_whole_number_may_be_written_as_keras_takes_it(value):
    assert as_whole(value, "strides", 5) == 1


# What it leaves in a notebook


def test_its_words_stand_in_for_it():
    data, _ = PoolStep()._repr_mimebundle_()
    assert data["text/plain"] == (
        'PoolStep: image 7 x 7, pool_size=2, strides=None, padding="valid". Output 3 x 3. Not used: row 6, column 6.'
    )
    words = unescape(data["text/html"])
    for part in ("9 8 0 8 2 0 0", "Max pooling, row by row: 9 8 3; 1 8 4; 8 8 4", "Not used: row 6, column 6"):
        assert part in words


def _figure(pool):
    (axes,) = pool._figure().axes
    return axes, [text.get_text() for text in axes.texts]


def test_the_picture_rings_every_winner_and_says_what_is_dropped():
    from matplotlib.patches import Circle

    axes, texts = _figure(PoolStep())
    assert sum(isinstance(patch, Circle) for patch in axes.patches) == 10  # nine windows, one tie
    assert texts.count("dropped") == 2
    assert {"max(9, 8, 0, 1) = 9", "average: (9 + 8 + 0 + 1) / 4 = 4.5"} <= set(texts)
    axes, texts = _figure(PoolStep(padding="same", pool_size=3))
    assert "dropped" not in texts
    assert "average: (9 + 8 + 0 + 1) / 4 = 4.5" in texts  # four real cells under a window of nine


def test_the_picture_follows_the_shift():
    pool = PoolStep()
    before = pool._repr_mimebundle_()[0]["image/png"]
    assert pool._repr_mimebundle_()[0]["image/png"] == before
    pool.shift = (0, 1)
    assert pool._repr_mimebundle_()[0]["image/png"] != before


def test_the_largest_window_can_be_drawn():
    _, texts = _figure(PoolStep(np.arange(144).reshape(12, 12), pool_size=12))
    assert any("…" in text for text in texts)
