"""ChannelMixer in Python: what it computes, what it accepts and refuses, what it leaves in a notebook."""

import keras
import numpy as np
import pytest

from lesson_utils.visualise import ChannelMixer
from lesson_utils.visualise.channel_mixer.figure import channel_mixer_figure
from lesson_utils.visualise.channel_mixer.filters import FILTERS, filter_name
from lesson_utils.visualise.channel_mixer.mixing import channel_maps, feature_maps
from lesson_utils.visualise.channel_mixer.picture import colour_picture, drawn_cat


@pytest.fixture
def random():
    return np.random.default_rng(7)


def test_it_opens_on_a_drawing_of_the_course():
    mixer = ChannelMixer()
    assert mixer.image.shape == (32, 32, 3)
    assert mixer.image.dtype == np.float32
    assert mixer.image.min() >= 0
    assert mixer.image.max() <= 1
    np.testing.assert_array_equal(mixer.image, drawn_cat())
    assert mixer.filters.shape == (3, 3, 3, 4)
    assert mixer.feature_maps.shape == (30, 30, 4)


def test_the_filters_do_what_their_names_say():
    maps = dict(zip(FILTERS, np.moveaxis(ChannelMixer().feature_maps, -1, 0), strict=True))
    cat = drawn_cat()
    np.testing.assert_allclose(maps["green only"], cat[1:-1, 1:-1, 1], atol=1e-6)
    fur, wall = maps["red against blue"][8, 21], maps["red against blue"][2, 28]
    assert fur > 3
    assert wall == 0
    assert 0 < (maps["clearly red"] > 0).sum() < (maps["red against blue"] > 0).sum()
    even = np.full((6, 6, 3), 0.4)
    assert np.abs(ChannelMixer(even).feature_maps[..., 2]).max() < 1e-6


def test_each_channel_has_a_table_of_its_own(random):
    image, weights = random.uniform(size=(6, 7, 3)), random.normal(size=(3, 3, 3))
    maps = channel_maps(image, weights)
    for channel in range(3):
        alone = np.zeros_like(image)
        alone[..., channel] = image[..., channel]
        np.testing.assert_allclose(channel_maps(alone, weights).sum(axis=-1), maps[..., channel], atol=1e-5)
    np.testing.assert_allclose(
        feature_maps(image, weights[..., None], [0.25])[..., 0], np.maximum(maps.sum(-1) + 0.25, 0), atol=1e-5
    )


def test_the_weights_of_a_layer_go_in_as_they_are(random):
    layer = keras.layers.Conv2D(16, (3, 3), activation="relu")
    layer.build((None, 32, 32, 3))
    image = random.uniform(size=(32, 32, 3)).astype("float32")
    mixer = ChannelMixer(image, *layer.get_weights())
    np.testing.assert_allclose(mixer.feature_maps, np.asarray(layer(image[None]))[0], atol=1e-5)
    assert repr(mixer).startswith("ChannelMixer, 32 x 32 pixels, filter 0 (of 16): filter 0.")


def test_one_filter_may_come_alone_and_a_bias_be_left_out():
    mixer = ChannelMixer(filters=np.ones((3, 3, 3)))
    assert mixer.filters.shape == (3, 3, 3, 1)
    assert mixer.bias.tolist() == [0]
    assert ChannelMixer(filters=np.ones((3, 3, 3)), bias=2).bias.tolist() == [2]


def test_what_the_browser_sends_arrives_as_numpy():
    mixer, heard = ChannelMixer(), []
    mixer.observe(lambda change: heard.append(change["name"]))
    filters = mixer.filters.tolist()
    filters[0][0][0][0] = 7.5
    mixer.set_state({"filters": filters, "bias": [1, 2, 3, 4], "chosen": 2})
    assert isinstance(mixer.filters, np.ndarray)
    assert mixer.filters[0, 0, 0, 0] == 7.5
    assert mixer.bias.tolist() == [1, 2, 3, 4]
    assert {"filters", "bias", "chosen"} <= set(heard)
    pixels = np.zeros((4, 5, 3), np.float32)
    mixer.set_state(
        {"_picture": {"pixels": memoryview(pixels.tobytes()), "height": 4, "width": 5, "subject": "your picture"}}
    )
    assert mixer.image.shape == (4, 5, 3)


def test_what_is_set_in_python_reaches_the_browser():
    mixer = ChannelMixer()
    mixer.chosen = np.int64(3)
    mixer.bias = [0, 0, 0, -1]
    mixer.image = np.zeros((5, 6, 3))
    state = mixer.get_state()
    assert (state["chosen"], state["bias"]) == (3, [0, 0, 0, -1])
    assert (state["_picture"]["height"], state["_picture"]["width"]) == (5, 6)
    assert np.array(state["filters"]).shape == (3, 3, 3, 4)
    assert [one["name"] for one in state["_known"]] == list(FILTERS)
    with pytest.raises(ValueError, match="read-only"):
        mixer.filters[0, 0, 0, 0] = 9
    with pytest.raises(ValueError, match="read-only"):
        mixer.bias[0] = 9


