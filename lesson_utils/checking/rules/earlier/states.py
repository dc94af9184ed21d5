"""Was everything in order before the cell ran, and does its result hang together with the other variables?"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from lesson_utils.checking.comparing.functions import model_of
from lesson_utils.checking.comparing.graph import Step, steps_to
from lesson_utils.checking.comparing.kinds import is_model, kind_of
from lesson_utils.checking.comparing.networks import describe, explain, first_difference, same
from lesson_utils.checking.comparing.targets import same_numbers
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import Variables
from lesson_utils.checking.facts.reference import Reference, reference_for
from lesson_utils.checking.facts.source import targets_of
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.episodes import Challenge
from lesson_utils.keras_internals import is_tensor


def first_own_step(answer: Answer, expected: Any) -> int:
    """Where the steps of the challenge itself begin in the chain to its solution's result."""
    owners, own = [answer.reference.owners.get(id(step.made_by)) for step in steps_to(expected)], answer.challenge.id
    return owners.index(own) if own in owners else 0


def own_layer(answer: Answer, expected: Any) -> str:
    """The first layer of the challenge's own, in words."""
    chain = steps_to(expected)
    return describe(chain[first_own_step(answer, expected)], chain)


def wrong_input(made: Variables, build: Any) -> Finding | None:
    """The finding for an input, among what a function had made when it raised, that is not the solution's.

    `build` is the solution's function.
    """
    model = model_of(build)
    if not is_model(model):  # a function that takes arguments builds nothing without
        return None
    wanted = steps_to(model.outputs[0])[:1]
    for value in made.values():
        if is_tensor(value) and len(steps_to(value)) == 1:
            return explain(steps_to(value), wanted, 0)
    return None


def result_elsewhere(names: Iterable[str], variables: Variables, expected: Any) -> str | None:
    """The name under which the answer stored the right result, when it is not the one asked for."""
    if not is_tensor(expected):
        alike = [name for name in sorted(names) if type(variables.get(name)) is type(expected)]
        return alike[0] if len(alike) == 1 else None
    wanted = steps_to(expected)
    tensors = [name for name in sorted(names) if is_tensor(variables.get(name))]
    return next((name for name in tensors if same(steps_to(variables[name]), wanted)), None)


def moved_on(name: str, found: Any, answer: Answer) -> bool:
    """Whether later challenges have since put their own layers on top of this one's right result."""
    return _step_that_leaves(steps_to(found), name, _later(answer), answer, answer.variables) is not None


def _later(answer: Answer) -> list[Challenge]:
    return [one for one in answer.episode.challenges if one.number > answer.challenge.number]


def _step_that_leaves(
    chain: list[Step], name: str, among: list[Challenge], answer: Answer, variables: Variables
) -> str | None:
    """The challenge whose solution leaves just this chain under the name."""
    for one in among:
        makes = name in targets_of(one.solution or "")
        if makes and same(chain, steps_to(reference_for(answer.episode, one, variables).namespace[name])):
            return one.id
    return None


def disconnected(found: Any, answer: Answer) -> Finding | None:
    """A right chain that does not begin at the learner's input: a model of both could not be built."""
    chain, reference = steps_to(found), answer.reference
    for name in reference.makers:
        theirs = answer.variables.get(name)
        if not is_tensor(reference.start[name]) or len(steps_to(reference.start[name])) != 1 or not is_tensor(theirs):
            continue
        start = steps_to(theirs)
        if len(start) == 1 and start[0].made_by is not chain[0].made_by:
            once = (answer.before or {}).get(name)
            if is_tensor(once) and steps_to(once)[0].made_by is chain[0].made_by:
                return Finding("remade-input", name=name)
            if name in answer.needed:
                return Finding("own-input", name=name)
            read = min(answer.needed & set(reference.makers), default=name)
            return Finding("stale-input", Status.EARLIER_STEP, name=name, challenge=reference.makers[read])
    return None


def earlier_fault(answer: Answer) -> Finding | None:
    """The finding for a variable that an earlier challenge should have made otherwise."""
    reference = answer.reference
    found = answer.before if answer.before is not None else answer.variables
    for name in sorted(answer.needed & set(reference.makers)):
        expected, maker = reference.start[name], reference.makers[name]
        if answer.before is None and name in answer.targets:
            finding = _fault_from_result(answer, name, found.get(name))
        elif name not in found:
            finding = Finding("earlier-not-run", Status.EARLIER_STEP, name=name, challenge=maker)
        else:
            finding = _fault_of_value(answer, name, found[name]) if is_tensor(expected) else None
        if finding is not None:
            return _made_later(name, answer) or _in_order(finding, answer)
    return None


def _in_order(finding: Finding, answer: Answer) -> Finding:
    """A layer that no later challenge makes was an earlier attempt at this one."""
    later = [other.solution or "" for other in _later(answer)]
    if finding.label != "out-of-order" or any(f"{finding.values['layer']}(" in solution for solution in later):
        return finding
    return Finding("ran-twice", **finding.values)  # type: ignore[arg-type]


def _made_later(name: str, answer: Answer) -> Finding | None:
    """The variable holds what a later challenge made of it: this step is done again, after that one."""
    before = answer.before or {}
    if not is_tensor(before.get(name)):
        return None
    later = _step_that_leaves(steps_to(before[name]), name, _later(answer), answer, before)
    if later is None:
        return None
    return Finding("later-step", Status.EARLIER_STEP, name=name, later=later, restart=answer.reference.makers[name])


def _fault_from_result(answer: Answer, name: str, result: Any) -> Finding | None:
    """Without the variables from before: what the challenge's own layers were put on top of, read from the result."""
    if not is_tensor(result):
        return None
    wanted = answer.reference.namespace[name]
    own = steps_to(wanted)[first_own_step(answer, wanted) :]
    found = steps_to(result)
    if not own or not same(found[-len(own) :], own):
        return None
    return _fault_of_steps(answer, name, found[: -len(own)])


