"""`data`: gets a data set ready, so that later nothing has to be drawn or downloaded, and says which sets there are."""

import argparse
from pathlib import Path

from lesson_utils.commands.environment import enter
from lesson_utils.problem import Problem


def run(arguments: argparse.Namespace) -> int:
    """Draw or fetch the images where they are missing; `load_data` itself says which they are."""
    enter(arguments.typed)
    from lesson_utils.datasets import (
        DATASETS,
        DamagedDatasetError,
        DownloadError,
        class_names,
        load_data,
        prepare_dataset,
    )

    if arguments.name not in ("auto", *DATASETS):
        raise Problem(f"There is no data set {arguments.name!r}.", f"choose one of auto, {', '.join(DATASETS)}.")
    try:
        if arguments.place is not None:
            _take(arguments.name, arguments.place)
        (train_images, train_labels), (test_images, _) = load_data(arguments.name)
    except (DamagedDatasetError, DownloadError) as error:
        what, _, to_do = str(error).partition("What to do: ")
        raise Problem(what.strip(), to_do) from error
    if train_labels.max() < len(class_names):  # what the course's own recipe knows
        prepare_dataset(train_images, train_labels)
    print(f"Ready: {len(train_images):,} training and {len(test_images):,} test images of {train_images.shape[1:]}.")
    for dataset in DATASETS.values():
        print(f"\n{dataset.described}")
    return 0


def _take(name: str, place: str) -> None:
    """Read a data set from a stick or a shared drive and keep it."""
    from lesson_utils.datasets import DATASETS

    brought = [dataset.name for dataset in DATASETS.values() if dataset.brought_as]
    if name not in brought:
        raise Problem(f"`--from` is for {' and '.join(brought)} only.", f"data {brought[0]} --from {place}")
    dataset = DATASETS[name]
    try:
        dataset.load(Path(place).expanduser())
    except OSError as error:
        what_to_do = f"give the path of {dataset.brought_as}."
        raise Problem(f"{place} could not be read ({error.strerror or error}).", what_to_do) from error
    if not dataset.is_here():
        raise Problem(f"{dataset.title} could not be kept on this computer.", "free about 200 MB, then type it again.")
