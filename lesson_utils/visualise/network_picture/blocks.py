"""A network, or the part of it that is built so far, as a row of blocks: one for each layer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lesson_utils import keras_internals
from lesson_utils.visualise.kit.parameters import parameter_count, parameter_formula

MOST_BLOCKS = 16  # more of them are no picture any more


@dataclass(frozen=True)
class Block:
    """What one layer makes of one image.

    Attributes
    ----------
    kind : str
        What Keras calls the layer; "Input" for an input layer.
    name : str
        As in ``model.summary()``.
    shape : tuple of int
        Of the layer's output, without the batch.
    count : int
        How many numbers the layer learns.
    formula : str
        The same as a sum of products.
    settings : mapping
        Of the layer, as far as they decide the shape: ``kernel_size``, ``pool_size``, ``padding``, ``strides`` and
        ``dilation_rate``.
    """

    kind: str
    name: str
    shape: tuple[int, ...]
    count: int = 0
    formula: str = "0"
    settings: Mapping[str, Any] = field(default_factory=dict)


def blocks_of(value: Any) -> list[Block] | None:
    """Read a network as blocks, each after the one it reads.

    Parameters
    ----------
    value : keras.KerasTensor or keras.Model
        What the last layer returned, or a functional or sequential model.

    Returns
    -------
    list of Block, or None
        None for anything else, for a network that branches, and where a size is left open.
    """
    outputs = [value] if keras_internals.is_tensor(value) else getattr(value, "outputs", None)
    if not outputs or len(outputs) != 1:
        return None
    calls, _ = keras_internals.calls_behind(outputs)
    if len(calls) > MOST_BLOCKS or not all(_follows(calls, at) for at in range(len(calls))):
        return None
    blocks, seen = [], set()
    for call in calls:
        blocks.append(_block(call, counted=id(call.operation) not in seen))
        seen.add(id(call.operation))
    return blocks if all(_can_be_drawn(block.shape) for block in blocks) else None


def _follows(calls: list[keras_internals.Call], at: int) -> bool:
    return calls[at].sources == ((calls[at - 1],) if at else ())


def _can_be_drawn(shape: tuple[int, ...]) -> bool:
    return 1 <= len(shape) <= 3 and None not in shape


def _block(call: keras_internals.Call, counted: bool) -> Block:
    layer = call.operation
    kind = type(layer).__name__
    weights = [tuple(weight.shape) for weight in getattr(layer, "weights", [])] if counted else []
    known = ("kernel_size", "pool_size", "padding", "strides", "dilation_rate")
    return Block(
        kind="Input" if kind == "InputLayer" else kind,
        name=str(layer.name),
        shape=tuple(call.tensor.shape[1:]),
        count=parameter_count(weights),
        formula=parameter_formula(weights),
        settings={name: getattr(layer, name) for name in known if hasattr(layer, name)},
    )
