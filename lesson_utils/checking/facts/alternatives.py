"""Challenges with several right answers: each way an episode lists, and the one an answer comes closest to."""

import difflib
import itertools
from collections.abc import Iterator
from dataclasses import replace

from lesson_utils.checking.facts.reference import steps_before
from lesson_utils.episodes import Block, Challenge, Episode

_MOST = 12  # ways to combine a challenge's alternatives with those of the challenges before it


def versions(episode: Episode, challenge: Challenge) -> Iterator[tuple[Episode, Challenge]]:
    """The challenge once for each way to solve it, and to solve what it is built on; the published way first.

    Yields
    ------
    Episode, Challenge
        As if the author had published this way alone.
    """
    steps = [*steps_before(episode, challenge), challenge]
    if not any(step.alternatives for step in steps):
        yield episode, challenge
        return
    ways = [[(step.id, code) for code in (step.solution, *step.alternatives)] for step in steps]
    # The last step's ways change fastest: the challenge's own alternatives come before those of the steps before it.
    for choice in itertools.islice(sorted(itertools.product(*ways), key=lambda way: _changed(way, steps)), _MOST):
        solutions = dict(choice)
        version = replace(episode, blocks=_with_solutions(episode.blocks, solutions))
        yield version, next(solved for solved in version.challenges if solved.id == challenge.id)


def closest(source: str | None, challenges: list[Challenge]) -> int:
    """Which version of a challenge an answer is written most like; the published one without a source."""
    if source is None:
        return 0
    alike = [
        difflib.SequenceMatcher(None, source, solved.solution or "", autojunk=False).ratio() for solved in challenges
    ]
    return alike.index(max(alike))


def _changed(choice: tuple[tuple[str, str | None], ...], steps: list[Challenge]) -> int:
    published = {step.id: step.solution for step in steps}
    return sum(published[name] != code for name, code in choice)


def _with_solutions(blocks: tuple[Block, ...], solutions: dict[str, str | None]) -> tuple[Block, ...]:
    def changed(block: Block) -> Block:
        challenge = block.challenge
        if challenge is not None and challenge.id in solutions:
            challenge = replace(challenge, solution=solutions[challenge.id], alternatives=())
        return replace(block, challenge=challenge, children=_with_solutions(block.children, solutions))

    return tuple(map(changed, blocks))
