"""Something else counted than the labels of each class: the zeros and ones of one-hot labels, or all labels."""

import ast

import numpy as np

from lesson_utils.checking.facts.calls import name_called, resolve
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule

_COUNT = frozenset(["unique", "bincount", "Counter", "histogram"])
_SAME_NUMBERS = frozenset(["flatten", "ravel", "reshape", "astype", "squeeze", "tolist"])  # of a method's owner
_ROWS = 1000  # that are looked at


@rule(Stage.DIFFERS, "zeros-and-ones-counted", explains_itself=True)
def zeros_and_ones_counted(case: Differing) -> Finding | None:
    """`np.unique(train_labels, return_counts=True)[1]`, of one-hot labels."""
    for call in case.calls if case.label.startswith("wrong-") else ():
        if name_called(call) not in _COUNT or not call.args:
            continue
        if _is_one_hot(resolve(_owner(call.args[0]), case.answer.variables)):
            return Finding("zeros-and-ones-counted", line=call.lineno, function=name_called(call))
    return None


@rule(Stage.DIFFERS, "all-counted", explains_itself=True)
def all_counted(case: Differing) -> Finding | None:
    """`[len(labels[:, k]) for k in range(10)]`: each time all labels, whatever they are."""
    found, expected = case.found, case.expected
    if case.label != "all-numbers-differ" or not _are_counts(found) or not _are_counts(expected):
        return None
    whole = expected.sum()
    return Finding("all-counted", name=case.name, found=int(whole)) if (found == whole).all() else None


def _owner(argument: ast.expr) -> ast.expr:
    """The `labels` of `labels.flatten().astype(int)`, or of `np.ravel(labels)`."""
    while isinstance(argument, ast.Call) and isinstance(argument.func, ast.Attribute):
        if argument.func.attr not in _SAME_NUMBERS:
            break
        of_numpy = isinstance(argument.func.value, ast.Name) and argument.func.value.id in ("np", "numpy")
        argument = argument.args[0] if of_numpy and argument.args else argument.func.value
    return argument


def _are_counts(value: object) -> bool:
    return type(value) is np.ndarray and value.ndim == 1 and len(value) > 1 and value.dtype.kind in "iuf"


def _is_one_hot(value: object) -> bool:
    if not isinstance(value, np.ndarray) or value.ndim != 2 or value.dtype.kind not in "iufb":
        return False
    rows = value[:_ROWS]
    return bool(np.isin(rows, (0, 1)).all() and (rows.sum(axis=1) == 1).all())
