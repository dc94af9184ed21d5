"""Several versions of one network, such as untrained and trained: the same layers, other weights."""

from collections.abc import Mapping, Sequence
from typing import Any

from lesson_utils.visualise.model_scope.layer import Layer
from lesson_utils.visualise.model_scope.model import ReadModel, image_shape_of, read_model
from lesson_utils.visualise.model_scope.words import by

MOST_VERSIONS = 12


def as_versions(given: Any) -> dict[str, Any]:
    """Give every model a name.

    Parameters
    ----------
    given : keras.Model, or mapping of str to keras.Model
        A model that stands alone gets an empty name.

    Returns
    -------
    dict of str to keras.Model

    Raises
    ------
    TypeError, ValueError
        If names are no texts, there are none or too many, or one is no model that ModelScope can look into.
    """
    if not isinstance(given, Mapping):
        image_shape_of(given)
        return {"": given}
    if not 0 < len(given) <= MOST_VERSIONS:
        raise ValueError(
            f"ModelScope shows up to {MOST_VERSIONS} versions of a network, and at least one; these are {len(given)}."
        )
    for name, model in given.items():
        if not isinstance(name, str) or not name.strip():
            raise TypeError(f'Versions are named by texts, such as {{"untrained": model}}; this name is {name!r}.')
        try:
            image_shape_of(model)
        except (TypeError, ValueError) as problem:
            raise type(problem)(f"Version {name!r}: {problem}") from None
    return dict(given)


def read_versions(models: Mapping[str, Any], image_shape: Sequence[int]) -> dict[str, ReadModel]:
    """Read the layers and weights of all versions.

    Parameters
    ----------
    models : mapping of str to keras.Model
        From `as_versions`.
    image_shape : sequence of int
        Height, width and channels of the images to come.

    Returns
    -------
    dict of str to ReadModel

    Raises
    ------
    ValueError
        If they are too large, or one is built otherwise than the first.
    """
    reads = {name: read_model(model, image_shape, len(models)) for name, model in models.items()}
    first = next(iter(reads))
    for name, read in reads.items():
        difference = _difference(reads[first], read)
        if difference:
            raise ValueError(
                "ModelScope compares versions of one network: the same layers with other weights. "
                f"{name!r} is built otherwise than {first!r}: {difference}. Look at it by itself: "
                "ModelScope(model, image)."
            )
    return reads


def _difference(one: ReadModel, other: ReadModel) -> str:
    """How two networks differ in anything but names and weights; empty where they do not."""
    for place, (layer, counterpart) in enumerate(zip(one.layers, other.layers, strict=False)):
        if _build(layer) != _build(counterpart):
            return f"layer {place} is {_in_words(counterpart)} and not {_in_words(layer)}"
    if len(one.layers) != len(other.layers):
        return f"it has {len(other.layers)} layers and not {len(one.layers)}"
    return "" if (one.output, one.rescales) == (other.output, other.rescales) else "it scales its pixels otherwise"


def _build(layer: Layer) -> tuple[Any, ...]:
    weights = [one.shape for one in layer.weights]
    return layer.kind, layer.operation, layer.shape, layer.sources, layer.settings, layer.parameters, weights


def _in_words(layer: Layer) -> str:
    activation = layer.settings.get("activation", {}).get("name")
    return f"{layer.name} ({layer.kind}, output {by(layer.shape)}{f', {activation}' if activation else ''})"
