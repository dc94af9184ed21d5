"""The learner's network and the expected one side by side, as plain data: nothing of Keras is kept."""

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

from lesson_utils.checking.comparing.graph import Step, joining_step
from lesson_utils.checking.findings import Diagnosis, Finding, Layer, LayerRef, Networks, Quoted, Row, Status, Values
from lesson_utils.checking.messages.formatting import counted, in_words, message_for
from lesson_utils.checking.messages.hints import hints_for

_MOST_WORDS = 5  # settings told of one layer; more would no longer fit beside each other
# Settings of the usual layers that everybody asks for, whatever their default.
_COUNTED = {"filters": "filter", "units": "unit"}
_BY_ITSELF = ("kernel_size", "pool_size", "activation")  # needs no name beside its value
_TOLD_ELSEWHERE = ("shape", "batch_shape")  # an input's shape is told as its result
_ASKED_FOR = (*_COUNTED, *_BY_ITSELF, *_TOLD_ELSEWHERE)
# Settings whose default is not written in the constructor.
_USUAL = {"trainable": True, "data_format": "channels_last", "batch_size": None, "sparse": False, "dtype": "float32"}
# Findings whose "found" and "expected" are names in the source: the sentence says all.
_LINES = ("line", "later")  # numbers of lines, which are no settings
_ABOUT_NAMES = frozenset(["other-name", "other-alphabet", "starts-late", "wrong-layer"])


Chains = tuple[Sequence[Step], Sequence[Step]]


def diagnosis_of(challenge_id: str, finding: Finding, chains: Chains | None = None, restart: str = "") -> Diagnosis:
    """What is handed out for a finding: its message, what that speaks of, and both sides.

    Parameters
    ----------
    chains : tuple of two sequences of Step, optional
        The learner's steps and the expected ones, where two networks were compared.
    restart : str
        The challenge to catch up to before the next try; left out where the message says it.
    """
    details = {name: in_words(value) for name, value in finding.values.items()}
    message = message_for(finding)
    restart = "" if "catch_up" in message else restart
    both, hints = side_by_side(finding, chains), hints_for(finding)
    return Diagnosis(str(challenge_id), finding.status, finding.label, message, details, both, restart, hints)


def side_by_side(finding: Finding, chains: Chains | None) -> Networks | Values | None:
    """What the learner has made beside what the task asks for, as far as the finding knows it; None otherwise.

    Parameters
    ----------
    finding : Finding
        What the search for a difference ended with. A setting of the expected layer is told only where the finding
        speaks of it: the rest is for the learner to find.
    chains : tuple of two sequences of Step, optional
        The learner's steps and the expected ones, where two networks were compared.
    """
    if finding.status not in (Status.NEEDS_WORK, Status.EARLIER_STEP):
        return None
    try:
        if chains is not None:
            return _networks(*chains, _told(finding))
    except Exception:  # noqa: BLE001 - a layer of the learner's own that cannot be put into words: the message alone must do
        return None
    return _values(finding)


def _values(finding: Finding) -> Values | None:
    found, expected = finding.values.get("found"), finding.values.get("expected")
    if finding.label in _ABOUT_NAMES:
        return None
    return Values(in_words(found), in_words(expected)) if found is not None and expected is not None else None


def _told(finding: Finding) -> frozenset[str]:
    """The values that the finding speaks of, as they are written beside a layer."""
    return frozenset(_size(_bare(value)) for name, value in finding.values.items() if name not in _LINES)


def _bare(value: object) -> object:
    return value.value if isinstance(value, Quoted) else value.name if isinstance(value, LayerRef) else value


def _networks(mine: Sequence[Step], theirs: Sequence[Step], told: frozenset[str]) -> Networks | None:
    if joining_step(list(mine)) is not None:
        return None  # two paths that meet are no row of layers
    found, expected = _grouped(mine), _grouped(theirs)
    pairs = _paired(found, expected)
    marked = next((index for index, (one, other) in enumerate(pairs) if _differ(one, other)), len(pairs) - 1)
    rows = tuple(
        Row(
            _layer(one, _settings(one)) if one else None,
            _layer(other, _settings(other, told if index == marked else frozenset())) if other else None,
            not _differ(one, other),
        )
        for index, (one, other) in enumerate(pairs)
    )
    return Networks(rows, marked)


