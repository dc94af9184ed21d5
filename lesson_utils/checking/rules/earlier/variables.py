"""A variable that an earlier challenge should have made otherwise: not at all, wrong, too often, or a later one's."""

from collections import Counter

from lesson_utils.checking.comparing.graph import Step
from lesson_utils.checking.comparing.kinds import kind_of
from lesson_utils.checking.comparing.networks import described, first_difference, same
from lesson_utils.checking.facts.before import Before
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.facts.steps import challenge_that_leaves, earlier_challenges, later_challenges
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.rules.rule import Stage, rule
from lesson_utils.keras_internals import is_tensor


@rule(Stage.BEFORE, "earlier-not-run")
def earlier_not_run(case: Before) -> Finding | None:
    """It was not there."""
    missing = Finding("earlier-not-run", Status.EARLIER_STEP, name=case.name, challenge=case.maker)
    return missing if case.is_missing else None


@rule(Stage.BEFORE, "later-step")
def later_step(case: Before) -> Finding | None:
    """It held what a later challenge made of it: this step is done again, after that one."""
    before = case.answer.before
    if before is None or case.chain is None:
        return None
    later = challenge_that_leaves(case.chain, case.name, later_challenges(case.answer), case.answer, before)
    if later is None:
        return None
    return Finding("later-step", Status.EARLIER_STEP, name=case.name, later=later, restart=case.maker)


@rule(Stage.BEFORE, "left-over", "earlier-holds", "earlier-wrong")
def something_else(case: Before) -> Finding | None:
    """It held no layer's result."""
    chain = case.expected_chain
    if not chain or case.is_read_from_result or is_tensor(case.value):
        return None
    if type(case.value).__name__ not in {"EagerTensor", *(step.kind for step in chain)}:
        return _left_over(case, kind_of(case.value))
    layer = described(chain[-1] if chain[-1].kind != "activation" else chain[-2], chain)
    return Finding("earlier-wrong", Status.EARLIER_STEP, challenge=case.maker, layer=layer)


@rule(Stage.BEFORE, "ran-twice")
def ran_twice(case: Before) -> Finding | None:
    """The challenge's own layers were on it already: its cell ran before, or an earlier attempt at it did."""
    if case.chain is None or not case.is_stacked:
        return None
    extra, own = case.one_too_many, case.own_kinds
    if extra is not None:
        again = extra.kind in own or not (extra.kind in _kinds(case.expected_chain) or _made_later(extra, case))
        return Finding("ran-twice", layer=extra.name, name=case.name, restart=case.maker) if again else None
    rest = [step for step in case.chain if step.kind not in own]
    if not own or not same(rest, [step for step in case.expected_chain if step.kind not in own]):
        return None
    layer = next((step.name for step in case.chain if step.kind in own), "")
    return Finding("ran-twice", layer=layer, name=case.name, restart=case.maker)


def _made_later(step: Step, case: Before) -> bool:
    return any(f"{step.name}(" in (later.solution or "") for later in later_challenges(case.answer))


@rule(Stage.BEFORE, "left-over", "earlier-holds")
def other_result(case: Before) -> Finding | None:
    """It held the result of another layer: of another step, or of a first try that read the input itself."""
    if case.chain is None:
        return None
    extra = case.one_too_many
    if extra is not None:
        elsewhere = not case.is_stacked and extra.kind not in _kinds(case.expected_chain)
        return _left_over(case, f"the result of a `{extra.name}`") if elsewhere else None
    own = [step for step in case.chain if step.kind in case.own_kinds]
    rest = [step for step in case.chain if step.kind not in {*case.own_kinds, "activation"}]
    return _left_over(case, f"the result of a `{own[0].name}`") if own and len(rest) == 1 else None


def _left_over(case: Before, found: str) -> Finding:
    if case.is_stacked:
        return Finding("left-over", Status.EARLIER_STEP, name=case.name, found=found, restart=case.maker)
    return Finding("earlier-holds", Status.EARLIER_STEP, name=case.name, found=found, challenge=case.maker)


