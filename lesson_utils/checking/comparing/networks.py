"""Compare the learner's chain of steps with the solution's and find the one difference to speak of."""

import re
from collections import Counter
from inspect import isclass
from math import prod

from lesson_utils.checking.comparing.activations import OWN, of_a_library
from lesson_utils.checking.comparing.graph import OWN_CLASS, Step
from lesson_utils.checking.findings import Finding

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")

# Differences on which the numbers decide: the network may compute the same in another way. A step too many is
# a step too many even where it changes nothing.
SUBSTITUTIONS = frozenset(
    {"wrong-layer", "operation-for-layer", "wrong-value", "wrong-activation", "own-activation", "wrong-order"}
    | {"wrong-input", "missing-activation", "missing-layer", "own-layer", "activation-class", "activation-setting"}
)

# Settings that change how a layer learns, not what it computes.
_LEARNING = frozenset(["trainable", "dtype"])
# Which difference to speak of first: those that change the result's shape, in the order of the task's words.
_FIRST = ("shape", "filters", "units", "kernel_size", "pool_size", "strides", "padding", "dilation_rate")
# Operations that stand for a sign of Python's.
_SIGNS = {"Add": "+", "Subtract": "-", "Negative": "-", "Multiply": "*", "TrueDivide": "/", "Divide": "/"}
_SIGNS |= {"Power": "**", "Mod": "%", "FloorDivide": "//", "Matmul": "@"}
# Activations that Keras has as layers; as a step they stand where an activation is asked for.
_ACTIVATION_LAYERS = frozenset(["ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax", "Activation"])


def same(found: list[Step], expected: list[Step]) -> bool:
    """Whether two chains are the same, step by step."""
    return len(found) == len(expected) and all(map(Step.matches, found, expected))


def first_difference(found: list[Step], expected: list[Step]) -> int:
    """Where two chains part; the end of `found` when `expected` only goes on from there."""
    pairs = enumerate(zip(found, expected, strict=False))
    return next((index for index, (mine, theirs) in pairs if not mine.matches(theirs)), len(found))


def describe(step: Step, chain: list[Step]) -> str:
    """A step's layer in words, with its ordinal when the chain has several of its kind: "the second `Conv2D`"."""
    if step.kind == "InputLayer":
        return "`Input`"
    if step.kind == "activation":
        return f"the `{step.settings['function']}` activation"
    alike = [other for other in chain if other.kind == step.kind]
    if len(alike) < 2 or step not in alike:
        return f"`{step.kind}`"
    return f"the {ORDINALS[min(alike.index(step), len(ORDINALS) - 1)]} `{step.kind}`"


def explain(found: list[Step], expected: list[Step], first_own: int) -> Finding | None:
    """The finding for the first difference, or None when the chains are the same.

    Parameters
    ----------
    found, expected : list of Step
        The learner's chain and the solution's.
    first_own : int
        Where the steps of the challenge itself begin in `expected`; those before are earlier challenges'.
    """
    if same(found, expected):
        return None
    own = expected[first_own:]
    extra = _first_extra(found, expected)
    if extra is not None:
        return _too_many(found, extra)
    if first_own and own and same(found[-len(own) :], own):
        head = found[: -len(own)]
        shape = head[-1].shape if head else None
        return Finding("wrong-input", layer=describe(own[0], own), found=shape, expected=expected[first_own - 1].shape)
    index = first_difference(found, expected)
    return _missing(expected[index], expected, own) if index == len(found) else _differing(found, expected, index, own)


def _first_extra(found: list[Step], expected: list[Step]) -> int | None:
    """Where the first step too many stands, when the learner's chain is the solution's with steps added."""
    extra, place = [], 0
    for index, step in enumerate(found):
        if place < len(expected) and step.matches(expected[place]):
            place += 1
        else:
            extra.append(index)
    if not extra or place < len(expected):
        return None
    return next((index for index in extra if found[index].kind != "activation"), extra[0])


def _too_many(found: list[Step], index: int) -> Finding:
    step = found[index]
    if step.kind != "activation" and hasattr(step.made_by, "trainable"):
        back = [one.kind for one in found[index + 1 :]].count(step.kind)
        return Finding("extra-layer", layer=step.kind, line=0, back=back)
    if step.kind != "activation":
        return Finding("extra-operation", found=_operation(step.kind))
    layer = next((one.kind for one in found[:index][::-1] if one.kind != "activation"), "Input")
    beside = [one for one in (found[index - 1 : index] + found[index + 1 : index + 2]) if one.kind == "activation"]
    function = str(step.settings["function"]).removeprefix(OWN)
    if not beside:
        return Finding("extra-activation", layer=layer, found=function)
    both = [one for one in found[max(index - 1, 0) : index + 2] if one in (beside[0], step)]
    first, second = (_what(one).removeprefix(OWN) for one in both)
    return Finding("doubled-activation", layer=layer, found=second, other=first)


def _missing(step: Step, expected: list[Step], own: list[Step]) -> Finding:
    if step.kind != "activation":
        return Finding("missing-layer", layer=describe(step, own))
    before = expected[expected.index(step) - 1]
    return Finding("missing-activation", layer=describe(before, own), expected=step.settings["function"])


