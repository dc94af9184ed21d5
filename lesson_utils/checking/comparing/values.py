"""Compare a value with the solution's, whatever its kind: numbers, texts, collections; larger kinds have own files."""

import math
from collections.abc import Callable, Mapping, Set
from typing import Any

from lesson_utils.checking.comparing.arrays import compare_arrays
from lesson_utils.checking.comparing.compiled import compare_histories
from lesson_utils.checking.comparing.kinds import family_of, kind_of, listed
from lesson_utils.checking.findings import Finding, Quoted, Status

_MOST_PAIRED = 50  # items of which each is held against each


def compare_values(name: str, found: Any, expected: Any, numbers: bool = True) -> Finding | None:
    """Compare by kind, then by size, then by content.

    Parameters
    ----------
    name : str
        What the learner calls the value, such as ``"labels"`` or ``"labels[2]"``.
    found, expected : object
        The learner's value and the solution's.
    numbers : bool
        False to leave the numbers themselves aside: they come out of a training and never repeat.

    Returns
    -------
    Finding or None
        The first difference. With the status `CHECKER_PROBLEM` when such values cannot be compared at all.

    Examples
    --------
    >>> compare_values("sizes", [1, 2.0], [1, 2])
    >>> difference = compare_values("sizes", [1, 3], [1, 2])
    >>> difference.label, difference.values["place"]
    ('wrong-item', 'item 2')
    """
    family = family_of(expected)
    if family == "number" and family_of(found) != "number":
        found = _single(found)
    if family_of(found) != family:
        return wrong_type(name, found, expected)
    return _COMPARED[family](name, found, expected, numbers)


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
        if compare_values(other, found, value, numbers=other not in measured) is None:
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


def _compare_truths(name: str, found: Any, expected: Any, numbers: bool) -> Finding | None:
    return _unless(bool(found) == bool(expected), name, bool(found), bool(expected))


def _compare_numbers(name: str, found: Any, expected: Any, numbers: bool) -> Finding | None:
    single_precision = {str(getattr(value, "dtype", "")) for value in (found, expected)} & {"float32", "float16"}
    found, expected = _single(found), _single(expected)
    if not numbers or (found != found and expected != expected):
        return None
    if isinstance(found, complex) or isinstance(expected, complex):
        return _unless(found == expected, name, found, expected)
    try:
        close = math.isclose(found, expected, rel_tol=1e-4 if single_precision else 1e-6, abs_tol=1e-9)
    except OverflowError:  # a whole number beyond what a float can hold
        close = found == expected
    return _unless(close, name, found, expected)


def _compare_texts(name: str, found: str, expected: str, numbers: bool) -> Finding | None:
    if found != expected and found.casefold() == expected.casefold():
        return Finding("other-case", name=name, found=Quoted(found), expected=Quoted(expected))
    return _unless(found == expected, name, found, expected)


def _unless(agree: bool, name: str, found: Any, expected: Any) -> Finding | None:
    return None if agree else Finding("wrong-result", name=name, found=Quoted(found), expected=Quoted(expected))


def _compare_sequences(name: str, found: Any, expected: Any, numbers: bool) -> Finding | None:
    if len(found) != len(expected):
        return Finding("wrong-length", name=name, found=len(found), expected=len(expected))
    for index, (item, wanted) in enumerate(zip(found, expected, strict=True)):
        difference = compare_values(f"{name}[{index}]", item, wanted, numbers)
        if difference is None:
            continue
        place = f"item {index + 1}"
        if numbers and _same_items(found, expected):
            return Finding("other-order", name=name, place=place, found=Quoted(item), expected=Quoted(wanted))
        return _at(place, difference)
    return None


def _compare_dictionaries(name: str, found: Any, expected: Any, numbers: bool) -> Finding | None:
    missing, extra = [key for key in expected if key not in found], [key for key in found if key not in expected]
    if missing or extra:
        label = "other-key" if missing and extra else "missing-key" if missing else "extra-key"
        return Finding(label, name=name, found=listed(extra), expected=listed(missing))
    for key, value in expected.items():
        if (difference := compare_values(f"{name}[{key!r}]", found[key], value, numbers)) is not None:
            return _at(f"key {key!r}", difference)
    return None


def _compare_arrays(name: str, found: Any, expected: Any, numbers: bool) -> Finding | None:
    return compare_arrays(name, found, expected, numbers)


def _compare_tables(name: str, found: Any, expected: Any, numbers: bool) -> Finding | None:
    """Columns by their names, in any order, then each as an array."""
    missing, extra = ([column for column in a if column not in b] for a, b in ((expected, found), (found, expected)))
    if missing or extra:
        label = "other-columns" if missing and extra else "missing-columns" if missing else "extra-columns"
        return Finding(label, name=name, found=listed(extra), expected=listed(missing))
    columns = (compare_arrays(f"{name}[{column!r}]", found[column], expected[column], numbers) for column in expected)
    return next((difference for difference in columns if difference is not None), None)


def _compare_histories(name: str, found: Any, expected: Any, numbers: bool) -> Finding | None:
    return compare_histories(name, found, expected)


def _compare_objects(name: str, found: Any, expected: Any, numbers: bool) -> Finding | None:
    """Anything else: by its own settings or its own idea of equality, where it has one."""
    if type(found) is not type(expected):
        return wrong_type(name, found, expected)
    if type(expected).__module__.split(".")[0] in _PICTURES:
        return None
    if hasattr(expected, "get_config") and not isinstance(expected, type):  # Keras: layers, optimizers, callbacks
        return _compare_settings(name, found.get_config(), expected.get_config())
    if isinstance(expected, type) or not any("__eq__" in vars(base) for base in type(expected).__mro__[:-1]):
        return Finding("cannot-compare", Status.CHECKER_PROBLEM, name=name, found=kind_of(found))
    return _unless(bool(found == expected), name, found, expected)


def _compare_settings(name: str, found: Mapping[str, Any], expected: Mapping[str, Any]) -> Finding | None:
    for setting, value in expected.items():
        difference = compare_values("", found.get(setting), value) if setting != "name" else None
        if difference is not None and difference.status is not Status.CHECKER_PROBLEM:
            values: dict[str, Any] = {"found": Quoted(found.get(setting)), "expected": Quoted(value)}
            return Finding("wrong-setting", name=name, setting=setting, **values)
    return None


# A drawing is there or it is not; what is on it is for the eye.
_PICTURES = frozenset(["matplotlib", "seaborn", "PIL", "plotly"])

_COMPARED: dict[str, Callable[[str, Any, Any, bool], Finding | None]] = {
    "nothing": _compare_nothing,
    "truth": _compare_truths,
    "number": _compare_numbers,
    "text": _compare_texts,
    "list": _compare_sequences,
    "tuple": _compare_sequences,
    "dictionary": _compare_dictionaries,
    "array": _compare_arrays,
    "table": _compare_tables,
    "history": _compare_histories,
    "object": _compare_objects,
}


def _at(place: str, difference: Finding) -> Finding:
    """A difference inside a collection, with its place in words."""
    if difference.label != "wrong-result":
        return difference
    return Finding("wrong-item", **difference.values, place=place)


def _same_items(found: Any, expected: Any) -> bool:
    if len(expected) > _MOST_PAIRED:
        return sorted(map(repr, found)) == sorted(map(repr, expected))
    rest = list(expected)
    for item in found:
        index = next((i for i, other in enumerate(rest) if compare_values("", item, other) is None), None)
        if index is None:
            return False
        del rest[index]
    return True
