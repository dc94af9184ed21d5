"""Compare symbolic tensors and models by the steps that lead to them; the numbers decide where those differ."""

import contextlib
import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from lesson_utils.checking.comparing.activations import of_a_library
from lesson_utils.checking.comparing.arrays import compare_arrays
from lesson_utils.checking.comparing.compiled import compare_compiled
from lesson_utils.checking.comparing.difference import Difference, Doubt
from lesson_utils.checking.comparing.graph import Step, joining_step, steps_to
from lesson_utils.checking.comparing.kinds import is_model, parameters_of
from lesson_utils.checking.comparing.networks import first_network_difference
from lesson_utils.checking.comparing.numeric import compute_the_same
from lesson_utils.checking.comparing.values import wrong_type
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.running.calling import undisturbed
from lesson_utils.checking.running.isolation import untouched
from lesson_utils.checking.running.limits import TookTooLong, within_limits
from lesson_utils.checking.running.stand_ins import trained_in_name
from lesson_utils.keras_internals import is_tensor, maker_of

_AUTOMATIC = re.compile(r"(functional|sequential|model)(_\d+)?")  # what Keras calls a model without a name


def compare_tensors(found: Any, expected: Any, first_own: int = 0) -> Difference | None:
    """Compare what a challenge's layers made with what the solution's made.

    Parameters
    ----------
    found, expected : keras.KerasTensor
    first_own : int
        Where the challenge's own steps begin in the chain to `expected`.

    Returns
    -------
    Difference or None
        The first difference that shows in the numbers.
    """
    chain, expected_chain = steps_to(found), steps_to(expected)
    joined = joining_step(chain)
    if joined is not None:
        difference: Difference | None = Difference(Finding("branched", layer=joined.name), Doubt.SAME_NUMBERS)
    else:
        difference = first_network_difference(chain, expected_chain, first_own)
    if difference is None:
        return None
    if Doubt.SAME_NUMBERS in difference.doubt and same_numbers(chain, expected_chain, found, expected):
        return None
    return replace(difference, chains=(chain, expected_chain))


def compare_models(name: str, found: Any, expected: Any) -> Difference | None:
    """Compare two models as graphs, from their inputs to their outputs, then how they were compiled.

    Parameters
    ----------
    name : str
        Under which the learner's model stands, or the function that returned it.
    found : object
        The learner's; anything.
    expected : keras.Model
    """
    finding = _not_comparable(name, found, expected)
    if finding is not None:
        return Difference(finding)
    difference = compare_tensors(found.outputs[0], expected.outputs[0])
    if difference is not None:
        return difference
    if steps_to(found.outputs[0])[0].made_by is not maker_of(found.inputs[0]):
        return Difference(Finding("model-disconnected"))  # older Keras builds such a model without a word
    finding = compare_compiled(name, found, expected)
    return Difference(finding) if finding is not None else None


def _not_comparable(name: str, found: Any, expected: Any) -> Finding | None:
    if not is_model(found):
        return Finding("tensor-not-model", name=name) if is_tensor(found) else wrong_type(name, found, expected)
    try:
        ends = len(found.inputs), len([found.outputs[0], *found.outputs[1:]])
    except (AttributeError, IndexError, TypeError, ValueError):
        return Finding("model-not-built", name=name)
    return Finding("model-ends", found=ends) if ends != (1, 1) else None


def same_weights(found: Any, expected: Any) -> bool:
    """Whether two models hold the very same weights, as a model and what was loaded from its file."""
    weights = found.get_weights(), expected.get_weights()
    pairs = zip(*weights, strict=False)
    return len(weights[0]) == len(weights[1]) and all(compare_arrays("", *pair) is None for pair in pairs)


def same_numbers(chain: list[Step], expected_chain: list[Step], found: Any, expected: Any) -> bool:
    """Whether two networks compute the same with the same weights: the last word where their steps differ."""
    if any(step.settings.get("trainable") is False for step in chain):
        return False
    try:
        with untouched(), contextlib.ExitStack() as stack:
            for function in _own_functions(chain):
                stack.enter_context(undisturbed(function))
            return within_limits(lambda: compute_the_same(chain, expected_chain, found, expected))
    except (Exception, TookTooLong):  # noqa: BLE001 - a network that cannot be run does not compute what the solution computes
        return False


def _own_functions(steps: list[Step]) -> Iterator[Any]:
    """The learner's own functions that run when a network does: activations, and what their layers call."""
    for step in steps:
        for name in ("activation", "function", "call"):
            function = getattr(step.made_by, name, None)
            function = getattr(function, "__func__", function)
            if inspect.isfunction(function) and not of_a_library(function):
                yield function


def compare_built(
    name: str, function: Any, models: list[Any], expected: Any, namespace: Mapping[str, Any]
) -> Difference | None:
    """Compare what a function returned, a model, with the solution's; and with what a second call returned.

    Parameters
    ----------
    models : list
        What one call returned, and what a second one returned if there was one.
    namespace : mapping
        The learner's variables.

    Returns
    -------
    Difference or None
        In the network, how it was compiled, layers shared by both calls, the model's name.
    """
    with untouched():
        difference = compare_models(name, models[0], expected)
    if difference is not None:
        return difference
    finding = (
        _shared_by_calls(name, function, models, namespace)
        or _trained_inside(name, models[0], expected)
        or _other_name(models[0].name, expected.name)
    )
    return Difference(finding) if finding is not None else None


def _shared_by_calls(name: str, function: Any, models: list[Any], namespace: Mapping[str, Any]) -> Finding | None:
    """Two calls must not share a layer: the function would hand out one network under two names."""
    if len(models) < 2 or not is_model(models[-1]):
        return None
    if models[0] is models[-1]:
        return Finding("same-model", name=name)
    first, last = ({id(step.made_by) for step in steps_to(model.outputs[0])} for model in models)
    if first & last:
        return outer_tensors(name, function, namespace) or Finding("shared-layers", name=name)
    return None


def _trained_inside(name: str, found: Any, expected: Any) -> Finding | None:
    return Finding("trained-inside", name=name) if trained_in_name(found) and not trained_in_name(expected) else None


def _other_name(found: str, expected: str) -> Finding | None:
    if _AUTOMATIC.fullmatch(expected) or found == expected:
        return None
    return Finding("missing-name" if _AUTOMATIC.fullmatch(found) else "wrong-name", found=found, expected=expected)


def outer_tensors(name: str, function: Any, namespace: Mapping[str, Any]) -> Finding | None:
    """The finding for a function that uses layers' results from outside."""
    used = getattr(getattr(function, "__code__", None), "co_names", ())
    outer = [known for known in used if is_tensor(namespace.get(known))]
    outer += [parameter.name for parameter in parameters_of(function).values() if is_tensor(parameter.default)]
    return Finding("outer-tensors", name=name, outer=outer[0]) if outer else None
