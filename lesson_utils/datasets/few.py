"""`load_new_classes`: few pictures of things that the course's networks have never seen, to go on learning from."""

from .drawings.new_classes import NEW_CLASSES, draw_new_classes
from .kept import Arrays

TRAIN, TEST = 50, 200  # pictures of each class
TRAIN_SEED, TEST_SEED = 2011, 2012

new_class_names = list(NEW_CLASSES)


def load_new_classes() -> Arrays:
    """Draw few pictures of four new classes: bus, tractor, helicopter, fish. It takes about a second.

    Returns
    -------
    (train_images, train_labels), (test_images, test_labels)
        NumPy arrays, all uint8: images of shape (200, 32, 32, 3) and (800, 32, 32, 3), labels from 0 to 3 of shape
        (200, 1) and (800, 1), in the order of `new_class_names`. No picture is in both.

    Examples
    --------
    >>> (train_images, train_labels), (test_images, test_labels) = load_new_classes()
    >>> train_images.shape, test_labels.shape
    ((200, 32, 32, 3), (800, 1))
    """
    return draw_new_classes(TRAIN, TRAIN_SEED), draw_new_classes(TEST, TEST_SEED)
