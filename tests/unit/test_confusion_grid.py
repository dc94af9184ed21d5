"""ConfusionGrid and PredictionSheet: what they count, accept and refuse, and that JavaScript says the same."""

import numpy as np
import pytest
import traitlets
from sklearn import metrics

from lesson_utils.visualise.confusion_grid.confusion import (
    accuracy_in_words,
    cell_in_words,
    confusion_matrix,
    mixed_up_in_words,
    worst_pairs,
)
from lesson_utils.visualise.confusion_grid.confusion_grid import FROM_EACH_CELL, ConfusionGrid
from lesson_utils.visualise.kit.class_names import LESSON_CLASSES
from lesson_utils.visualise.prediction_sheet.prediction_sheet import MOST_IMAGES, PredictionSheet
from lesson_utils.visualise.prediction_sheet.sheet import image_in_words, largest, right_in_words
from tests.unit.twins import needs_node, run_in_node

CHANCE = np.random.default_rng(3)
TRUE, PREDICTED = CHANCE.integers(0, 10, 300), CHANCE.integers(0, 10, 300)
IMAGES = CHANCE.integers(0, 256, (300, 8, 8, 3), dtype=np.uint8)
PROBABILITIES = CHANCE.dirichlet(np.ones(10), 300)


def test_it_counts_as_scikit_learn_does():
    np.testing.assert_array_equal(ConfusionGrid(TRUE, PREDICTED).counts, metrics.confusion_matrix(TRUE, PREDICTED))


@pytest.mark.parametrize("true", [TRUE, TRUE[:, None], np.eye(10)[TRUE], TRUE.tolist(), TRUE.astype("float32")])
@pytest.mark.parametrize("predicted", [PREDICTED, np.eye(10)[PREDICTED] * 0.6 + 0.04])
def test_labels_may_be_whole_numbers_one_hot_or_probabilities(true, predicted):
    grid = ConfusionGrid(true, predicted)
    np.testing.assert_array_equal(grid.counts, confusion_matrix(TRUE, PREDICTED, 10))
    assert grid.class_names == LESSON_CLASSES


def test_each_cell_has_its_first_images():
    grid = ConfusionGrid(TRUE, PREDICTED, IMAGES)
    for key, images in grid._images.items():
        row, column = map(int, key.split(","))
        assert images["shape"] == [min(FROM_EACH_CELL, grid.counts[row, column]), 8, 8]
    assert len(grid._images) == np.count_nonzero(grid.counts)


def test_a_cell_is_chosen_from_python():
    grid = ConfusionGrid([0, 1], [1, 1])
    grid.cell = (0, 1)
    for outside in ((2, 0), (0, -1)):
        with pytest.raises(traitlets.TraitError, match="each from 0 to 1"):
            grid.cell = outside


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (([0, 1], [0]), "2 true labels, but 1 predicted"),
        (([0.5, 1], [0, 1]), "whole numbers"),
        ((["cat"], [0]), "must be numbers"),
        (([], []), "must have the shape"),
        (([0, 99], [0, 1]), "up to 20 classes"),
        (([0, 1], [0, 1], np.zeros((3, 8, 8, 3))), "3 images, but 2 labels"),
        (([0, 1], [0, 1], np.zeros((2, 8, 8))), "must have the shape"),
        (([0, 1], [0, 1], "cat.png"), "no array of numbers"),
        (([0, 1], [[0.5, np.nan], [1, 0]]), "predicted_labels has NaN"),
        (([0, 1], [0, np.inf]), "predicted_labels must be whole numbers"),
        (([0, 1], [[0.7], [0.2]]), r"predictions > 0\.5"),
        (([0, 1], np.zeros((0, 2))), "must have the shape"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(arguments, says):
    with pytest.raises((TypeError, ValueError), match=says):
        ConfusionGrid(*arguments)


@pytest.mark.parametrize(("names", "says"), [(["cat"], "1 names"), ([1, 2], "must be texts"), ("cat", "1 names")])
def test_names_that_do_not_fit_are_refused(names, says):
    with pytest.raises((TypeError, ValueError), match=says):
        ConfusionGrid([0, 1], [0, 1], class_names=names)


def test_logits_have_the_same_largest_number_as_their_probabilities():
    np.testing.assert_array_equal(ConfusionGrid([0, 1], [[7.5, -3], [-1, 2]]).counts, np.eye(2))


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ([[3, 0], [0, 2]], "No two classes are mixed up."),
        (
            [[0, 1], [0, 2]],
            "Most often mixed up: Of 1 image that shows cat, 1 was taken for dog: 100% of the row. "
            "Of 2 images that show dog, 0 were taken for cat: 0% of the row.",
        ),
    ],
)
def test_what_is_mixed_up_is_said_in_words(counts, says):
    assert mixed_up_in_words(np.array(counts), ["cat", "dog"]) == says


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ([[1, 0], [0, 0]], "1 of 1 image is on the diagonal: 100% is right."),
        ([[1, 1], [0, 0]], "1 of 2 images is on the diagonal: 50% is right."),
        ([[0, 1], [1, 0]], "0 of 2 images are on the diagonal: 0% are right."),
    ],
)
def test_one_image_is_no_images(counts, says):
    assert accuracy_in_words(np.array(counts)) == says


