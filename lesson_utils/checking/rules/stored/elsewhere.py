"""The right result under another name."""

from collections.abc import Iterable
from typing import Any

from lesson_utils.checking.comparing.graph import steps_to
from lesson_utils.checking.comparing.networks import same
from lesson_utils.checking.facts.calls import Variables
from lesson_utils.checking.facts.reference import Reference
from lesson_utils.checking.findings import Finding
from lesson_utils.keras_internals import is_tensor


def result_elsewhere(names: Iterable[str], variables: Variables, expected: Any) -> str | None:
    """The name under which the answer stored the right result, when it is not the one asked for."""
    if not is_tensor(expected):
        alike = [name for name in sorted(names) if type(variables.get(name)) is type(expected)]
        return alike[0] if len(alike) == 1 else None
    wanted = steps_to(expected)
    tensors = [name for name in sorted(names) if is_tensor(variables.get(name))]
    return next((name for name in tensors if same(steps_to(variables[name]), wanted)), None)


def stored_elsewhere(other: str, name: str, reference: Reference) -> Finding:
    """The finding for a result under another name; that name may have been an earlier step's, which is lost now."""
    if other in reference.makers:
        return Finding("other-name-overwrites", found=other, expected=name, challenge=reference.makers[other])
    return Finding("other-name" if other.isascii() else "other-alphabet", found=other, expected=name)
