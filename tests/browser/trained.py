"""What a recorded training of the course shows: while it runs, and what its network says of the test images."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from lesson_utils.datasets import class_names, load_data
from lesson_utils.training.examples import Examples, one_of_each
from lesson_utils.training.fingerprint import layers_of
from lesson_utils.training.network import first_filters, predictions
from lesson_utils.training.recordings import Recording, with_snapshots
from lesson_utils.training.run import Run, State
from lesson_utils.training.view import TrainingView
from lesson_utils.visualise import ConfusionGrid, PredictionSheet
from lesson_utils.visualise.model_scope.example import example_model

LOOKED_AT = 1000  # test images


def recorded() -> tuple[Path, Recording]:
    """The recorded training that is shown, and its file."""
    built = layers_of(example_model())
    return next((path, one) for path, one in with_snapshots().items() if one.layers == built)


@cache
def test_set() -> tuple[np.ndarray, np.ndarray]:
    """Some drawn test images from 0 to 1, and what they show."""
    images, labels = load_data("drawings")[1]
    return images[:LOOKED_AT] / np.float32(255), labels[:LOOKED_AT]


def examples() -> Examples:
    """An image of each of a few classes."""
    few = one_of_each(*test_set(), class_names)
    assert few is not None, "the drawings are no arrays any more"
    return few


def training(few: Examples) -> tuple[TrainingView, list[dict[str, Any]]]:
    """The recorded training as `fit` would have shown it: the widget at its end, what it was told after each epoch."""
    model = example_model()
    recording = recorded()[1]
    run = Run(recording.epochs, recording.steps // recording.epochs, clock=lambda: 0)
    view = TrainingView(run, few)
    told = []
    for epoch in range(run.epochs + 1):
        if epoch:
            run.epoch_ended({name: values[epoch - 1] for name, values in recording.history.items()})
        if epoch == run.epochs:
            run.ended(State.FINISHED)
        weights = recording.weights if epoch == run.epochs else recording.snapshots.get(epoch)
        if weights is not None:  # between two that were kept the last look stays
            model.set_weights(weights)
            view.show_network(first_filters(model), predictions(model, few.images))
        view.show_epochs(run)
        told.append({name: value for name, value in view.get_state().items() if re.fullmatch("_[a-z]+", name)})
    return view, told


def confusion_grid() -> ConfusionGrid:
    images, labels = test_set()
    return ConfusionGrid(labels, _says(images), images, class_names=class_names)


def prediction_sheet() -> PredictionSheet:
    images, labels = (part[:12] for part in test_set())
    return PredictionSheet(images, labels, _says(images), class_names=class_names)


def _says(images: np.ndarray) -> np.ndarray:
    model = example_model()
    model.set_weights(recorded()[1].weights)
    return model.predict(images, verbose=0)
