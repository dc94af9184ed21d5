"""The picture a visualiser works on: the cat, or one of the learner's own, checked and turned to grey."""

from math import ceil

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lesson_utils.visualise.kit.arrays import array_of_numbers
from lesson_utils.visualise.kit.pillow import pixels_of

LARGEST_SIDE = 2000
SMALLEST_SIDE = 5  # the largest kernel must fit


def cat() -> NDArray[np.uint8]:
    """Return Chelsea, the cat in scikit-image (CC0, photographed by Stefan van der Walt), in grey.

    Returns
    -------
    numpy.ndarray of shape (160, 160), uint8
        Her face, 0 for black to 255 for white.

    Examples
    --------
    >>> cat().shape
    (160, 160)
    """
    from skimage import data, transform

    face = data.chelsea()[:288, 80:368]
    return grey_picture(transform.resize(face, (160, 160), anti_aliasing=True))


def grey_picture(image: ArrayLike) -> NDArray[np.uint8]:
    """Check an image and turn it into whole grey values, as an image file holds them.

    Parameters
    ----------
    image : array_like of shape (height, width), (height, width, 1) or (height, width, 3)
        Whole numbers from 0 to 255, or decimal numbers from 0 to 1. Three channels are red, green and blue.

    Returns
    -------
    numpy.ndarray of shape (height, width), uint8
        0 for black to 255 for white.

    Raises
    ------
    TypeError
        If `image` is text or holds something else than numbers.
    ValueError
        If it has the wrong axes, is empty, too small or too large, or holds values outside the range.

    Examples
    --------
    >>> grey_picture([[0.0, 0.25, 0.5, 0.75, 1.0]] * 5)[0]
    array([  0,  64, 128, 191, 255], dtype=uint8)
    """
    pixels = as_numbers(image)
    _check_shape(pixels.shape)
    whole = pixels.dtype.kind in "ui"
    check_range(pixels, whole)
    unit = pixels / 255 if whole else pixels.astype(np.float64)
    if unit.ndim == 3:
        unit = unit[..., 0] if unit.shape[2] == 1 else _luminance(unit)
    return np.floor(unit * 255 + 0.5).astype(np.uint8)


def _luminance(unit: NDArray[np.float64]) -> NDArray[np.float64]:
    from skimage.color import rgb2gray

    return rgb2gray(unit).clip(0, 1)


def as_numbers(image: ArrayLike) -> NDArray:
    """Read an image as an array of numbers, or say why that cannot be done.

    Parameters
    ----------
    image : array_like, PIL.Image.Image or path-like
        An array, a tensor, rows of numbers. A picture of Pillow's and a file become what they look like: 8 bits, grey
        or RGB.

    Returns
    -------
    numpy.ndarray
        Whole or decimal numbers, in the shape in which they came.

    Raises
    ------
    TypeError
        If `image` is text, or holds something else than numbers in rows of equal length.
    ValueError
        If a file cannot be read as a picture.

    Examples
    --------
    >>> as_numbers([[1, 2], [3, 4]]).shape
    (2, 2)
    """
    picture = pixels_of(image)
    if picture is not None:
        return picture
    if isinstance(image, str | bytes):
        raise TypeError(
            'image must be an array of numbers, not text. To read a file: image = skimage.io.imread("my_photo.png")'
        )
    pixels = array_of_numbers(image)
    if pixels is None:
        raise TypeError(
            "image must be an array of numbers with rows of equal length, for example train_images[0]; "
            f"this is a {type(image).__name__} that NumPy cannot read as numbers."
        )
    return pixels


def _check_shape(shape: tuple[int, ...]) -> None:
    if 0 in shape:
        raise ValueError(
            f"image is empty: its shape is {shape}. Give at least {SMALLEST_SIDE} by {SMALLEST_SIDE} pixels."
        )
    if len(shape) == 4:
        raise ValueError(f"image has the shape {shape}: a whole batch. Pick one picture of it, for example images[0].")
    if len(shape) not in (2, 3):
        raise ValueError(f"image must have the shape (height, width) or (height, width, 3); this one has {shape}.")
    if len(shape) == 3 and shape[2] not in (1, 3):
        tip = " Drop the transparency: image[..., :3]." if shape[2] == 4 else ""
        raise ValueError(f"image has {shape[2]} channels on its last axis; EdgeLab takes 1 (grey) or 3 (RGB).{tip}")
    if min(shape[:2]) < SMALLEST_SIDE:
        raise ValueError(f"image is {shape[0]} x {shape[1]} pixels; a 5x5 kernel needs at least 5 x 5.")
    if max(shape[:2]) > LARGEST_SIDE:
        step = ceil(max(shape[:2]) / LARGEST_SIDE)
        raise ValueError(
            f"image is {shape[0]} x {shape[1]} pixels; EdgeLab takes up to {LARGEST_SIDE} on a side. "
            f"Shrink it first, for example image[::{step}, ::{step}]."
        )


def check_range(pixels: NDArray, whole: bool) -> None:
    """Refuse an image whose values no image has.

    Parameters
    ----------
    pixels : numpy.ndarray
        What `as_numbers` made of the image.
    whole : bool
        Whether the values are whole numbers (0 to 255) and not decimal ones (0 to 1).

    Raises
    ------
    ValueError
        If a value is not finite, or lies outside the range.

    Examples
    --------
    >>> check_range(np.array([0, 255]), whole=True)
    """
    if not np.isfinite(pixels).all():
        raise ValueError(
            "image holds NaN or infinity; replace these values first, for example with np.nan_to_num(image)."
        )
    low, high, top = pixels.min(), pixels.max(), 255 if whole else 1
    if low < 0 or high > top:
        kind = "Whole numbers must lie between 0 and 255" if whole else "Decimal numbers must lie between 0 and 1"
        tip = " Divide the image by 255 first." if not whole and low >= 0 and high <= 255 else ""
        raise ValueError(f"image holds values from {low:g} to {high:g}. {kind}.{tip}")
