"""A confusion matrix, and what stands out in it. Its twin in the browser is ``confusion.js``."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lesson_utils.visualise.kit.words import share


def confusion_matrix(true: NDArray[np.intp], predicted: NDArray[np.intp], classes: int) -> NDArray[np.intp]:
    """Count how often each class was taken for each.

    Parameters
    ----------
    true, predicted : numpy.ndarray of shape (examples,), int
    classes : int

    Returns
    -------
    numpy.ndarray of shape (classes, classes), int
        Row: the true class. Column: the predicted one.

    Examples
    --------
    >>> confusion_matrix(np.array([0, 0, 1]), np.array([0, 1, 1]), 2).tolist()
    [[1, 1], [0, 1]]
    """
    return np.bincount(true * classes + predicted, minlength=classes * classes).reshape(classes, classes)


def worst_pairs(counts: NDArray[np.intp]) -> list[tuple[int, int]]:
    """List the pairs of classes that are mixed up, in either direction, most often first.

    Returns
    -------
    list of tuple of int
        The smaller class of each pair first; of equals the first in the matrix.

    Examples
    --------
    >>> worst_pairs(np.array([[5, 1, 0], [2, 4, 0], [0, 9, 1]]))
    [(1, 2), (0, 1), (0, 2)]
    """
    both = counts + counts.T
    classes = len(counts)
    pairs = [(one, other) for one in range(classes) for other in range(one + 1, classes)]
    return sorted(pairs, key=lambda pair: (-both[pair], pair))


def mixed_up_in_words(counts: NDArray[np.intp], names: Sequence[str]) -> str:
    """Say which two classes are mixed up most often, and how.

    Examples
    --------
    >>> mixed_up_in_words(np.array([[9, 1], [0, 1]]), ["cat", "dog"])[:70]
    'Most often mixed up: Of 10 images that show cat, 1 was taken for dog: '
    >>> mixed_up_in_words(np.array([[9, 0], [0, 1]]), ["cat", "dog"])
    'No two classes are mixed up.'
    """
    one, other = worst_pairs(counts)[0]
    if not counts[one, other] + counts[other, one]:
        return "No two classes are mixed up."
    both = [cell_in_words(counts, names, *cell) for cell in ((one, other), (other, one))]
    return f"Most often mixed up: {' '.join(both)}"


def cell_in_words(counts: NDArray[np.intp], names: Sequence[str], row: int, column: int) -> str:
    """Say what a cell counts, and which share of its row.

    Examples
    --------
    >>> cell_in_words(np.array([[90, 10], [0, 50]]), ["cat", "dog"], 0, 1)
    'Of 100 images that show cat, 10 were taken for dog: 10% of the row.'
    >>> cell_in_words(np.array([[1, 0], [0, 50]]), ["cat", "dog"], 0, 0)
    'Of 1 image that shows cat, 1 was recognised as cat: 100% of the row.'
    """
    whole, part = int(counts[row].sum()), int(counts[row, column])
    if not whole:
        return f"No image shows {names[row]}."
    verb = "was" if part == 1 else "were"
    what = f"recognised as {names[column]}" if row == column else f"taken for {names[column]}"
    those = "1 image that shows" if whole == 1 else f"{whole:,} images that show"
    return f"Of {those} {names[row]}, {part:,} {verb} {what}: {share(part, whole)} of the row."


def accuracy_in_words(counts: NDArray[np.intp]) -> str:
    """Say how many are right.

    Examples
    --------
    >>> accuracy_in_words(np.array([[90, 10], [0, 50]]))
    '140 of 150 images are on the diagonal: 93% are right.'
    >>> accuracy_in_words(np.array([[0, 1], [0, 0]]))
    '0 of 1 image is on the diagonal: 0% is right.'
    """
    right, whole = int(np.trace(counts)), int(counts.sum())
    images = "image" if whole == 1 else "images"
    are = "is" if 1 in (right, whole) else "are"
    return f"{right:,} of {whole:,} {images} {are} on the diagonal: {share(right, whole)} {are} right."
