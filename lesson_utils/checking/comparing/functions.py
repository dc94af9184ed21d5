"""Check a function: its parameters, then what it returns, prints and changes, call by call."""

import functools
import inspect
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from lesson_utils.checking.comparing.kinds import family_of, is_model, kind_of, parameters_of
from lesson_utils.checking.comparing.targets import (
    FunctionRaised,
    compare_builders,
    compare_built,
    compare_tensors,
    refused_as_function,
)
from lesson_utils.checking.comparing.values import compare_values
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.quoting import quote
from lesson_utils.checking.running.calling import CutShort, Outcome, Patience, call, refuse_what_does_not_end
from lesson_utils.checking.running.probes import Probe, made_up_probes
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
    name: str, found: Any, expected: Any, namespace: Mapping[str, Any], probes: Sequence[Probe] = ()
) -> str:
    """Call both functions with the same arguments and compare what they return, print and change.

    Parameters
    ----------
    found, expected : callable
        The learner's function and the solution's.
    namespace : mapping
        The learner's variables.
    probes : sequence of Probe
        The calls that the episode lists or makes; see `probes_in`. If it lists none, some are made up.

    Returns
    -------
    str
        What to say of a right answer.

    Raises
    ------
    Finding
        For the first difference.
    FunctionRaised
        When the learner's function raises where the solution's does not.
    """
    refused_as_function(name, found)
    _compare_parameters(name, found, expected)
    if not parameters_of(expected) and is_model(model := model_of(expected)):
        return compare_builders(name, found, model, namespace)
    agreed = 0
    raised: list[BaseException] = []
    all_tried, patience = _tried(name, expected, probes), Patience()
    for tried in all_tried:
        mine = call(found, tried.probe, patience, twice=is_model(tried.outcome.result))
        if isinstance(mine.error, CutShort):
            break
        refuse_what_does_not_end(name, mine)
        if mine.error is None:
            _compare_outcomes(name, found, mine, tried)
            agreed += 1
        elif tried.probe.binding:
            raise FunctionRaised(mine.error) from mine.error
        else:
            raised.append(mine.error)
    if not agreed and raised:
        raise FunctionRaised(raised[0]) from raised[0]
    if not agreed:
        raise Finding("no-probe", Status.CHECKER_PROBLEM, name=name)
    return f"`{name}` did what it should in {agreed} call{'s' if agreed > 1 else ''}"


_models: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()


def model_of(function: Any) -> Any:
    """What the solution's function returns without arguments; None when it raises.

    Kept, since building a model costs as much as all the rest of a check.
    """
    if function not in _models:
        _models[function] = call(function).result
    return _models[function]


_accepted: WeakKeyDictionary[Any, dict[tuple[str, ...], list[_Tried]]] = WeakKeyDictionary()


def _tried(name: str, expected: Any, probes: Sequence[Probe]) -> list[_Tried]:
    """What the solution's function makes of the given calls, and if none of them is listed, of some made-up ones."""
    kept, key = _accepted.setdefault(expected, {}), tuple(probe.text for probe in probes)
    if key not in kept:
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
        silent = outcome.result is None and not outcome.printed and _same(outcome, probe)
        if outcome.error is not None or silent:
            continue
        built = is_model(outcome.result) or is_tensor(outcome.result)
        again = None if built else call(expected, probe, seed=1)
        random = again is not None and (again.error is not None or _differ(again.result, outcome.result))
        accepted.append(_Tried(probe, outcome, random))
        if enough and len(accepted) >= (_ENOUGH_MODELS if built else enough):
            break
    return accepted


