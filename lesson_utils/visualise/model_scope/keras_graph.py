"""A Keras model as the list of calls that lead from its input to its outputs; models used as layers are opened up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lesson_utils import keras_internals
from lesson_utils.keras_internals import calls_behind

MOST_LAYERS = 200


@dataclass(frozen=True, eq=False)
class Call:
    """One use of a Keras layer or operation.

    `sources` are the places of the calls it reads, `shape` is that of its result without the batch, `again` tells
    that the same layer was used before, `arguments` is what Keras noted down of the call.
    """

    operation: Any
    name: str
    sources: tuple[int, ...]
    shape: tuple[int, ...]
    again: bool = False
    arguments: Any = None
    tensor_index: int = 0

    def compute(self, *arrays: NDArray) -> NDArray[np.float32]:
        """Let Keras compute the call, as in prediction.

        Parameters
        ----------
        *arrays : numpy.ndarray
            What each of the sources made of one image, without the batch.

        Returns
        -------
        numpy.ndarray, float32
            Without the batch.
        """
        import keras

        given = iter([keras.ops.convert_to_tensor(array[None]) for array in arrays])
        args, kwargs = self.arguments.convert(lambda one: next(given) if isinstance(one, keras.KerasTensor) else one)
        result = self.operation(*args, **kwargs)
        chosen = keras.tree.flatten(result)[self.tensor_index]
        return keras.ops.convert_to_numpy(chosen)[0].astype(np.float32)


def read_calls(model: Any, image_shape: Sequence[int]) -> tuple[list[Call], list[int]]:
    """List the calls of a model, each after those it reads, and the places of its outputs.

    Parameters
    ----------
    model : keras.Model
        Functional or Sequential, with one input.
    image_shape : sequence of int
        Height, width, channels: fills in what the model leaves open.

    Returns
    -------
    tuple of list of Call and list of int

    Raises
    ------
    ValueError
        If the model has more than `MOST_LAYERS` layers.
    """
    count = _count_layers(model)
    if count > MOST_LAYERS:
        raise ValueError(
            f"This model has {count} layers; ModelScope shows up to {MOST_LAYERS}. Look at its beginning instead: "
            "keras.Model(model.input, model.layers[20].output)"
        )
    found, last = calls_behind(model.outputs, model.inputs)
    places = {call: place for place, call in enumerate(found)}
    calls: list[Call] = []
    used: set[int] = set()
    for one in found:
        sources = tuple(places[source] for source in one.sources)
        shape = _shape(one, [calls[source].shape for source in sources]) if sources else tuple(image_shape)
        name, again = one.within + one.operation.name, id(one.operation) in used
        calls.append(Call(one.operation, name, sources, shape, again, one.arguments, one.index))
        used.add(id(one.operation))
    return calls, [places[one] for one in last]


def _count_layers(model: Any) -> int:
    return sum(_count_layers(layer) if hasattr(layer, "layers") else 1 for layer in model.layers)


def _shape(call: keras_internals.Call, sources: list[tuple[int, ...]]) -> tuple[int, ...]:
    """The shape of a call's result; where the model leaves it open, Keras works it out for this image."""
    import keras

    written: tuple[int | None, ...] = tuple(call.tensor.shape[1:])
    if None in written:
        given = iter([keras.KerasTensor((1, *source)) for source in sources])
        convert: Callable[[Any], Any] = lambda one: next(given) if isinstance(one, keras.KerasTensor) else one  # noqa: E731
        args, kwargs = call.arguments.convert(convert)
        result = keras.tree.flatten(call.operation.compute_output_spec(*args, **kwargs))[call.index]
        written = tuple(result.shape[1:])
    return tuple(size or 1 for size in written) or (1,)
