"""Random numbers of their own for each forked kernel: all inherit the state of their parent's generators."""

import random

import numpy as np


def reseed() -> None:
    """Seed from the system what was seeded when the parent imported it.

    Keras takes its seed from Python's `random` when it first needs one, and TensorFlow from the system: neither has
    happened in a parent that has only imported them (`preloading.py` holds it to that).
    """
    random.seed()
    np.random.seed()
