"""What ModelScope shows, in words: the stable line that nbval compares, and the text behind its picture."""

from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import NDArray

from lesson_utils.visualise.kit.parameters import parameter_formula
from lesson_utils.visualise.model_scope.layer import Layer
from lesson_utils.visualise.model_scope.receptive_field import receptive_field


def by(shape: Sequence[int]) -> str:
    """Write a shape.

    Examples
    --------
    >>> by((30, 30, 16))
    '30 x 30 x 16'
    """
    return " x ".join(f"{size:,}" for size in shape)


def summary(facts: Mapping[str, Any], layers: Sequence[Layer]) -> str:
    """Say in one line what there is: nothing in it depends on random weights.

    Parameters
    ----------
    facts : mapping
        What ModelScope tells the browser about the model.
    layers : sequence of Layer
        In the order in which they compute.

    Returns
    -------
    str
    """
    images = "1 image" if facts["images"] == 1 else f"{facts['images']} images"
    count = f"{len(layers)} layers, {facts['total']:,} parameters"
    return f"ModelScope: {facts['model']}, {count}; {images} of {by(layers[0].shape)}."


def field_in_words(layers: Sequence[Layer], where: Sequence[int]) -> str:
    """Say how many pixels of the image a unit can see.

    Parameters
    ----------
    layers : sequence of Layer
        In the order in which they compute.
    where : sequence of int
        The place of the unit's layer, then the unit.

    Returns
    -------
    str
    """
    field = receptive_field(layers, where[0], where[1:])
    if field is None:
        return "no pixel at all"
    (top, bottom), (left, right) = field[:2]
    return f"{by((bottom - top + 1, right - left + 1))} pixels"


def alt_text(
    layers: Sequence[Layer], where: Sequence[int], facts: Mapping[str, Any], probabilities: NDArray | None
) -> str:
    """Describe the picture for people who do not see it.

    An untrained network's numbers are another roll of the dice each time, so they are left out.

    Parameters
    ----------
    layers : sequence of Layer
        In the order in which they compute.
    where : sequence of int
        The place of the explained unit's layer, then the unit.
    facts : mapping
        What ModelScope tells the browser about the model.
    probabilities : numpy.ndarray of shape (classes,), or None
        One for each class; None where the network gives no such thing.

    Returns
    -------
    str
    """
    steps = "; ".join(f"{layer.name} ({layer.kind}), {by(layer.shape)}" for layer in layers[1:])
    counted = "; ".join(f"{layer.name}: {parameter_formula(layer.parameters)}" for layer in layers if layer.parameters)
    unit, field = layers[where[0]].name, field_in_words(layers, where)
    seen = f"A red frame on the image marks what one unit of {unit} can see: {field}."
    learned = f"Parameters: {counted}; together {facts['total']:,}." if counted else "No layer has parameters."
    return " ".join(
        [
            f"The network {facts['model']} at work on one image of {by(layers[0].shape)}, from left to right:",
            f"the image, then some feature maps of each layer. {steps}.",
            f"{seen} {learned} {_prediction(facts, probabilities)}",
        ]
    ).strip()


def _prediction(facts: Mapping[str, Any], probabilities: NDArray | None) -> str:
    if probabilities is None or not facts["scores"]:
        return ""
    if facts["untrained"]:
        return "On the right its prediction as bars. It is untrained, so they say nothing about the image."
    best = int(probabilities.argmax())
    return (
        f"On the right its prediction as bars; the highest is {facts['classes'][best]} with {probabilities[best]:.2f}."
    )
