"""Run a cell that trains once more without training, and note every training and measurement as it happens.

What a loop does with its models cannot be read from variables: the last round's model is all that is left. So the cell
runs again, on copies, with stand-ins for `fit` and `evaluate`. Each number that these return is a different one: so
whatever the cell stores tells where it comes from.
"""

import inspect
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

from lesson_utils.checking.running.isolation import replaced, untouched
from lesson_utils.checking.running.lending import lent
from lesson_utils.checking.running.limits import TookTooLong, within_limits
from lesson_utils.checking.running.stand_ins import nothing_heavy

_APART = 0.02  # between two made-up numbers: a cell may round them
_FIRST = 1.01  # a cell that rounds to whole numbers, or to one decimal, hits none of them
_ROUNDING = 0.3  # of that distance


@dataclass(frozen=True)
class Event:
    """One call of `fit` or `evaluate`, as it happened.

    Attributes
    ----------
    method : str
        "fit" or "evaluate".
    model : keras.Model
        Whose method was called.
    x, y, validation : object
        The data as they were given; `validation` is a pair or None.
    optimizer : str
        The class of the model's optimizer at that moment.
    rates : tuple of float
        Of its dropout layers.
    activations : tuple of str
        Of its layers, one after the other.
    again : bool
        Whether some of its layers had been trained in this cell before.
    epochs, batch_size : int
        As they were given, or Keras' own.
    calls_back : bool
        Whether callbacks were given: they may end a training early.
    """

    method: str
    model: Any
    x: Any
    y: Any
    validation: Any
    optimizer: str
    rates: tuple[float, ...]
    activations: tuple[str, ...]
    again: bool
    epochs: Any = 1
    batch_size: Any = 32
    calls_back: bool = False


@dataclass(frozen=True)
class Measured:
    """Where a number comes from: the event, what it measures, on validation data or those of training, which epoch."""

    event: Event
    key: str
    epoch: int = -1

    @property
    def is_loss(self) -> bool:
        """Whether it is a loss, not a metric."""
        return self.key.removeprefix("val_") == "loss"

    @property
    def data(self) -> Any:
        """The images that it was measured on."""
        return self.event.validation[0] if self.key.startswith("val_") else self.event.x


@dataclass
class Rehearsal:
    """What happened while a cell ran, and the variables that it left."""

    events: list[Event] = field(default_factory=list)
    numbers: list[Measured] = field(default_factory=list)
    variables: dict[str, Any] = field(default_factory=dict)

    def calls(self, method: str) -> list[Event]:
        """The calls of one method, in their order."""
        return [event for event in self.events if event.method == method]

    def source_of(self, number: Any) -> Measured | None:
        """Where a number comes from; None where it is none of those that were given out."""
        if isinstance(number, bool) or (not isinstance(number, int | float) and not hasattr(number, "dtype")):
            return None
        try:
            place = (float(number) - _FIRST) / _APART
            nearest = round(place)
        except (TypeError, ValueError, OverflowError):  # no single number, or nan, or infinity
            return None
        known = abs(place - nearest) < _ROUNDING and 0 <= nearest < len(self.numbers)
        return self.numbers[nearest] if known else None

    def new_numbers(self, sources: list[Measured]) -> list[float]:
        """A number for each source, all different, the later the larger."""
        start = len(self.numbers)
        self.numbers += sources
        return [_FIRST + _APART * (start + place) for place in range(len(sources))]


def rehearse(code: CodeType, variables: Mapping[str, Any]) -> Rehearsal | None:
    """Run a cell without training.

    Parameters
    ----------
    code : code
        The compiled cell.
    variables : mapping
        What it may read. It works on copies, large arrays are closed to changes.

    Returns
    -------
    Rehearsal or None
        None where it raises, takes too long or would work on a model that cannot be copied.
    """
    for numbers in (False, True):  # an odd cell may miss the numbers of the weights
        copies = {name: _copy(value) for name, value in variables.items()}
        if any(copies[name] is value for name, value in variables.items() if _is_model(value)):
            return None
        made = _rehearse(code, copies, numbers)
        if made is not None:
            return made
    return None


