"""What part of the image a unit can see. The browser's twin is ``receptive_field.js``.

A region is one range, first and last place included, for each axis of a layer's output. It is followed backwards from
layer to layer; where branches meet again, the smallest region that holds both goes on. None means "nothing at all".

The idea: Araujo, Norris and Sim (2019), *Computing Receptive Fields of Convolutional Neural Networks*, Distill.
"""

from collections.abc import Sequence
from math import prod

from lesson_utils.visualise.model_scope.layer import Layer

Region = tuple[tuple[int, int], ...]

_POINT_BY_POINT = {"batch_normalization", "rescaling", "add", "subtract", "multiply", "maximum", "minimum", "average"}
_WINDOWED = {"conv2d", "depthwise_conv2d", "max_pooling2d", "average_pooling2d"}


def receptive_field(layers: Sequence[Layer], place: int, unit: Sequence[int]) -> Region | None:
    """Find the pixels of the image that a unit's value can depend on.

    Parameters
    ----------
    layers : sequence of Layer
        In the order in which they compute.
    place : int
        The unit's layer.
    unit : sequence of int
        Its row, column and map; for a dense layer its number.

    Returns
    -------
    tuple of tuple of int, or None
        First and last row, column and channel; None for a unit that looks at padding only.

    Examples
    --------
    A 3x3 window slid by 2 looks, for its second row and third column, at rows 2 to 4 and columns 4 to 6:

    >>> window = {"size": (3, 3), "strides": (2, 2), "before": (0, 0)}
    >>> network = [
    ...     Layer("input", "InputLayer", "input", (9, 9, 1)),
    ...     Layer("pool", "MaxPooling2D", "max_pooling2d", (4, 4, 1), (0,), window),
    ... ]
    >>> receptive_field(network, 1, (1, 2, 0))
    ((2, 4), (4, 6), (0, 0))
    """
    regions: dict[int, Region] = {place: tuple((at, at) for at in unit)}
    for later in range(place, 0, -1):
        if later not in regions:
            continue
        seen = _before_activation(layers[later], regions[later])
        for position, source in enumerate(layers[later].sources):
            region = _region_read(layers, layers[later], position, seen)
            if region is not None:
                regions[source] = _together(regions.get(source), region)
    return regions.get(0)


def _together(one: Region | None, other: Region) -> Region:
    if one is None:
        return other
    return tuple((min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(one, other, strict=True))


def _whole(shape: Sequence[int]) -> Region:
    return tuple((0, size - 1) for size in shape)


def _before_activation(layer: Layer, region: Region) -> Region:
    """Softmax shares out a total: each of its numbers depends on all of them."""
    if layer.settings.get("activation", {}).get("name") != "softmax":
        return region
    return (*region[:-1], (0, layer.shape[-1] - 1))


def _region_read(layers: Sequence[Layer], layer: Layer, position: int, region: Region) -> Region | None:  # noqa: PLR0911 - one for each kind of layer
    """The part of one of its sources that a layer needs for a region of its output."""
    source = layers[layer.sources[position]].shape
    operation = layer.operation
    if operation in _WINDOWED:
        return _under_window(layer, source, region)
    if operation in _POINT_BY_POINT or (operation == "same" and source == layer.shape):
        return region
    if operation == "reshape":
        return _by_order(layer.shape, source, region)
    if operation == "dense":
        return (*region[:-1], (0, source[-1] - 1))
    if operation in ("global_max_pooling2d", "global_average_pooling2d"):
        return ((0, source[0] - 1), (0, source[1] - 1), region[-1])
    if operation == "frame":
        moved = [(low - by, high - by) for (low, high), by in zip(region, layer.settings["before"], strict=False)]
        return _inside((*moved, region[2]), source)
    if operation == "upsampling2d":
        shrunk = [(low // by, high // by) for (low, high), by in zip(region, layer.settings["size"], strict=False)]
        return (*shrunk, region[2])
    if operation == "concatenate":
        start = sum(layers[earlier].shape[-1] for earlier in layer.sources[:position])
        return _inside((*region[:-1], (region[-1][0] - start, region[-1][1] - start)), source)
    return _whole(source)


def _inside(region: Region, shape: Sequence[int]) -> Region | None:
    cut = tuple((max(0, low), min(size - 1, high)) for (low, high), size in zip(region, shape, strict=True))
    return cut if all(low <= high for low, high in cut) else None


def _under_window(layer: Layer, source: Sequence[int], region: Region) -> Region | None:
    ranges = []
    for axis in (0, 1):
        step, before = layer.settings["strides"][axis], layer.settings["before"][axis]
        gap, size = layer.settings.get("dilation", (1, 1))[axis], layer.settings["size"][axis]
        low, high = region[axis]
        # The window's own places, not the frame around them: a dilated window may miss the rows at the rim.
        places = [at * step - before + nth * gap for at in range(low, high + 1) for nth in range(size)]
        inside = [at for at in places if 0 <= at < source[axis]]
        if not inside:
            return None
        ranges.append((min(inside), max(inside)))
    return (*ranges, _channels_read(layer, source[2], region[2]))


def _channels_read(layer: Layer, channels: int, maps: tuple[int, int]) -> tuple[int, int]:
    if layer.operation == "conv2d":
        groups = layer.settings["groups"]
        read, made = channels // groups, layer.shape[2] // groups
        return maps[0] // made * read, (maps[1] // made + 1) * read - 1
    each = layer.shape[2] // channels  # a depthwise convolution makes this many maps of every channel
    return maps[0] // each, maps[1] // each


def _by_order(shape: Sequence[int], source: Sequence[int], region: Region) -> Region:
    """Flatten and Reshape keep the order: places counted in one shape are found again in the other."""
    first = _place(shape, [low for low, _ in region])
    last = _place(shape, [high for _, high in region])
    start, stop = _indices(source, first), _indices(source, last)
    ranges: list[tuple[int, int]] = []
    for axis, (low, high) in enumerate(zip(start, stop, strict=True)):
        whole = any(low != high for low, high in ranges)  # more than one row: then all of its columns
        ranges.append((0, source[axis] - 1) if whole else (low, high))
    return tuple(ranges)


def _place(shape: Sequence[int], indices: Sequence[int]) -> int:
    place = 0
    for size, index in zip(shape, indices, strict=True):
        place = place * size + index
    return place


def _indices(shape: Sequence[int], place: int) -> list[int]:
    return [place // prod(shape[axis + 1 :]) % size for axis, size in enumerate(shape)]
