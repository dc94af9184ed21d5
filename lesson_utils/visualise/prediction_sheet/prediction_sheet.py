"""PredictionSheet: a few images, what they show, and what a network says of each."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import traitlets
from numpy.typing import ArrayLike

from lesson_utils.browser.modules import browser_module
from lesson_utils.visualise.kit.labelled_images import (
    class_names_for,
    packed,
    pixels_of,
    rows_of_probabilities,
    whole_labels,
)
from lesson_utils.visualise.kit.style_sheet import style_sheet
from lesson_utils.visualise.kit.widget import Visualiser
from lesson_utils.visualise.prediction_sheet.figure import prediction_sheet_figure
from lesson_utils.visualise.prediction_sheet.sheet import count_right, image_in_words, largest, right_in_words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_IMAGES = 20


class PredictionSheet(Visualiser):
    """See images with their true and predicted classes, and the probabilities behind them.

    Parameters
    ----------
    images : array_like of shape (images, height, width, 1 or 3)
        From 0 to 1, or from 0 to 255; the first 20 are shown.
    true_labels : array_like of shape (images,), (images, 1) or (images, classes)
        What they show: whole numbers, or one-hot.
    predictions : array_like of shape (images, classes)
        The probabilities that `model.predict` returns: of softmax, or of one sigmoid neuron for each class.
    class_names : sequence of str, optional
        A name for each class; those of the lesson where there are ten.

    Attributes
    ----------
    right : int
        How many of the images shown are classified rightly.

    Raises
    ------
    TypeError, ValueError
        If images, labels and predictions do not fit together, or predictions are no probabilities; the message says
        what to change.

    Examples
    --------
    >>> import numpy as np
    >>> PredictionSheet(np.zeros((2, 8, 8, 3)), [0, 1], [[0.9, 0.1], [0.6, 0.4]], class_names=["cat", "dog"])
    PredictionSheet: 1 of these 2 images is classified rightly.
    """

    _esm = browser_module(Path(__file__).with_suffix(".js"))
    _css = style_sheet(Path(__file__).with_suffix(".css"))

    _images: traitlets.Dict = traitlets.Dict().tag(sync=True)
    _truths: traitlets.List = traitlets.List().tag(sync=True)
    _said: traitlets.List = traitlets.List().tag(sync=True)
    _names: traitlets.List = traitlets.List().tag(sync=True)

    def __init__(
        self,
        images: ArrayLike,
        true_labels: ArrayLike,
        predictions: ArrayLike,
        *,
        class_names: Sequence[str] | None = None,
    ) -> None:
        truths = whole_labels(true_labels, "true_labels")
        rows = rows_of_probabilities(predictions)
        if len(rows) != len(truths):
            raise ValueError(f"There are {len(truths)} labels, but predictions for {len(rows)} images.")
        self.class_names = class_names_for(class_names, max(rows.shape[1], int(truths.max()) + 1))
        self.pixels = pixels_of(images, len(truths))[:MOST_IMAGES]
        self.truths = truths[:MOST_IMAGES].tolist()
        self.said = [largest(row) for row in rows[:MOST_IMAGES].tolist()]
        self.right = count_right(self.truths, self.said)
        super().__init__(
            _images=packed(self.pixels),
            _truths=self.truths,
            _said=self.said,
            _names=list(self.class_names),
        )

    def __repr__(self) -> str:
        return f"PredictionSheet: {right_in_words(self.right, len(self.truths))}"

    def _figure(self) -> "Figure":
        return prediction_sheet_figure(self.pixels, self.truths, self.said, self.class_names)

    def _alt_text(self) -> str:
        rows = zip(self.truths, self.said, strict=True)
        told = " ".join(f"Image {at}: {image_in_words(self.class_names, *row)}" for at, row in enumerate(rows))
        images = "1 image" if len(self.truths) == 1 else f"{len(self.truths)} images, each"
        return f"{images} with its true class and the three largest probabilities. {told}"
