"""Trainings that ship with the course: what a model had learned at the end, and what its `fit` returned."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from lesson_utils.training.fingerprint import layers_of
from lesson_utils.training.snapshots import restored, shrunk

FOLDER = Path(__file__).with_name("recorded")
_TOLD = ("history", "steps", "accuracy", "layers")  # what is written as JSON
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
    layers : list
        How the model is built, as `layers_of` says it.
    snapshots : dict of int to list of numpy.ndarray
        Of a long training: the weights by the number of epochs trained, float32 made of int8.
    """

    weights: list[np.ndarray]
    history: dict[str, list[float]]
    steps: int
    accuracy: float
    layers: list[Any]
    snapshots: dict[int, list[np.ndarray]] = field(default_factory=dict)

    @property
    def epochs(self) -> int:
        """How many epochs were trained."""
        return len(self.history["loss"])


def recording_of(
    model: Any,
    history: dict[str, list[float]],
    given: Mapping[str, Any],
    snapshots: dict[int, list[np.ndarray]] | None = None,
) -> Recording:
    """Keep what a training has given.

    Parameters
    ----------
    model : keras.Model
        Just trained.
    history : dict of str to list of float
        What its `fit` returned.
    given : mapping
        The arguments of `fit` by name.
    snapshots : dict of int to list of numpy.ndarray, optional
        Weights by the number of epochs trained. That of the last epoch is left out: it is what the model has learned.

    Returns
    -------
    Recording
    """
    weights = [np.asarray(weight, dtype=np.float16) for weight in model.get_weights()]
    rounded = {name: [round(float(value), 4) for value in values] for name, values in history.items()}
    on_the_way = {epoch: kept for epoch, kept in (snapshots or {}).items() if epoch < len(rounded["loss"])}
    steps = int(np.asarray(model.optimizer.iterations))
    return Recording(weights, rounded, steps, accuracy_of(model, given), layers_of(model), on_the_way)


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


def write(recording: Recording, model_name: str, key: str) -> Path:
    """Write a recording into the folder of those that ship.

    Parameters
    ----------
    recording : Recording
        What to keep.
    model_name, key : str
        The file is named after both; it is found by the key, the name is for people.

    Returns
    -------
    pathlib.Path
        The file.
    """
    path = FOLDER / f"{model_name}-{key}.npz"
    arrays: dict[str, Any] = {f"weight_{number}": weight for number, weight in enumerate(recording.weights)}
    for epoch, kept in recording.snapshots.items():
        small, arrays[f"worth_{epoch}"] = shrunk(kept)
        arrays |= {f"epoch_{epoch}_{number}": weight for number, weight in enumerate(small)}
    told = {name: getattr(recording, name) for name in _TOLD} | {"snapshots": [*recording.snapshots]}
    np.savez_compressed(path, told=np.frombuffer(json.dumps(told).encode(), dtype=np.uint8), **arrays)
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
        count = sum(name.startswith("weight_") for name in stored.files)
        weights = [stored[f"weight_{number}"] for number in range(count)]
        snapshots = {
            epoch: restored([stored[f"epoch_{epoch}_{number}"] for number in range(count)], stored[f"worth_{epoch}"])
            for epoch in told["snapshots"]
        }
    return Recording(weights, told["history"], told["steps"], told["accuracy"], told["layers"], snapshots)


def find(key: str) -> Recording | None:
    """The recording of a training, by its fingerprint; None where there is none.

    Parameters
    ----------
    key : str
        From `fingerprint`.

    Returns
    -------
    Recording or None
    """
    path = next(iter(sorted(FOLDER.glob(f"*-{key}.npz"))), None)
    return None if path is None else read(path)


def with_snapshots() -> dict[Path, Recording]:
    """All recordings of long trainings, by their files.

    Returns
    -------
    dict of pathlib.Path to Recording
    """
    found = {path: read(path) for path in sorted(FOLDER.glob("*.npz"))}
    return {path: recording for path, recording in found.items() if recording.snapshots}