def test_a_perfect_network_leaves_a_picture_without_a_pair():
    words = ConfusionGrid([0, 1], [0, 1])._repr_mimebundle_()[0]["text/html"]
    assert "No two classes are mixed up." in words
    assert "Most often" not in words


def test_a_class_without_images_is_said_so():
    assert cell_in_words(np.array([[1, 0], [0, 0]]), ["cat", "dog"], 1, 0) == "No image shows dog."


def test_the_stored_picture_says_which_classes_are_mixed_up():
    html = ConfusionGrid([0, 0, 1, 2], [1, 0, 1, 2], class_names=["cat", "dog", "frog"])._repr_mimebundle_()[0][
        "text/html"
    ]
    assert "Most often mixed up: Of 2 images that show cat, 1 was taken for dog: 50% of the row." in html


def test_a_sheet_counts_what_is_right_and_shows_twenty():
    sheet = PredictionSheet(IMAGES, np.eye(10)[TRUE], PROBABILITIES)
    assert len(sheet._truths) == MOST_IMAGES
    assert sheet.right == int((PROBABILITIES[:20].argmax(axis=1) == TRUE[:20]).sum())
    assert f"{sheet.right} of these 20" in repr(sheet)
    assert f"Image 0: Shows {LESSON_CLASSES[TRUE[0]]}." in sheet._repr_mimebundle_()[0]["text/html"]


def test_images_from_0_to_1_are_shown_as_bright_as_bytes():
    labels, rows = TRUE[:4], PROBABILITIES[:4]
    scaled = PredictionSheet((IMAGES[:4] / 255).astype("float32"), labels, rows)
    np.testing.assert_array_equal(scaled.pixels, PredictionSheet(IMAGES[:4], labels, rows).pixels)


@pytest.mark.parametrize(
    ("predictions", "says"),
    [
        ([0, 1], "row of probabilities"),
        ("cat", "row of probabilities"),
        (np.zeros((2, 0)), "row of probabilities"),
        (PROBABILITIES[:3], "predictions for 3 images"),
        ([[-2, 7.5], [1, 0]], r"from -2 to 7\.5.*apply softmax first: keras\.ops\.softmax\(predictions\)"),
        ([[0, 1], [0, 1.5]], "from 0 to 1, but"),
        ([[-0.1, 0.9], [0, 1]], "from -0.1 to 1"),
        ([[np.nan, 0.5], [0, 1]], "predictions has NaN"),
        ([[np.inf, 0.5], [0, 1]], "predictions has NaN or infinity"),
        ([[0.7], [0.2]], r"np\.hstack\(\[1 - predictions, predictions\]\)"),
    ],
)
def test_a_sheet_asks_for_what_predict_returns(predictions, says):
    with pytest.raises(ValueError, match=says):
        PredictionSheet(IMAGES[:2], [0, 1], predictions)


@pytest.mark.parametrize(
    "predictions",
    [
        np.array([[0.5002, 0.5002], [1e-7, 1.0004]], "float16"),  # softmax, rounded
        [[0.9, 0.8], [0.1, 0.2]],  # a sigmoid neuron for each class
        [[True, False], [False, True]],
    ],
)
def test_a_sheet_takes_every_kind_of_probability(predictions):
    assert PredictionSheet(IMAGES[:2], [0, 1], predictions).right == 2


def test_a_close_call_is_judged_once_by_python():
    sheet = PredictionSheet(IMAGES[:1], [1], [[0.49999, 0.50001]])
    assert sheet.right == 1
    assert sheet._said == [[(1, 0.50001), (0, 0.49999)]]
    assert sheet._alt_text().startswith("1 image with its true class")
    assert "The network says class 1 with 0.5: right." in sheet._alt_text()


@needs_node
def test_javascript_says_the_same(tmp_path):
    matrices = [
        CHANCE.integers(0, 2000, (n, n)) * CHANCE.integers(0, 2, (n, n)) for n in (2, 3, 5, 10, 10, 20, 2, 4, 7, 10)
    ]
    matrices += [np.array([[0, 1], [0, 0]]), np.array([[1, 1], [0, 0]]), np.eye(3, dtype=int)]
    golden = {
        "matrices": [_matrix(counts) for counts in matrices],
        "images": [
            _image(int(truth), row.tolist())
            for truth, row in zip([*TRUE[:20], 1], [*PROBABILITIES[:20], np.array([0.49999, 0.50001])], strict=True)
        ],
        "sheets": [
            {"right": right, "whole": whole, "words": right_in_words(right, whole)}
            for whole in (1, 2, 10)
            for right in range(whole + 1)
        ],
    }
    run_in_node("confusion.test.mjs", golden, tmp_path)


def _matrix(counts):
    names = [f"class {label}" for label in range(len(counts))]
    cells = [
        {"row": row, "column": column, "words": cell_in_words(counts, names, row, column)}
        for row in range(len(counts))
        for column in range(len(counts))
    ]
    told = {"pairs": worst_pairs(counts), "accuracy": accuracy_in_words(counts)}
    return {"counts": counts.tolist(), "names": names, "cells": cells, **told}


def _image(truth, row):
    names, said = list(LESSON_CLASSES), largest(row)
    return {"names": names, "truth": truth, "said": said, "words": image_in_words(names, truth, said)}
