"""What an answer builds on: the variables of earlier challenges, as they were before its cell ran."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lesson_utils.checking.comparing.graph import Step, steps_to
from lesson_utils.checking.comparing.models import same_numbers
from lesson_utils.checking.comparing.networks import same
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.steps import first_own_step
from lesson_utils.keras_internals import is_tensor


@dataclass(frozen=True)
class Before:
    """A variable that an earlier challenge makes and this one's solution reads.

    Attributes
    ----------
    answer : Answer
    name : str
        The variable's.
    """

    answer: Answer
    name: str

    @property
    def maker(self) -> str:
        """The challenge that makes it."""
        return self.answer.reference.makers[self.name]

    @property
    def is_stacked(self) -> bool:
        """Whether the challenge itself stores its result under the same name."""
        return self.name in self.answer.targets

    @property
    def is_read_from_result(self) -> bool:
        """Whether nobody kept it, and only the result tells what it was."""
        return self.answer.before is None and self.is_stacked

    @property
    def is_missing(self) -> bool:
        """Whether there was no such variable."""
        return not self.is_read_from_result and self.name not in self._variables

    @property
    def value(self) -> Any:
        """What it held, as far as anybody knows."""
        return self._variables.get(self.name)

    @property
    def expected(self) -> Any:
        """What it should have held."""
        return self.answer.reference.start[self.name]

    @cached_property
    def expected_chain(self) -> list[Step]:
        """The steps to that; none where it is no layer's result."""
        return steps_to(self.expected) if is_tensor(self.expected) else []

    @cached_property
    def chain(self) -> list[Step] | None:
        """The steps to what it held where they are not those expected; None where nothing is wrong, or nobody knows."""
        if not self.expected_chain or not is_tensor(self.value):
            return None
        chain = self._below_the_result() if self.is_read_from_result else steps_to(self.value)
        if chain is None or same(chain, self.expected_chain):
            return None
        equal = not self.is_read_from_result and same_numbers(chain, self.expected_chain, self.value, self.expected)
        return None if equal else chain

    def _below_the_result(self) -> list[Step] | None:
        """What the challenge's own layers were put on top of."""
        expected = self.answer.reference.namespace[self.name]
        own, found = steps_to(expected)[first_own_step(self.answer, expected) :], steps_to(self.value)
        return found[: -len(own)] if own and same(found[-len(own) :], own) else None

    @property
    def own_kinds(self) -> set[str]:
        """The kinds of layers that the challenge itself puts on top of it; none when it only reads it."""
        if not self.is_stacked:
            return set()
        own = steps_to(self.answer.reference.namespace[self.name])[len(self.expected_chain) :]
        return {step.kind for step in own} - {"activation"}

    @property
    def one_too_many(self) -> Step | None:
        """The first layer that stands on top of all that is expected."""
        chain, expected = self.chain, self.expected_chain
        if chain is None or not same(chain[: len(expected)], expected):
            return None
        extra = chain[len(expected) :]
        return next((step for step in extra if step.kind != "activation"), extra[0])

    @property
    def _variables(self) -> Any:
        return self.answer.before if self.answer.before is not None else self.answer.variables


def variables_before(answer: Answer) -> Iterator[Before]:
    """The variables of earlier challenges that the solution reads, by name."""
    return (Before(answer, name) for name in sorted(answer.needed & set(answer.reference.makers)))
