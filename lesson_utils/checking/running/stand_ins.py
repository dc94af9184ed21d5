"""What a published solution must not do while the checker runs it: train, download, save, plot. Stand-ins do nothing.

A model of the lesson trains for a minute; a check has to answer at once, and must not write over a learner's files.
"""

import contextlib
import math
import socket
import sys
from collections.abc import Iterator
from typing import Any
from weakref import WeakSet

from lesson_utils.checking.running.isolation import replaced
from lesson_utils.keras_internals import dataset_modules, metrics_given

# Keras' own data sets: shapes of the images and labels in both parts, none of them with numbers in it.
_DATASETS = {
    "cifar10": ((50000, 32, 32, 3), (50000, 1), (10000, 32, 32, 3), (10000, 1)),
    "cifar100": ((50000, 32, 32, 3), (50000, 1), (10000, 32, 32, 3), (10000, 1)),
    "mnist": ((60000, 28, 28), (60000,), (10000, 28, 28), (10000,)),
    "fashion_mnist": ((60000, 28, 28), (60000,), (10000, 28, 28), (10000,)),
}

_trained: WeakSet[Any] = WeakSet()


class Unavailable(RuntimeError):  # noqa: N818 - named for what it says
    """What a solution asked for is not to be had without the network."""


@contextlib.contextmanager
def nothing_heavy() -> Iterator[list[str]]:
    """Let models be built and compiled, but not trained, saved or plotted, and fetch nothing.

    Yields
    ------
    list of str
        The names of the stand-ins that were called, whose results are no real numbers.
    """
    import keras

    called: list[str] = []
    model = keras.Model
    with contextlib.ExitStack() as stack:
        for method in ("fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch"):
            stack.enter_context(replaced(model, method, _recording(method, called)))
        for method in ("save", "save_weights", "export"):
            stack.enter_context(replaced(model, method, _nothing))
        for module, name in ((keras.saving, "save_model"), (keras.models, "save_model"), (keras.utils, "plot_model")):
            stack.enter_context(replaced(module, name, _nothing))
        for dataset in _DATASETS:
            for module in dataset_modules(dataset):
                stack.enter_context(replaced(module, "load_data", _loader(dataset, called)))
        stack.enter_context(replaced(socket.socket, "connect", _no_network))
        if "pandas" in sys.modules:
            stack.enter_context(replaced(sys.modules["pandas"].DataFrame, "to_csv", _nothing))
        if "matplotlib.pyplot" in sys.modules:
            stack.enter_context(_no_pictures())
        yield called


@contextlib.contextmanager
def _no_pictures() -> Iterator[None]:
    """Figures are made on a pile of their own, which is thrown away; those of the learner stay."""
    import matplotlib as mpl
    from matplotlib._pylab_helpers import Gcf

    plt = sys.modules["matplotlib.pyplot"]
    figures, interactive = dict(Gcf.figs), mpl.is_interactive()
    Gcf.figs.clear()
    mpl.interactive(False)
    try:
        with (
            replaced(plt, "show", _nothing),
            replaced(sys.modules["matplotlib.figure"].Figure, "savefig", _nothing),
        ):
            yield
    finally:
        Gcf.figs.clear()
        Gcf.figs.update(figures)
        mpl.interactive(interactive)


def _nothing(*_: Any, **__: Any) -> None:
    """In place of what would write or show something."""


def _no_network(*_: Any) -> None:
    raise Unavailable("the network")


def _recording(method: str, called: list[str]) -> Any:
    made = {"fit": _history, "predict": _prediction, "predict_on_batch": _prediction}.get(method, _measures)

    def stand_in(self: Any, *args: Any, **kwargs: Any) -> Any:
        called.append(method)
        return made(self, *args, **kwargs)

    return stand_in


def stand_in_for(function: Any, called: list[str]) -> Any:
    """The stand-in for a `load_data` that somebody imported by its name; any other value as it is.

    Examples
    --------
    >>> stand_in_for(len, [])
    <built-in function len>
    """
    if not callable(function) or getattr(function, "__name__", "") != "load_data":
        return function
    dataset = str(getattr(function, "__module__", "")).split(".")[-1]
    return _loader(dataset if dataset in _DATASETS else "cifar10", called)