def _fault_of_value(answer: Answer, name: str, value: Any) -> Finding | None:
    reference = answer.reference
    wanted = steps_to(reference.start[name])
    if not is_tensor(value):
        if type(value).__name__ not in {"EagerTensor", *(one.kind for one in wanted)}:
            return _left_over(answer, name, kind_of(value))
        layer = describe(wanted[-1] if wanted[-1].kind != "activation" else wanted[-2], wanted)
        return Finding("earlier-wrong", Status.EARLIER_STEP, challenge=reference.makers[name], layer=layer)
    found = steps_to(value)
    if same(found, wanted) or same_numbers(found, wanted, value, reference.start[name]):
        return None
    return _fault_of_steps(answer, name, found)


def _left_over(answer: Answer, name: str, found: str) -> Finding:
    maker = answer.reference.makers[name]
    if name in answer.targets:
        return Finding("left-over", Status.EARLIER_STEP, name=name, found=found, restart=maker)
    return Finding("earlier-holds", Status.EARLIER_STEP, name=name, found=found, challenge=maker)


def _fault_of_steps(answer: Answer, name: str, found: list[Step]) -> Finding | None:
    reference = answer.reference
    wanted = steps_to(reference.start[name])
    if same(found, wanted):
        return None
    if same(found[: len(wanted)], wanted):
        return _too_far(answer, name, found[len(wanted) :], wanted)
    own = _own_kinds(answer, name)
    mine, rest = ([one for one in found if (one.kind in own) is whether] for whether in (True, False))
    if own and same(rest, [one for one in wanted if one.kind not in own]):
        kind = mine[0].kind if mine else ""
        return Finding("ran-twice", layer=kind, name=name, restart=reference.makers[name])
    if mine and len([one for one in rest if one.kind != "activation"]) == 1:  # a first try that read the input itself
        return _left_over(answer, name, f"the result of a `{mine[0].kind}`")
    index = first_difference(found, wanted)
    step = wanted[index]
    maker = reference.owners.get(id(step.made_by), "")
    again = index < len(found) and found[index].kind in {one.kind for one in wanted[:index]}
    if again and any(step.matches(later) for later in found[index + 1 :]):
        return _ran_twice_earlier(reference, found[index], wanted, name)
    shorter = len(found) < len(wanted)
    skipped = index >= len(found) or (shorter and any(found[index].matches(later) for later in wanted[index + 1 :]))
    label = "earlier-missing" if skipped and step.kind != "activation" else "earlier-wrong"
    layer = describe(wanted[index - 1] if step.kind == "activation" else step, wanted)
    if label == "earlier-missing":  # other layers may stand on the gap by now: only the whole way up to here mends it
        maker, lacking = reference.makers[name], _lacking(found, wanted)
        earlier = [one for one in answer.episode.challenges if one.number < answer.challenge.number]
        untouched_since = _step_that_leaves(found, name, earlier, answer, answer.variables)
        if untouched_since is None and len(lacking) < len(_own_of(maker, reference, wanted)):  # its cell ran, otherwise
            return Finding("earlier-wrong", Status.EARLIER_STEP, challenge=maker, layer=f"what `{maker}` makes")
        layer = _listed([describe(one, wanted) for one in lacking]) or layer
    return Finding(label, Status.EARLIER_STEP, challenge=maker, layer=layer)


def _lacking(found: list[Step], wanted: list[Step]) -> list[Step]:
    """The layers of a chain that another has not, or not as often."""
    left, lacking = Counter(one.kind for one in found), []
    for one in wanted:
        left[one.kind] -= 1
        if left[one.kind] < 0 and one.kind != "activation":
            lacking.append(one)
    return lacking


def _own_of(challenge_id: str, reference: Reference, steps: list[Step]) -> list[Step]:
    """The layers in a chain that a challenge has made."""
    own = [one for one in steps if reference.owners.get(id(one.made_by)) == challenge_id]
    return [one for one in own if one.kind != "activation"]


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _too_far(answer: Answer, name: str, extra: list[Step], wanted: list[Step]) -> Finding:
    """The variable has gone through more layers than it should have by now: some cell ran more than once."""
    reference = answer.reference
    step = next((one for one in extra if one.kind != "activation"), extra[0])
    stacked = name in answer.targets
    if not stacked and step.kind not in {one.kind for one in wanted}:
        return _left_over(answer, name, f"the result of a `{step.kind}`")
    if stacked and step.kind in _own_kinds(answer, name):
        return Finding("ran-twice", layer=step.kind, name=name, restart=reference.makers[name])
    if step.kind in {one.kind for one in wanted} or not stacked:
        return _ran_twice_earlier(reference, step, wanted, name)
    return Finding("out-of-order", Status.EARLIER_STEP, layer=step.kind, name=name, restart=reference.makers[name])


def _own_kinds(answer: Answer, name: str) -> set[str]:
    """The kinds of layers that the challenge itself puts on top of a variable; none when it only reads it."""
    if name not in answer.targets:
        return set()
    own = steps_to(answer.reference.namespace[name])[len(steps_to(answer.reference.start[name])) :]
    return {one.kind for one in own} - {"activation"}


def _ran_twice_earlier(reference: Reference, step: Step, wanted: list[Step], name: str) -> Finding:
    again = next((one for one in wanted[::-1] if one.kind == step.kind), None)
    maker = reference.owners.get(id(again.made_by)) if again is not None else None
    return Finding(
        "earlier-ran-twice", Status.EARLIER_STEP, challenge=maker or reference.makers[name], layer=step.kind, name=name
    )
