"""Images with their true and predicted classes, as a test set and a network give them: read, checked, packed."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lesson_utils.visualise.kit.arrays import array_of_numbers
from lesson_utils.visualise.kit.class_names import names_of, usual_names


def whole_labels(value: ArrayLike, name: str) -> NDArray[np.intp]:
    """Read labels: whole numbers, one-hot rows, or rows of probabilities (of which the largest counts).

    Parameters
    ----------
    value : array_like of shape (examples,), (examples, 1) or (examples, classes)
    name : str
        What to call them in an error.

    Returns
    -------
    numpy.ndarray of shape (examples,), int

    Raises
    ------
    TypeError, ValueError
        If they are no labels; the message says what to give.

    Examples
    --------
    >>> whole_labels([[0, 1], [1, 0]], "true_labels").tolist()
    [1, 0]
    """
    array = array_of_numbers(value)
    if array is None:
        raise TypeError(f"{name} must be numbers, one for each image, such as [3, 5, 0].")
    if array.ndim == 2 and array.shape[1] > 1:
        return array.argmax(axis=1)
    if array.ndim not in (1, 2) or not array.size:
        raise ValueError(f"{name} must have the shape (images,) or (images, classes), not {array.shape}.")
    flat = array.reshape(-1)
    if not np.array_equal(flat, np.floor(flat)) or flat.min() < 0:
        raise ValueError(f"{name} must be whole numbers from 0 on; np.argmax(predictions, axis=1) makes some.")
    return flat.astype(np.intp)


def class_names_for(class_names: Sequence[str] | None, count: int) -> tuple[str, ...]:
    """Give each of at least `count` classes a name.

    Raises
    ------
    TypeError, ValueError
        If these are no names, or too few.

    Examples
    --------
    >>> class_names_for(None, 2)
    ('class 0', 'class 1')
    """
    if class_names is None:
        return usual_names(count)
    names = names_of(class_names)
    if len(names) < count:
        raise ValueError(f"class_names has {len(names)} names, but there are labels up to {count - 1}.")
    return names


def pixels_of(images: ArrayLike, count: int) -> NDArray[np.uint8]:
    """Read images to show.

    Parameters
    ----------
    images : array_like of shape (count, height, width, 1 or 3)
        From 0 to 1, or from 0 to 255.
    count : int
        How many there must be.

    Returns
    -------
    numpy.ndarray of shape (count, height, width, 3), uint8

    Raises
    ------
    ValueError
        If there are as many images as labels, or these are no images.
    """
    array = array_of_numbers(images)
    if array is None or array.ndim != 4 or array.shape[-1] not in (1, 3):
        shape = getattr(array, "shape", "no array of numbers")
        raise ValueError(f"images must have the shape (number, height, width, 1 or 3), not {shape}.")
    if len(array) != count:
        raise ValueError(f"There are {len(array)} images, but {count} labels: there must be one for each.")
    scale = 1.0 if array.dtype == np.uint8 or (array.size and float(array[:100].max()) > 1.5) else 255.0
    shown = np.clip(np.nan_to_num(array.astype(np.float32) * scale), 0, 255).round().astype(np.uint8)
    return np.repeat(shown, 3, axis=-1) if shown.shape[-1] == 1 else shown


def packed(pixels: NDArray[np.uint8]) -> dict[str, Any]:
    """Pack images for the browser.

    Examples
    --------
    >>> packed(np.zeros((1, 1, 1, 3), "uint8"))
    {'shape': [1, 1, 1], 'pixels': 'AAAA'}
    """
    return {"shape": list(pixels.shape[:3]), "pixels": b64encode(pixels.tobytes()).decode("ascii")}
