"""The one place where a finding becomes a sentence."""

import re
from collections.abc import Sequence

from lesson_utils.checking.findings import Finding
from lesson_utils.checking.messages.catalogue import catalogue
from lesson_utils.checking.reading.blanks import Blank

# Stands below a message when the wrong answer has overwritten what its cell reads.
RESTART = 'This try has changed what its cell reads. Type catch_up("{restart}") first, then run it again.'


def message_for(finding: Finding) -> str:
    """What the learner reads for a finding.

    Parameters
    ----------
    finding : Finding
        Its label chooses the sentence, its values fill it.
    """
    values = dict(finding.values)
    if "blanks" in finding.values:
        values["blanks"] = _blanks(finding.values["blanks"])  # type: ignore[arg-type]
    if "facts" in finding.values:
        values["facts"] = " ".join(f"{fact}." for fact in finding.values["facts"])  # type: ignore[attr-defined]
    values["where"] = f" in line {values['line']}" if values.get("line") else ""
    if finding.label == "wrong-value":
        values["asks"] = _asks(values["expected"], is_default=bool(values.get("default")))
    if finding.label == "wrong-layer":
        values["does"] = _does(values["found"])
    text = catalogue().entries[finding.label].message.format(**values).strip()
    text = re.sub(r"\b([Aa]) (?=`[AEIOU])", r"\1n ", text)
    text = f"{text} {values['note']}" if values.get("note") else text
    return text[0].upper() + text[1:]


def _asks(expected: object, is_default: bool) -> str:
    return f"its default, {expected!r}, is right" if is_default else f"the task asks for {expected!r}"


def _does(layer: object) -> str:
    does = catalogue().concepts.does
    return f", which {does[str(layer)]}," if str(layer) in does else ""


def _blanks(blanks: Sequence[Blank]) -> str:
    names = list(dict.fromkeys(blank.stands_for for blank in blanks))
    most = 3 if sum(map(len, names)) < 80 else 1
    shown = names if len(names) <= most else [*names[:most], f"{len(names) - most} more"]
    joined = shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
    lines = sorted({blank.line for blank in blanks})
    where = f"line {lines[0]}" if len(lines) == 1 else f"lines {lines[0]} to {lines[-1]}"
    return f"{joined} {'is' if len(names) == 1 else 'are'} still blank ({where})"
