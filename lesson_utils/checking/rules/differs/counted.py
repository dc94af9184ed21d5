"""Numbers counted where classes were to be: one-hot labels hold zeros and ones only."""

import numpy as np

from lesson_utils.checking.facts.calls import name_called, resolve
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule

_COUNT = frozenset(["unique", "bincount", "Counter", "histogram"])
_ROWS = 1000  # that are looked at


@rule(Stage.DIFFERS, "zeros-and-ones-counted", explains_itself=True)
def zeros_and_ones_counted(case: Differing) -> Finding | None:
    """`np.unique(train_labels, return_counts=True)[1]`, of one-hot labels."""
    for call in case.calls if case.label.startswith("wrong-") else ():
        counted = resolve(call.args[0], case.answer.variables) if call.args else None
        if name_called(call) in _COUNT and _is_one_hot(counted):
            return Finding("zeros-and-ones-counted", line=call.lineno, function=name_called(call))
    return None


def _is_one_hot(value: object) -> bool:
    if not isinstance(value, np.ndarray) or value.ndim != 2 or value.dtype.kind not in "iufb":
        return False
    rows = value[:_ROWS]
    return bool(np.isin(rows, (0, 1)).all() and (rows.sum(axis=1) == 1).all())
