"""Compare functions: their parameters, then what they return, print and change, call by call."""

import functools
import inspect
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from lesson_utils.checking.comparing.difference import Compared, Difference
from lesson_utils.checking.comparing.kinds import family_of, is_model, kind_of, parameters_of
from lesson_utils.checking.comparing.models import compare_built, compare_tensors
from lesson_utils.checking.comparing.returned import of_several, shown_call
from lesson_utils.checking.comparing.values import compare_values
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.running.calling import CutShort, Outcome, Patience, call
from lesson_utils.checking.running.limits import TookTooLong, TooLarge
from lesson_utils.checking.running.probes import Probe, made_up_probes
from lesson_utils.checking.running.settings import usual_settings
from lesson_utils.keras_internals import is_tensor

_ENOUGH = 4  # made-up calls that the solution's function takes
_ENOUGH_MODELS = 2  # each takes as long as building a model


def is_function(value: Any) -> bool:
    """Whether a value is a function, rather than something else that can be called, such as a layer or a class."""
    return inspect.isroutine(value) or isinstance(value, functools.partial)


class _Tried(NamedTuple):
    """A probe and what the solution's function made of it; `random` when it makes something else of it each time."""

    probe: Probe
    outcome: Outcome
    random: bool


def compare_functions(
    name: str,
    found: Any,
    expected: Any,
    namespace: Mapping[str, Any],
    probes: Sequence[Probe] = (),
    returned: Sequence[str] = (),
) -> Compared:
    """Call both functions with the same arguments and compare what they return, print and change.

    Parameters
    ----------
    found, expected : callable
        The learner's function and the solution's.
    namespace : mapping
        The learner's variables.
    probes : sequence of Probe
        The calls that the episode lists or makes; see `probes_in`. If it lists none, some are made up.
    returned : sequence of str
        What the solution calls the things that its function returns, where it returns several.
    """
    refused = _refused(name, found) or _other_parameters(name, found, expected)
    if refused is not None:
        return Compared(Difference(refused))
    if not parameters_of(expected) and is_model(model := model_of(expected)):
        return _compare_builders(name, found, model, namespace)
    return _compare_calls(name, found, _tried(name, expected, probes), returned)


def _refused(name: str, found: Any) -> Finding | None:
    """What is no function: a model, a class, a value."""
    if is_model(found):
        return Finding("model-not-function", name=name)
    if not callable(found) or inspect.isclass(found):
        return Finding("not-a-function", name=name, found=kind_of(found))
    return None


def _compare_builders(name: str, found: Any, expected: Any, namespace: Mapping[str, Any]) -> Compared:
    """Call a function without arguments and compare the model that it returns with the solution's."""
    outcome = call(found, twice=True)
    endless = _endless(name, outcome)
    if endless is not None:
        return Compared(Difference(endless))
    if outcome.error is not None:
        return Compared(raised=outcome.error)
    model = outcome.result
    if model is None:
        label = "prints-instead" if outcome.printed.strip() else "returns-nothing"
        return Compared(Difference(Finding(label, name=name)))
    if not is_model(model):
        return Compared(Difference(Finding("returns-other", name=name, found=kind_of(model))))
    difference = compare_built(name, found, outcome.results, expected, namespace)
    if difference is not None:
        return Compared(difference)
    return Compared(fact=f"`{name}()` returns a model of {model.count_params():,} parameters")


def _compare_calls(name: str, function: Any, all_tried: list[_Tried], returned: Sequence[str]) -> Compared:
    agreed, patience = 0, Patience()
    raised: list[BaseException] = []
    for tried in all_tried:
        outcome = call(function, tried.probe, patience, twice=is_model(tried.outcome.result))
        if isinstance(outcome.error, CutShort):
            break
        if (endless := _endless(name, outcome)) is not None:
            return Compared(Difference(endless))
        if outcome.error is None:
            difference = _compare_outcomes(name, function, outcome, tried, returned)
            if difference is not None:
                return Compared(difference)
            agreed += 1
        elif tried.probe.binding:
            return Compared(raised=outcome.error)
        else:
            raised.append(outcome.error)
    if not agreed and raised:
        return Compared(raised=raised[0])
    if not agreed:
        return Compared(Difference(Finding("no-probe", Status.CHECKER_PROBLEM, name=name)))
    return Compared(fact=f"`{name}` did what it should in {agreed} call{'s' if agreed > 1 else ''}")


def _endless(name: str, outcome: Outcome) -> Finding | None:
    """The finding for a call that took too long, or would have filled the memory."""
    if isinstance(outcome.error, TookTooLong):
        return Finding("never-ends", name=name)
    return Finding("too-large", name=name, found=str(outcome.error)) if isinstance(outcome.error, TooLarge) else None


_models: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()


def model_of(function: Any) -> Any:
    """What the solution's function returns without arguments; None when it raises.

    Kept, since building a model costs as much as all the rest of a check.
    """
    if function not in _models:
        with usual_settings():
            _models[function] = call(function).result
    return _models[function]


_accepted: WeakKeyDictionary[Any, dict[tuple[str, ...], list[_Tried]]] = WeakKeyDictionary()


