"""The pictures of the course: drawn by the course itself, or CIFAR-10 where it is already on the computer."""

from .cifar10 import DamagedDatasetError
from .classes import class_names
from .loading import load_data
from .preparing import prepare_dataset

__all__ = ["DamagedDatasetError", "class_names", "load_data", "prepare_dataset"]
