"""Hints that follow a mistake: for each label of a diagnosis three texts, each saying more than the one before.

The first explains the concept behind the mistake, the second says where to look, the third gives nearly the code and
never a whole line of a solution. The texts are Markdown. `{name}` and the like are filled from the diagnosis; besides,
`{concept}` explains the setting, layer or activation it speaks of, and `{code}` writes the setting as an argument.
"""

import ast
import re
from collections.abc import Mapping

from lesson_utils.checking.findings import Diagnosis, Status
from lesson_utils.checking.hints import connections, earlier, functions, settings, values, writing
from lesson_utils.checking.hints.concepts import ACTIVATIONS, CHAIN, LAYERS, SETTINGS

TOPICS = (settings, connections, writing, earlier, functions, values)
_OWN = {label: texts for topic in TOPICS for label, texts in topic.HINTS.items()}
_SHARED = {label: texts for topic in TOPICS for texts, labels in topic.FAMILIES for label in labels.split()}
HINTS = _OWN | _SHARED


def hints_for(diagnosis: Diagnosis) -> tuple[str, str, str] | None:
    """The three hints for a mistake, or None when there is none to speak of, or no text for it.

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
    texts = HINTS.get(diagnosis.label)
    if texts is None or diagnosis.status not in (Status.NEEDS_WORK, Status.EARLIER_STEP):
        return None
    known = {**diagnosis.details, **_explained(diagnosis.details)}
    try:
        first, second, third = (text.format_map(known) for text in texts)
    except KeyError:  # a finding that knows less than these texts speak of
        return None
    return first, second, third


def _explained(details: Mapping[str, str]) -> dict[str, str]:
    """What the texts speak of besides the details themselves."""
    setting, expected = details.get("setting", ""), details.get("expected", "")
    kind = re.sub(r".*`(.+)`.*", r"\1", details.get("layer", expected))
    concepts = (
        SETTINGS.get(setting),
        ACTIVATIONS.get(expected),
        LAYERS.get(details.get("found", "")) if expected in LAYERS else None,
        LAYERS.get(expected),
        LAYERS.get(kind),
    )
    general = (
        f"`{setting}` is one of the settings that we choose ourselves; the network does not learn it."
        if setting
        else CHAIN
    )
    return {
        "concept": next((one for one in concepts if one), general),
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
