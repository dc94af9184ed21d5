"""Compare the learner's chain of steps with the solution's and find the one difference to speak of."""

import re
from collections import Counter
from inspect import isclass
from math import prod
from typing import Any

from lesson_utils.checking.comparing.activations import of_a_library
from lesson_utils.checking.comparing.difference import Difference, Doubt
from lesson_utils.checking.comparing.graph import Step
from lesson_utils.checking.findings import Finding, LayerRef

Chain = list[Step]

# Settings that change how a layer learns, not what it computes.
_LEARNING = frozenset(["trainable", "dtype"])
# Which difference to speak of first: those that change the result's shape, in the order of the task's words.
_FIRST = ("shape", "filters", "units", "kernel_size", "pool_size", "strides", "padding", "dilation_rate")
# Operations that stand for a sign of Python's.
_SIGNS = {"Add": "+", "Subtract": "-", "Negative": "-", "Multiply": "*", "TrueDivide": "/", "Divide": "/"}
_SIGNS |= {"Power": "**", "Mod": "%", "FloorDivide": "//", "Matmul": "@"}
# Activations that Keras has as layers; as a step they stand where an activation is asked for.
_ACTIVATION_LAYERS = frozenset(["ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax", "Activation"])


def same(found: Chain, expected: Chain) -> bool:
    """Whether two chains are the same, step by step."""
    return len(found) == len(expected) and all(map(Step.matches, found, expected))


def first_difference(found: Chain, expected: Chain) -> int:
    """Where two chains part; the end of `found` when `expected` only goes on from there."""
    pairs = enumerate(zip(found, expected, strict=False))
    return next((index for index, (step, wanted) in pairs if not step.matches(wanted)), len(found))


def described(step: Step, chain: Chain) -> LayerRef:
    """A step's layer, with its ordinal when the chain has several of its kind."""
    alike = [other for other in chain if other.kind == step.kind != "activation"]
    ordinal = alike.index(step) + 1 if len(alike) > 1 and step in alike else 0
    return LayerRef(step.name, ordinal, is_activation=step.kind == "activation")


def first_network_difference(found: Chain, expected: Chain, first_own: int) -> Difference | None:
    """The first difference between two networks, or None when they are the same.

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
        return _reads_something_else(found[: -len(own)], expected[first_own - 1], own)
    index = first_difference(found, expected)
    return _missing(expected[index], expected, own) if index == len(found) else _differing(found, expected, index, own)


def _first_extra(found: Chain, expected: Chain) -> int | None:
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


def _reads_something_else(head: Chain, before: Step, own: Chain) -> Difference:
    layer, shape = described(own[0], own), head[-1].shape if head else None
    finding = Finding("wrong-input", layer=layer, found=shape, expected=before.shape)
    return Difference(finding, Doubt.SAME_NUMBERS | Doubt.WIRING)


def _too_many(found: Chain, index: int) -> Difference:
    step = found[index]
    if step.kind == "activation":
        return _activation_too_many(found, index)
    if _is_layer(step):
        back = [other.kind for other in found[index + 1 :]].count(step.kind)
        return Difference(Finding("extra-layer", layer=step.name, back=back), Doubt.WIRING)
    return Difference(Finding("extra-operation", found=_operation(step.name)))


def _activation_too_many(found: Chain, index: int) -> Difference:
    step = found[index]
    layer = next((other.name for other in found[:index][::-1] if other.kind != "activation"), "Input")
    beside = [
        other for other in (found[index - 1 : index] + found[index + 1 : index + 2]) if other.kind == "activation"
    ]
    if not beside:
        return Difference(Finding("extra-activation", layer=layer, found=step.name))
    both = [other for other in found[max(index - 1, 0) : index + 2] if other in (beside[0], step)]
    first, second = (other.name for other in both)
    return Difference(Finding("doubled-activation", layer=layer, found=second, other=first))


def _missing(step: Step, expected: Chain, own: Chain) -> Difference:
    if step.kind != "activation":
        finding = Finding("missing-layer", layer=described(step, own))
        return Difference(finding, Doubt.SAME_NUMBERS | Doubt.WIRING | Doubt.LOST)
    before = expected[expected.index(step) - 1]
    finding = Finding("missing-activation", layer=described(before, own), expected=step.name)
    return Difference(finding, Doubt.SAME_NUMBERS | Doubt.LOST)


def _differing(found: Chain, expected: Chain, index: int, own: Chain) -> Difference:  # noqa: PLR0911 - one for each kind of difference
    step, wanted = found[index], expected[index]
    if Counter(map(_what, found)) == Counter(map(_what, expected)) and step.kind != wanted.kind:
        finding = Finding("wrong-order", found=step.name, expected=wanted.name)
        return Difference(finding, Doubt.SAME_NUMBERS | Doubt.WIRING | Doubt.LOST)
    if step.kind == wanted.kind == "activation":
        return _other_activation(step, wanted, described(expected[index - 1], own))
    later = expected[index + 1 :]
    known = any(step.matches(other) for other in later) or (step.kind != wanted.kind and step.kind in _kinds(later))
    if len(found) < len(expected) and known and wanted.kind != "activation":
        return _missing(wanted, expected, own)
    if step.kind not in _kinds(expected) and wanted.kind in _kinds(found[index + 1 : index + 2]):
        return _too_many(found, index)
    if step.kind == wanted.kind:
        return _differing_settings(step, wanted, own)
    if wanted.kind == "activation":
        return _instead_of_activation(step, wanted, expected, own)
    if step.kind == "activation":
        return _too_many(found, index)
    return _other_layer(step, wanted)


def _other_activation(step: Step, wanted: Step, layer: LayerRef) -> Difference:
    given = getattr(step.made_by, "activation", None)
    label = "own-activation" if step.own and not of_a_library(given) else "wrong-activation"
    label = "activation-class" if isclass(given) else label
    finding = Finding(label, layer=layer, found=step.name, expected=wanted.name)
    return Difference(finding, Doubt.SAME_NUMBERS)


def _other_layer(step: Step, wanted: Step) -> Difference:
    if step.own:
        return Difference(Finding("own-layer", found=step.name, expected=wanted.name), Doubt.SAME_NUMBERS)
    if not _is_layer(step):
        finding = Finding("operation-for-layer", found=_operation(step.name), expected=wanted.name)
        return Difference(finding, Doubt.SAME_NUMBERS)
    finding = Finding("wrong-layer", found=step.name, expected=wanted.name)
    return Difference(finding, Doubt.SAME_NUMBERS | Doubt.WIRING)


def _is_layer(step: Step) -> bool:
    """Whether a layer made the step, rather than an operation such as `keras.ops.abs`, which has nothing to train."""
    return hasattr(step.made_by, "trainable")


def _operation(name: str) -> str:
    """An operation as the learner wrote it: a sign of Python's, or a function of `keras.ops`."""
    import keras

    if name == "GetItem":
        return "square brackets, which pick a part"
    if name in _SIGNS:
        return f"the sign `{_SIGNS[name]}`"
    function = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", "_", name).lower()
    return f"`keras.ops.{function}`" if hasattr(keras.ops, function) else f"`{name}`"


