"""Draws a whole collection of labelled pictures, balanced and shuffled, on all processors.

Each processor gets a Python of its own (`python -m lesson_utils.datasets.drawings`), which draws every so many-th batch
and passes the pictures on through its standard output. Threads would wait for one another: the arrays are small.
"""

import math
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import numpy as np

from . import airplane, automobile, bird, cat, deer, dog, frog, horse, shared, ship, truck
from .picture import View, draw_view

# Goes up whenever a change here changes a single pixel: old and new drawings must not mix.
STYLE_VERSION = 5

# In the order of the labels (datasets/classes.py): the views of a class, and four times the one that it shares.
VIEWS: tuple[tuple[View, ...], ...] = (
    (*airplane.VIEWS, *[shared.FLIER] * 4),
    (*automobile.VIEWS, *[shared.VEHICLE] * 4),
    (*bird.VIEWS, *[shared.FLIER] * 4),
    (*cat.VIEWS, *[shared.PET] * 4),
    (*deer.VIEWS, *[shared.HOOFED] * 4),
    (*dog.VIEWS, *[shared.PET] * 4),
    frog.VIEWS,
    (*horse.VIEWS, *[shared.HOOFED] * 4),
    ship.VIEWS,
    (*truck.VIEWS, *[shared.VEHICLE] * 4),
)
MISLABELLED = 0.04  # of the pictures: nobody labels without a mistake
BATCH = 50  # pictures drawn together: their arrays still fit a processor's cache
WORTH_HELPERS = 5_000  # pictures; fewer are drawn here in less time than it takes to start another Python
PACKAGES = Path(__file__).resolve().parents[3]


class Batch(NamedTuple):
    """Pictures of one class that share a view and a scene."""

    label: int
    number: int
    places: np.ndarray


def draw_images(
    count: int, seed: int, progress: Callable[[int], object] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Draw labelled pictures. A few of the labels are wrong, as in every large collection.

    Parameters
    ----------
    count : int
        How many pictures; a multiple of ten gives every class the same number.
    seed : int
        The same seed gives the same pictures.
    progress : callable, optional
        Called with the number of pictures that have just been finished.

    Returns
    -------
    images : numpy.ndarray
        Shape (count, 32, 32, 3), dtype uint8.
    labels : numpy.ndarray
        Shape (count, 1), dtype uint8, from 0 to 9 in the order of `class_names`.

    Examples
    --------
    >>> images, labels = draw_images(20, seed=1)
    >>> images.shape, labels.shape
    ((20, 32, 32, 3), (20, 1))
    """
    images = np.empty((count, 32, 32, 3), dtype=np.uint8)
    labels = _labels(count, seed)
    helpers = min(8, os.cpu_count() or 1)
    if count < WORTH_HELPERS or helpers == 1:
        drawn = draw_share(count, seed, 0, 1)
    else:
        drawn = _draw_with_helpers(count, seed, helpers)
    for batch, pictures in drawn:
        images[batch.places] = pictures
        if progress is not None:
            progress(len(batch.places))
    return images, _with_mistakes(labels, seed)[:, np.newaxis]


def draw_share(count: int, seed: int, first: int, step: int) -> Iterator[tuple[Batch, np.ndarray]]:
    """Draw every `step`-th batch of a collection, beginning with the `first`."""
    for batch in _batches(_labels(count, seed))[first::step]:
        # A seed of its own for every batch: the pictures do not depend on who draws them.
        random = np.random.Generator(np.random.PCG64([seed, batch.label, batch.number]))
        views = VIEWS[batch.label]
        view = views[batch.number % len(views)]
        scene = view.scenes[batch.number // len(views) % len(view.scenes)]
        yield batch, draw_view(view, scene, len(batch.places), random)


def _labels(count: int, seed: int) -> np.ndarray:
    order = np.random.Generator(np.random.PCG64(seed)).random(count).argsort(kind="stable")
    return (order % len(VIEWS)).astype(np.uint8)


def _with_mistakes(labels: np.ndarray, seed: int) -> np.ndarray:
    """Pass the labels of a few pictures on to one another, so that every class keeps its number of labels."""
    order = np.random.Generator(np.random.PCG64([seed, len(VIEWS)])).random(len(labels)).argsort(kind="stable")
    wrong = order[: round(MISLABELLED * len(labels))]
    given = labels.copy()
    given[wrong] = np.roll(labels[wrong], 1)
    return given


def _batches(labels: np.ndarray) -> list[Batch]:
    batches = []
    for label, views in enumerate(VIEWS):
        places = np.flatnonzero(labels == label)
        # Whole rounds through all views and scenes, so that training and test pictures are of the same mixture;
        # and each batch dealt out over the collection, because its pictures share a view and a scene.
        round_trip = len(views) * math.lcm(*(len(view.scenes) for view in views))
        parts = round_trip * round(len(places) / (round_trip * BATCH)) or math.ceil(len(places) / BATCH)
        batches += [Batch(label, number, places[number::parts]) for number in range(parts)]
    return batches


def _draw_with_helpers(count: int, seed: int, helpers: int) -> Iterator[tuple[Batch, np.ndarray]]:
    """Let other Pythons draw; what one of them does not deliver is drawn here."""
    batches = _batches(_labels(count, seed))
    with ExitStack() as running:
        pipes = [running.enter_context(_helper(count, seed, first, helpers)) for first in range(helpers)]
        for number, batch in enumerate(batches):
            size = len(batch.places) * 32 * 32 * 3
            stream = pipes[number % helpers].stdout
            content = stream.read(size) if stream is not None else b""
            if len(content) < size:  # that Python could not start, or was stopped
                yield from draw_share(count, seed, number, len(batches))
            else:
                yield batch, np.frombuffer(content, dtype=np.uint8).reshape(-1, 32, 32, 3)


def _helper(count: int, seed: int, first: int, step: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "lesson_utils.datasets.drawings", *map(str, (count, seed, first, step))]
    surroundings = {**os.environ, "PYTHONPATH": str(PACKAGES), "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        command, env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
