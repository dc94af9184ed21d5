"""The pictures of the course: drawn by the course itself, or the photographs of CIFAR-10."""

from .cifar10 import DamagedDatasetError, DownloadError
from .classes import class_names
from .few import load_new_classes, new_class_names
from .loading import load_data
from .preparing import prepare_dataset
from .registry import DATASETS, Dataset

__all__ = [
    "DATASETS",
    "DamagedDatasetError",
    "Dataset",
    "DownloadError",
    "class_names",
    "load_data",
    "load_new_classes",
    "new_class_names",
    "prepare_dataset",
]
