"""The training display: what a network does while `fit` runs, seen live."""

from lesson_utils.training.every_fit import watch_training
from lesson_utils.training.live_training import LiveTraining
from lesson_utils.training.steps import training_steps

__all__ = ["LiveTraining", "training_steps", "watch_training"]
