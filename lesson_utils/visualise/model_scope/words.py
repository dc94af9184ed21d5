"""What ModelScope shows, in words: the stable line that nbval compares, and the text behind its picture."""

from collections.abc import Mapping, Sequence
from typing import Any

from lesson_utils.visualise.kit.parameters import parameter_formula
from lesson_utils.visualise.model_scope.layer import Layer
from lesson_utils.visualise.model_scope.receptive_field import receptive_field
from lesson_utils.visualise.model_scope.verdict import Verdict


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
    versions = f" in {len(facts['versions'])} versions" if facts["versions"] else ""
    return f"ModelScope: {facts['model']}{versions}, {count}; {images} of {by(layers[0].shape)}."


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
    layers: Sequence[Layer],
    where: Sequence[int],
    facts: Mapping[str, Any],
    verdicts: Sequence[Verdict],
    version: str = "",
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
    verdicts : sequence of Verdict
        What each version says of the image.
    version : str
        The one that is drawn.

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
            f"{seen} {learned} {_prediction(facts, verdicts, version)}",
        ]
    ).strip()


def _prediction(facts: Mapping[str, Any], verdicts: Sequence[Verdict], version: str) -> str:
    if not facts["scores"]:
        return ""
    drawn = next(one for one in verdicts if one.version == version)
    whose = f"the prediction of “{version}”" if version else "its prediction"
    if drawn.untrained:
        shown = f"On the right {whose} as bars. It is untrained, so they say nothing about the image."
    else:
        shown = f"On the right {whose} as bars; the highest is {_highest(facts, drawn)}."
    if not facts["versions"]:
        return shown
    all_of_them = "; ".join(
        f"{one.version}: {'nothing, it is untrained' if one.untrained else _highest(facts, one)}" for one in verdicts
    )
    return f"{shown} Below it what each version says: {all_of_them}."


def _highest(facts: Mapping[str, Any], verdict: Verdict) -> str:
    best = int(verdict.probabilities.argmax())
    return f"{facts['classes'][best]} with {verdict.probabilities[best]:.2f}"
