"""Whether the drawings teach what the lesson promises: the lesson's models trained on them, beside CIFAR-10's figures.

Run: python -m tests.bench.bench_drawings [seed ...]. It trains fourteen models for ten epochs on all images, as the
lesson does, for each seed (20, 21 and 22 unless others are named): some twenty minutes a seed on two quiet cores.
It prints each number as it comes, then the table, and ends with 1 where a promise is missed. Episode 5 shows the
numbers of the first seed beside its own small experiments.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np

from lesson_utils.datasets import class_names, load_data, prepare_dataset
from tests.unit.kernel import solution_of

layers = keras.layers
SEEDS = (20, 21, 22)
EPOCHS, BATCH = 10, 32
PAIRS = (("cat", "dog"), ("automobile", "truck"), ("deer", "horse"))
RATES = (0.0, 0.15, 0.3, 0.45, 0.6, 0.75)
# Beside those of the intro model, ReLU and Adam:
ACTIVATIONS = ("LeakyReLU", "tanh", "sigmoid", "selu")
OPTIMIZERS = ("SGD", "RMSprop")


@dataclass
class Figures:
    """What one seed gave."""

    intro: dict[str, list[float]]
    dropout: dict[str, list[float]]
    test_accuracy: float
    confused: list[tuple[str, str]]  # most often first
    rates: dict[float, float]  # validation loss
    activations: dict[str, float]  # validation accuracy
    optimizers: dict[str, float]  # validation loss


@dataclass(frozen=True)
class Promise:
    """A line of the table: what is promised, what CIFAR-10 gives, how to show and to judge it."""

    what: str
    cifar10: str
    show: Callable[[Figures], str]
    kept: Callable[[Figures], bool] = lambda figures: True


def gap(history: dict[str, list[float]]) -> float:
    """How far training accuracy is ahead of validation accuracy after the last epoch."""
    return history["categorical_accuracy"][-1] - history["val_categorical_accuracy"][-1]


def turn(history: dict[str, list[float]]) -> int:
    """The epoch, counted from 1, with the lowest validation loss."""
    return int(np.argmin(history["val_loss"])) + 1


def last(name: str, model: str = "intro") -> Callable[[Figures], str]:
    return lambda figures: f"{getattr(figures, model)[name][-1]:.3f}"


def listed(name: str) -> Callable[[Figures], str]:
    return lambda figures: " ".join(f"{value:.3f}" for value in getattr(figures, name).values())


def minimum_is_inside(figures: Figures) -> bool:
    losses = list(figures.rates.values())
    return 0 < int(np.argmin(losses)) < len(losses) - 1


def rectifiers_win(figures: Figures) -> bool:
    reached = figures.activations
    return min(reached["relu"], reached["LeakyReLU"]) > max(reached["sigmoid"], reached["tanh"])


PROMISES = (
    Promise("intro: training accuracy", "0.745", last("categorical_accuracy")),
    Promise(
        "intro: validation accuracy, 0.60 to 0.80",
        "0.66",
        last("val_categorical_accuracy"),
        lambda figures: 0.60 <= figures.intro["val_categorical_accuracy"][-1] <= 0.80,
    ),
    Promise("intro: ahead by 0.05", "0.085", lambda f: f"{gap(f.intro):.3f}", lambda f: gap(f.intro) >= 0.05),
    Promise(
        "intro: lowest loss before epoch 9", "7 to 8", lambda f: f"epoch {turn(f.intro)}", lambda f: turn(f.intro) < 9
    ),
    Promise("intro: validation loss", "1.00", last("val_loss")),
    Promise("dropout: training accuracy", "0.66", last("categorical_accuracy", "dropout")),
    Promise("dropout: validation accuracy", "0.67", last("val_categorical_accuracy", "dropout")),
    Promise(
        "dropout: closes most of the gap",
        "-0.01",
        lambda figures: f"{gap(figures.dropout):.3f}",
        lambda figures: gap(figures.dropout) < gap(figures.intro) / 2,
    ),
    Promise(
        "dropout: lower validation loss",
        "0.93",
        last("val_loss", "dropout"),
        lambda figures: figures.dropout["val_loss"][-1] < figures.intro["val_loss"][-1],
    ),
    Promise("dropout: test accuracy", "0.67", lambda figures: f"{figures.test_accuracy:.3f}"),
    Promise(
        "mixed up most: among the first six\ncat-dog, automobile-truck, deer-horse",
        "cat-dog, automobile-truck",
        lambda figures: ", ".join("-".join(pair) for pair in figures.confused[:6]),
        lambda figures: set(PAIRS) <= set(figures.confused[:6]),
    ),
    Promise(
        "dropout rates: minimum inside",
        "from 0.15 on: 1.15 .943 .913 .921 .948",
        listed("rates"),
        minimum_is_inside,
    ),
    Promise(
        "relu, LeakyReLU beat tanh, sigmoid (then selu)", ".605 .60 .37 .485 .49", listed("activations"), rectifiers_win
    ),
    Promise(
        "Adam, SGD, RMSprop: Adam beats SGD",
        "not reported",
        listed("optimizers"),
        lambda figures: figures.optimizers["Adam"] < figures.optimizers["SGD"],
    ),
)


def create_model_intro(activation: Any = "relu") -> keras.Model:
    """The published solution of episode 3, with another activation in its place for episode 5."""
    source = solution_of("create-model-intro").replace("'relu'", "activation")
    names = {"keras": keras, "train_images": np.empty((1, 32, 32, 3)), "activation": activation}
    exec(source, names)
    return names["create_model_intro"]()


def create_model_dropout(rate: float = 0.5) -> keras.Model:
    """Episode 4's and 5's model with dropout."""
    inputs = x = keras.Input(shape=(32, 32, 3))
    for filters in (16, 32):
        x = layers.Conv2D(filters, (3, 3), activation="relu")(x)
        x = layers.MaxPooling2D((2, 2))(x)
    x = layers.Conv2D(64, (3, 3), activation="relu")(x)
    x = layers.Flatten()(layers.Dropout(rate)(x))
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))


class Data:
    """What the lesson's cells have made before they train."""

    def __init__(self) -> None:
        (train_images, train_labels), (test_images, test_labels) = load_data("drawings")
        self.images, self.val_images, self.labels, self.val_labels = prepare_dataset(train_images, train_labels)
        self.test_images, self.test_labels = test_images / np.float32(255), test_labels[:, 0]

    def fit(self, name: str, model: keras.Model, seed: int, optimizer: str = "Adam") -> dict[str, Any]:
        model.compile(
            optimizer=optimizer,
            loss=keras.losses.CategoricalCrossentropy(),
            metrics=[keras.metrics.CategoricalAccuracy()],
        )
        history = model.fit(
            self.images,
            self.labels,
            batch_size=BATCH,
            epochs=EPOCHS,
            validation_data=(self.val_images, self.val_labels),
            verbose=0,
        ).history
        loss, accuracy = history["val_loss"], history["val_categorical_accuracy"][-1]
        found = (
            f"validation accuracy {accuracy:.3f}, loss {loss[-1]:.2f}, lowest {min(loss):.2f} in epoch {turn(history)}"
        )
        print(f"seed {seed}, {name}: {found}", flush=True)
        return history


