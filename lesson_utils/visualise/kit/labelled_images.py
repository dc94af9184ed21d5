"""Images with their true and predicted classes, as a test set and a network give them: read, checked, packed."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lesson_utils.visualise.kit.arrays import array_of_numbers
from lesson_utils.visualise.kit.class_names import names_of, usual_names

_ROUNDING = 1e-3  # as much as float16 may leave softmax above 1


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
    if array.ndim not in (1, 2) or not array.size:
        raise ValueError(f"{name} must have the shape (images,) or (images, classes), not {array.shape}.")
    if array.ndim == 2 and array.shape[1] > 1:
        _refuse_nan(array, name)
        return array.argmax(axis=1)
    flat = array.reshape(-1)
    if not np.isfinite(flat).all() or not np.array_equal(flat, np.floor(flat)) or flat.min() < 0:
        way = "np.argmax(predictions, axis=1)" if array.ndim == 1 else "(predictions > 0.5).astype(int)"
        raise ValueError(f"{name} must be whole numbers from 0 on; {way} makes some.")
    return flat.astype(np.intp)


def rows_of_probabilities(value: ArrayLike) -> NDArray[np.float64]:
    """Read what `model.predict` returns, each number a probability.

    A row need not add up to 1: that of sigmoid neurons, one for each class, does not.

    Parameters
    ----------
    value : array_like of shape (images, classes)

    Returns
    -------
    numpy.ndarray of shape (images, classes), float64

    Raises
    ------
    ValueError
        If they are no probabilities; the message says what to do.

    Examples
    --------
    >>> rows_of_probabilities([[0, 1], [0.25, 0.75]]).tolist()
    [[0.0, 1.0], [0.25, 0.75]]
    """
    array = array_of_numbers(value)
    if array is None or array.ndim != 2 or not array.size:
        raise ValueError(
            "predictions must be what model.predict(images) returns: a row of probabilities for each image."
        )
    if array.shape[1] == 1:
        raise ValueError(
            "predictions has one number for each image, but each class needs its own: "
            "np.hstack([1 - predictions, predictions]) makes two of one sigmoid neuron's."
        )
    _refuse_nan(array, "predictions")
    low, high = float(array.min()), float(array.max())
    if low < -_ROUNDING or high > 1 + _ROUNDING:
        raise ValueError(
            f"predictions must be probabilities, from 0 to 1, but these go from {low:.3g} to {high:.3g}. If they are "
            "logits, apply softmax first: keras.ops.softmax(predictions)."
        )
    return array.astype(np.float64)


def _refuse_nan(array: NDArray, name: str) -> None:
    if not np.isfinite(array).all():
        raise ValueError(
            f"{name} has NaN or infinity in it: a network that says so computes no numbers any more. Build it anew, "
            "and train it with a smaller learning rate."
        )


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
        If there are not as many images as labels, or these are no images.
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
