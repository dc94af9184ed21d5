"""Draws a whole collection of labelled pictures, balanced and shuffled, on all processors."""

import math
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from . import airplane, automobile, bird, cat, deer, dog, frog, horse, ship, truck
from .picture import View, draw_view

# Goes up whenever a change here changes a single pixel: old and new drawings must not mix.
STYLE_VERSION = 1

# In the order of the labels (datasets/classes.py).
VIEWS: tuple[tuple[View, ...], ...] = tuple(
    module.VIEWS for module in (airplane, automobile, bird, cat, deer, dog, frog, horse, ship, truck)
)
BATCH = 50  # pictures drawn together: their arrays still fit a processor's cache


def draw_images(
    count: int, seed: int, progress: Callable[[int], object] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Draw labelled pictures.

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
    order = np.random.Generator(np.random.PCG64(seed)).random(count).argsort(kind="stable")
    labels = (order % len(VIEWS)).astype(np.uint8)

    def draw_batch(job: tuple[int, int, np.ndarray]) -> int:
        label, number, places = job
        # A seed of its own for every batch: the pictures do not depend on which thread is faster.
        random = np.random.Generator(np.random.PCG64([seed, label, number]))
        views = VIEWS[label]
        view = views[number % len(views)]
        scene = view.scenes[number // len(views) % len(view.scenes)]
        images[places] = draw_view(view, scene, len(places), random)
        return len(places)

    jobs = []
    for label, views in enumerate(VIEWS):
        places = np.flatnonzero(labels == label)
        # Whole rounds through all views and scenes, so that training and test pictures are of the same mixture;
        # and each batch dealt out over the collection, because its pictures share a view and a scene.
        round_trip = len(views) * math.lcm(*(len(view.scenes) for view in views))
        batches = round_trip * round(len(places) / (round_trip * BATCH)) or math.ceil(len(places) / BATCH)
        jobs += [(label, number, places[number::batches]) for number in range(batches)]
    with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
        for finished in pool.map(draw_batch, jobs):
            if progress is not None:
                progress(finished)
    return images, labels[:, np.newaxis]