def _differing(found: list[Step], expected: list[Step], index: int, own: list[Step]) -> Finding:
    mine, theirs = found[index], expected[index]
    if Counter(map(_what, found)) == Counter(map(_what, expected)) and mine.kind != theirs.kind:
        return Finding("wrong-order", found=_what(mine), expected=_what(theirs))
    if mine.kind == theirs.kind == "activation":
        layer = describe(expected[index - 1], own)
        found_name, wanted = mine.settings["function"], theirs.settings["function"]
        if isclass(getattr(mine.made_by, "activation", None)):
            return Finding("activation-class", layer=layer, found=found_name.removeprefix(OWN), expected=wanted)
        own_one = found_name.startswith(OWN) and not of_a_library(getattr(mine.made_by, "activation", None))
        label = "own-activation" if own_one else "wrong-activation"
        return Finding(label, layer=layer, found=found_name.removeprefix(OWN), expected=wanted)
    later = expected[index + 1 :]
    known = any(mine.matches(one) for one in later) or (mine.kind != theirs.kind and mine.kind in _kinds(later))
    if len(found) < len(expected) and known and theirs.kind != "activation":
        return _missing(theirs, expected, own)
    if mine.kind not in _kinds(expected) and theirs.kind in _kinds(found[index + 1 : index + 2]):
        return _too_many(found, index)
    if mine.kind == theirs.kind:
        return _differing_settings(mine, theirs, own)
    if theirs.kind == "activation":
        return _instead_of_activation(mine, theirs, expected, own)
    if mine.kind == "activation":
        return _too_many(found, index)
    if mine.kind.startswith(OWN_CLASS):
        return Finding("own-layer", found=mine.kind.removeprefix(OWN_CLASS), expected=theirs.kind)
    if not hasattr(mine.made_by, "trainable"):
        return Finding("operation-for-layer", found=_operation(mine.kind), expected=theirs.kind)
    return Finding("wrong-layer", found=mine.kind, expected=theirs.kind)


def _operation(kind: str) -> str:
    """An operation as the learner wrote it: a sign of Python's, or a function of `keras.ops`."""
    import keras

    if kind == "GetItem":
        return "square brackets, which pick a part"
    if kind in _SIGNS:
        return f"the sign `{_SIGNS[kind]}`"
    function = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", "_", kind).lower()
    return f"`keras.ops.{function}`" if hasattr(keras.ops, function) else f"`{kind}`"


def _kinds(steps: list[Step]) -> list[str]:
    return [step.kind for step in steps]


def _instead_of_activation(mine: Step, theirs: Step, expected: list[Step], own: list[Step]) -> Finding:
    is_layer = hasattr(mine.made_by, "trainable")  # an operation such as keras.ops.abs has nothing to train
    if mine.kind not in _ACTIVATION_LAYERS and is_layer:
        return _missing(theirs, expected, own)
    before, wanted = describe(expected[expected.index(theirs) - 1], own), theirs.settings["function"]
    if mine.kind.lower() == wanted:
        changed = _changed_setting(mine)
        if changed:
            return Finding("activation-setting", found=mine.kind, setting=changed[0], value=changed[1], expected=wanted)
    return Finding("wrong-activation", layer=before, found=mine.kind, expected=wanted)


def _changed_setting(step: Step) -> tuple[str, object] | None:
    """The setting in which an activation layer differs from a plain one of its kind, and its value."""
    try:
        plain, own = type(step.made_by)().get_config(), step.made_by.get_config()
    except Exception:  # a layer that cannot be made or listed without arguments
        return None
    return next(((name, own[name]) for name in own if name != "name" and own[name] != plain.get(name)), None)


def _differing_settings(mine: Step, theirs: Step, own: list[Step]) -> Finding:
    differing = mine.differences(theirs)
    setting = next((name for name in _FIRST if name in differing), differing[0])
    found, wanted = mine.settings.get(setting), theirs.settings.get(setting)
    if theirs.kind == "InputLayer" and setting == "shape":
        return _wrong_input_shape(found, wanted)
    how_it_learns = setting in _LEARNING or setting.endswith(("regularizer", "constraint"))
    if how_it_learns and theirs.kind != "InputLayer":
        return Finding("unasked-setting", layer=describe(theirs, own), setting=setting)
    return Finding("wrong-value", layer=describe(theirs, own), setting=setting, found=found, expected=wanted)


def _wrong_input_shape(found: object, wanted: object) -> Finding:
    label = "wrong-input-shape"
    if isinstance(found, tuple) and isinstance(wanted, tuple):
        label = _kind_of_input(found, wanted)
    return Finding(label, found=found, expected=wanted)


def _kind_of_input(found: tuple[int | None, ...], wanted: tuple[int | None, ...]) -> str:
    """Which slip led to an input of another shape."""
    same_length = len(found) == len(wanted)
    label = "wrong-input-shape"
    if same_length and found == (wanted[-1], *wanted[:-1]):
        label = "input-channels-first"
    elif found[:-1] == wanted:
        label = "input-too-long"
    elif len(found) == len(wanted) + 1 or (same_length and found[1:] == wanted[:-1]):
        label = "input-counts-images"
    elif same_length and found[:-1] == wanted[:-1] and found[-1] == 1:
        label = "input-grey"
    elif found == wanted[:-1]:
        label = "input-without-channels"
    elif found == wanted[1:]:
        label = "input-without-height"
    elif found == (prod(length or 0 for length in wanted),):
        label = "input-flattened"
    elif same_length and None in found:
        label = "input-left-open"
    return label


def _what(step: Step) -> str:
    return str(step.settings.get("function")) if step.kind == "activation" else step.kind
