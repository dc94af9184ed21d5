"""Several things that a function returns: which of them differs, and whether only their order or their brackets do."""

from collections.abc import Sequence
from typing import Any

from lesson_utils.checking.comparing.values import compare_values
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.running.probes import Probe

_LONGEST = 60  # characters of a call that anybody reads


def shown_call(name: str, probe: Probe) -> str:
    """A call as a message shows it; a long one without what it was given."""
    return probe.text if len(probe.text) <= _LONGEST else f"{name}(…)"


def of_several(
    name: str, shown: str, found: tuple[Any, ...], expected: tuple[Any, ...], difference: Finding, names: Sequence[str]
) -> Finding:
    """A difference between the things that a call returned and those that it should, told as that.

    Parameters
    ----------
    name, shown : str
        The function's name and the call.
    difference : Finding
        The difference by itself.
    names : sequence of str
        What the solution calls the things; empty when it gives them no names.
    """
    if len(found) != len(expected):
        inside = [thing for pair in found if isinstance(pair, tuple | list) for thing in pair]
        label = "returns-in-pairs" if len(inside) == len(expected) else "returns-other-number"
        return Finding(label, name=name, found=len(found), expected=len(expected))
    place = next((place for place, pair in enumerate(zip(found, expected, strict=True)) if _differ(*pair)), None)
    if place is None:  # they differ in nothing that could be told of one of them
        return difference
    called = names if len(names) == len(expected) else ()
    if difference.label == "other-order" and called:
        meant = next((other for other, thing in enumerate(expected) if not _differ(found[place], thing)), place)
        return Finding("returns-other-order", name=name, part=place + 1, found=called[meant], expected=called[place])
    if difference.label == "other-order":
        return difference
    part = called[place] if called else f"{shown}[{place}]"
    finding = compare_values(part, found[place], expected[place]) or difference
    return finding.but(part=place + 1, function=name, call="" if shown.endswith("(…)") else shown)


def _differ(found: Any, expected: Any) -> bool:
    return compare_values("", found, expected) is not None