def _rehearse(code: CodeType, namespace: dict[str, Any], numbers: bool) -> Rehearsal | None:
    import keras

    rehearsal = Rehearsal()
    fit, evaluate = keras.Model.fit, keras.Model.evaluate
    with ExitStack() as stack:
        stack.enter_context(untouched())
        stack.enter_context(nothing_heavy())
        stack.enter_context(replaced(keras.Model, "fit", _fitting(rehearsal, fit, keras.Model.fit)))
        stack.enter_context(replaced(keras.Model, "evaluate", _evaluating(rehearsal, evaluate, keras.Model.evaluate)))
        try:
            within_limits(lambda: exec(code, namespace), numbers)
        except (Exception, TookTooLong, SystemExit):  # noqa: BLE001 - a cell that cannot be rehearsed tells nothing
            return None
    rehearsal.variables = namespace
    return rehearsal


def _fitting(rehearsal: Rehearsal, real: Any, stand_in: Any) -> Any:
    signature = inspect.signature(real)

    def fit(self: Any, *args: Any, **kwargs: Any) -> Any:
        given = signature.bind(self, *args, **kwargs).arguments
        event = _event("fit", self, given, rehearsal)
        rehearsal.events.append(event)
        history = stand_in(self, *args, **kwargs)
        for key, values in history.history.items():
            sources = [Measured(event, key, epoch) for epoch in range(len(values))]
            # From the last epoch to the first, so that the best is the last, as in a training that goes well.
            history.history[key] = rehearsal.new_numbers(sources[::-1])[::-1]
        return history

    return fit


def _evaluating(rehearsal: Rehearsal, real: Any, stand_in: Any) -> Any:
    signature = inspect.signature(real)

    def evaluate(self: Any, *args: Any, **kwargs: Any) -> Any:
        given = signature.bind(self, *args, **kwargs).arguments
        event = _event("evaluate", self, given, rehearsal)
        rehearsal.events.append(event)
        measures = stand_in(self, *args, **kwargs)
        if isinstance(measures, dict):
            sources = [Measured(event, key) for key in measures]
            return dict(zip(measures, rehearsal.new_numbers(sources), strict=True))
        several = measures if isinstance(measures, list) else [measures]
        sources = [Measured(event, "loss" if place == 0 else "metric") for place in range(len(several))]
        numbers = rehearsal.new_numbers(sources)
        return numbers if isinstance(measures, list) else numbers[0]

    return evaluate


def _event(method: str, model: Any, given: Mapping[str, Any], rehearsal: Rehearsal) -> Event:
    held_back = given.get("validation_data")
    pair = tuple(held_back[:2]) if isinstance(held_back, tuple | list) and len(held_back) > 1 else None
    layers = list(model.layers)
    trained = {id(layer) for event in rehearsal.calls("fit") for layer in event.model.layers if layer.weights}
    return Event(
        method,
        model,
        given.get("x"),
        given.get("y"),
        pair,
        type(getattr(model, "optimizer", None)).__name__,
        tuple(round(float(layer.rate), 6) for layer in layers if type(layer).__name__ == "Dropout"),
        tuple(_activation(layer) for layer in layers if getattr(layer, "activation", None) is not None),
        any(id(layer) in trained for layer in layers),
        given.get("epochs", 1),
        given.get("batch_size") or 32,
        bool(given.get("callbacks")),
    )


def _activation(layer: Any) -> str:
    """The name of a layer's activation, whether it is a function or itself a layer."""
    activation = layer.activation
    name = str(getattr(activation, "__name__", "") or type(activation).__name__)
    return name.replace("_", "").lower()


def _copy(value: Any) -> Any:
    if type(value).__name__ in ("ndarray", "memmap"):
        view = value.view()
        view.flags.writeable = False
        return view
    return lent(value)


def _is_model(value: Any) -> bool:
    return hasattr(value, "get_compile_config") and hasattr(value, "layers")
