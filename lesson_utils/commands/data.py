"""`data`: draws the course's images if they are not there yet, and says which ones `load_data()` gives."""

import argparse

from lesson_utils.commands.environment import enter


def run(arguments: argparse.Namespace) -> int:
    """Load the images once; `load_data` itself says which they are."""
    enter(arguments.typed)
    from lesson_utils.datasets import load_data

    (train_images, _), (test_images, _) = load_data()
    print(f"Ready: {len(train_images):,} training and {len(test_images):,} test images of {train_images.shape[1:]}.")
    return 0
