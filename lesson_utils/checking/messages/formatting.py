"""The one place where a finding becomes a sentence, and its values text."""

import re
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

from lesson_utils.checking.facts.blanks import Blank
from lesson_utils.checking.findings import Finding, LayerRef, Quoted, Range
from lesson_utils.checking.messages.catalogue import catalogue
from lesson_utils.checking.quoting import cut, quote

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_PLURALS = {"batch": "batches"}
_LONGEST_WORDS = 100  # characters of a name or a piece of code in a sentence
# Sentences and code of our own.
_WHOLE = frozenset(["blanks", "facts", "note", "how", "asks", "does", "concept", "code", "feedback"])

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
        values["blanks"] = _blanks(finding.values["blanks"])
    if "facts" in finding.values:
        values["facts"] = " ".join(f"{fact}." for fact in finding.values["facts"])
    values["where"] = f" in line {values['line']}" if values.get("line") else ""
    if finding.label == "wrong-value":
        values["asks"] = _asks(values["expected"], is_default=bool(values.get("default")))
    if finding.label == "wrong-layer":
        values["does"] = _does(values["found"])
    if "part" in values:
        values["nth"] = _ORDINALS[min(values["part"], len(_ORDINALS)) - 1]
    text = filled(catalogue().entries[finding.label].message, values).strip()
    text = _of_a_part(values) + text if values.get("part") and values.get("function") else text
    text = re.sub(r"\b([Aa]) (?=`[AEIOU])", r"\1n ", text)
    text = f"{text} {values['note']}" if values.get("note") else text
    return text[0].upper() + text[1:]


def filled(text: str, values: Mapping[str, object]) -> str:
    """A sentence with its placeholders filled.

    Parameters
    ----------
    text : str
        Such as ``"`{name}` is {found!r}."``; `!r` writes a value the way Python does. `{found:epoch}` counts: "1
        epoch", "2 epochs".
    values : mapping
        Each is bounded in length, whatever it is.

    Raises
    ------
    KeyError
        If the text speaks of something that the values do not hold.
    """
    whole = {name: _Whole(value) if name in _WHOLE else value for name, value in values.items()}
    return _Sentence().vformat(text, (), whole)


def in_words(value: object) -> str:
    """A finding's value as text: names and words as they are, anything else as Python writes it, both bounded."""
    if isinstance(value, Quoted):
        return quote(value.value)
    if isinstance(value, Range):
        return f"{quote(value.smallest)} to {quote(value.largest)}"
    if isinstance(value, LayerRef):
        return _layer(value)
    if isinstance(value, tuple) and value and all(isinstance(one, LayerRef) for one in value):
        *before, last = map(_layer, value)
        return f"{', '.join(before)} and {last}" if before else last
    return cut(value, _LONGEST_WORDS) if isinstance(value, str) else quote(value)


def counted(number: object, noun: str) -> str:
    """So many of something.

    Examples
    --------
    >>> counted(1, "unit"), counted(10, "unit"), counted(2, "batch")
    ('1 unit', '10 units', '2 batches')
    """
    return f"{in_words(number)} {noun if number == 1 else _PLURALS.get(noun, f'{noun}s')}"


def _layer(layer: LayerRef) -> str:
    if layer.is_activation:
        return f"the `{layer.name}` activation"
    which = f"the {_ORDINALS[min(layer.ordinal, len(_ORDINALS)) - 1]} " if layer.ordinal else ""
    return f"{which}`{layer.name}`"


class _Whole(str):
    __slots__ = ()


class _Sentence(Formatter):
    def convert_field(self, value: Any, conversion: Any) -> Any:
        return quote(value) if conversion == "r" else value

    def format_field(self, value: Any, spec: str) -> str:
        if spec:
            return counted(value, spec)
        return value if isinstance(value, _Whole) else in_words(value)


def _asks(expected: object, is_default: bool) -> str:
    return f"its default, {quote(expected)}, is right" if is_default else f"the task asks for {quote(expected)}"


def _of_a_part(values: Mapping[str, Any]) -> str:
    """What a message begins with that speaks of one of several things that a function returns."""
    example = f"`{in_words(values['call'])}`" if values["call"] else "a small example"
    return f"For {example}, the {values['nth']} thing returned is wrong: "


def _does(layer: object) -> str:
    does = catalogue().concepts.does.get(layer) if isinstance(layer, str) else None
    return f", which {does}," if does else ""


def _blanks(blanks: Sequence[Blank]) -> str:
    names = list(dict.fromkeys(blank.stands_for for blank in blanks))
    most = 3 if sum(map(len, names)) < 80 else 1
    shown = names if len(names) <= most else [*names[:most], f"{len(names) - most} more"]
    joined = shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
    lines = sorted({blank.line for blank in blanks})
    where = f"line {lines[0]}" if len(lines) == 1 else f"lines {lines[0]} to {lines[-1]}"
    return f"{joined} {'is' if len(names) == 1 else 'are'} still blank ({where})"