def _kinds(steps: Chain) -> list[str]:
    return [step.kind for step in steps]


def _instead_of_activation(step: Step, wanted: Step, expected: Chain, own: Chain) -> Difference:
    if step.kind not in _ACTIVATION_LAYERS and _is_layer(step):
        return _missing(wanted, expected, own)
    function = wanted.name
    if step.name.lower() == function and (changed := _changed_setting(step)):
        setting, value = changed
        finding = Finding("activation-setting", found=step.name, setting=setting, value=value, expected=function)
    else:
        layer = described(expected[expected.index(wanted) - 1], own)
        finding = Finding("wrong-activation", layer=layer, found=step.name, expected=function)
    return Difference(finding, Doubt.SAME_NUMBERS)


def _changed_setting(step: Step) -> tuple[str, object] | None:
    """The setting in which an activation layer differs from a plain one of its kind, and its value."""
    try:
        plain, own = type(step.made_by)().get_config(), step.made_by.get_config()
    except Exception:  # noqa: BLE001 - a layer that cannot be made or listed without arguments
        return None
    return next(((name, own[name]) for name in own if name != "name" and own[name] != plain.get(name)), None)


def _differing_settings(step: Step, wanted: Step, own: Chain) -> Difference:
    differing = step.differences(wanted)
    setting = next((name for name in _FIRST if name in differing), differing[0])
    found, expected = step.settings.get(setting), wanted.settings.get(setting)
    if wanted.kind == "InputLayer" and setting == "shape":
        return _wrong_input_shape(found, expected)
    values = {"layer": described(wanted, own), "setting": setting, "found": found, "expected": expected}
    how_it_learns = setting in _LEARNING or setting.endswith(("regularizer", "constraint"))
    if how_it_learns and wanted.kind != "InputLayer":
        return Difference(Finding("unasked-setting", **values))
    return Difference(Finding("wrong-value", **values), Doubt.SAME_NUMBERS | Doubt.WIRING)


def _wrong_input_shape(found: Any, wanted: Any) -> Difference:
    """An input of another shape, told by the slip that led to it."""
    label = "wrong-input-shape"
    same_length = len(found) == len(wanted)
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
    return Difference(Finding(label, found=found, expected=wanted))


def _what(step: Step) -> object:
    return step.settings["function"] if step.kind == "activation" else step.kind
