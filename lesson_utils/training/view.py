"""The browser's side of the training display: what it is told, and what a stored notebook keeps of it."""

from pathlib import Path
from typing import Any

import anywidget
import numpy as np
import traitlets
from numpy.typing import NDArray

from lesson_utils.browser.modules import browser_module
from lesson_utils.training import words
from lesson_utils.training.examples import Examples
from lesson_utils.training.figure import training_figure
from lesson_utils.training.interrupts import kernel_id
from lesson_utils.training.run import Epoch, Run
from lesson_utils.visualise.kit.labelled_images import packed
from lesson_utils.visualise.kit.static_picture import picture_bundle
from lesson_utils.visualise.kit.style_sheet import style_sheet


class TrainingView(anywidget.AnyWidget):
    """Progress, curves, first filters and predictions of one run.

    Everything the browser draws stands in traits, so that a second view of the same output shows the same. What it says
    reaches Python when the cell has ended, even where JupyterLab has a subshell for it: ipykernel 7.4 hands a widget's
    messages to the loop that spoke to it last, and that one is training. (Other versions hear it earlier, in a thread.)
    So to stop a training, the browser asks the server to interrupt the kernel.

    Parameters
    ----------
    run : Run
    examples : Examples or None
        The images whose predictions are shown.
    """

    _esm = browser_module(Path(__file__).with_name("live_training.js"))
    _css = style_sheet(Path(__file__).with_name("live_training.css"))

    _plan = traitlets.Dict().tag(sync=True)  # what does not change: number of epochs and batches, images
    _now = traitlets.Dict().tag(sync=True)  # how far it is
    _epochs: traitlets.List = traitlets.List().tag(sync=True)  # what each epoch measured
    _network = traitlets.Dict().tag(sync=True)  # first filters, predictions
    _said = traitlets.Unicode().tag(sync=True)  # the latest milestone in words
    _ending = traitlets.Unicode().tag(sync=True)  # how it ended; empty while it runs
    _kernel = traitlets.Unicode().tag(sync=True)  # by which the server knows it; empty where there is none
    with_figure = False  # whether the output also holds the figure

    def __init__(self, run: Run, examples: Examples | None) -> None:
        self.run = run
        super().__init__(_plan=plan_of(run, examples), _now=progress_of(run), _kernel=kernel_id())

    def show_epochs(self, run: Run) -> None:
        """Tell how far the run is, what the epochs have measured, and whether it has ended."""
        with self.hold_sync():
            self._epochs = [numbers_of(epoch) for epoch in run.measured]
            self._now, self._said, self._ending = progress_of(run), words.milestone(run), words.ending(run)

    def show_network(self, filters: NDArray[np.uint8] | None, probabilities: NDArray[np.float32] | None) -> None:
        """Tell what the network looks like inside.

        Parameters
        ----------
        filters : numpy.ndarray of shape (filters, height, width, 3), uint8, or None
            The first layer's, as little pictures; None where there are none.
        probabilities : numpy.ndarray of shape (images, classes), float32, or None
            One row for each of the images; None where the network gives no such thing.
        """
        self._network = seen_of(filters, probabilities)

    def __repr__(self) -> str:
        return words.one_line(self.run)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        if self.with_figure:
            data = {**data, **picture_bundle(training_figure(self.run), words.description(self.run), repr(self))}
        return data, metadata


def plan_of(run: Run, examples: Examples | None) -> dict[str, Any]:
    """What of a run does not change, for the browser: how many epochs, which images."""
    plan: dict[str, Any] = {"epochs": run.epochs}
    if examples is not None:
        names = [examples.name_of(label) for label in range(len(examples.class_names or ()))]
        truths = [examples.name_of(label) for label in examples.classes] if examples.classes is not None else None
        plan |= {"images": packed(examples.pixels()), "truths": truths, "names": names}
    return plan


def progress_of(run: Run) -> dict[str, Any]:
    """How far a run is, for the browser."""
    left = run.seconds_left
    return {
        "first": run.first,
        "epoch": run.epoch,
        "batch": run.batch,
        "batches": run.batches,
        "share": round(run.share, 4),
        "secondsLeft": None if left is None else round(left),
        **numbers_of(run.now),
    }


def numbers_of(epoch: Epoch) -> dict[str, float | None]:
    """An epoch's numbers as JSON knows them: it has no NaN."""
    named = {
        "loss": epoch.loss,
        "accuracy": epoch.accuracy,
        "valLoss": epoch.val_loss,
        "valAccuracy": epoch.val_accuracy,
    }
    return {name: None if value is None or not np.isfinite(value) else round(value, 5) for name, value in named.items()}


def seen_of(filters: NDArray[np.uint8] | None, probabilities: NDArray[np.float32] | None) -> dict[str, Any]:
    """What there is to see inside a network, for the browser: as `TrainingView.show_network` takes it."""
    seen: dict[str, Any] = {}
    if filters is not None:
        seen["filters"] = packed(filters)
    if probabilities is not None:
        seen["probabilities"] = [[round(float(one), 4) for one in row] for row in probabilities]
    return seen
