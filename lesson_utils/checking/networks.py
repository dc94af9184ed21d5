"""Check a target that is a Keras tensor, a model, or a function that returns one."""

import inspect
from collections.abc import Mapping
from typing import Any

from lesson_utils.checking.compare import SUBSTITUTIONS, Comparison, explain
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.graph import Branched, steps_to
from lesson_utils.checking.isolation import TookTooLong, TooLarge, limits, untouched
from lesson_utils.checking.numeric import compute_the_same
from lesson_utils.checking.reference import Reference
from lesson_utils.checking.values import compare_values, wrong_type


def is_tensor(value: Any) -> bool:
    """Whether a value is a symbolic Keras tensor."""
    return hasattr(value, "_keras_history")


def is_model(value: Any) -> bool:
    """Whether a value is a Keras model."""
    return hasattr(value, "layers") and hasattr(value, "outputs") and hasattr(value, "count_params")


def compare_tensors(
    name: str, found: Any, expected: Any, reference: Reference, own: str, before: Any, reads_as_told: bool | None
) -> None:
    """Compare what a challenge's layers made with what the solution's made.

    Raises
    ------
    Finding
        For the first difference.
    """
    if not is_tensor(found):
        raise _not_a_tensor(name, found, expected)
    wanted = steps_to(expected)
    owners = [reference.owners.get(id(step.made_by), own) for step in wanted]
    try:
        mine = steps_to(found)
    except Branched as joined:
        raise Finding("branched", layer=str(joined)) from None
    compared = Comparison(mine, wanted, owners, own, _steps_before(before), reads_as_told)
    _judge(explain(compared), mine, wanted, found, expected)


def compare_models(name: str, found: Any, expected: Any) -> None:
    """Compare two models as graphs, then their outputs.

    Raises
    ------
    Finding
        For the first difference.
    """
    if not is_model(found):
        raise Finding("tensor-not-model", name=name) if is_tensor(found) else wrong_type(name, found, expected)
    try:
        output, wanted_output = found.outputs[0], expected.outputs[0]
        mine, wanted = steps_to(output), steps_to(wanted_output)
    except Branched as joined:
        raise Finding("branched", layer=str(joined)) from None
    except (AttributeError, IndexError, TypeError):
        raise Finding("model-not-built", name=name) from None
    _judge(explain(Comparison(mine, wanted, ["own"] * len(wanted), "own")), mine, wanted, output, wanted_output)


def compare_functions(name: str, found: Any, expected: Any, namespace: Mapping[str, Any]) -> str:
    """Call both functions twice and compare what they return.

    Returns
    -------
    str
        What to say of a right answer: what the function returns.

    Raises
    ------
    Finding
        For the first difference.
    """
    if not callable(found) or is_model(found):
        raise Finding("model-not-function" if is_model(found) else "not-a-function", name=name)
    required = [
        parameter.name
        for parameter in _parameters(found)
        if parameter.default is parameter.empty
        and parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    ]
    if required and not _parameters(expected):
        raise Finding("unexpected-parameter", name=name, parameter=required[0])
    with untouched():
        wanted, wanted_again = expected(), expected()
    first, second, printed = _call_twice(name, found)
    if first is None and wanted is not None:
        raise Finding("prints-instead" if printed.strip() else "returns-nothing", name=name)
    if not is_model(wanted):
        compare_values(f"{name}()", first, wanted)
        return f"`{name}()` returns what it should"
    if not is_model(first):
        raise Finding("returns-other", name=name, found=type(first).__name__)
    with untouched():
        compare_models(name, first, wanted)
    _compare_own_layers(name, found, first, second, namespace)
    if wanted.name == wanted_again.name and first.name != wanted.name:
        automatic = first.name != second.name
        raise Finding("missing-name" if automatic else "wrong-name", found=first.name, expected=wanted.name)
    return f"`{name}()` returns a model of {first.count_params():,} parameters"


def _call_twice(name: str, function: Any) -> tuple[Any, Any, str]:
    try:
        with untouched(getattr(function, "__globals__", None)) as printed, limits():
            return function(), function(), printed.getvalue()
    except TookTooLong:
        raise Finding("never-ends", name=name) from None
    except TooLarge as size:
        raise Finding("too-large", name=name, found=str(size)) from None
    except (Exception, SystemExit) as error:
        raise FunctionRaised(error) from error


class FunctionRaised(Exception):  # noqa: N818 - carries the learner's own error
    """The learner's function raised `args[0]` when it was called."""


def _compare_own_layers(name: str, function: Any, first: Any, second: Any, namespace: Mapping[str, Any]) -> None:
    """Two calls must not share a layer: the function would hand out one network under two names."""
    shared = {id(layer) for layer in first.layers} & {id(layer) for layer in second.layers}
    if not shared:
        return
    used = getattr(getattr(function, "__code__", None), "co_names", ())
    outer = [known for known in used if is_tensor(namespace.get(known))]
    raise Finding("outer-tensors", name=name, outer=outer[0]) if outer else Finding("shared-layers", name=name)


def _judge(difference: Finding | None, mine: Any, wanted: Any, found: Any, expected: Any) -> None:
    if difference is None:
        return
    if difference.label in SUBSTITUTIONS and _same_numbers(mine, wanted, found, expected):
        return
    raise difference


def _same_numbers(mine: Any, wanted: Any, found: Any, expected: Any) -> bool:
    try:
        with untouched(), limits():
            return compute_the_same(mine, wanted, found, expected)
    except (Exception, TookTooLong):  # a network that cannot be run does not compute what the solution computes
        return False


def _steps_before(before: Any) -> Any:
    if not is_tensor(before):
        return None
    try:
        return steps_to(before)
    except Branched:
        return None


def _not_a_tensor(name: str, found: Any, expected: Any) -> Finding:
    import keras

    if isinstance(found, tuple) and len(found) == 1 and is_tensor(found[0]):
        return Finding("stray-comma", name=name)
    if is_model(found):
        return Finding("model-not-tensor", name=name)
    if isinstance(found, keras.layers.Layer):
        return Finding("layer-not-called", name=name, layer=type(found).__name__)
    return wrong_type(name, found, expected)


def _parameters(function: Any) -> list[inspect.Parameter]:
    try:
        return list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return []
