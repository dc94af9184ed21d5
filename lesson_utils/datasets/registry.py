"""The data sets of the course. This is the one place to add one: write its card, then its entry below."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import cifar10
from .classes import class_names
from .drawings_cache import load_drawings
from .kept import Arrays

CARDS = Path(__file__).parent / "cards"


@dataclass(frozen=True)
class Dataset:
    """A data set of labelled images.

    Attributes
    ----------
    name : str
        What `load_data` takes.
    title : str
        What `load_data` prints.
    origin, licence : str
        Where the images come from, and on which terms.
    image_shape : tuple of int
        Height, width, channels.
    train, test : int
        How many images to learn from and to test with.
    classes : tuple of str
        Their names; the position is the label.
    load : callable
        Gives (train_images, train_labels), (test_images, test_labels), all uint8.
    is_here : callable
        Whether it can be had without a network.
    brought_as : str
        The file or folder that a person may bring on a stick, in words; `load` then takes its path. Empty: none.
    """

    name: str
    title: str
    origin: str
    licence: str
    image_shape: tuple[int, int, int]
    train: int
    test: int
    classes: tuple[str, ...]
    load: Callable[..., Arrays]
    is_here: Callable[[], bool]
    brought_as: str = ""

    @property
    def card(self) -> Path:
        """The data set's card, in Markdown: how it was made, what it is for, what not."""
        return CARDS / f"{self.name}.md"

    @property
    def line(self) -> str:
        """What the data set is, in one line."""
        number = len(self.classes)
        classes = "ten" if number == 10 else number
        return f"{self.title}: {self.train:,} to train and {self.test:,} to test, in {classes} classes."

    @property
    def described(self) -> str:
        """What the data set is, whether it needs a network, where it comes from and on which terms, in a few lines."""
        network = "needs no network" if self.is_here() else "needs the network once"
        shape = " × ".join(map(str, self.image_shape))
        return (
            f"{self.name} ({network})\n  {self.line}\n  Each image: {shape}\n"
            f"  From: {self.origin}\n  Licence: {self.licence}\n  Card: {self.card}"
        )


CIFAR10 = Dataset(
    name="cifar10",
    title="Photographs of CIFAR-10",
    origin="https://www.cs.toronto.edu/~kriz/cifar.html",
    licence="not stated by its authors; the photos were found on the web",
    image_shape=(32, 32, 3),
    train=cifar10.TRAIN,
    test=cifar10.TEST,
    classes=tuple(class_names),
    load=cifar10.fetch_cifar10,
    is_here=cifar10.is_here,
    brought_as="cifar-10-python.tar.gz, or of the folder that it unpacks to",
)

DRAWINGS = Dataset(
    name="drawings",
    title="Drawings made by this course",
    origin="drawn by lesson_utils.datasets.drawings on the learner's computer",
    licence="CC0 1.0",
    image_shape=(32, 32, 3),
    train=50_000,
    test=10_000,
    classes=tuple(class_names),
    load=load_drawings,
    is_here=lambda: True,  # drawn where they are missing
)

# In the order in which load_data("auto") prefers them; `load_data`, the command `data` and their messages follow.
DATASETS: dict[str, Dataset] = {each.name: each for each in (CIFAR10, DRAWINGS)}
