"""Compare the learner's chain of steps with the solution's and find the one difference to speak of."""

from collections import Counter
from dataclasses import dataclass

from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.graph import Step

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")

# Differences on which the numbers decide: the network may compute the same in another way. A step too many is
# a step too many even where it changes nothing.
SUBSTITUTIONS = frozenset(["wrong-layer", "wrong-value", "wrong-activation", "missing-activation", "missing-layer"])


@dataclass(frozen=True)
class Comparison:
    """What `explain` looks at.

    `owners` names, for each expected step, the challenge whose solution made it; `own` is the challenge being checked;
    `before` is the chain that the target held before the cell ran, or None when nobody knows; `reads` tells whether the
    answer's last layer reads the same name as the solution's, or None.
    """

    found: list[Step]
    expected: list[Step]
    owners: list[str]
    own: str
    before: list[Step] | None = None
    reads_as_told: bool | None = None

    @property
    def first_own(self) -> int:
        """Where the challenge's own steps begin in `expected`."""
        return self.owners.index(self.own) if self.own in self.owners else 0

    @property
    def first_difference(self) -> int:
        """The first place where the chains differ; the longer one's first extra place when one begins the other."""
        for index, (mine, theirs) in enumerate(zip(self.found, self.expected, strict=False)):
            if not mine.matches(theirs):
                return index
        return min(len(self.found), len(self.expected))


def same(found: list[Step], expected: list[Step]) -> bool:
    """Whether two chains are the same, step by step."""
    return len(found) == len(expected) and all(map(Step.matches, found, expected))


def explain(compared: Comparison) -> Finding | None:
    """The finding for the first difference, or None when the chains are the same."""
    if same(compared.found, compared.expected):
        return None
    return _stacked(compared) or _wired_elsewhere(compared) or _earlier_step(compared) or _own_step(compared)


def _stacked(compared: Comparison) -> Finding | None:
    """A cell of the kind `x = layer(x)` that ran more than once has its layer in the chain more than once."""
    start = compared.first_own
    prefix, own = compared.expected[:start], compared.expected[start:]
    tail = compared.found[start:]
    if not start or not own or not same(compared.found[:start], prefix):
        return None
    layers, block = _layers(tail), _layers(own)
    repeats, rest = divmod(len(layers), len(block)) if block else (0, 1)
    if repeats < 2 or rest or layers != block * repeats or not same(compared.found[-len(own) :], own):
        return None
    if compared.before is not None and same(compared.before, prefix):
        return None  # this very run added them all: the cell itself has a layer too many
    return Finding(
        "ran-twice",
        layer=block[-1],
        times="twice" if repeats == 2 else f"{repeats} times",
        own=compared.own,
        restart=_restart(compared),
    )


def _wired_elsewhere(compared: Comparison) -> Finding | None:
    """The challenge's own layers are right, but they read something else than the step before."""
    start = compared.first_own
    own = compared.expected[start:]
    head = compared.found[: -len(own)] if own else compared.found
    if not start or not same(compared.found[-len(own) :], own) or same(head, compared.expected[:start]):
        return None
    was_right = compared.before is not None and same(compared.before, compared.expected[:start])
    if not was_right and compared.reads_as_told is not False:
        return None
    return Finding(
        "wrong-input",
        layer=_name(own[0], 0, own),
        found=head[-1].shape if head else None,
        expected=compared.expected[start - 1].shape,
    )


def _earlier_step(compared: Comparison) -> Finding | None:
    index = compared.first_difference
    if index >= compared.first_own:
        return None
    owner = compared.owners[index]
    expected = compared.expected[index]
    if index >= len(compared.found):
        return Finding(
            "earlier-missing", Status.EARLIER_STEP, challenge=owner, layer=_name(expected, index, compared.expected)
        )
    previous = compared.expected[index - 1] if index else None
    repeated = next((step for step in compared.expected[:index][::-1] if step.kind != "activation"), previous)
    mine = compared.found[index]
    if repeated is not None and mine.matches(repeated) and not mine.matches(expected):
        again = compared.owners[compared.expected.index(repeated)]
        return Finding("earlier-ran-twice", Status.EARLIER_STEP, challenge=again, layer=repeated.kind)
    return Finding(
        "earlier-wrong", Status.EARLIER_STEP, challenge=owner, layer=_name(expected, index, compared.expected)
    )


