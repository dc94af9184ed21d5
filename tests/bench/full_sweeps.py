"""The experiments of episode 5 with all images: the numbers that stand in the episode beside those of the small ones.

Run: python -m tests.bench.full_sweeps. It trains fourteen networks with the published solutions, in about twenty
minutes on two quiet cores.
"""

import os
import tempfile
import time
from contextlib import chdir
from typing import Any

from lesson_utils.episodes import course

ALL_IMAGES = {"[:2000]": "", "epochs = 30": "epochs = 10"}  # in the solution with numbers of its own


def solution(challenge_id: str) -> str:
    """The published code of a challenge."""
    found = [one.solution for episode in course() for one in episode.challenges if one.id == challenge_id]
    return found[0] or ""


def with_all_images(code: str) -> str:
    """The same experiment on all images, for ten epochs.

    Raises
    ------
    ValueError
        When the solution no longer says its own numbers as it did.
    """
    for small, whole in ALL_IMAGES.items():
        if small not in code:
            raise ValueError(f"the solution no longer holds {small!r}")
        code = code.replace(small, whole)
    return code


def variables() -> dict[str, Any]:
    """What episode 5's first cell makes, with all images."""
    import keras

    from lesson_utils.datasets import load_data, prepare_dataset

    (images, labels), _ = load_data("drawings")
    train_images, val_images, train_labels, val_labels = prepare_dataset(images, labels)
    return {
        "keras": keras,
        "train_images": train_images,
        "train_labels": train_labels,
        "few_val_images": val_images,
        "few_val_labels": val_labels,
        "n_images": len(train_images),
        "n_epochs": 10,
    }


def main() -> None:
    """Print each experiment's validation losses as it ends."""
    os.environ.pop("LESSON_FAST", None)
    import keras

    known = variables()
    for code in (
        solution("create-model-intro"),
        with_all_images(solution("vary-dropout")),
        solution("tune-optimizer"),
        solution("create-model-act"),
    ):
        keras.utils.set_random_seed(20)
        began = time.monotonic()
        exec(code, known)
        print(f"{time.monotonic() - began:.0f} s", flush=True)
    without = known["create_model_dropout_vary"](0.0)
    without.compile("adam", "categorical_crossentropy", metrics=["categorical_accuracy"])
    without.fit(known["train_images"], known["train_labels"], batch_size=32, epochs=10, verbose=0)
    loss, _ = without.evaluate(known["few_val_images"], known["few_val_labels"], verbose=0)
    print("dropout", {0.0: loss} | dict(zip(known["dropout_rates"], known["val_losses_vary"], strict=True)))
    print("optimizer", known["val_losses_optimizer"])
    for name, history in known["history_data"].items():
        print(name, [round(one, 2) for one in history.history["val_loss"]])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        main()
