"""Pictures from Pillow and from files: each is what it looks like, however its colours are written."""

import numpy as np
import pytest
from PIL import Image

from lesson_utils.visualise import ChannelMixer, EdgeLab
from lesson_utils.visualise.kit.pillow import pixels_of

BLUE = Image.new("RGB", (40, 40), (20, 60, 200))
STRIPES = Image.fromarray(np.repeat(np.arange(40, dtype=np.uint8)[:, None] * 6, 40, axis=1))


@pytest.mark.parametrize("mode", ["CMYK", "YCbCr", "HSV", "RGBA"])
def test_other_ways_of_writing_a_colour_give_the_same_grey(mode):
    expected = EdgeLab(image=BLUE).image
    found = EdgeLab(image=BLUE.convert(mode)).image
    assert np.abs(found.astype(int) - expected.astype(int)).max() <= 2


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "RGBA"])
def test_a_colour_stays_that_colour(mode):
    assert ChannelMixer(BLUE.convert(mode)).image[0, 0] == pytest.approx(np.array([20, 60, 200]) / 255, abs=0.01)


def test_a_palettes_colours_count_and_not_their_places_in_it():
    np.testing.assert_array_equal(EdgeLab(image=BLUE.quantize(4)).image, EdgeLab(image=BLUE).image)
    dithered = EdgeLab(image=BLUE.convert("P")).image  # colours of the web, mixed like the dots of a newspaper
    assert abs(dithered.mean() - EdgeLab(image=BLUE).image.mean()) < 5


def test_sixteen_bits_become_eight():
    deep = Image.fromarray(np.asarray(STRIPES).astype(np.uint16) * 257)
    assert deep.mode.startswith("I")
    np.testing.assert_array_equal(EdgeLab(image=deep).image, np.asarray(STRIPES))
    np.testing.assert_array_equal(EdgeLab(image=STRIPES.convert("I")).image, np.asarray(STRIPES))


def test_black_and_white_and_decimal_numbers():
    assert set(np.unique(EdgeLab(image=STRIPES.convert("1")).image)) == {0, 255}
    decimal = Image.fromarray(np.full((9, 9), 0.5, np.float32))
    assert set(np.unique(EdgeLab(image=decimal).image)) == {128}


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_what_is_transparent_is_white(mode):
    clear = Image.new("RGBA", (9, 9), (0, 0, 0, 0)).convert(mode)
    assert set(np.unique(pixels_of(clear))) == {255}


@pytest.mark.parametrize("kind", ["png", "jpg", "gif"])
def test_a_path_is_the_picture_in_its_file(kind, tmp_path):
    path = tmp_path / f"blue.{kind}"
    BLUE.save(path)
    assert np.abs(EdgeLab(image=path).image.astype(int) - EdgeLab(image=BLUE).image).max() <= 2


def test_a_path_to_nothing_or_to_no_picture_is_told_in_words(tmp_path):
    with pytest.raises(ValueError, match=r"There is no file '.*cat.png'"):
        EdgeLab(image=tmp_path / "cat.png")
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(ValueError, match="cannot be read as a picture"):
        EdgeLab(image=tmp_path / "notes.txt")
    with pytest.raises(ValueError, match="cannot be read as a picture"):
        EdgeLab(image=tmp_path)


@pytest.mark.parametrize("value", [None, 3, "cat.png", [[1, 2]], np.zeros((5, 5)), object()])
def test_anything_else_is_left_to_others(value):
    assert pixels_of(value) is None