def _own_step(compared: Comparison) -> Finding:
    index = compared.first_difference
    found, expected = compared.found, compared.expected
    if index == len(expected):
        return _too_many(found, index, expected)
    if index == len(found):
        return _missing(index, expected)
    mine, theirs = found[index], expected[index]
    if mine.kind == theirs.kind:
        return _differing_settings(mine, theirs, index, expected)
    if theirs.kind == "activation" and mine.kind != "activation":
        return _missing(index, expected)
    if mine.kind == "activation":
        return _too_many(found, index, expected)
    if Counter(_layers(found)) == Counter(_layers(expected)):
        return Finding("wrong-order", found=mine.kind, expected=theirs.kind)
    if any(mine.matches(later) for later in expected[index + 1 :]) and len(found) < len(expected):
        return _missing(index, expected)
    if len(found) > len(expected) and any(theirs.matches(later) for later in found[index + 1 :]):
        return _too_many(found, index, expected)
    return Finding("wrong-layer", found=mine.kind, expected=theirs.kind, shape=mine.shape)


def _too_many(found: list[Step], index: int, expected: list[Step]) -> Finding:
    extra = found[index]
    if extra.kind != "activation":
        return Finding("extra-layer", layer=extra.kind)
    previous = found[index - 1] if index else extra
    label = "doubled-activation" if previous.kind == "activation" else "extra-activation"
    layer = next((step.kind for step in found[:index][::-1] if step.kind != "activation"), "input")
    return Finding(label, layer=layer, found=extra.settings.get("function"))


def _missing(index: int, expected: list[Step]) -> Finding:
    step = expected[index]
    if step.kind == "activation":
        return Finding(
            "missing-activation",
            layer=_name(expected[index - 1], index - 1, expected),
            expected=step.settings["function"],
        )
    return Finding("missing-layer", layer=_name(step, index, expected))


def _differing_settings(mine: Step, theirs: Step, index: int, expected: list[Step]) -> Finding:
    setting = mine.differences(theirs)[0]
    found, wanted = mine.settings.get(setting), theirs.settings.get(setting)
    if theirs.kind == "activation":
        layer = _name(expected[index - 1], index - 1, expected)
        return Finding("wrong-activation", layer=layer, found=found, expected=wanted)
    if theirs.kind == "InputLayer" and setting == "shape":
        return _wrong_input_shape(found, wanted)
    label = "unasked-setting" if wanted is None and setting.endswith(("regularizer", "constraint")) else "wrong-value"
    return Finding(label, layer=_name(theirs, index, expected), setting=setting, found=found, expected=wanted)


def _wrong_input_shape(found: object, wanted: object) -> Finding:
    label = "wrong-input-shape"
    if isinstance(found, tuple) and isinstance(wanted, tuple):
        if len(found) == len(wanted) + 1 and found[1:] == wanted:
            label = "input-counts-images"
        elif found == wanted[:-1]:
            label = "input-without-channels"
        elif len(found) == len(wanted) and found == (wanted[-1], *wanted[:-1]):
            label = "input-channels-first"
    return Finding(label, found=found, expected=wanted)


def _layers(steps: list[Step]) -> list[str]:
    return [step.kind for step in steps if step.kind != "activation"]


def _name(step: Step, index: int, chain: list[Step]) -> str:
    """A step's layer in words, with its ordinal when the chain has several of its kind: "second `Conv2D`"."""
    same_kind = [place for place, other in enumerate(chain) if other.kind == step.kind]
    if step.kind == "InputLayer":
        return "`Input`"
    if len(same_kind) < 2 or index not in same_kind:
        return f"`{step.kind}`"
    return f"{ORDINALS[min(same_kind.index(index), len(ORDINALS) - 1)]} `{step.kind}`"


def _restart(compared: Comparison) -> str:
    """The challenge whose cell must run again before this one: the one that made the step before."""
    return compared.owners[compared.first_own - 1]
