"""The few pictures of four new classes."""

import numpy as np

from lesson_utils.datasets import class_names, load_new_classes, new_class_names
from lesson_utils.datasets.drawings.new_classes import draw_new_classes


def test_few_to_learn_from_more_to_judge_by_and_none_twice():
    (train_images, train_labels), (test_images, test_labels) = load_new_classes()
    assert train_images.dtype == test_images.dtype == train_labels.dtype == np.uint8
    assert np.bincount(train_labels[:, 0]).tolist() == [50] * 4
    assert np.bincount(test_labels[:, 0]).tolist() == [200] * 4
    together = np.concatenate([train_images, test_images]).reshape(1000, -1)
    assert len(np.unique(together, axis=0)) == 1000


def test_they_are_the_same_every_time_and_shuffled():
    (images, labels), _ = load_new_classes()
    (again, labels_again), _ = load_new_classes()
    assert np.array_equal(images, again)
    assert np.array_equal(labels, labels_again)
    assert len(set(labels[:20, 0])) == 4


def test_no_class_is_one_of_the_ten():
    assert len(new_class_names) == 4
    assert not set(new_class_names) & set(class_names)


def test_pinned_pictures():
    """As in test_drawings: a small tolerance, because processors differ in the last digit."""
    images, labels = draw_new_classes(10, seed=3)
    assert labels[:8, 0].tolist() == PINNED["labels"]
    np.testing.assert_allclose(images[:8].mean((1, 2, 3)), PINNED["means"], atol=0.05)


PINNED = {
    "labels": [2, 2, 0, 3, 0, 0, 0, 3],
    "means": [154.75, 115.28, 94.95, 169.38, 116.14, 146.89, 179.03, 69.52],
}
