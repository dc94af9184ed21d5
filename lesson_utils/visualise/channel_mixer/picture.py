"""The colour picture that `ChannelMixer` takes apart: a drawing of the course, or one of the learner's own, checked."""

from math import ceil
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lesson_utils.visualise.kit.pictures import as_numbers, check_range

LARGEST_SIDE = 160
SMALLEST_SIDE = 3


def drawn_cat() -> NDArray[np.float32]:
    """Return one of the course's drawings: an orange cat before a bluish wall.

    Returns
    -------
    numpy.ndarray of shape (32, 32, 3), float32
        Red, green and blue, each from 0 to 1.

    Examples
    --------
    >>> drawn_cat().shape
    (32, 32, 3)
    """
    from skimage.io import imread

    # Number 1982 of draw_images(2000, seed=11), kept as a file: drawing takes a second, and a new style another cat.
    return colour_picture(imread(Path(__file__).with_name("cat.png")))


def colour_picture(image: ArrayLike) -> NDArray[np.float32]:
    """Check a colour picture and turn its numbers into those that the network of the lesson sees, from 0 to 1.

    Parameters
    ----------
    image : array_like of shape (height, width, 3)
        Whole numbers from 0 to 255, or decimal numbers from 0 to 1.

    Returns
    -------
    numpy.ndarray of shape (height, width, 3), float32

    Raises
    ------
    TypeError
        If `image` is text or holds something else than numbers.
    ValueError
        If it has no three channels, is empty, too small or too large, or holds values outside the range.

    Examples
    --------
    >>> colour_picture(np.full((3, 3, 3), 255))[0, 0]
    array([1., 1., 1.], dtype=float32)
    """
    pixels = as_numbers(image)
    _check_shape(pixels.shape)
    whole = pixels.dtype.kind in "ui"
    check_range(pixels, whole)
    return (pixels / 255 if whole else pixels).astype(np.float32)


def _check_shape(shape: tuple[int, ...]) -> None:
    if len(shape) == 4:
        raise ValueError(f"image has the shape {shape}: a whole batch. Pick one picture of it, for example images[0].")
    if len(shape) != 3 or shape[2] != 3:
        tip = " Drop the transparency: image[..., :3]." if shape[2:] == (4,) else ""
        raise ValueError(
            f"image must have the shape (height, width, 3), with a channel each for red, green and blue; "
            f"this one has {shape}.{tip}"
        )
    if min(shape[:2]) < SMALLEST_SIDE:
        raise ValueError(f"image is {shape[0]} x {shape[1]} pixels; a 3x3 filter needs at least 3 x 3.")
    if max(shape[:2]) > LARGEST_SIDE:
        step = ceil(max(shape[:2]) / LARGEST_SIDE)
        raise ValueError(
            f"image is {shape[0]} x {shape[1]} pixels; ChannelMixer takes up to {LARGEST_SIDE} on a side. "
            f"Shrink it first, for example image[::{step}, ::{step}]."
        )
