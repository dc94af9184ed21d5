"""The steps of a network by the challenges that make them: whose each is, and which challenge leaves a chain."""

from typing import Any

from lesson_utils.checking.comparing.graph import Step, steps_to
from lesson_utils.checking.comparing.networks import described, same
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import Variables
from lesson_utils.checking.facts.reference import reference_for
from lesson_utils.checking.facts.source import targets_of
from lesson_utils.checking.findings import LayerRef
from lesson_utils.episodes import Challenge


def first_own_step(answer: Answer, expected: Any) -> int:
    """Where the steps of the challenge itself begin in the chain to its solution's result."""
    owners, own = [answer.reference.owners.get(id(step.made_by)) for step in steps_to(expected)], answer.challenge.id
    return owners.index(own) if own in owners else 0


def own_layer(answer: Answer, expected: Any) -> LayerRef:
    """The first layer of the challenge's own."""
    chain = steps_to(expected)
    return described(chain[first_own_step(answer, expected)], chain)


def earlier_challenges(answer: Answer) -> list[Challenge]:
    """The episode's challenges before this one."""
    return [challenge for challenge in answer.episode.challenges if challenge.number < answer.challenge.number]


def later_challenges(answer: Answer) -> list[Challenge]:
    """The episode's challenges after this one."""
    return [challenge for challenge in answer.episode.challenges if challenge.number > answer.challenge.number]


def challenge_that_leaves(
    chain: list[Step], name: str, among: list[Challenge], answer: Answer, variables: Variables
) -> str | None:
    """The challenge whose solution leaves just this chain under the name."""
    for challenge in among:
        makes = name in targets_of(challenge.solution or "")
        if makes and same(chain, steps_to(reference_for(answer.episode, challenge, variables).namespace[name])):
            return challenge.id
    return None


def moved_on(name: str, found: Any, answer: Answer) -> bool:
    """Whether later challenges have since put their own layers on top of this one's right result."""
    leaves = challenge_that_leaves(steps_to(found), name, later_challenges(answer), answer, answer.variables)
    return leaves is not None
