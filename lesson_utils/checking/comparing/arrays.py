"""Compare arrays and tensors that hold numbers, and say in what way the wrong ones are wrong."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lesson_utils.checking.findings import Finding, Quoted, Range

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AT_ONCE = 1_000_000  # numbers
_SAMPLE = 10_000  # numbers
_MANY = 100  # numbers that nobody looks through one by one
_LARGEST_SORTED = 2_000_000  # numbers; beyond it, looking for another order costs too much


def compare_arrays(name: str, found: Any, expected: Any, numbers: bool = True) -> Finding | None:
    """Compare shape, kind of numbers, then the numbers.

    Equal numbers are equal as whole or as decimal ones, and other numbers are told before their kind is; in twice the
    memory, or rounded to half of it, they are not what was asked for.

    Parameters
    ----------
    found, expected : numpy.ndarray, tensor or column of a table
        Of any shape and dtype.
    numbers : bool
        False to compare shape and kind only.

    Returns
    -------
    Finding or None
        The first difference.
    """
    found, expected = _as_numpy(found), _as_numpy(expected)
    if found.shape != expected.shape:
        return _wrong_shape(name, found, expected)
    numeric = {found.dtype.kind, expected.dtype.kind} <= set("iuf")
    if numbers and numeric and (finding := _other_scale(name, found, expected)):
        return finding
    equal = not numbers or expected.dtype.kind == "O" or _equal(found, expected)
    other_kind = found.dtype.kind != expected.dtype.kind and not (numbers and numeric)
    types = str(found.dtype), str(expected.dtype)
    twice_the_memory = types == ("float64", "float32")
    rounded = numbers and types == ("float16", "float32") and not _same(found, expected)
    if other_kind or (equal and (twice_the_memory or rounded)):
        return Finding("wrong-dtype", name=name, found=str(found.dtype), expected=str(expected.dtype))
    return None if equal else _wrong_numbers(name, found, expected)


def _as_numpy(value: Any) -> "NDArray":
    import numpy as np

    return np.asarray(value.numpy() if hasattr(value, "numpy") else value)


def _equal(found: "NDArray", expected: "NDArray") -> bool:
    margin = _margin(expected)
    if not _close(_sample(found), _sample(expected), margin).all():  # most arrays that differ, differ here
        return False
    return all(_close(array, other, margin).all() for array, other in _blocks(found, expected))


def _same(found: "NDArray", expected: "NDArray") -> bool:
    """Whether no number was rounded on the way into a smaller type."""
    return all(bool((array == other).all()) for array, other in _blocks(found, expected))


def _margin(expected: "NDArray") -> float:
    """By how much decimal numbers near zero may differ."""
    return 1e-6 * min(1.0, _size(expected)) if expected.dtype.kind in "fc" else 0.0


def _close(found: "NDArray", expected: "NDArray", margin: float) -> "NDArray":
    """Which numbers agree, as far as their precision goes; anything else must be the same."""
    import numpy as np

    if expected.dtype.kind not in "fc" or found.dtype.kind not in "fciu":
        return np.asarray(found == expected)
    coarse = min(np.finfo(array.dtype).precision for array in (found, expected) if array.dtype.kind in "fc") < 5
    return np.isclose(found, expected, rtol=1e-2 if coarse else 1e-5, atol=margin, equal_nan=True)


def _sample(numbers: "NDArray") -> "NDArray":
    """Some ten thousand of an array's numbers, by rows from all over it."""
    return numbers[:: max(1, numbers.size // _SAMPLE)] if numbers.ndim else numbers


def _blocks(*arrays: "NDArray") -> Iterator[tuple["NDArray", ...]]:
    """Arrays of one shape a few rows at a time: a comparison in one go takes many times their memory."""
    if not arrays[0].ndim or not arrays[0].size:
        yield arrays
        return
    rows = max(1, _AT_ONCE * len(arrays[0]) // arrays[0].size)
    for start in range(0, len(arrays[0]), rows):
        yield tuple(array[start : start + rows] for array in arrays)


def _size(numbers: "NDArray") -> float:
    """How large the numbers are: the largest of them without its sign."""
    import numpy as np

    return max(float(np.abs(part[np.isfinite(part)] * 1.0).max(initial=0)) for (part,) in _blocks(numbers))


def _wrong_shape(name: str, found: "NDArray", expected: "NDArray") -> Finding:
    have, want = found.shape, expected.shape
    label = "wrong-shape"
    if have == (1, *want):
        label = "extra-first-axis"
    elif len(have) == len(want) + 1 and have == (*want, 1):
        label = "extra-last-axis"
    elif len(want) == 2 and want[1] > 1 and found.size == want[0] and _is_one_hot(expected):
        label = "not-one-hot"
    elif len(have) == 2 and have[1] > 1 and expected.size == have[0] and _is_one_hot(found):
        label = "one-hot-too-many"
    elif len(have) == len(want) > 1 and have[1:] == want[1:]:
        label = "wrong-number-of-rows"
    return Finding(label, name=name, found=have, expected=want)


def _is_one_hot(numbers: "NDArray") -> bool:
    import numpy as np

    return numbers.dtype.kind in "iufb" and bool(
        ((numbers == 0) | (numbers == 1)).all() and (np.sum(numbers, -1) == 1).all()
    )


def _other_scale(name: str, found: "NDArray", expected: "NDArray") -> Finding | None:
    """Every number multiplied by the same factor: not scaled, scaled twice, or scaled otherwise."""
    import numpy as np

    size = _size(expected)
    factor = _size(found) / size if size else 0
    if expected.size < 2 or not factor or abs(factor - 1) < 1e-3:
        return None

    def scaled(array: "NDArray", other: "NDArray") -> bool:
        array, other = array.astype("float64"), other.astype("float64")
        return np.allclose(array, factor * other, rtol=1e-4, atol=1e-4 * factor * size)

    if not scaled(_sample(found), _sample(expected)) or not all(scaled(*pair) for pair in _blocks(found, expected)):
        return None
    label = "not-divided" if abs(factor - 255) < 0.1 else "other-scale"
    label = "divided-twice" if abs(factor * 255 - 1) < 1e-3 else label
    values: dict[str, Any] = {"found": Range(*_ends(found)), "expected": Range(*_ends(expected))}
    return Finding(label, name=name, factor=f"{factor:.4g}", **values)


def _other_ends(found: "NDArray", expected: "NDArray") -> bool:
    """Whether numbers reach further than they should, or less far, by some hundredth of that."""
    width = max(expected.max() - expected.min(), 1e-9)
    return any(abs(one - other) > width / 50 for one, other in zip(_ends(found), _ends(expected), strict=True))


def _ends(numbers: "NDArray") -> tuple[float, float]:
    return float(numbers.min()), float(numbers.max())


def _wrong_numbers(name: str, found: "NDArray", expected: "NDArray") -> Finding:
    import numpy as np

    kind = expected.dtype.kind
    if kind in "fc" and np.isnan(found).any() and not np.isnan(expected).any():
        return Finding("holds-nan", name=name, found=int(np.isnan(found).sum()), expected=found.size)
    if kind in "iufb" and expected.ndim and 1 < expected.size <= _LARGEST_SORTED and _same_rows(found, expected):
        return Finding("rows-in-other-order", name=name)
    return _first_difference(name, found, expected)


def _same_rows(found: "NDArray", expected: "NDArray") -> bool:
    import numpy as np

    rows = [array.reshape(len(array), -1) for array in (found, expected)]
    return _equal(*(array[np.lexsort(array.T[::-1])] for array in rows))


def _first_difference(name: str, found: "NDArray", expected: "NDArray") -> Finding:
    import numpy as np

    count, rows, place, margin = 0, 0, None, _margin(expected)
    for part, wanted in _blocks(found, expected):
        different = ~_close(part, wanted, margin)
        if place is None and different.any():
            first = np.unravel_index(int(different.argmax()), different.shape)
            place = (rows + int(first[0]), *map(int, first[1:])) if first else ()
        count, rows = count + int(np.count_nonzero(different)), rows + (len(part) if part.ndim else 0)
    if place is None:
        return Finding("wrong-numbers", name=name)
    if found.size > _MANY and 2 * count > found.size and _other_ends(found, expected):
        return Finding("other-range", name=name, found=Range(*_ends(found)), expected=Range(*_ends(expected)))
    written = f"[{', '.join(map(str, place))}]" if place else ""
    values: dict[str, Any] = {"found": Quoted(found[place]), "expected": Quoted(expected[place])}
    if count == found.size > 1:
        return Finding("all-numbers-differ", name=name, place=written, **values)
    return Finding("some-numbers-differ", name=name, place=written, count=count, size=found.size, **values)
