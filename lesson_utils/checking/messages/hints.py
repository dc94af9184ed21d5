"""Hints that follow a mistake: the three texts of its label, filled from what was found."""

from collections.abc import Mapping
from typing import Any

from lesson_utils.checking.findings import Finding, LayerRef, Status
from lesson_utils.checking.messages.catalogue import catalogue
from lesson_utils.checking.messages.formatting import filled
from lesson_utils.checking.quoting import quote


def hints_for(finding: Finding) -> tuple[str, str, str] | None:
    """The three hints for a mistake, as Markdown, or None when there is none to speak of, or no text for it.

    Parameters
    ----------
    finding : Finding
        What was found in the present answer.

    Examples
    --------
    >>> finding = Finding("wrong-value", layer=LayerRef("Conv2D"), setting="filters", found=8, expected=16)
    >>> hints_for(finding)[2]
    'Among the settings of `Conv2D`, write `filters=16`. Everything else can stay.'
    """
    entry = catalogue().entries.get(finding.label)
    if entry is None or entry.hints is None or finding.status not in (Status.NEEDS_WORK, Status.EARLIER_STEP):
        return None
    known = {**_explained(finding.values), **finding.values}
    try:
        first, second, third = (filled(text, known) for text in entry.hints)
    except KeyError:  # a finding that knows less than these texts speak of
        return None
    return first, second, third


def _explained(values: Mapping[str, Any]) -> dict[str, str]:
    """What the texts speak of besides the values themselves: the concept behind, and the setting as it is typed."""
    setting, found, expected = (_name(values.get(name)) for name in ("setting", "found", "expected"))
    kind, known = _name(values.get("layer", expected)), catalogue().concepts
    explanations = (
        known.settings.get(setting),
        known.activations.get(expected),
        known.layers.get(found) if expected in known.layers else None,
        known.layers.get(expected),
        known.layers.get(kind),
    )
    general = filled(known.ideas["setting"], {"setting": setting}) if setting else known.ideas["chain"]
    return {
        "concept": next((one for one in explanations if one), general),
        "kind": kind,
        "code": f"{setting}={quote(values.get('expected'))}",
    }


def _name(value: object) -> str:
    """The name of a layer, an activation or a setting; empty for anything that is no name."""
    if isinstance(value, LayerRef):
        return value.name
    return value if isinstance(value, str) else ""
