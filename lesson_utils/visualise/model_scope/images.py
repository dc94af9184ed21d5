"""The images that ModelScope shows to a model, checked and scaled as the lesson scales them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lesson_utils.visualise.kit.pictures import as_numbers

MOST_IMAGES = 100
LARGEST_SIDE = 1000
_SHAPE = tuple[int | None, int | None, int]


def as_images(images: ArrayLike, shape: _SHAPE) -> NDArray:
    """Check one or several images and give them the shape that a model reads.

    Parameters
    ----------
    images : array_like
        Of the shape (height, width, channels), or (count, height, width, channels); a single channel may be left out.
    shape : tuple of int or None
        The model's height, width (None: any) and channels.

    Returns
    -------
    numpy.ndarray of shape (count, height, width, channels)
        The numbers as they came.

    Raises
    ------
    TypeError
        If `images` is text or holds something else than numbers.
    ValueError
        If the shape does not fit the model, or there are more than `MOST_IMAGES`.

    Examples
    --------
    >>> as_images(np.zeros((28, 28)), (28, 28, 1)).shape
    (1, 28, 28, 1)
    """
    pixels = as_numbers(images)
    if 0 in pixels.shape:
        raise ValueError(f"image is empty: its shape is {pixels.shape}. Give one image, for example train_images[0].")
    whole = pixels
    if shape[2] == 1 and (whole.ndim == 2 or (whole.ndim == 3 and whole.shape[-1] != 1)):
        whole = whole[..., None]
    if whole.ndim == 3:
        whole = whole[None]
    fits = whole.ndim == 4 and all(want in (None, got) for want, got in zip(shape, whole.shape[1:], strict=True))
    if not fits:
        raise ValueError(_misfit(pixels.shape, shape))
    if len(whole) > MOST_IMAGES:
        raise ValueError(
            f"These are {len(whole):,} images; ModelScope takes up to {MOST_IMAGES}: images[:{MOST_IMAGES}]."
        )
    if max(whole.shape[1:3]) > LARGEST_SIDE:
        raise ValueError(
            f"image is {whole.shape[1]} x {whole.shape[2]} pixels; ModelScope takes up to {LARGEST_SIDE} on a side. "
            f"Shrink it first, for example image[::{-(-max(whole.shape[1:3]) // LARGEST_SIDE)}]."
        )
    return whole


def _misfit(found: tuple[int, ...], shape: _SHAPE) -> str:
    wanted = f"({', '.join('any' if size is None else str(size) for size in shape)})"
    return f"This model reads images of shape {wanted}; this one has {found}. {_remedy(found, shape)}"


def _remedy(found: tuple[int, ...], shape: _SHAPE) -> str:
    channels = found[-1] if len(found) in (3, 4) else None
    if len(found) == 2 and shape[2] == 3:
        return "Give it three channels: np.stack([image] * 3, axis=-1)."
    if (channels, shape[2]) == (1, 3):
        return "Give it three channels: np.repeat(image, 3, axis=-1)."
    if (channels, shape[2]) == (4, 3):
        return "Drop the transparency: image[..., :3]."
    if (channels, shape[2]) == (3, 1):
        return "Give it one channel: image.mean(axis=-1, keepdims=True)."
    if len(found) in (2, 3, 4) and None not in shape:
        return f"Resize it: skimage.transform.resize(image, ({shape[0]}, {shape[1]}))."
    return "Give one image, for example train_images[0], or several."


def scaled_images(pixels: NDArray, rescales: bool) -> NDArray[np.float32]:
    """Scale pixels as the lesson does, to numbers from 0 to 1, unless the model does that itself.

    Parameters
    ----------
    pixels : numpy.ndarray
        Whole numbers from 0 to 255 or decimal numbers from 0 to 1.
    rescales : bool
        Whether the model begins with a layer that divides by 255 or so: then whole numbers stay as they are, and
        decimal numbers may go up to 255.

    Returns
    -------
    numpy.ndarray, float32

    Raises
    ------
    ValueError
        If some values lie outside the range or are no numbers.

    Examples
    --------
    >>> scaled_images(np.array([0, 51, 255], np.uint8), rescales=False)
    array([0. , 0.2, 1. ], dtype=float32)
    """
    if not np.isfinite(pixels).all():
        raise ValueError("image holds NaN or infinity; replace these values first: np.nan_to_num(image).")
    whole = pixels.dtype.kind in "ui"
    top = 255 if whole or rescales else 1
    low, high = pixels.min(), pixels.max()
    if low < 0 or high > top:
        kind = "Whole numbers must lie between 0 and 255" if whole else f"Decimal numbers must lie between 0 and {top}"
        tip = " Divide the image by 255 first." if not whole and low >= 0 and high <= 255 else ""
        raise ValueError(f"image holds values from {low:g} to {high:g}. {kind}, as in the lesson.{tip}")
    return (pixels / 255 if whole and not rescales else pixels).astype(np.float32)
