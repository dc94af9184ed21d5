"""A network as the browser gets it: a description for JSON, and all weights in one row of bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lesson_utils.visualise.kit.parameters import parameter_count, parameter_formula
from lesson_utils.visualise.model_scope.layer import Layer
from lesson_utils.visualise.model_scope.model import ReadModel, total_parameters
from lesson_utils.visualise.network_picture.drawing import draw_block, scale_of


def describe_layers(layers: Sequence[Layer]) -> list[dict[str, Any]]:
    """Describe layers with what JSON can hold.

    Parameters
    ----------
    layers : sequence of Layer
        In the order in which they compute.

    Returns
    -------
    list of dict
        For each layer its name, kind, operation, shape, sources and settings, the sizes of its weights, how many
        numbers it learns, as a count and as a formula, and its block drawn to scale.

    Examples
    --------
    >>> describe_layers([Layer("input", "InputLayer", "input", (2, 2, 1))])[0]["formula"]
    '0'
    """
    scale = scale_of([_drawn(layer) for layer in layers])
    return [
        {
            "name": layer.name,
            "kind": layer.kind,
            "operation": layer.operation,
            "shape": list(layer.shape),
            "sources": list(layer.sources),
            "settings": layer.settings,
            "weights": [int(weights.size) for weights in layer.weights],
            "count": parameter_count(layer.parameters),
            "trainable": layer.trainable,
            "formula": parameter_formula(layer.parameters),
            "drawing": asdict(draw_block(layer.kind, _drawn(layer), scale)),
        }
        for layer in layers
    ]


def describe_network(models: Mapping[str, Any], read: ReadModel, classes: Sequence[str], images: int) -> dict[str, Any]:
    """Describe a network as a whole with what JSON can hold.

    Parameters
    ----------
    models : mapping of str to keras.Model
        The versions by their names; the name of a model that stands alone is empty.
    read : ReadModel
        The last of them.
    classes : sequence of str
        What the numbers that come out stand for.
    images : int
        How many there are to look at.

    Returns
    -------
    dict
        The `Facts` of network.js.
    """
    return {
        "model": [*models.values()][-1].name,
        "versions": [*filter(None, models)],
        "total": total_parameters(read.layers),
        "trainable": sum(layer.trainable for layer in read.layers),
        "output": read.output,
        "scores": read.scores,
        "untrained": read.untrained,
        "classes": list(classes),
        "top": 255 if read.rescales else 1,
        "images": images,
        "in_python": [layer.name for layer in read.unknown],
    }


def _drawn(layer: Layer) -> tuple[int, ...]:
    """The shape in which a layer is drawn; one with more than three axes as a long row."""
    return layer.shape if 1 <= len(layer.shape) <= 3 else (prod(layer.shape),)


def pack(arrays: Sequence[NDArray]) -> bytes:
    """Lay arrays one after the other, as 32-bit numbers.

    Parameters
    ----------
    arrays : sequence of numpy.ndarray
        Of any shapes; weights or outputs.

    Returns
    -------
    bytes
        Four for each number, the lowest byte first.

    Examples
    --------
    >>> len(pack([np.zeros((3, 3)), np.zeros(2)]))
    44
    """
    return b"".join(np.ascontiguousarray(array, dtype="<f4").tobytes() for array in arrays)
