"""A few images whose predictions are watched while a network learns."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lesson_utils.visualise.kit.labelled_images import pixels_of

MOST = 5


class Examples:
    """Images with their true classes.

    Parameters
    ----------
    images : numpy.ndarray of shape (images, height, width, 1 or 3)
        As the network gets them: from 0 to 1, or from 0 to 255. Those after the fifth are left out.
    labels : array_like of shape (images, classes), (images, 1) or (images,), optional
        One-hot, or whole numbers.
    class_names : sequence of str, optional

    Attributes
    ----------
    images : numpy.ndarray of shape (images, height, width, channels)
    classes : list of int or None
        Their true classes.

    Raises
    ------
    ValueError
        If these are no images, or there are not as many labels.
    """

    def __init__(
        self, images: NDArray[Any], labels: ArrayLike | None = None, class_names: Sequence[str] | None = None
    ) -> None:
        if images.ndim != 4 or images.shape[-1] not in (1, 3) or not len(images):
            raise ValueError(
                f"images should have the shape (number, height, width, 1 or 3), not {images.shape}. "
                "For a single image, add the first axis: images=image[np.newaxis]."
            )
        self.images, self.class_names = images[:MOST], class_names
        self.classes = None
        if labels is not None:
            known = np.asarray(labels)
            if known.shape[:1] != images.shape[:1]:
                raise ValueError(f"There should be one label for each image: {len(images)}, not {known.shape[:1]}.")
            self.classes = whole_numbers(known[:MOST]).tolist()

    def name_of(self, label: int) -> str:
        """A class in words: its name where there is one, else its number.

        Examples
        --------
        >>> Examples(np.zeros((1, 8, 8, 3)), class_names=["cat", "dog"]).name_of(1)
        'dog'
        """
        names = self.class_names or ()
        return str(names[label]) if 0 <= label < len(names) else f"class {label}"

    def pixels(self) -> NDArray[np.uint8]:
        """The images to show: shape (images, height, width, 3), from 0 to 255."""
        return pixels_of(self.images, len(self.images))


def one_of_each(images: Any, labels: Any, class_names: Sequence[str] | None) -> Examples | None:
    """The first image of each of five classes; None where these are no arrays of images and labels.

    Examples
    --------
    >>> one_of_each(np.zeros((4, 8, 8, 3)), np.array([3, 3, 1, 3]), None).classes
    [3, 1]
    """
    arrays = isinstance(images, np.ndarray) and isinstance(labels, np.ndarray)
    if not arrays or images.ndim != 4 or images.shape[-1] not in (1, 3) or len(images) != len(labels):
        return None
    try:
        known = whole_numbers(labels[:1000]).tolist()
    except ValueError:
        return None
    seen: dict[int, int] = {}
    for place, label in enumerate(known):
        seen.setdefault(label, place)
    places = list(seen.values())[:MOST]
    return Examples(images[places], labels[places], class_names) if places else None


def whole_numbers(labels: NDArray[Any]) -> NDArray[np.intp]:
    """Labels as whole numbers, whether they are one-hot or not.

    Raises
    ------
    ValueError
        If there are several for each example and they are no one-hot row.
    """
    if labels.ndim == 2 and labels.shape[1] > 1:
        return labels.argmax(axis=1)
    return labels.reshape(len(labels)).astype(np.intp)