def _tried(name: str, expected: Any, probes: Sequence[Probe]) -> list[_Tried]:
    """What the solution's function makes of the given calls, and if none of them is listed, of some made-up ones."""
    kept, key = _accepted.setdefault(expected, {}), tuple(probe.text for probe in probes)
    if key not in kept:
        with usual_settings():
            accepted = _try(expected, probes)
            if not any(probe.listed for probe in probes):
                accepted += _try(expected, made_up_probes(name, expected), _ENOUGH)
        kept[key] = accepted
    return kept[key]


def _try(expected: Any, probes: Iterable[Probe], enough: int | None = None) -> list[_Tried]:
    """The probes that the solution's function takes, up to `enough` of them."""
    accepted: list[_Tried] = []
    for probe in probes:
        outcome = call(expected, probe)
        if outcome.error is not None or outcome.result is None:
            continue  # what it only prints, or does to its arguments, nobody compares
        built = is_model(outcome.result) or is_tensor(outcome.result)
        again = None if built else call(expected, probe, seed=1)
        random = again is not None and (again.error is not None or _differ(again.result, outcome.result))
        accepted.append(_Tried(probe, outcome, random))
        if enough and len(accepted) >= (_ENOUGH_MODELS if built else enough):
            break
    return accepted


def _other_parameters(name: str, found: Any, expected: Any) -> Finding | None:
    parameters, wanted = list(parameters_of(found).values()), list(parameters_of(expected))
    untold = not parameters and not inspect.isfunction(found)  # a function written in C; the calls will tell
    if untold or any(parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD) for parameter in parameters):
        return None
    names = [parameter.name for parameter in parameters]
    if names != wanted and sorted(names) == sorted(wanted):
        return Finding("parameters-swapped", name=name, found=", ".join(names), expected=", ".join(wanted))
    if len(names) < len(wanted):
        missing = next((other for other in wanted if other not in names), wanted[-1])
        return Finding("missing-parameter", name=name, parameter=missing, found=", ".join(names) or "none")
    extra = [parameter.name for parameter in parameters[len(wanted) :] if parameter.default is parameter.empty]
    if extra and not wanted:
        return Finding("unexpected-parameter", name=name, parameter=extra[0])
    if extra:
        own = next((other for other in names if other not in wanted), extra[0])
        return Finding("extra-parameter", name=name, parameter=own, expected=", ".join(wanted))
    return None


def _compare_outcomes(
    name: str, function: Any, outcome: Outcome, tried: _Tried, returned: Sequence[str]
) -> Difference | None:
    if outcome.result is None:
        return Difference(Finding("prints-instead" if outcome.printed.strip() else "no-return", name=name))
    difference = _compare_results(name, function, outcome.results, tried, returned)
    if difference is None and _same(tried.outcome, tried.probe) and not _same(outcome, tried.probe):
        return Difference(Finding("changes-argument", name=name))
    return difference


def _same(outcome: Outcome, probe: Probe) -> bool:
    """Whether a call left its arguments as they were."""
    before, after = ([*side.arguments, *side.keywords.values()] for side in (probe, outcome.given))
    return not any(_differ(now, once) for now, once in zip(after, before, strict=True))


def _differ(found: Any, expected: Any) -> bool:
    """Whether two values differ, as far as anybody can tell."""
    return family_of(expected) != "object" and compare_values("", found, expected) is not None


def _compare_results(
    name: str, function: Any, results: list[Any], tried: _Tried, returned: Sequence[str]
) -> Difference | None:
    found, probe, expected = results[0], tried.probe, tried.outcome.result
    if is_model(expected) and is_model(found):
        return compare_built(name, function, results, expected, getattr(function, "__globals__", {}))
    if is_tensor(expected) and is_tensor(found):
        return compare_tensors(found, expected)
    if type(found) is list and type(expected) is tuple:  # as train_test_split has it: it is unpacked all the same
        found = tuple(found)
    shown = shown_call(name, probe)
    difference = compare_values(shown, found, expected, numbers=not tried.random)
    if difference is None or (difference.label == "wrong-dtype" and not probe.binding):
        return None  # of made-up arguments, whole numbers in place of decimal ones are nobody's mistake
    if isinstance(found, tuple) and isinstance(expected, tuple):
        return Difference(of_several(name, shown, found, expected, difference, returned))
    return Difference(_of_the_call(name, shown, found, expected, difference))


def _of_the_call(name: str, shown: str, found_result: Any, expected_result: Any, difference: Finding) -> Finding:
    """A difference in what a call returned, told as that."""
    found, expected = difference.values.get("found"), difference.values.get("expected")
    if difference.label == "wrong-type" and isinstance(expected_result, tuple) and not isinstance(found_result, dict):
        return Finding("returns-one", name=name, found=found, expected=len(expected_result))
    if difference.label == "wrong-type":
        return Finding("returns-other-kind", name=name, found=found, expected=expected)
    if difference.label == "wrong-result":
        return Finding("returns-wrong", call=shown, found=found, expected=expected)
    if difference.label in ("wrong-shape", "wrong-number-of-rows"):
        return Finding("returns-wrong-shape", call=shown, found=found, expected=expected)
    if difference.label in ("all-numbers-differ", "some-numbers-differ"):
        place = difference.values["place"]
        return Finding("returns-wrong-numbers", call=shown, place=place, found=found, expected=expected)
    return difference
