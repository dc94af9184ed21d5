"""What the first cells of the course's episodes leave behind, with few images: a test needs no 60,000."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np

from lesson_utils.datasets import class_names
from lesson_utils.episodes import Episode, course


def image_data() -> dict[str, Any]:
    """Episode 2: raw images and labels, and a `load_data` that gives them again."""
    from sklearn.model_selection import train_test_split

    random = np.random.default_rng(2)
    images = random.integers(0, 256, (400, 32, 32, 3), dtype="uint8")
    labels = random.permutation(np.arange(400, dtype="uint8") % 10)[:, None]

    def load_data() -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
        return (images.copy(), labels.copy()), (images[:10].copy(), labels[:10].copy())

    (train_images, train_labels), (test_images, test_labels) = load_data()
    return {
        "class_names": list(class_names),
        "keras": keras,
        "load_data": load_data,
        "np": np,
        "test_images": test_images,
        "test_labels": test_labels,
        "train_images": train_images,
        "train_labels": train_labels,
        "train_test_split": train_test_split,
    }


def build_cnn() -> dict[str, Any]:
    """Episode 3, where only the shape of the images matters: all of them black."""
    return {"keras": keras, "train_images": np.zeros((40, 32, 32, 3), "float32")}


def prepared() -> dict[str, Any]:
    """A few prepared images of noise, with their labels, and what the later episodes' first cells import."""
    import os

    import matplotlib.pyplot as plt
    import pandas as pd

    random = np.random.default_rng(3)
    counts = {"train": 96, "val": 40, "test": 40}
    images = {f"{part}_images": random.random((count, 32, 32, 3), "float32") for part, count in counts.items()}
    one_hot = np.eye(10, dtype="float32")
    labels = {f"{part}_labels": one_hot[random.integers(0, 10, count)] for part, count in counts.items()}
    labels["test_labels"] = random.integers(0, 10, (counts["test"], 1), "uint8")
    libraries = {"keras": keras, "np": np, "os": os, "pd": pd, "plt": plt}
    made = {**libraries, **images, **labels, "class_names": class_names}
    os.makedirs("fit_outputs", exist_ok=True)
    for step in next(one for one in course() if one.name == "03-build-cnn").challenges:  # as `catch_up` brings them
        exec(step.solution or "", made)
    return made


def fit_cnn() -> dict[str, Any]:
    """Episode 4."""
    made = prepared()
    made["model_intro"] = made["create_model_intro"]()
    return made


def evaluate_predict() -> dict[str, Any]:
    """Episode 5, with a network in the file that episode 4 saves; it has not learned much."""
    from sklearn.metrics import accuracy_score, confusion_matrix

    made = prepared()
    exec(_solution("create-model-dropout"), made)
    made["model_dropout"] = made["create_model_dropout"]()
    made["model_dropout"].trainable_variables[-1].assign(np.linspace(0, 1, 10))  # as if it had learned something
    made["model_dropout"].save("fit_outputs/model_dropout.keras")
    made["create_model_intro"]().save("fit_outputs/model_intro.keras")
    few = {"few_val_images": made["val_images"][:20], "few_val_labels": made["val_labels"][:20]}
    measures = {"accuracy_score": accuracy_score, "confusion_matrix": confusion_matrix}
    return {**made, **few, **measures, "n_images": 32, "n_epochs": 2}


def _solution(challenge_id: str) -> str:
    every = (challenge for episode in course() for challenge in episode.challenges)
    return next(one.solution or "" for one in every if one.id == challenge_id)


OF_THE_COURSE: dict[str, Callable[[], dict[str, Any]]] = {
    "02-image-data": image_data,
    "03-build-cnn": build_cnn,
    "04-fit-cnn": fit_cnn,
    "05-evaluate-predict": evaluate_predict,
}
UNCHANGEABLE = {"03-build-cnn", "05-evaluate-predict"}  # nothing there that a cell changes but by its name


def first_variables(episode: Episode) -> dict[str, Any]:
    """What an episode's first cell leaves behind.

    Parameters
    ----------
    episode : Episode
        For the course's own, stand-ins are made; the cell of a small one runs.
    """
    if episode in course():
        return OF_THE_COURSE[episode.name]()
    made: dict[str, Any] = {}
    exec(compile(episode.setup or "", "<first cell>", "exec"), made)
    return made


def unchangeable(episode: Episode) -> bool:
    """Whether what stands before a challenge can be kept for the next answer."""
    return episode in course() and episode.name in UNCHANGEABLE
