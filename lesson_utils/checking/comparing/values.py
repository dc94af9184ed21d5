"""Compare a value with the solution's, whatever its kind: numbers, texts, collections; larger kinds have own files."""

import math
from collections.abc import Callable, Mapping, Set
from typing import Any

from lesson_utils.checking.comparing.kinds import family_of, kind_of
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.quoting import quote

_MOST_SHOWN = 3  # names in one message
_MOST_PAIRED = 50  # items of which each is held against each


def compare_values(name: str, found: Any, expected: Any, numbers: bool = True) -> None:
    """Compare by kind, then by size, then by content.

    Parameters
    ----------
    name : str
        What the learner calls the value, such as ``"labels"`` or ``"labels[2]"``.
    found, expected : object
        The learner's value and the solution's.
    numbers : bool
        False to leave the numbers themselves aside: they come out of a training and never repeat.

    Raises
    ------
    Finding
        For the first difference. With the status `CHECKER_PROBLEM` when such values cannot be compared at all.

    Examples
    --------
    >>> compare_values("sizes", [1, 2.0], [1, 2])
    >>> try:
    ...     compare_values("sizes", [1, 3], [1, 2])
    ... except Finding as difference:
    ...     print(difference.label, difference.values["place"])
    wrong-item item 2
    """
    family = family_of(expected)
    if family == "number" and family_of(found) != "number":
        found = _single(found)
    if family_of(found) != family:
        raise wrong_type(name, found, expected)
    _COMPARED[family](name, found, expected, numbers)


def wrong_type(name: str, found: Any, expected: Any) -> Finding:
    """The finding for a value of another type."""
    if family_of(found) == "tuple" and len(found) == 1 and family_of(found[0]) == family_of(expected):
        return Finding("comma-too-many", name=name)
    return Finding("wrong-type", name=name, found=kind_of(found), expected=kind_of(expected))


def exchanged(name: str, found: Any, others: Mapping[str, Any], measured: Set[str] = frozenset()) -> Finding | None:
    """The finding for a value that belongs under another name of the same answer: two names are swapped.

    Parameters
    ----------
    others : mapping
        The solution's values under the other names.
    measured : set of str
        Those of them whose numbers never repeat.
    """
    for other, value in others.items():
        try:
            compare_values(other, found, value, numbers=other not in measured)
        except Finding:
            continue
        return Finding("exchanged", name=name, other=other)
    return None


def _single(value: Any) -> Any:
    """The number in an array or tensor without axes; anything else as it is."""
    if getattr(value, "shape", None) != ():
        return value
    value = value.numpy() if hasattr(value, "numpy") else value
    return value.item() if hasattr(value, "item") else value


def _compare_nothing(name: str, found: Any, expected: Any, numbers: bool) -> None:
    """There is only one None."""


def _compare_truths(name: str, found: Any, expected: Any, numbers: bool) -> None:
    if bool(found) != bool(expected):
        raise Finding("wrong-result", name=name, found=bool(found), expected=bool(expected))


def _compare_numbers(name: str, found: Any, expected: Any, numbers: bool) -> None:
    mine, theirs = _single(found), _single(expected)
    if not numbers or mine == theirs or (mine != mine and theirs != theirs):
        return
    if isinstance(mine, complex) or isinstance(theirs, complex):
        if abs(mine - theirs) > 1e-6 * abs(theirs):
            raise Finding("wrong-result", name=name, found=quote(mine), expected=quote(theirs))
        return
    single_precision = {str(getattr(one, "dtype", "")) for one in (found, expected)} & {"float32", "float16"}
    if math.isclose(mine, theirs, rel_tol=1e-4 if single_precision else 1e-6, abs_tol=1e-9):
        return
    raise _wrong_number(name, mine, theirs)


def _wrong_number(name: str, found: float, expected: float) -> Finding:
    def close(value: float) -> bool:
        return expected != 0 and math.isclose(value, expected, rel_tol=1e-6)

    label = "wrong-result"
    if math.isfinite(found) and math.isfinite(expected):
        if close(-found):
            label = "wrong-sign"
        elif close(found / 100) or close(found * 100):
            label = "percent"
        elif isinstance(found, float) and any(found == round(expected, digits) for digits in range(1, 5)):
            label = "rounded"
    return Finding(label, name=name, found=quote(found), expected=quote(expected))


def _compare_texts(name: str, found: str, expected: str, numbers: bool) -> None:
    if found == expected:
        return
    label = "wrong-result"
    if found.split() == expected.split() or "".join(found.split()) == "".join(expected.split()):
        label = "other-spaces"
    elif found.casefold() == expected.casefold():
        label = "other-case"
    elif min(len(found), len(expected)) > 60:
        start = next((i for i, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]), -1)
        place = slice(max(start - 5, 0), start + 20) if start >= 0 else slice(-25, None)
        found, expected = found[place], expected[place]
        label = "differs-within"
    raise Finding(label, name=name, found=quote(str(found)), expected=quote(str(expected)))


def _compare_sequences(name: str, found: Any, expected: Any, numbers: bool) -> None:
    if len(found) != len(expected):
        raise Finding("wrong-length", name=name, found=len(found), expected=len(expected))
    for index, (mine, theirs) in enumerate(zip(found, expected, strict=True)):
        if (difference := _difference(f"{name}[{index}]", mine, theirs, numbers)) is None:
            continue
        if numbers and _same_items(found, expected):
            raise Finding(
                "other-order", name=name, place=f"item {index + 1}", found=quote(mine), expected=quote(theirs)
            )
        raise _at(f"item {index + 1}", difference)