def _compare_parameters(name: str, found: Any, expected: Any) -> None:
    mine, theirs = list(parameters_of(found).values()), list(parameters_of(expected).values())
    untold = not mine and not inspect.isfunction(found)  # a function written in C; the calls will tell
    if untold or any(one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD) for one in mine):
        return
    names, wanted = [one.name for one in mine], [one.name for one in theirs]
    if names != wanted and sorted(names) == sorted(wanted):
        raise Finding("parameters-swapped", name=name, found=", ".join(names), expected=", ".join(wanted))
    if len(mine) < len(theirs):
        missing = next((one for one in wanted if one not in names), wanted[-1])
        raise Finding("missing-parameter", name=name, parameter=missing, found=", ".join(names) or "none")
    extra = [one.name for one in mine[len(theirs) :] if one.default is one.empty]
    if extra and not theirs:
        raise Finding("unexpected-parameter", name=name, parameter=extra[0])
    if extra:
        own = next((one for one in names if one not in wanted), extra[0])
        raise Finding("extra-parameter", name=name, parameter=own, expected=", ".join(wanted))
    for one, other in zip(mine, theirs, strict=False):
        if other.kind is other.KEYWORD_ONLY and one.name != other.name:
            raise Finding("parameter-name", name=name, found=one.name, expected=other.name)
        if other.default is other.empty:
            continue
        if one.default is one.empty:
            raise Finding("missing-default", name=name, parameter=one.name, expected=quote(other.default))
        if _differ(one.default, other.default):
            values: dict[str, Any] = {"found": quote(one.default), "expected": quote(other.default)}
            raise Finding("wrong-default", name=name, parameter=one.name, **values)


def _differ(found: Any, expected: Any) -> bool:
    if family_of(expected) == "object":
        return False  # nobody can tell; the calls will
    try:
        compare_values("", found, expected)
    except Finding:
        return True
    return False


def _compare_outcomes(name: str, function: Any, mine: Outcome, tried: _Tried) -> None:
    probe, wanted = tried.probe, tried.outcome
    if wanted.result is not None and mine.result is None:
        raise Finding("prints-instead" if mine.printed.strip() else "no-return", name=name)
    if wanted.result is not None:
        _compare_results(name, function, mine.results, tried)
    elif wanted.printed.split() != mine.printed.split():
        printed: dict[str, Any] = {"found": quote(mine.printed.strip()), "expected": quote(wanted.printed.strip())}
        raise Finding("prints-other" if mine.printed.strip() else "prints-nothing", call=probe.text, **printed)
    if _same(wanted, probe) and not _same(mine, probe):
        raise Finding("changes-argument", name=name)
    if not _same(wanted, probe) and not _same(mine, wanted.given):
        raise Finding("other-change", name=name, call=probe.text)


def _same(outcome: Outcome, probe: Probe) -> bool:
    """Whether a call left its arguments as they were."""
    before, after = ([*one.arguments, *one.keywords.values()] for one in (probe, outcome.given))
    return not any(_differ(now, once) for now, once in zip(after, before, strict=True))


def _compare_results(name: str, function: Any, results: list[Any], tried: _Tried) -> None:
    found, probe, expected = results[0], tried.probe, tried.outcome.result
    if is_model(expected):
        if not is_model(found):
            raise Finding("returns-other-kind", name=name, found=kind_of(found), expected=kind_of(expected))
        compare_built(name, function, results, expected, getattr(function, "__globals__", {}))
        return
    try:
        if is_tensor(expected):
            compare_tensors(f"{name}(…)", found, expected, 0)
        else:
            compare_values("the result", found, expected, numbers=not tried.random)
    except Finding as difference:
        if difference.label == "wrong-dtype" and not probe.binding:
            return  # of made-up arguments, whole numbers in place of decimal ones are nobody's mistake
        raise _in_the_call(name, probe, difference) from None


def _in_the_call(name: str, probe: Probe, difference: Finding) -> Finding:
    """A difference in what a call returned, told with the call."""
    values = difference.values
    if difference.label == "wrong-type":
        return Finding("returns-other-kind", name=name, found=values["found"], expected=values["expected"])
    if difference.label == "wrong-result":
        return Finding("returns-wrong", call=probe.text, found=values["found"], expected=values["expected"])
    if difference.label in ("wrong-shape", "transposed", "wrong-number-of-rows"):
        return Finding("returns-wrong-shape", call=probe.text, found=values["found"], expected=values["expected"])
    if difference.label in ("all-numbers-differ", "some-numbers-differ"):
        place = str(values["where_first"]).removeprefix("the result")
        wrong: dict[str, Any] = {"found": values["found"], "expected": values["expected"]}
        return Finding("returns-wrong-numbers", call=probe.text, place=place, **wrong)
    if values.get("name") == "the result":
        values["name"] = probe.text
    return difference
