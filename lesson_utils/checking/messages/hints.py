"""Hints that follow a mistake: the three texts of its label, filled from the diagnosis."""

import ast
import re
from collections.abc import Mapping

from lesson_utils.checking.findings import Diagnosis, Status
from lesson_utils.checking.messages.catalogue import catalogue


def hints_for(diagnosis: Diagnosis) -> tuple[str, str, str] | None:
    """The three hints for a mistake, as Markdown, or None when there is none to speak of, or no text for it.

    Parameters
    ----------
    diagnosis : Diagnosis
        What was found in the present answer.

    Examples
    --------
    >>> details = {"layer": "`Conv2D`", "setting": "filters", "found": "8", "expected": "16"}
    >>> hints_for(Diagnosis("conv2d", Status.NEEDS_WORK, "wrong-value", "", details))[2]
    'Among the settings of `Conv2D`, write `filters=16`. Everything else can stay.'
    """
    entry = catalogue().entries.get(diagnosis.label)
    if entry is None or entry.hints is None or diagnosis.status not in (Status.NEEDS_WORK, Status.EARLIER_STEP):
        return None
    known = {**diagnosis.details, **_explained(diagnosis.details)}
    try:
        first, second, third = (text.format_map(known) for text in entry.hints)
    except KeyError:  # a finding that knows less than these texts speak of
        return None
    return first, second, third


def _explained(details: Mapping[str, str]) -> dict[str, str]:
    """What the texts speak of besides the details themselves."""
    setting, expected, known = details.get("setting", ""), details.get("expected", ""), catalogue().concepts
    kind = re.sub(r".*`(.+)`.*", r"\1", details.get("layer", expected))
    explanations = (
        known.settings.get(setting),
        known.activations.get(expected),
        known.layers.get(details.get("found", "")) if expected in known.layers else None,
        known.layers.get(expected),
        known.layers.get(kind),
    )
    general = (
        f"`{setting}` is one of the settings that we choose ourselves; the network does not learn it."
        if setting
        else known.ideas["chain"]
    )
    return {
        "concept": next((one for one in explanations if one), general),
        "kind": kind,
        "code": f"{setting}={_literal(expected)}",
    }


def _literal(value: str) -> str:
    """The value as it is typed: a text with its quotes."""
    try:
        ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return repr(value)
    return value
