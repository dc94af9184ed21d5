"""The training display: what a network does while `fit` runs, seen live."""

from lesson_utils.training.every_fit import watch_training
from lesson_utils.training.live_training import LiveTraining

__all__ = ["LiveTraining", "watch_training"]
