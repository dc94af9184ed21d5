"""ConfusionGrid: which classes a network mixes up, and the very images that it takes for something else."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from lesson_utils.browser.modules import browser_module
from lesson_utils.visualise.confusion_grid.confusion import (
    accuracy_in_words,
    confusion_matrix,
    mixed_up_in_words,
)
from lesson_utils.visualise.confusion_grid.figure import confusion_grid_figure
from lesson_utils.visualise.kit.labelled_images import class_names_for, packed, pixels_of, whole_labels
from lesson_utils.visualise.kit.style_sheet import style_sheet
from lesson_utils.visualise.kit.widget import Visualiser

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FROM_EACH_CELL = 6  # images: enough to see what is alike, few enough to be with the browser from the start
MOST_CLASSES = 20


class ConfusionGrid(Visualiser):
    """See which classes a network mixes up: choose a cell of the matrix, and look at the images behind it.

    Parameters
    ----------
    true_labels : array_like of shape (images,), (images, 1) or (images, classes)
        What the images show: whole numbers, or one-hot.
    predicted_labels : array_like of shape (images,) or (images, classes)
        What a network says: whole numbers, or the probabilities that `model.predict` returns.
    images : array_like of shape (images, height, width, 1 or 3), optional
        From 0 to 1, or from 0 to 255. Up to six of each cell are shown.
    class_names : sequence of str, optional
        A name for each class; those of the lesson where there are ten.

    Attributes
    ----------
    counts : numpy.ndarray of shape (classes, classes), int
        Row: the true class. Column: the predicted one.
    cell : tuple of int
        The chosen cell, as (row, column). Assign to it to choose another.

    Raises
    ------
    TypeError, ValueError
        If labels, images and names do not fit together; the message says what to change.

    Examples
    --------
    >>> grid = ConfusionGrid([0, 0, 1, 1], [0, 1, 1, 1], class_names=["cat", "dog"])
    >>> grid
    ConfusionGrid, 2 classes. 3 of 4 images are on the diagonal: 75% are right.
    >>> grid.counts.tolist()
    [[1, 1], [0, 2]]
    """

    _esm = browser_module(Path(__file__).with_suffix(".js"))
    _css = style_sheet(Path(__file__).with_suffix(".css"))

    cell = traitlets.Tuple(traitlets.Int(), traitlets.Int(), default_value=(0, 0)).tag(sync=True)
    _counts: traitlets.List = traitlets.List().tag(sync=True)
    _names: traitlets.List = traitlets.List().tag(sync=True)
    _images: traitlets.Dict = traitlets.Dict().tag(sync=True)  # by "row,column"

    def __init__(
        self,
        true_labels: ArrayLike,
        predicted_labels: ArrayLike,
        images: ArrayLike | None = None,
        *,
        class_names: Sequence[str] | None = None,
    ) -> None:
        true = whole_labels(true_labels, "true_labels")
        predicted = whole_labels(predicted_labels, "predicted_labels")
        if len(true) != len(predicted):
            raise ValueError(
                f"There are {len(true)} true labels, but {len(predicted)} predicted ones: there must be one of each "
                "for every image."
            )
        classes = max(2, int(max(true.max(), predicted.max())) + 1)
        if classes > MOST_CLASSES:
            raise ValueError(f"ConfusionGrid shows up to {MOST_CLASSES} classes; these labels go up to {classes - 1}.")
        self.class_names = class_names_for(class_names, classes)
        self.counts = confusion_matrix(true, predicted, len(self.class_names))
        behind = {} if images is None else _behind(true, predicted, pixels_of(images, len(true)))
        super().__init__(_counts=self.counts.tolist(), _names=list(self.class_names), _images=behind)

    @traitlets.validate("cell")
    def _inside(self, proposal: Any) -> tuple[int, int]:
        row, column = proposal["value"]
        last = len(self.class_names) - 1
        if not (0 <= row <= last and 0 <= column <= last):
            raise traitlets.TraitError(f"cell must be (row, column), each from 0 to {last}, not {(row, column)}.")
        return row, column

    def __repr__(self) -> str:
        return f"ConfusionGrid, {len(self.class_names)} classes. {accuracy_in_words(self.counts)}"

    def _figure(self) -> "Figure":
        return confusion_grid_figure(self.counts, self.class_names)

    def _alt_text(self) -> str:
        return (
            f"A table with a row for each true class and a column for each predicted class. "
            f"{accuracy_in_words(self.counts)} {mixed_up_in_words(self.counts, self.class_names)}"
        )


def _behind(true: NDArray[np.intp], predicted: NDArray[np.intp], pixels: NDArray[np.uint8]) -> dict[str, Any]:
    """The first images of every cell that has some."""
    cells: dict[str, list[int]] = {}
    for place, key in enumerate(zip(true.tolist(), predicted.tolist(), strict=True)):
        places = cells.setdefault("{},{}".format(*key), [])
        if len(places) < FROM_EACH_CELL:
            places.append(place)
    return {key: packed(pixels[places]) for key, places in cells.items()}
