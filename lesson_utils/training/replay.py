"""`fit` without the minutes: a training that the course has recorded is not trained again.

Whoever catches up gets the model and the history that a training would have given. The build and the tests of the
notebooks, with `LESSON_FAST=1`, do too, so that their outputs are the same every time. With `LESSON_RECORD=1`, which
`build --train` sets, everything is trained for real and recorded.
"""

import functools
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import keras

from lesson_utils.training import recordings
from lesson_utils.training.around_fit import around
from lesson_utils.training.fingerprint import fingerprint
from lesson_utils.training.snapshots import Snapshots, is_long

FAST, RECORD = "LESSON_FAST", "LESSON_RECORD"
_FEW = 2000  # images that a training without a recording learns from: a few seconds for the lesson's models
_TOLERANCE = 0.02  # of accuracy: weights are kept with fewer digits


class StaleRecordingError(RuntimeError):
    """A recording that was made with other images, or with another model."""


@contextmanager
def replaying() -> Iterator[list[str]]:
    """Replay what is recorded, and train only briefly what is not.

    Yields
    ------
    list of str
        Fills with the names of the models that were trained briefly.
    """
    shortened: list[str] = []
    fit = keras.Model.fit
    keras.Model.fit = _wrapped(fit, functools.partial(_replay, shortened))
    try:
        yield shortened
    finally:
        keras.Model.fit = fit


def obey_environment() -> None:
    """Replay or record every `fit` of this kernel, if an environment variable asks for it."""
    if getattr(keras.Model.fit, "obeys_environment", False):
        return
    if os.environ.get(RECORD):
        keras.Model.fit = _wrapped(keras.Model.fit, _record)
    elif os.environ.get(FAST):
        keras.Model.fit = _wrapped(keras.Model.fit, _replay_and_verify)
    else:
        return
    keras.Model.fit.obeys_environment = True


def _wrapped(fit: Any, instead: Any) -> Any:
    def known(model: Any, fit: Any, given: dict[str, Any]) -> Any:
        __tracebackhide__ = True
        key = fingerprint(model, given)
        return fit(model, **given) if key is None else instead(model, fit, given, key)

    return around(fit, known)


def _record(model: Any, fit: Any, given: dict[str, Any], key: str) -> Any:
    snapshots = Snapshots()
    several = {"callbacks": [*_callbacks_in(given), snapshots]} if is_long(given) else {}
    history = fit(model, **given | several)
    recordings.write(recordings.recording_of(model, history.history, given, snapshots.kept), model.name, key)
    return history


def _replay(shortened: list[str], model: Any, fit: Any, given: dict[str, Any], key: str) -> Any:
    recording = recordings.find(key)
    if recording is None:
        shortened.append(model.name)
        return fit(model, **_shortened(given))
    return _replayed(recording, model, given)


def _replayed(recording: recordings.Recording, model: Any, given: dict[str, Any]) -> Any:
    before = model.get_weights()
    model.set_weights(recording.weights)
    model.optimizer.build(model.trainable_variables)
    model.optimizer.iterations.assign(recording.steps)
    history = keras.callbacks.History()
    _play(replace(recording, snapshots={0: before} | recording.snapshots), model, given, history)
    model.history = history
    return history


def _replay_and_verify(model: Any, fit: Any, given: dict[str, Any], key: str) -> Any:
    """Replay, and notice that the images, or the code of the model, are no longer those that were recorded."""
    recording = recordings.find(key)
    if recording is None:
        return fit(model, **_shortened(given))
    history = _replayed(recording, model, given)
    if abs(recordings.accuracy_of(model, given) - recording.accuracy) > _TOLERANCE:
        raise StaleRecordingError(
            f"What {model.name} had learned does not fit these images any more. "
            "Train again: python3 -m lesson_utils build --train"
        )
    return history


def _play(recording: recordings.Recording, model: Any, given: dict[str, Any], history: Any) -> None:
    """Tell the callbacks what they would have heard at the beginning and end of each epoch."""
    params = {"epochs": recording.epochs, "steps": recording.steps // recording.epochs, "verbose": 0}
    for callback in (history, *_callbacks_in(given)):
        callback.set_params({**params, "replayed": recording})
        callback.set_model(model)
        callback.on_train_begin({})
        for epoch in range(recording.epochs):
            callback.on_epoch_begin(epoch, {})
            callback.on_epoch_end(epoch, {name: values[epoch] for name, values in recording.history.items()})
        callback.on_train_end({})


def _callbacks_in(given: dict[str, Any]) -> list[Any]:
    callbacks = given.get("callbacks") or []
    return [*callbacks] if isinstance(callbacks, list | tuple) else [callbacks]


def _shortened(given: dict[str, Any]) -> dict[str, Any]:
    """The same call on few images, so that it ends soon."""
    short = given | {"x": given["x"][:_FEW], "y": given["y"][:_FEW]}
    held_back = given.get("validation_data")
    if isinstance(held_back, tuple | list):
        short["validation_data"] = tuple(part[: math.ceil(_FEW / 4)] for part in held_back)
    return short
