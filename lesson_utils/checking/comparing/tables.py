"""Compare pandas tables and their columns: names, rows, kinds, then cell by cell."""

from typing import Any

from lesson_utils.checking.comparing.arrays import compare_arrays
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.quoting import quote

_MOST_SHOWN = 3


def compare_tables(name: str, found: Any, expected: Any, numbers: bool = True) -> None:
    """Compare two data frames, or two series.

    Parameters
    ----------
    found, expected : pandas.DataFrame or pandas.Series
        Both of the same class.
    numbers : bool
        False to leave the cells aside.

    Raises
    ------
    Finding
        For the first difference.
    """
    if not hasattr(expected, "columns"):
        _compare_rows(name, found, expected)
        _compare_cells(name, "", found, expected, numbers)
        return
    _compare_columns(name, list(found.columns), list(expected.columns))
    _compare_rows(name, found, expected)
    for position, column in enumerate(expected.columns):
        _compare_cells(name, f"column {column!r}", found.iloc[:, position], expected.iloc[:, position], numbers)


def _compare_columns(name: str, found: list[Any], expected: list[Any]) -> None:
    missing, extra = [one for one in expected if one not in found], [one for one in found if one not in expected]
    if missing and extra:
        raise Finding("other-columns", name=name, found=_listed(extra), expected=_listed(missing))
    if missing:
        raise Finding("missing-columns", name=name, expected=_listed(missing))
    if extra:
        raise Finding("extra-columns", name=name, found=_listed(extra))
    if found != expected:
        raise Finding("columns-in-other-order", name=name, found=_listed(found), expected=_listed(expected))


def _compare_rows(name: str, found: Any, expected: Any) -> None:
    if len(found) != len(expected):
        raise Finding("other-rows", name=name, found=len(found), expected=len(expected))
    if not found.index.equals(expected.index):
        if sorted(map(repr, found.index)) == sorted(map(repr, expected.index)):
            raise Finding(
                "rows-sorted-otherwise", name=name, found=quote(found.index[0]), expected=quote(expected.index[0])
            )
        pairs = zip(found.index, expected.index, strict=True)
        mine, theirs = next((pair for pair in pairs if pair[0] != pair[1]), (found.index.dtype, expected.index.dtype))
        raise Finding("other-index", name=name, found=quote(mine), expected=quote(theirs))


def _compare_cells(name: str, column: str, found: Any, expected: Any, numbers: bool) -> None:
    mine, theirs = _kind(found), _kind(expected)
    if mine != theirs:
        raise Finding("wrong-column-type", name=name, column=column or "the column", found=mine, expected=theirs)
    if not numbers:
        return
    if (
        theirs in ("whole numbers", "decimal numbers", "truths")
        and not found.isna().any()
        and not expected.isna().any()
    ):
        try:
            compare_arrays("cells", found.to_numpy(), expected.to_numpy())
            return
        except Finding as difference:
            if difference.label == "not-divided":
                difference.values["name"] = name
                raise
    for row, one, other in zip(expected.index, found, expected, strict=True):
        if not _same_cell(one, other):
            where = f"row {row!r}" + (f", {column}" if column else "")
            raise Finding("wrong-cell", name=name, where_first=where, found=quote(one), expected=quote(other))


def _kind(column: Any) -> str:
    kind = getattr(column.dtype, "kind", "O")
    return {"i": "whole numbers", "u": "whole numbers", "f": "decimal numbers", "b": "truths", "M": "dates"}.get(
        kind, "texts or objects"
    )


def _same_cell(found: Any, expected: Any) -> bool:
    import math

    import pandas as pd

    if pd.api.types.is_scalar(found) and pd.api.types.is_scalar(expected) and pd.isna(found) and pd.isna(expected):
        return True
    if isinstance(found, int | float) and isinstance(expected, int | float):
        return math.isclose(found, expected, rel_tol=1e-5, abs_tol=1e-9)
    try:
        return bool(found == expected)
    except ValueError:  # cells that hold arrays
        return repr(found) == repr(expected)


def _listed(names: list[Any]) -> str:
    shown = [repr(one) for one in names[:_MOST_SHOWN]]
    return ", ".join(shown + ([f"{len(names) - _MOST_SHOWN} more"] if len(names) > _MOST_SHOWN else []))
