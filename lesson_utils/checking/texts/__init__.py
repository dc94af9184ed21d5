"""Every sentence the checker can say, one per label: for a novice, kind, concrete, at most about forty words.

One file for each kind of finding. `{name}` and the like are filled from the finding's values; `!r` writes a value the
way Python does, texts in quotes.
"""

import re
from collections.abc import Sequence

from lesson_utils.checking.facts.blanks import Blank
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.texts import functions, networks, raised, stored, syntax, values, verdicts

TOPICS = (verdicts, syntax, raised, stored, networks, functions, values)
TEXTS = {label: text for topic in TOPICS for label, text in topic.TEXTS.items()}
# Stands below a message when the wrong answer has overwritten what its cell reads.
RESTART = 'This try has changed what its cell reads. Type catch_up("{restart}") first, then run it again.'

# What a layer does, in half a sentence: tells two layers apart that are easily taken for one another.
DOES = {
    "Conv1D": "is for sequences",
    "Conv2D": "slides filters over an image",
    "Conv3D": "is for volumes",
    "Conv2DTranspose": "makes images larger",
    "SeparableConv2D": "takes channels and neighbours in two steps",
    "DepthwiseConv2D": "leaves the channels apart",
    "MaxPooling1D": "is for sequences",
    "MaxPooling2D": "keeps the largest number of each window",
    "MaxPooling3D": "is for volumes",
    "AveragePooling2D": "takes the mean of each window",
    "GlobalMaxPooling2D": "leaves one number for a whole feature map",
    "GlobalAveragePooling2D": "leaves one number for a whole feature map",
    "Dense": "makes weighted sums of the last axis",
    "Flatten": "lays all numbers out in one row",
    "Reshape": "gives a new shape of your choice",
    "Dropout": "switches some numbers off while training",
    "UpSampling2D": "makes feature maps larger",
}


def message_for(finding: Finding) -> str:
    """What the learner reads for a finding."""
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
    text = TEXTS[finding.label].format(**values).strip()
    text = re.sub(r"\b([Aa]) (?=`[AEIOU])", r"\1n ", text)
    text = f"{text} {values['note']}" if values.get("note") else text
    return text[0].upper() + text[1:]


def _asks(expected: object, is_default: bool) -> str:
    return f"its default, {expected!r}, is right" if is_default else f"the task asks for {expected!r}"


def _does(layer: object) -> str:
    return f", which {DOES[str(layer)]}," if str(layer) in DOES else ""


def _blanks(blanks: Sequence[Blank]) -> str:
    names = list(dict.fromkeys(blank.stands_for for blank in blanks))
    most = 3 if sum(map(len, names)) < 80 else 1
    shown = names if len(names) <= most else [*names[:most], f"{len(names) - most} more"]
    joined = shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
    lines = sorted({blank.line for blank in blanks})
    where = f"line {lines[0]}" if len(lines) == 1 else f"lines {lines[0]} to {lines[-1]}"
    return f"{joined} {'is' if len(names) == 1 else 'are'} still blank ({where})"