@pytest.mark.parametrize(
    ("image", "error", "words"),
    [
        ("cat.png", TypeError, "not text"),
        (np.zeros((9, 9)), ValueError, r"\(height, width, 3\)"),
        (np.zeros((9, 9, 1)), ValueError, "red, green and blue"),
        (np.zeros((9, 9, 4)), ValueError, r"image\[\.\.\., :3\]"),
        (np.zeros((4, 9, 9, 3)), ValueError, r"images\[0\]"),
        (np.zeros((0, 9, 3)), ValueError, "at least 3 x 3"),
        (np.zeros((2, 9, 3)), ValueError, "at least 3 x 3"),
        (np.zeros((8000, 9, 3), np.uint8), ValueError, r"image\[::50, ::50\]"),
        (np.full((9, 9, 3), np.nan), ValueError, "NaN"),
        (np.full((9, 9, 3), 200.0), ValueError, "Divide the image by 255"),
        (np.full((9, 9, 3), -1), ValueError, "between 0 and 255"),
    ],
)
def test_a_bad_image_is_refused_in_words(image, error, words):
    with pytest.raises(error, match=words):
        ChannelMixer(image)
    mixer = ChannelMixer()
    with pytest.raises(error, match=words):
        mixer.image = image
    np.testing.assert_array_equal(mixer.image, drawn_cat())


@pytest.mark.parametrize(
    ("filters", "bias", "error", "words"),
    [
        ([np.zeros((3, 3, 3, 16)), np.zeros(16)], None, TypeError, r"\*layer\.get_weights\(\)"),
        ("edges", None, TypeError, "array of numbers"),
        (np.zeros((3, 3)), None, ValueError, r"\(3, 3, 3, k\)"),
        (np.zeros((3, 3, 16, 32)), None, ValueError, "16 channels.*first Conv2D"),
        (np.zeros((5, 5, 3, 16)), None, ValueError, "5 x 5"),
        (np.zeros((3, 3, 3, 65)), None, ValueError, "1 to 64"),
        (np.full((3, 3, 3, 2), np.nan), None, ValueError, "NaN"),
        (np.full((3, 3, 3, 2), 1e9), None, ValueError, "1,000,000"),
        (np.zeros((3, 3, 3, 2)), [1, 2, 3], ValueError, "2 numbers, one for each filter, not 3"),
        (np.zeros((3, 3, 3, 2)), "0", TypeError, "row of numbers"),
        (None, [1], ValueError, "A bias belongs to filters"),
    ],
)
def test_bad_filters_are_refused_in_words(filters, bias, error, words):
    with pytest.raises(error, match=words):
        ChannelMixer(None, filters, bias)


@pytest.mark.parametrize(
    ("name", "value", "error", "words"),
    [
        ("chosen", 4, ValueError, "0 to 3"),
        ("chosen", -1, ValueError, "0 to 3"),
        ("chosen", "green only", TypeError, "number of a filter"),
        ("filters", np.zeros((3, 3, 3, 5)), ValueError, "has 4 filters"),
        ("bias", [1], ValueError, "4 numbers"),
        ("bias", [0, 0, 0, np.inf], ValueError, "infinity"),
    ],
)
def test_a_bad_assignment_is_refused_and_changes_nothing(name, value, error, words):
    mixer = ChannelMixer()
    with pytest.raises(error, match=words):
        setattr(mixer, name, value)
    assert repr(mixer) == repr(ChannelMixer())


def test_the_common_kinds_of_picture_are_one_picture():
    whole = np.arange(75, dtype=np.uint8).reshape(5, 5, 3)
    for same in (whole.astype(int), whole / 255, (whole / 255).astype("float32"), whole.tolist()):
        np.testing.assert_allclose(colour_picture(same), whole / 255, atol=1e-7)


def test_its_words_stand_in_for_it():
    data, _ = ChannelMixer()._repr_mimebundle_()
    assert data["text/plain"] == repr(ChannelMixer())
    for words in (
        "orange cat",
        "red 1 1 1, 1 1 1, 1 1 1",
        "blue −1 −1 −1",
        "ReLU",
        "filter 0 (of 4): red against blue",
    ):
        assert words in data["text/html"]


def test_the_picture_follows_the_chosen_filter():
    mixer, pictures = ChannelMixer(), []
    for chosen in (0, 1, 0):
        mixer.chosen = chosen
        pictures.append(mixer._repr_mimebundle_()[0]["image/png"])
    assert pictures[0] == pictures[2] != pictures[1]


@pytest.mark.parametrize("shape", [(3, 3, 3), (4, 40, 3), (40, 4, 3)])
def test_the_figure_draws_pictures_of_any_shape(shape, random):
    figure = channel_mixer_figure(random.uniform(size=shape), "your filter", random.normal(size=(3, 3, 3)), 0.5)
    images = figure.axes[0].images
    assert len(images) == 9  # the picture, three channels, three maps, the sum, the feature map
    assert images[0].get_array().shape == shape


def test_a_changed_filter_loses_its_name():
    known = FILTERS["clearly red"]
    assert filter_name(known.weights, -3, 5) == "clearly red"
    assert filter_name(known.weights, -2, 5) == "filter 5"
    assert filter_name(known.weights + 0.1, -3, 0) == "filter 0"