def _compare_dictionaries(name: str, found: Any, expected: Any, numbers: bool) -> None:
    missing, extra = [key for key in expected if key not in found], [key for key in found if key not in expected]
    if missing and extra:
        raise Finding("other-key", name=name, found=_listed(extra), expected=_listed(missing))
    if missing:
        raise Finding("missing-key", name=name, expected=_listed(missing))
    if extra:
        raise Finding("extra-key", name=name, found=_listed(extra))
    for key, theirs in expected.items():
        if (difference := _difference(f"{name}[{key!r}]", found[key], theirs, numbers)) is not None:
            raise _at(f"key {key!r}", difference)


def _compare_sets(name: str, found: Any, expected: Any, numbers: bool) -> None:
    if missing := expected - found:
        raise Finding("missing-member", name=name, expected=_listed(missing))
    if extra := found - expected:
        raise Finding("extra-member", name=name, found=_listed(extra))


def _compare_arrays(name: str, found: Any, expected: Any, numbers: bool) -> None:
    from lesson_utils.checking.comparing.arrays import compare_arrays

    compare_arrays(name, found, expected, numbers)


def _compare_tables(name: str, found: Any, expected: Any, numbers: bool) -> None:
    from lesson_utils.checking.comparing.tables import compare_tables

    compare_tables(name, found, expected, numbers)


def _compare_histories(name: str, found: Any, expected: Any, numbers: bool) -> None:
    from lesson_utils.checking.comparing.compiled import compare_histories

    compare_histories(name, found, expected)


def _compare_objects(name: str, found: Any, expected: Any, numbers: bool) -> None:
    """Anything else: by its own settings or its own idea of equality, where it has one."""
    if type(found) is not type(expected):
        raise wrong_type(name, found, expected)
    if isinstance(expected, type):
        _compare_classes(name, found, expected)
    elif hasattr(expected, "get_params"):  # scikit-learn: what an estimator was made with
        _compare_settings(name, found.get_params(deep=False), expected.get_params(deep=False))
    elif hasattr(expected, "get_config"):  # Keras: layers, optimizers, callbacks
        _compare_settings(name, found.get_config(), expected.get_config())
    elif type(expected).__module__.split(".")[0] in _PICTURES:
        return
    elif any("__eq__" in vars(base) for base in type(expected).__mro__[:-1]):
        if not found == expected:
            raise Finding("wrong-result", name=name, found=quote(found), expected=quote(expected))
    else:
        raise Finding("cannot-compare", Status.CHECKER_PROBLEM, name=name, found=kind_of(found))


def _compare_settings(name: str, found: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    for setting, theirs in expected.items():
        mine = found.get(setting)
        if setting != "name" and not _alike(mine, theirs):
            raise Finding("wrong-setting", name=name, setting=setting, found=quote(mine), expected=quote(theirs))


def _compare_classes(name: str, found: type, expected: type) -> None:
    """Only whether the methods are there: what they do is not for us to try out."""
    for method in [one for one in vars(expected) if callable(getattr(expected, one)) and one != "__class__"]:
        if not callable(getattr(found, method, None)) or (method == "__init__" and "__init__" not in vars(found)):
            raise Finding("missing-method", name=name, expected=method)
    raise Finding("cannot-compare", Status.CHECKER_PROBLEM, name=name, found="a class")


# A drawing is there or it is not; what is on it is for the eye.
_PICTURES = frozenset(["matplotlib", "seaborn", "PIL", "plotly"])

_COMPARED: dict[str, Callable[[str, Any, Any, bool], None]] = {
    "nothing": _compare_nothing,
    "truth": _compare_truths,
    "number": _compare_numbers,
    "text": _compare_texts,
    "list": _compare_sequences,
    "tuple": _compare_sequences,
    "dictionary": _compare_dictionaries,
    "set": _compare_sets,
    "array": _compare_arrays,
    "table": _compare_tables,
    "column": _compare_tables,
    "history": _compare_histories,
    "object": _compare_objects,
}


def _difference(name: str, found: Any, expected: Any, numbers: bool = True) -> Finding | None:
    try:
        compare_values(name, found, expected, numbers)
    except Finding as difference:
        return difference
    return None


def _alike(found: Any, expected: Any) -> bool:
    difference = _difference("", found, expected)
    return difference is None or difference.status is Status.CHECKER_PROBLEM


def _at(place: str, difference: Finding) -> Finding:
    """A difference inside a collection, with its place in words."""
    if difference.label != "wrong-result":
        return difference
    difference.label = "wrong-item"
    difference.values["place"] = place
    return difference


def _same_items(found: Any, expected: Any) -> bool:
    if len(expected) > _MOST_PAIRED:
        return sorted(map(repr, found)) == sorted(map(repr, expected))
    rest = list(expected)
    for one in found:
        index = next((i for i, other in enumerate(rest) if _difference("", one, other) is None), None)
        if index is None:
            return False
        del rest[index]
    return True


def _listed(names: Any) -> str:
    shown = sorted(map(repr, names))
    more = [f"{len(shown) - _MOST_SHOWN} more"] if len(shown) > _MOST_SHOWN else []
    return ", ".join(shown[:_MOST_SHOWN] + more)
