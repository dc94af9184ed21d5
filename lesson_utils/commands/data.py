"""`data`: gets a data set ready, so that later nothing has to be drawn or downloaded, and says which one it is."""

import argparse
from pathlib import Path

from lesson_utils.commands.environment import enter
from lesson_utils.problem import Problem


def run(arguments: argparse.Namespace) -> int:
    """Draw or fetch the images where they are missing; `load_data` itself says which they are."""
    if arguments.place is not None and arguments.name != "cifar10":
        raise Problem("`--from` is for CIFAR-10 only.", f"data cifar10 --from {arguments.place}")
    enter(arguments.typed)
    from lesson_utils.datasets import DamagedDatasetError, DownloadError, load_data, prepare_dataset

    try:
        if arguments.place is not None:
            _take(arguments.place)
        (train_images, train_labels), (test_images, _) = load_data(arguments.name)
    except (DamagedDatasetError, DownloadError) as error:
        what, _, to_do = str(error).partition("What to do: ")
        raise Problem(what.strip(), to_do) from error
    prepare_dataset(train_images, train_labels)
    print(f"Ready: {len(train_images):,} training and {len(test_images):,} test images of {train_images.shape[1:]}.")
    return 0


def _take(place: str) -> None:
    """Read CIFAR-10 from a stick or a shared drive and keep it."""
    from lesson_utils.datasets.cifar10 import fetch_cifar10, is_here

    try:
        fetch_cifar10(Path(place).expanduser())
    except OSError as error:
        what_to_do = "give the path of cifar-10-python.tar.gz, or of the folder that it unpacks to."
        raise Problem(f"{place} could not be read ({error.strerror or error}).", what_to_do) from error
    if not is_here():
        raise Problem("CIFAR-10 could not be kept on this computer.", "free about 200 MB, then type it again.")
