"""Compare arrays and tensors that hold numbers, and say in what way the wrong ones are wrong."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lesson_utils.checking.findings import Finding
from lesson_utils.checking.quoting import quote

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AT_ONCE = 1_000_000  # numbers
_SAMPLE = 10_000  # numbers
_LARGEST_SORTED = 2_000_000  # numbers; beyond it, looking for another order costs too much


def compare_arrays(name: str, found: Any, expected: Any, numbers: bool = True) -> None:
    """Compare shape, kind of numbers, then the numbers.

    Parameters
    ----------
    found, expected : numpy.ndarray or tensor
        Of any shape and dtype.
    numbers : bool
        False to compare shape and kind only.

    Raises
    ------
    Finding
        For the first difference.
    """
    mine, theirs = _as_numpy(found), _as_numpy(expected)
    if mine.shape != theirs.shape:
        raise _wrong_shape(name, mine, theirs)
    numeric = {mine.dtype.kind, theirs.dtype.kind} <= set("iuf")
    if numbers and numeric and (finding := _other_scale(name, mine, theirs)):
        raise finding
    if mine.dtype.kind != theirs.dtype.kind:
        raise Finding("wrong-dtype", name=name, found=str(mine.dtype), expected=str(theirs.dtype))
    if numbers and theirs.dtype.kind != "O" and not _equal(mine, theirs):
        raise _wrong_numbers(name, mine, theirs)


def _as_numpy(value: Any) -> "NDArray":
    import numpy as np

    return np.asarray(value.numpy() if hasattr(value, "numpy") else value)


def _equal(mine: "NDArray", theirs: "NDArray") -> bool:
    if mine.shape != theirs.shape:
        return False
    margin = _margin(theirs)
    if not _close(_sample(mine), _sample(theirs), margin).all():  # most arrays that differ, differ here
        return False
    return all(_close(one, other, margin).all() for one, other in _blocks(mine, theirs))


def _margin(theirs: "NDArray") -> float:
    """By how much decimal numbers near zero may differ."""
    return 1e-6 * min(1.0, _size(theirs)) if theirs.dtype.kind in "fc" else 0.0


def _close(mine: "NDArray", theirs: "NDArray", margin: float) -> "NDArray":
    """Which numbers agree, as far as their precision goes; anything else must be the same."""
    import numpy as np

    if theirs.dtype.kind not in "fc" or mine.dtype.kind not in "fciu":
        return np.asarray(mine == theirs)
    coarse = min(np.finfo(one.dtype).precision for one in (mine, theirs) if one.dtype.kind in "fc") < 5
    return np.isclose(mine, theirs, rtol=1e-2 if coarse else 1e-5, atol=margin, equal_nan=True)


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
        yield tuple(one[start : start + rows] for one in arrays)


def _size(numbers: "NDArray") -> float:
    """How large the numbers are: the largest of them without its sign."""
    import numpy as np

    return max(float(np.abs(part[np.isfinite(part)] * 1.0).max(initial=0)) for (part,) in _blocks(numbers))


def _wrong_shape(name: str, mine: "NDArray", theirs: "NDArray") -> Finding:
    found, expected = mine.shape, theirs.shape
    label = "wrong-shape"
    if len(found) == len(expected) > 1 and found == expected[::-1] and _equal(mine.T, theirs):
        label = "transposed"
    elif found == (1, *expected):
        label = "extra-first-axis"
    elif expected == (1, *found):
        label = "missing-first-axis"
    elif len(expected) == len(found) + 1 and found == expected[:-1] and expected[-1] == 1:
        label = "missing-last-axis"
    elif len(found) == len(expected) + 1 and expected == found[:-1] and found[-1] == 1:
        label = "extra-last-axis"
    elif len(expected) == 2 and expected[1] > 1 and mine.size == expected[0] and _is_one_hot(theirs):
        label = "not-one-hot"
    elif len(found) == 2 and found[1] > 1 and theirs.size == found[0] and _is_one_hot(mine):
        label = "one-hot-too-many"
    elif len(found) == len(expected) > 1 and found[1:] == expected[1:]:
        label = "wrong-number-of-rows"
    return Finding(label, name=name, found=found, expected=expected)


def _is_one_hot(numbers: "NDArray") -> bool:
    import numpy as np

    return numbers.dtype.kind in "iufb" and bool(
        ((numbers == 0) | (numbers == 1)).all() and (np.sum(numbers, -1) == 1).all()
    )


def _other_scale(name: str, mine: "NDArray", theirs: "NDArray") -> Finding | None:
    """Every number multiplied by the same factor: not scaled, scaled twice, or scaled otherwise."""
    import numpy as np

    size = _size(theirs)
    factor = _size(mine) / size if size else 0
    if theirs.size < 2 or not factor or abs(factor - 1) < 1e-3:
        return None

    def scaled(found: "NDArray", expected: "NDArray") -> bool:
        found, expected = found.astype("float64"), expected.astype("float64")
        return np.allclose(found, factor * expected, rtol=1e-4, atol=1e-4 * factor * size)

    if not scaled(_sample(mine), _sample(theirs)) or not all(scaled(*pair) for pair in _blocks(mine, theirs)):
        return None
    ranges: dict[str, Any] = {"found": _range(mine), "expected": _range(theirs)}
    if abs(factor - 255) < 0.1:
        return Finding("not-divided", name=name, **ranges)
    if abs(factor * 255 - 1) < 1e-3:
        return Finding("divided-twice", name=name, **ranges)
    return Finding("other-scale", name=name, factor=f"{factor:.4g}", **ranges)


def _range(numbers: "NDArray") -> str:
    return f"{quote(float(numbers.min()))} to {quote(float(numbers.max()))}"


def _wrong_numbers(name: str, mine: "NDArray", theirs: "NDArray") -> Finding:
    import numpy as np

    kind, label = theirs.dtype.kind, ""
    if kind in "fc" and np.isnan(mine).any() and not np.isnan(theirs).any():
        return Finding("holds-nan", name=name, found=int(np.isnan(mine).sum()), expected=mine.size)
    if theirs.ndim >= 2 and theirs.shape == theirs.shape[::-1] and _equal(mine.T, theirs):
        label = "transposed-square"
    elif theirs.ndim >= 3 and theirs.shape[-1] in (3, 4) and _equal(mine[..., ::-1], theirs):
        label = "channels-turned"
    elif kind in "iuf" and _equal(mine, -theirs):
        label = "signs-turned"
    elif kind == "b" and _equal(mine, ~theirs):
        label = "truths-turned"
    elif theirs.ndim and _equal(mine[::-1], theirs):
        label = "rows-turned"
    elif theirs.ndim >= 2 and _equal(mine[:, ::-1], theirs):
        label = "columns-turned"
    elif kind in "iufb" and theirs.ndim and 1 < theirs.size <= _LARGEST_SORTED and _same_rows(mine, theirs):
        label = "rows-in-other-order"
    return Finding(label, name=name) if label else _first_difference(name, mine, theirs)


def _same_rows(mine: "NDArray", theirs: "NDArray") -> bool:
    import numpy as np

    rows = [one.reshape(len(one), -1) for one in (mine, theirs)]
    return _equal(*(one[np.lexsort(one.T[::-1])] for one in rows))


def _first_difference(name: str, mine: "NDArray", theirs: "NDArray") -> Finding:
    import numpy as np

    count, rows, place, margin = 0, 0, None, _margin(theirs)
    for found, expected in _blocks(mine, theirs):
        different = ~_close(found, expected, margin)
        if place is None and different.any():
            first = np.unravel_index(int(different.argmax()), different.shape)
            place = (rows + int(first[0]), *map(int, first[1:])) if first else ()
        count, rows = count + int(np.count_nonzero(different)), rows + (len(found) if found.ndim else 0)
    if place is None:
        return Finding("wrong-numbers", name=name)
    where = f"{name}[{', '.join(map(str, place))}]" if place else name
    values: dict[str, Any] = {"found": quote(mine[place]), "expected": quote(theirs[place])}
    if count == mine.size > 1:
        return Finding("all-numbers-differ", name=name, where_first=where, **values)
    return Finding("some-numbers-differ", where_first=where, name=name, count=count, size=mine.size, **values)
