"""How large is the newest block? The right answer, and wrong ones, each with what it may have come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod

from lesson_utils.visualise.network_picture.blocks import Block

MOST_CHOICES = 4


@dataclass(frozen=True)
class Question:
    """A question with a few answers to choose from.

    Attributes
    ----------
    ask : str
    choices : tuple of str
    right : str
        The right one of the choices.
    why : str
        Where it comes from.
    slips : dict of str to str
        For each wrong choice what it may have come from.
    """

    ask: str
    choices: tuple[str, ...]
    right: str
    why: str
    slips: dict[str, str]


def times(shape: Sequence[int]) -> str:
    """Write a shape as people read it.

    Parameters
    ----------
    shape : sequence of int

    Returns
    -------
    str

    Examples
    --------
    >>> times((30, 30, 16)), times((1152,))
    ('30 × 30 × 16', '1,152')
    """
    return " × ".join(f"{size:,}" for size in shape)


def question_about(blocks: Sequence[Block]) -> Question | None:
    """Ask for the size of the newest block.

    Parameters
    ----------
    blocks : sequence of Block

    Returns
    -------
    Question or None
        None where there is nothing to be mixed up.
    """
    newest = blocks[-1]
    if len(blocks) == 1:
        return _about_the_image(newest)
    before = blocks[-2]
    write = None if _is_dilated(newest) else _WRITERS.get(newest.kind)
    why, wrong = write(newest, before) if write else _unchanged(newest, before)
    ask = f"How large is the block that {newest.kind} makes of {times(before.shape)}?"
    return _question(ask, newest.shape, why, wrong)


_Wrong = list[tuple[Sequence[int], str]]


def _is_dilated(block: Block) -> bool:
    return any(rate > 1 for rate in block.settings.get("dilation_rate", ()))


def _question(ask: str, right: Sequence[int], why: str, wrong: _Wrong) -> Question | None:
    slips: dict[str, str] = {}
    for shape, slip in wrong:
        if tuple(shape) != tuple(right) and min(shape) > 0:
            slips.setdefault(times(shape), slip)
    slips = dict(list(slips.items())[: MOST_CHOICES - 1])
    if not slips:
        return None
    shapes = {times(shape): prod(shape) for shape in [right, *(shape for shape, _ in wrong)]}
    choices = sorted([times(right), *slips], key=lambda one: (shapes[one], one))
    return Question(ask, tuple(choices), times(right), why, slips)


def _about_the_image(image: Block) -> Question | None:
    if len(image.shape) != 3:
        return None
    height, width, channels = image.shape
    number = prod(image.shape)
    wrong: _Wrong = [
        ((height * width,), f"That is the number of pixels; each has {channels} numbers, one for each channel."),
        ((height + width + channels,), "That is the sum: height, width and channels are multiplied."),
        ((channels * height,), "That is one row of pixels only."),
    ]
    why = f"{times(image.shape)} = {number:,} numbers enter with one image."
    return _question("How many numbers does one image bring into the network?", (number,), why, wrong)


def _convolution(newest: Block, before: Block) -> tuple[str, _Wrong]:
    rows, columns, filters = newest.shape
    kernel = int(newest.settings["kernel_size"][0])
    size, channels = before.shape[0], before.shape[2]
    same = newest.settings.get("padding") == "same"
    fits = size - kernel + 1
    wrong: _Wrong = [
        ((rows, columns, channels), "Each filter makes one map of its own: how many filters are there?"),
        (
            (rows, columns, channels * filters),
            "A filter reads all channels at once and adds them up: one map for each filter, not for each channel.",
        ),
    ]
    if same:
        wrong.insert(0, ((fits, fits, filters), 'With padding="same" the kernel may hang over the border.'))
        return f'padding="same" keeps height and width; {filters} filters make {filters} maps.', wrong
    told = f"The {kernel}×{kernel} kernel must fit into the image: with {size} rows it cannot stop at every one."
    wrong.insert(0, ((size, before.shape[1], filters), told))
    strides = int(newest.settings["strides"][0])
    rule = (
        f"{size} − {kernel} + 1 = {fits}"
        if strides == 1
        else f"({size} − {kernel}) / {strides}, rounded down, + 1 = {rows}"
    )
    return f"{rule} rows; {filters} filters make {filters} maps.", wrong


def _pooling(newest: Block, before: Block) -> tuple[str, _Wrong]:
    rows, columns, channels = newest.shape
    window = int(newest.settings["pool_size"][0])
    size = before.shape[0]
    wrong: _Wrong = [
        ((rows, columns, max(1, channels // window)), "Pooling works on each map by itself: their number stays."),
        (
            (size - window + 1, before.shape[1] - window + 1, channels),
            "That is how a convolution slides. This window moves on by its own width: no two overlap.",
        ),
        ((-(-size // window), -(-before.shape[1] // window), channels), "A row that is left over is dropped."),
    ]
    return f"{size} / {window}, rounded down, is {size // window}; the {channels} maps stay.", wrong


def _flatten(newest: Block, before: Block) -> tuple[str, _Wrong]:
    if len(before.shape) == 1:
        return _unchanged(newest, before)
    wrong: _Wrong = [
        ((prod(before.shape[:-1]),), "That is one map only, and there are more of them."),
        ((sum(before.shape),), "The sizes are multiplied, not added up."),
        (before.shape, "Flatten leaves a single row of numbers."),
    ]
    return f"{times(before.shape)} = {newest.shape[0]:,}: no number is lost, none is added.", wrong


def _dense(newest: Block, before: Block) -> tuple[str, _Wrong]:
    units = newest.shape[-1]
    wrong: _Wrong = [
        (before.shape, "Each neuron gives one number, however many it reads."),
        ((before.shape[-1] * units,), "That is the number of weights; each neuron adds up and gives one number."),
        ((before.shape[-1] + units,), "The neurons read the numbers; they do not keep them."),
    ]
    if len(before.shape) > 1:
        wrong[0] = ((units,), "Dense works on the last axis only; the places before it stay.")
        return f"Dense replaces the last axis: {units} neurons at each place.", wrong
    return f"{units} neurons, one number each.", wrong


def _unchanged(newest: Block, before: Block) -> tuple[str, _Wrong]:
    if newest.shape != before.shape:
        return f"{newest.kind} makes {times(newest.shape)}.", [(before.shape, "It changes the shape.")]
    half = (*newest.shape[:-1], max(1, newest.shape[-1] // 2))
    return "The shape stays as it is.", [(half, f"{newest.kind} changes numbers, not how many there are.")]


_WRITERS: dict[str, Callable[[Block, Block], tuple[str, _Wrong]]] = {
    "Conv2D": _convolution,
    "MaxPooling2D": _pooling,
    "AveragePooling2D": _pooling,
    "Flatten": _flatten,
    "Dense": _dense,
}
