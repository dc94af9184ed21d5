"""Compare arrays and tensors that hold numbers, and say in what way the wrong ones are wrong."""

from typing import TYPE_CHECKING, Any

from lesson_utils.checking.findings import Finding
from lesson_utils.checking.values.kinds import short

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    import numpy as np

    if mine.shape != theirs.shape:
        return False
    if theirs.dtype.kind not in "fc" or mine.dtype.kind not in "fciu":
        return np.array_equal(mine, theirs)
    coarse = min(np.finfo(one.dtype).precision for one in (mine, theirs) if one.dtype.kind in "fc") < 5
    return np.allclose(mine, theirs, rtol=1e-2 if coarse else 1e-5, atol=1e-6 * min(1.0, _size(theirs)), equal_nan=True)


def _size(numbers: "NDArray") -> float:
    """How large the numbers are: the largest of them without its sign."""
    import numpy as np

    finite = np.abs(numbers[np.isfinite(numbers)])
    return float(finite.max()) if finite.size else 0.0


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

    mine, theirs = mine.astype("float64"), theirs.astype("float64")
    size = _size(theirs)
    if theirs.size < 2 or not size or not np.isfinite(mine).all() or _equal(mine, theirs):
        return None
    factor = _size(mine) / size
    if (
        not factor
        or abs(factor - 1) < 1e-3
        or not np.allclose(mine, factor * theirs, rtol=1e-4, atol=1e-4 * factor * size)
    ):
        return None
    ranges: dict[str, Any] = {"found": _range(mine), "expected": _range(theirs)}
    if abs(factor - 255) < 0.1:
        return Finding("not-divided", name=name, **ranges)
    if abs(factor * 255 - 1) < 1e-3:
        return Finding("divided-twice", name=name, **ranges)
    return Finding("other-scale", name=name, factor=f"{factor:.4g}", **ranges)


def _range(numbers: "NDArray") -> str:
    return f"{short(float(numbers.min()))} to {short(float(numbers.max()))}"


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

    if theirs.dtype.kind in "fc":
        different = ~np.isclose(mine, theirs, rtol=1e-5, atol=1e-6 * min(1.0, _size(theirs)), equal_nan=True)
    else:
        different = np.asarray(mine != theirs)
    places = np.argwhere(different)
    if not len(places):
        return Finding("wrong-numbers", name=name)
    place = tuple(map(int, places[0]))
    where = f"{name}[{', '.join(map(str, place))}]" if place else name
    values: dict[str, Any] = {"found": short(mine[place]), "expected": short(theirs[place])}
    if len(places) == mine.size > 1:
        return Finding("all-numbers-differ", name=name, where_first=where, **values)
    return Finding("some-numbers-differ", where_first=where, name=name, count=len(places), size=mine.size, **values)
