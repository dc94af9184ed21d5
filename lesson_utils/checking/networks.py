"""Check a target that is a Keras tensor, a model, or a function that returns one."""

import inspect
import re
from collections.abc import Mapping
from typing import Any

from lesson_utils.checking.calls import is_tensor
from lesson_utils.checking.compare import SUBSTITUTIONS, explain
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.graph import Step, joining_step, steps_to
from lesson_utils.checking.isolation import TookTooLong, TooLarge, limits, untouched
from lesson_utils.checking.numeric import compute_the_same
from lesson_utils.checking.values import compare_values, kind_of, wrong_type


def is_model(value: Any) -> bool:
    """Whether a value is a Keras model."""
    import keras

    return isinstance(value, keras.Model)


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
    if not is_tensor(found):
        raise _not_a_tensor(name, found, expected)
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
        raise difference
    return False


def same_numbers(mine: list[Step], wanted: list[Step], found: Any, expected: Any) -> bool:
    """Whether two networks compute the same with the same weights: the last word where their steps differ."""
    if any(one.settings.get("trainable") is False for one in mine):
        return False
    try:
        with untouched(), limits():
            return compute_the_same(mine, wanted, found, expected)
    except (Exception, TookTooLong):  # a network that cannot be run does not compute what the solution computes
        return False


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
    FunctionRaised
        When the learner's function raises.
    """
    if is_model(found):
        raise Finding("model-not-function", name=name)
    if not callable(found) or inspect.isclass(found):
        raise Finding("not-a-function", name=name, found=kind_of(found))
    required = _required_parameters(found)
    if _required_parameters(expected):
        raise NotImplementedError("functions that take arguments are not compared yet")
    if required:
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
        raise Finding("returns-other", name=name, found=kind_of(first))
    with untouched():
        compare_models(name, first, wanted)
    _compare_own_layers(name, found, first, second, namespace)
    if wanted.name == wanted_again.name and first.name != wanted.name:
        automatic = re.fullmatch(r"(functional|sequential|model)(_\d+)?", first.name) is not None
        raise Finding("missing-name" if automatic else "wrong-name", found=first.name, expected=wanted.name)
    return f"`{name}()` returns a model of {first.count_params():,} parameters"


class FunctionRaised(Exception):  # noqa: N818 - carries the learner's own error
    """The learner's function raised `args[0]` when it was called."""


def _call_twice(name: str, function: Any) -> tuple[Any, Any, str]:
    stopped: list[TookTooLong] = []
    try:
        with untouched(getattr(function, "__globals__", None)) as printed, limits() as stopped:
            return function(), function(), printed.getvalue()
    except TookTooLong:
        raise Finding("never-ends", name=name) from None
    except TooLarge as size:
        raise Finding("too-large", name=name, found=str(size)) from None
    except BaseException as error:  # SystemExit and KeyboardInterrupt too: whatever it raises, the checker goes on
        if stopped:
            raise Finding("never-ends", name=name) from None
        raise FunctionRaised(error) from error


def _compare_own_layers(name: str, function: Any, first: Any, second: Any, namespace: Mapping[str, Any]) -> None:
    """Two calls must not share a layer: the function would hand out one network under two names."""
    if not {id(layer) for layer in first.layers} & {id(layer) for layer in second.layers}:
        return
    raise outer_tensors(name, function, namespace) or Finding("shared-layers", name=name)


def outer_tensors(name: str, function: Any, namespace: Mapping[str, Any]) -> Finding | None:
    """The finding for a function that uses layers' results from outside."""
    used = getattr(getattr(function, "__code__", None), "co_names", ())
    outer = [known for known in used if is_tensor(namespace.get(known))]
    return Finding("outer-tensors", name=name, outer=outer[0]) if outer else None


def _not_a_tensor(name: str, found: Any, expected: Any) -> Finding:
    import keras

    if isinstance(found, tuple) and len(found) == 1 and is_tensor(found[0]):
        return Finding("stray-comma", name=name)
    if is_model(found):
        return Finding("model-not-tensor", name=name)
    layer = found if isinstance(found, type) else type(found)
    made_by_a_layer = len(steps_to(expected)) > 1
    if made_by_a_layer and issubclass(layer, keras.layers.Layer):
        return Finding("layer-not-called", name=name, layer=layer.__name__)
    if made_by_a_layer and type(found).__name__ == "EagerTensor":
        return Finding("called-on-images", name=name)
    if isinstance(found, tuple) and all(isinstance(length, int | None) for length in found):
        return Finding("only-a-shape", name=name, found=found)
    return wrong_type(name, found, expected)


def _required_parameters(function: Any) -> list[str]:
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return []
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return [one.name for one in parameters if one.default is one.empty and one.kind in kinds]
