"""Trainings that ship with the course: what a model had learned at the end, and what its `fit` returned."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = Path(__file__).with_name("recorded")
_COUNTED = 1000  # images whose predictions are counted


@dataclass(frozen=True)
class Recording:
    """One training.

    Attributes
    ----------
    weights : list of numpy.ndarray
        What the model had learned, float16: half the size, and no accuracy lost that anybody could see.
    history : dict of str to list of float
        As in Keras' `History`, rounded to four digits behind the point.
    steps : int
        How many batches the model has learned from.
    accuracy : float
        The share of the first thousand images held back (without any, of those to learn from) that it gets right.
    """

    weights: list[np.ndarray]
    history: dict[str, list[float]]
    steps: int
    accuracy: float

    @property
    def epochs(self) -> int:
        """How many epochs were trained."""
        return len(self.history["loss"])


def recording_of(model: Any, history: dict[str, list[float]], given: Mapping[str, Any]) -> Recording:
    """Keep what a training has given.

    Parameters
    ----------
    model : keras.Model
        Just trained.
    history : dict of str to list of float
        What its `fit` returned.
    given : mapping
        The arguments of `fit` by name.

    Returns
    -------
    Recording
    """
    weights = [np.asarray(weight, dtype=np.float16) for weight in model.get_weights()]
    rounded = {name: [round(float(value), 4) for value in values] for name, values in history.items()}
    return Recording(weights, rounded, int(np.asarray(model.optimizer.iterations)), accuracy_of(model, given))


def accuracy_of(model: Any, given: Mapping[str, Any]) -> float:
    """How much a model gets right of the data of its `fit`, as `Recording.accuracy` counts it.

    Parameters
    ----------
    model : keras.Model
        One that gives a number for each class.
    given : mapping
        The arguments of `fit` by name.

    Returns
    -------
    float
        From 0 to 1.
    """
    images, labels = (given.get("validation_data") or (given["x"], given["y"]))[:2]
    found = np.asarray(model(images[:_COUNTED], training=False)).argmax(axis=-1)
    return float(np.mean(found == np.asarray(labels[:_COUNTED]).argmax(axis=-1)))


def write(recording: Recording, model_name: str, key: str, folder: Path = FOLDER) -> Path:
    """Write a recording into a folder.

    Parameters
    ----------
    recording : Recording
        What to keep.
    model_name, key : str
        The file is named after both; it is found by the key, the name is for people.
    folder : pathlib.Path
        Where to.

    Returns
    -------
    pathlib.Path
        The file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{model_name}-{key}.npz"
    arrays: dict[str, Any] = {f"weight_{number}": weight for number, weight in enumerate(recording.weights)}
    told = json.dumps({"history": recording.history, "steps": recording.steps, "accuracy": recording.accuracy})
    np.savez_compressed(path, told=np.frombuffer(told.encode(), dtype=np.uint8), **arrays)
    return path


def read(path: Path) -> Recording:
    """Read a recording.

    Parameters
    ----------
    path : pathlib.Path
        A file that `write` has written. Nothing in it is unpickled.

    Returns
    -------
    Recording
    """
    with np.load(path, allow_pickle=False) as stored:
        told = json.loads(stored["told"].tobytes())
        weights = [stored[f"weight_{number}"] for number in range(len(stored.files) - 1)]
    return Recording(weights, told["history"], told["steps"], told["accuracy"])


def find(key: str, folder: Path = FOLDER) -> Recording | None:
    """The recording of a training, by its fingerprint; None where there is none.

    Parameters
    ----------
    key : str
        From `fingerprint`.
    folder : pathlib.Path
        Where recordings are.

    Returns
    -------
    Recording or None
    """
    path = next(iter(sorted(folder.glob(f"*-{key}.npz"))), None)
    return None if path is None else read(path)