def confused(model: keras.Model, data: Data) -> tuple[float, list[tuple[str, str]]]:
    """Test accuracy, and the pairs of classes taken for one another, most often first."""
    predicted = model.predict(data.test_images, verbose=0).argmax(axis=1)
    counts = np.zeros((10, 10), dtype=int)
    np.add.at(counts, (data.test_labels, predicted), 1)
    both_ways = np.triu(counts + counts.T, k=1)
    order = np.dstack(np.unravel_index(np.argsort(-both_ways, axis=None, kind="stable"), both_ways.shape))[0]
    pairs = [(class_names[one], class_names[other]) for one, other in order]
    return float(np.mean(predicted == data.test_labels)), pairs


def measure(seed: int, data: Data) -> Figures:
    """Train everything with one seed."""

    def trained(name: str, model: Callable[[], keras.Model], **how: Any) -> tuple[keras.Model, dict[str, Any]]:
        keras.utils.set_random_seed(seed)
        built = model()
        return built, data.fit(name, built, seed, **how)

    _, intro = trained("intro, with ReLU and Adam", create_model_intro)
    model, dropout = trained("dropout", create_model_dropout)
    figures = Figures(
        intro,
        dropout,
        *confused(model, data),
        rates={},
        activations={"relu": intro["val_categorical_accuracy"][-1]},
        optimizers={"Adam": intro["val_loss"][-1]},
    )
    for name in ACTIVATIONS:
        activation = layers.LeakyReLU() if name == "LeakyReLU" else name
        _, history = trained(name, lambda activation=activation: create_model_intro(activation))
        figures.activations[name] = history["val_categorical_accuracy"][-1]
    for name in OPTIMIZERS:
        _, history = trained(name, create_model_intro, optimizer=name)
        figures.optimizers[name] = history["val_loss"][-1]
    for rate in RATES:
        _, history = trained(f"dropout {rate}", lambda rate=rate: create_model_dropout(rate))
        figures.rates[rate] = history["val_loss"][-1]
    return figures


def table(all_figures: dict[int, Figures]) -> Iterator[str]:
    """One paragraph for each promise: CIFAR-10's figure, then each seed's, with a mark where it is missed."""
    for promise in PROMISES:
        yield f"{promise.what}"
        yield f"    {'CIFAR-10':10} {promise.cifar10}"
        for seed, figures in all_figures.items():
            yield f"    seed {seed:<5} {promise.show(figures)}{'' if promise.kept(figures) else '  ! missed'}"


def main(arguments: list[str]) -> int:
    data = Data()
    all_figures = {seed: measure(seed, data) for seed in map(int, arguments or SEEDS)}
    print("\n" + "\n".join(table(all_figures)))
    missed = sum(not promise.kept(figures) for promise in PROMISES for figures in all_figures.values())
    print(f"\n{missed} promises missed." if missed else "\nEvery promise is kept.")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
