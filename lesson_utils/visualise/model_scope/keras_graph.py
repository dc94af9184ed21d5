"""A Keras model as the list of calls that lead from its input to its outputs; models used as layers are opened up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    graph = _Graph(tuple(image_shape))
    known = {id(model.inputs[0]): graph.add_input(model.inputs[0])}
    outputs = [graph.visit(tensor, known, "") for tensor in model.outputs]
    return graph.calls, outputs


def _count_layers(model: Any) -> int:
    return sum(_count_layers(layer) if hasattr(layer, "layers") else 1 for layer in model.layers)


class _Graph:
    """The calls found so far."""

    def __init__(self, image_shape: tuple[int, ...]) -> None:
        self.image_shape = image_shape
        self.calls: list[Call] = []
        self.used: set[int] = set()

    def add_input(self, tensor: Any) -> int:
        operation = tensor._keras_history[0]
        self.calls.append(Call(operation, operation.name, (), self.image_shape))
        return 0

    def visit(self, tensor: Any, known: dict[int, int], prefix: str) -> int:
        """The place of the call that made a tensor. `known` holds the places of tensors of the same model."""
        if id(tensor) not in known:
            operation, node_index, tensor_index = tensor._keras_history
            node = operation._inbound_nodes[node_index]
            sources = [self.visit(source, known, prefix) for source in node.input_tensors]
            known[id(tensor)] = self._enter(operation, node, tensor_index, sources, prefix)
        return known[id(tensor)]

    def _enter(self, operation: Any, node: Any, tensor_index: int, sources: list[int], prefix: str) -> int:
        if hasattr(operation, "inputs") and hasattr(operation, "outputs") and hasattr(operation, "layers"):
            inner = dict(zip(map(id, operation.inputs), sources, strict=True))
            return self.visit(operation.outputs[tensor_index], inner, f"{prefix}{operation.name}/")
        shapes = [self.calls[source].shape for source in sources]
        self.calls.append(
            Call(
                operation,
                prefix + operation.name,
                tuple(sources),
                _shape(operation, node, tensor_index, shapes),
                id(operation) in self.used,
                node.arguments,
                tensor_index,
            )
        )
        self.used.add(id(operation))
        return len(self.calls) - 1


def _shape(operation: Any, node: Any, tensor_index: int, sources: list[tuple[int, ...]]) -> tuple[int, ...]:
    """The shape of a call's result; where the model leaves it open, Keras works it out for this image."""
    import keras

    written: tuple[int | None, ...] = tuple(node.output_tensors[tensor_index].shape[1:])
    if None in written:
        given = iter([keras.KerasTensor((1, *source)) for source in sources])
        convert: Callable[[Any], Any] = lambda one: next(given) if isinstance(one, keras.KerasTensor) else one  # noqa: E731
        args, kwargs = node.arguments.convert(convert)
        result = keras.tree.flatten(operation.compute_output_spec(*args, **kwargs))[tensor_index]
        written = tuple(result.shape[1:])
    return tuple(size or 1 for size in written) or (1,)