def _grouped(steps: Sequence[Step]) -> list[list[Step]]:
    """The steps layer by layer: an activation belongs to the layer before it, a second one stands alone."""
    groups: list[list[Step]] = []
    for step in steps:
        if step.kind == "activation" and groups and len(groups[-1]) == 1 and groups[-1][0].kind not in _ALONE:
            groups[-1].append(step)
        else:
            groups.append([step])
    return groups


_ALONE = ("InputLayer", "activation")
_Pair = tuple[list[Step] | None, list[Step] | None]


def _paired(found: list[list[Step]], expected: list[list[Step]]) -> list[_Pair]:
    """Layer beside layer: the same beginning, the same end, and what is left between them in its order."""
    shorter = min(len(found), len(expected))
    start = next((index for index in range(shorter) if _differ(found[index], expected[index])), shorter)
    left = shorter - start
    end = next((index for index in range(left) if _differ(found[-1 - index], expected[-1 - index])), left)
    between = max(len(found), len(expected)) - start - end
    middle: list[_Pair] = [
        (
            found[start + index] if start + index < len(found) - end else None,
            expected[start + index] if start + index < len(expected) - end else None,
        )
        for index in range(between)
    ]
    tail = [(found[-end + index], expected[-end + index]) for index in range(end)]
    return [*zip(found[:start], expected[:start], strict=True), *middle, *tail]


def _differ(one: list[Step] | None, other: list[Step] | None) -> bool:
    if one is None or other is None or len(one) != len(other):
        return True
    return not all(mine.matches(theirs) for mine, theirs in zip(one, other, strict=True))


def _layer(steps: list[Step], settings: str) -> Layer:
    kind = "Activation" if steps[0].kind == "activation" else steps[0].name
    return Layer(kind, settings, str(tuple(steps[-1].shape[1:])))


def _settings(steps: list[Step], told: frozenset[str] | None = None) -> str:
    """The settings in words; with `told`, only those whose value is among these."""
    chosen = [] if steps[0].kind == "activation" else _worth_telling(steps[0])
    chosen += [("activation", _activation(step)) for step in steps if step.kind == "activation"]
    words = [_word(name, value) for name, value in chosen if told is None or _size(value) in told]
    return ", ".join([word for word in words if word][:_MOST_WORDS])


def _worth_telling(step: Step) -> list[tuple[str, Any]]:
    """The settings that were chosen: those without a default, and those that differ from it."""
    parameters = inspect.signature(type(step.made_by).__init__).parameters if step.made_by is not None else {}
    return [
        (name, value)
        for name, value in step.settings.items()
        if name in _ASKED_FOR or (value is not None and not _is_default(name, value, parameters, step))
    ]


def _is_default(name: str, value: Any, parameters: Mapping[str, inspect.Parameter], step: Step) -> bool:
    if name in _USUAL or name not in parameters:
        return value == _USUAL.get(name, value)
    default = parameters[name].default
    pooled = name == "strides" and value == step.settings.get("pool_size")  # Keras' default for a pooling layer
    return pooled or value == default or _size(value) == _size(default)


def _word(name: str, value: Any) -> str:
    if isinstance(value, str) and len(value) > len("depthwise_initializer"):
        return name  # a regulariser with all its numbers, or the like
    if name in _COUNTED:
        return counted(value, _COUNTED[name])
    if name in _TOLD_ELSEWHERE:
        return ""
    return _size(value) if name in _BY_ITSELF else f"{name} {_size(value)}"


def _size(value: Any) -> str:
    """A size as people say it: 3x3 for (3, 3)."""
    if isinstance(value, list | tuple) and 1 < len(value) < _MOST_WORDS and all(isinstance(one, int) for one in value):
        return "x".join(map(str, value))
    return in_words(value)


def _activation(step: Step) -> str:
    return "a lambda" if step.name == "<lambda>" else step.name
