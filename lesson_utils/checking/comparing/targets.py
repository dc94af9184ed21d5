"""Check a target that is a Keras tensor, a model, or a function that returns one."""

import contextlib
import inspect
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lesson_utils.checking.comparing.activations import of_a_library
from lesson_utils.checking.comparing.compiled import compare_compiled
from lesson_utils.checking.comparing.graph import Step, joining_step, steps_to
from lesson_utils.checking.comparing.instead import instead_of_tensor
from lesson_utils.checking.comparing.kinds import is_model, kind_of, parameters_of
from lesson_utils.checking.comparing.networks import SUBSTITUTIONS, explain
from lesson_utils.checking.comparing.numeric import compute_the_same
from lesson_utils.checking.comparing.values import wrong_type
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.running.calling import call, refuse_what_does_not_end, undisturbed
from lesson_utils.checking.running.isolation import untouched
from lesson_utils.checking.running.limits import TookTooLong, within_limits
from lesson_utils.checking.running.stand_ins import trained_in_name
from lesson_utils.keras_internals import is_tensor, maker_of

_AUTOMATIC = re.compile(r"(functional|sequential|model)(_\d+)?")  # what Keras calls a model without a name


def compare_tensors(name: str, found: Any, expected: Any, first_own: int) -> bool:
    """Compare what a challenge's layers made with what the solution's made.

    Parameters
    ----------
    first_own : int
        Where the challenge's own steps begin in the chain to `expected`.

    Returns
    -------
    bool
        True when the steps are the same, False when only the numbers are.

    Raises
    ------
    Finding
        For the first difference.
    """
    instead = instead_of_tensor(name, found, expected, None)
    if instead is not None:
        raise instead
    return _compare_steps(found, expected, first_own)


def compare_models(name: str, found: Any, expected: Any) -> None:
    """Compare two models as graphs, from their inputs to their outputs.

    Raises
    ------
    Finding
        For the first difference.
    """
    if not is_model(found):
        raise Finding("tensor-not-model", name=name) if is_tensor(found) else wrong_type(name, found, expected)
    try:
        output, wanted = found.outputs[0], expected.outputs[0]
    except (AttributeError, IndexError, TypeError, ValueError):
        raise Finding("model-not-built", name=name) from None
    if _ends_of(found) != (1, 1):
        raise Finding("model-ends", found=_ends_of(found))
    _compare_steps(output, wanted, 0)
    if steps_to(output)[0].made_by is not maker_of(found.inputs[0]):
        raise Finding("model-disconnected")  # older Keras builds such a model without a word


def _ends_of(model: Any) -> tuple[int, int]:
    return len(model.inputs), len(model.outputs)


def _compare_steps(found: Any, expected: Any, first_own: int) -> bool:
    mine, wanted = steps_to(found), steps_to(expected)
    joined = joining_step(mine)
    difference = Finding("branched", layer=joined.kind) if joined else explain(mine, wanted, first_own)
    if difference is None:
        return True
    numbers_decide = joined is not None or difference.label in SUBSTITUTIONS
    if not (numbers_decide and same_numbers(mine, wanted, found, expected)):
        difference.chains = mine, wanted
        raise difference
    return False


def same_numbers(mine: list[Step], wanted: list[Step], found: Any, expected: Any) -> bool:
    """Whether two networks compute the same with the same weights: the last word where their steps differ."""
    if any(one.settings.get("trainable") is False for one in mine):
        return False
    try:
        with untouched(), contextlib.ExitStack() as stack:
            for function in _own_functions(mine):
                stack.enter_context(undisturbed(function))
            return within_limits(lambda: compute_the_same(mine, wanted, found, expected))
    except (Exception, TookTooLong):  # a network that cannot be run does not compute what the solution computes
        return False


def _own_functions(steps: list[Step]) -> Iterator[Any]:
    """The learner's own functions that run when a network does: activations, and what their layers call."""
    for step in steps:
        for name in ("activation", "function", "call"):
            function = getattr(step.made_by, name, None)
            function = getattr(function, "__func__", function)
            if inspect.isfunction(function) and not of_a_library(function):
                yield function


def compare_builders(name: str, found: Any, wanted: Any, namespace: Mapping[str, Any]) -> str:
    """Call a function without arguments and compare the model that it returns.

    Parameters
    ----------
    found : callable
        The learner's function.
    wanted : keras.Model
        What the solution's function returns.
    namespace : mapping
        The learner's variables.

    Returns
    -------
    str
        What to say of a right answer.

    Raises
    ------
    Finding
        For the first difference.
    FunctionRaised
        When the learner's function raises.
    """
    outcome = call(found, twice=True)
    refuse_what_does_not_end(name, outcome)
    if outcome.error is not None:
        raise FunctionRaised(outcome.error) from outcome.error
    first = outcome.result
    if first is None:
        raise Finding("prints-instead" if outcome.printed.strip() else "returns-nothing", name=name)
    if not is_model(first):
        raise Finding("returns-other", name=name, found=kind_of(first))
    compare_built(name, found, outcome.results, wanted, namespace)
    return f"`{name}()` returns a model of {first.count_params():,} parameters"


def refused_as_function(name: str, found: Any) -> None:
    """Refuse what is no function: a model, a class, a value.

    Raises
    ------
    Finding
        When `found` cannot be called as a function.
    """
    if is_model(found):
        raise Finding("model-not-function", name=name)
    if not callable(found) or inspect.isclass(found):
        raise Finding("not-a-function", name=name, found=kind_of(found))


def compare_built(name: str, function: Any, models: list[Any], wanted: Any, namespace: Mapping[str, Any]) -> None:
    """Compare what a function returned, a model, with the solution's; and with what a second call returned.

    Raises
    ------
    Finding
        For the first difference: in the network, how it was compiled, layers shared by both calls, the model's name.
    """
    with untouched():
        compare_models(name, models[0], wanted)
        compare_compiled(name, models[0], wanted)
    if is_model(models[-1]):
        _compare_own_layers(name, function, models, namespace)
    if trained_in_name(models[0]) and not trained_in_name(wanted):
        raise Finding("trained-inside", name=name)
    if _AUTOMATIC.fullmatch(wanted.name) is None and models[0].name != wanted.name:
        automatic = _AUTOMATIC.fullmatch(models[0].name) is not None
        raise Finding("missing-name" if automatic else "wrong-name", found=models[0].name, expected=wanted.name)


class FunctionRaised(Exception):  # noqa: N818 - carries the learner's own error
    """The learner's function raised `args[0]` when it was called."""


def _compare_own_layers(name: str, function: Any, models: list[Any], namespace: Mapping[str, Any]) -> None:
    """Two calls must not share a layer: the function would hand out one network under two names."""
    first, last = ({id(step.made_by) for step in steps_to(model.outputs[0])} for model in (models[0], models[-1]))
    if models[0] is models[-1] and len(models) > 1:
        raise Finding("same-model", name=name)
    if len(models) > 1 and first & last:
        raise outer_tensors(name, function, namespace) or Finding("shared-layers", name=name)


def outer_tensors(name: str, function: Any, namespace: Mapping[str, Any]) -> Finding | None:
    """The finding for a function that uses layers' results from outside."""
    used = getattr(getattr(function, "__code__", None), "co_names", ())
    outer = [known for known in used if is_tensor(namespace.get(known))]
    outer += [one.name for one in parameters_of(function).values() if is_tensor(one.default)]
    return Finding("outer-tensors", name=name, outer=outer[0]) if outer else None