@rule(Stage.BEFORE, "overwrites-earlier")
def overwrites_earlier(case: Before) -> Finding | None:
    """The cell itself stores in it what another name should hold, so at each run it reads its own result."""
    again, tree = _again(case), case.answer.tree
    if again is None or tree is None or case.name not in names_bound(tree) - set(case.answer.targets):
        return None
    return Finding("overwrites-earlier", name=case.name, challenge=_maker_of(again, case))


@rule(Stage.BEFORE, "earlier-ran-twice")
def earlier_ran_twice(case: Before) -> Finding | None:
    """A layer of an earlier step is on it twice."""
    again = _again(case)
    if again is None:
        return None
    values = {"challenge": _maker_of(again, case), "layer": again.name, "name": case.name}
    return Finding("earlier-ran-twice", Status.EARLIER_STEP, **values)


def _again(case: Before) -> Step | None:
    """The layer that an earlier challenge has put on it twice."""
    if case.chain is None:
        return None
    extra, expected = case.one_too_many, case.expected_chain
    if extra is not None:
        return extra if extra.kind in _kinds(expected) or not case.is_stacked else None
    index = first_difference(case.chain, expected)
    again = index < len(case.chain) and case.chain[index].kind in _kinds(expected[:index])
    return (
        case.chain[index] if again and any(expected[index].matches(step) for step in case.chain[index + 1 :]) else None
    )


def _maker_of(step: Step, case: Before) -> str:
    """The challenge that makes the last layer of a step's kind."""
    alike = [other for other in case.expected_chain if other.kind == step.kind]
    return case.answer.reference.owners.get(id(alike[-1].made_by), case.maker) if alike else case.maker


@rule(Stage.BEFORE, "out-of-order")
def out_of_order(case: Before) -> Finding | None:
    """A later step's layer is on it already."""
    extra = case.one_too_many
    if extra is None:
        return None
    return Finding("out-of-order", Status.EARLIER_STEP, layer=extra.name, name=case.name, restart=case.maker)


@rule(Stage.BEFORE, "earlier-missing", "earlier-wrong")
def earlier_wrong(case: Before) -> Finding | None:
    """A layer of an earlier step is missing, or another one than asked for."""
    if case.chain is None:
        return None
    chain, expected = case.chain, case.expected_chain
    index = first_difference(chain, expected)
    step = expected[index]
    shorter = len(chain) < len(expected)
    skipped = index >= len(chain) or (shorter and any(chain[index].matches(later) for later in expected[index + 1 :]))
    if skipped and step.kind != "activation":
        return _missing(case, described(step, expected))
    layer = described(expected[index - 1] if step.kind == "activation" else step, expected)
    maker = case.answer.reference.owners.get(id(step.made_by), "")
    return Finding("earlier-wrong", Status.EARLIER_STEP, challenge=maker, layer=layer)


def _missing(case: Before, layer: object) -> Finding:
    """Other layers may stand on the gap by now: only the whole way up to here mends it."""
    chain, answer = case.chain or [], case.answer
    lacking = _lacking(chain, case.expected_chain)
    left = challenge_that_leaves(chain, case.name, earlier_challenges(answer), answer, answer.variables)
    if left is None and len(lacking) < len(_made_by(case.maker, case)):  # its cell ran, otherwise
        what = f"what `{case.maker}` makes"
        return Finding("earlier-wrong", Status.EARLIER_STEP, challenge=case.maker, layer=what)
    layers = tuple(described(step, case.expected_chain) for step in lacking) or layer
    return Finding("earlier-missing", Status.EARLIER_STEP, challenge=case.maker, layer=layers)


def _lacking(chain: list[Step], expected: list[Step]) -> list[Step]:
    """The layers that a chain has not, or not as often."""
    left, lacking = Counter(step.kind for step in chain), []
    for step in expected:
        left[step.kind] -= 1
        if left[step.kind] < 0 and step.kind != "activation":
            lacking.append(step)
    return lacking


def _made_by(challenge: str, case: Before) -> list[Step]:
    """The layers that a challenge makes."""
    owners = case.answer.reference.owners
    own = [step for step in case.expected_chain if owners.get(id(step.made_by)) == challenge]
    return [step for step in own if step.kind != "activation"]


def _kinds(steps: list[Step]) -> set[str]:
    return {step.kind for step in steps}
