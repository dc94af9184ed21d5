"""The course's own training, step by step, in copies of the learner's model."""

import random
from pathlib import Path
from typing import Any

import keras

from lesson_utils.training import recordings
from lesson_utils.training.fingerprint import layers_of


def training_steps(model: Any) -> dict[str, keras.Model]:
    """Copy a model as it was before, during and after the training that the course has recorded of it.

    ``ModelScope({**training_steps(model_intro), "yours": model_intro}, images)`` shows them beside the learner's own.

    Parameters
    ----------
    model : keras.Model
        Built like one that an episode trains for long: the same layers with the same settings. It may be trained or
        not; it stays as it is.

    Returns
    -------
    dict of str to keras.Model
        "untrained", "after epoch 1", "after epoch 2", …, "trained by us", in this order. The copies are not compiled.
        Weights on the way are kept with 8 bits each, so a prediction may differ in its second digit.

    Raises
    ------
    TypeError
        If it is no Keras model.
    ValueError
        If it has no weights yet, or the course has recorded no training of a model built like this.

    Examples
    --------
    >>> from lesson_utils.visualise.model_scope.example import example_model
    >>> list(training_steps(example_model()))
    ['untrained', 'after epoch 1', 'after epoch 2', 'after epoch 4', 'after epoch 7', 'trained by us']
    """
    if not isinstance(model, keras.Model):
        raise TypeError(f"training_steps takes a Keras model, such as model_intro; this is a {type(model).__name__}.")
    if not model.built:
        raise ValueError(f"{model.name!r} has no weights yet. Build it first: model.build((None, 32, 32, 3)).")
    recording = _recording_of(model)
    weights = {_name_of(epoch): kept for epoch, kept in sorted(recording.snapshots.items())}
    return {name: _copy(model, kept) for name, kept in (weights | {"trained by us": recording.weights}).items()}


def _recording_of(model: keras.Model) -> recordings.Recording:
    """The recording of a model built alike; of several the one of the same name, then the longest."""
    every = recordings.with_snapshots()
    alike = {path: recording for path, recording in every.items() if recording.layers == layers_of(model)}
    if not alike:
        names = ", ".join(sorted({_model_in(path) for path in every})) or "none yet"
        raise ValueError(
            f"The course has not recorded a training of a model that is built like {model.name!r}. Recorded: {names}. "
            "If you have changed layers or settings of one of these, make it again as the episode does, for example "
            "model_intro = create_model_intro(). Your own model can be looked at by itself: ModelScope(model, image)."
        )
    best = max(alike, key=lambda path: (_model_in(path) == model.name, alike[path].epochs, alike[path].accuracy))
    return alike[best]


def _model_in(path: Path) -> str:
    return path.stem.rpartition("-")[0]


def _name_of(epoch: int) -> str:
    return f"after epoch {epoch}" if epoch else "untrained"


def _copy(model: keras.Model, weights: list[Any]) -> keras.Model:
    state = random.getstate()  # Keras throws dice for the weights of a copy; the learner's next ones shall not change
    copy = keras.models.clone_model(model)
    random.setstate(state)
    copy.set_weights(weights)
    return copy
