"""From raw pictures to what a network trains on: split, scaled to 0-1, labels one-hot."""

import numpy as np

from .classes import class_names
from .scaled import scaled


def prepare_dataset(
    train_images: np.ndarray, train_labels: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Hold back a fifth of the pictures for validation, scale pixels to 0-1 and one-hot encode the labels.

    It does what the lesson's own recipe does, with less memory: scaling everything with `/ 255.0` would make an array
    of float64 eight times the size of the pictures. Scaled pictures of a large collection are kept in a file on this
    computer and mapped into memory (see `scaled`).

    Parameters
    ----------
    train_images : numpy.ndarray
        Pictures as `load_data` gives them, shape (number, height, width, channels), dtype uint8.
    train_labels : numpy.ndarray
        One whole number from 0 to 9 for each picture, shape (number, 1) or (number,).

    Returns
    -------
    train_images, val_images : numpy.ndarray
        Four fifths and one fifth of the pictures, float32 from 0 to 1.
    train_labels, val_labels : numpy.ndarray
        Their labels, one-hot: shape (number, 10), float32.

    Raises
    ------
    TypeError
        If an argument is not a NumPy array.
    ValueError
        If shapes, dtypes or labels do not fit, for instance because the pictures are scaled already.

    Examples
    --------
    >>> images = np.zeros((10, 32, 32, 3), dtype="uint8")
    >>> labels = np.arange(10, dtype="uint8").reshape(10, 1)
    >>> [part.shape for part in prepare_dataset(images, labels)]
    [(8, 32, 32, 3), (2, 32, 32, 3), (8, 10), (2, 10)]
    """
    _check_images(train_images)
    _check_labels(train_labels, len(train_images))
    # Imported here because Keras takes seconds, and loading the pictures needs neither of the two.
    from keras.utils import to_categorical
    from sklearn.model_selection import train_test_split

    one_hot = to_categorical(train_labels, len(class_names)).astype("float32")
    to_train, to_validate = train_test_split(np.arange(len(one_hot)), test_size=0.2, random_state=42)
    images, val_images = scaled(train_images, to_train, to_validate)
    return images, val_images, one_hot[to_train], one_hot[to_validate]


def _check_images(images: np.ndarray) -> None:
    if not isinstance(images, np.ndarray):
        raise TypeError(f"The images should be a NumPy array; this is a {type(images).__name__}.")
    if images.ndim != 4:
        raise ValueError(
            f"The images should have the shape (number, height, width, channels); this shape is {images.shape}. "
            "For a single image, add the first axis: images[np.newaxis]."
        )
    if images.dtype != np.uint8:
        raise ValueError(
            f"The images should be whole numbers from 0 to 255 (dtype uint8); this dtype is {images.dtype}. "
            "Were they scaled already? Run the cell with load_data() again and pass its images unchanged."
        )
    if len(images) < 2:
        raise ValueError("At least two images are needed: one to train on and one to validate with.")


def _check_labels(labels: np.ndarray, number: int) -> None:
    if not isinstance(labels, np.ndarray):
        raise TypeError(f"The labels should be a NumPy array; this is a {type(labels).__name__}.")
    if labels.ndim == 2 and labels.shape[1] == len(class_names):
        raise ValueError(
            "The labels are one-hot encoded already. Run the cell with load_data() again and pass its labels unchanged."
        )
    if labels.shape not in {(number,), (number, 1)}:
        raise ValueError(
            f"There should be one label for each of the {number} images, shape ({number}, 1); "
            f"this shape is {labels.shape}."
        )
    if not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(f"The labels should be whole numbers from 0 to 9; this dtype is {labels.dtype}.")
    if labels.min() < 0 or labels.max() >= len(class_names):
        raise ValueError(f"The labels should lie between 0 and 9; these go from {labels.min()} to {labels.max()}.")