def _loader(dataset: str, called: list[str]) -> Any:
    """A `load_data` whose arrays have the right shapes and take no memory."""

    def load_data(*_: Any, **__: Any) -> Any:
        import numpy as np

        called.append("load_data")
        arrays = [np.broadcast_to(np.zeros((), "uint8"), shape) for shape in _DATASETS[dataset]]
        return (arrays[0], arrays[1]), (arrays[2], arrays[3])

    return load_data


class Chosen(int):
    """A number that the first cell chooses, such as how many images to train with: an answer may choose another."""


def is_free(history: Any) -> bool:
    """Whether the training that a history stands for may have any number of epochs and batches."""
    return bool(getattr(history, "is_free", False))


def may_stop_early(history: Any) -> bool:
    """Whether the training that a history stands for could end before its last epoch."""
    return bool(getattr(history, "may_stop_early", False))


def trained_in_name(model: Any) -> bool:
    """Whether a stand-in for `fit` was called on a model."""
    return model in _trained


def _history(
    self: Any,
    x: Any = None,
    y: Any = None,
    batch_size: int | None = None,
    epochs: int = 1,
    verbose: Any = "auto",
    callbacks: Any = None,
    validation_split: float = 0.0,
    validation_data: Any = None,
    *_: Any,
    steps_per_epoch: int | None = None,
    initial_epoch: int = 0,
    **__: Any,
) -> Any:
    """What `fit` returns, with the right epochs and keys; every number is a half."""
    import keras

    if not getattr(self, "compiled", False):
        raise ValueError("You must call `compile()` before calling `fit()`.")
    history = keras.callbacks.History()
    steps = steps_per_epoch
    if steps is None and hasattr(x, "shape") and len(x.shape):
        steps = math.ceil(int(len(x) * (1 - validation_split)) / (batch_size or 32))
    keys = sorted(_measured(self))  # Keras records them so
    if validation_split or validation_data is not None:
        keys += [f"val_{key}" for key in keys]
    history.set_params({"verbose": verbose, "epochs": epochs, "steps": steps})
    history.epoch = list(range(initial_epoch, epochs))
    history.history = {key: [0.5] * len(history.epoch) for key in keys}
    given = callbacks if isinstance(callbacks, list | tuple) else [callbacks]
    history.may_stop_early = any(type(callback).__name__ == "EarlyStopping" for callback in given)
    history.is_free = isinstance(epochs, Chosen)
    self.history = history
    _trained.add(self)
    return history


def metrics_of(model: Any) -> list[Any]:
    """The metrics that a model was compiled with, as they were given, in one list."""
    return _flat(metrics_given(model))


def _flat(given: Any) -> list[Any]:
    if isinstance(given, dict):
        given = list(given.values())
    if isinstance(given, list | tuple):
        return [inner for part in given for inner in _flat(part)]
    return [] if given is None else [given]


def _measured(model: Any) -> list[str]:
    """The names under which Keras records what it measures: the loss, then each metric."""
    return ["loss", *(_name_of(metric) for metric in metrics_of(model))]


def _name_of(metric: Any) -> str:
    import keras

    if isinstance(metric, type):
        metric = keras.metrics.get(metric)
    return metric if isinstance(metric, str) else str(getattr(metric, "name", getattr(metric, "__name__", "metric")))


def _measures(self: Any, *_: Any, return_dict: bool = False, **__: Any) -> Any:
    """What `evaluate` returns: the loss alone, or a list with the metrics behind it."""
    keys = _measured(self)
    if return_dict:
        return dict.fromkeys(keys, 0.5)
    return [0.5] * len(keys) if len(keys) > 1 else 0.5


def _prediction(self: Any, x: Any = None, *_: Any, **__: Any) -> Any:
    """What `predict` returns: one row per image, all alike."""
    import numpy as np

    rows = len(x) if hasattr(x, "__len__") else 1

    def numbers(shape: tuple[int | None, ...]) -> Any:
        return np.full((rows, *(length or 1 for length in shape[1:])), 0.5, "float32")

    shape = self.output_shape
    return [numbers(output) for output in shape] if isinstance(shape, list) else numbers(shape)
