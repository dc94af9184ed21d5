"""One answer and all that is known of it: what every stage of diagnosis reads."""

import ast
from dataclasses import dataclass
from functools import cached_property

from lesson_utils.checking.facts.beside import Call, calls_beside
from lesson_utils.checking.facts.calls import Variables
from lesson_utils.checking.facts.reference import Reference, reference_for
from lesson_utils.checking.facts.source import UNREADABLE, names_needed, parse
from lesson_utils.checking.facts.statements import Statement, statements_of
from lesson_utils.checking.facts.trainings import Trainings, trainings_of
from lesson_utils.episodes import Challenge, Episode


@dataclass(frozen=True)
class Answer:
    """An answer to one challenge.

    Attributes
    ----------
    episode, challenge : Episode, Challenge
        What is asked for, as if the solution in it were the only right one.
    targets : tuple of str
        The names that the published solution makes.
    source : str or None
        The text of the cell as Python, without a notebook's magics; None when nobody knows it.
    variables : mapping
        The learner's variables now.
    before : mapping or None
        The learner's variables just before the cell ran; None when nobody kept them.
    error : BaseException or None
        What the cell raised.
    cell : str or None
        The text of the cell as it stands there; None when nobody knows it.
    """

    episode: Episode
    challenge: Challenge
    targets: tuple[str, ...]
    source: str | None
    variables: Variables
    before: Variables | None
    error: BaseException | None
    cell: str | None = None

    @cached_property
    def tree(self) -> ast.Module | None:
        """The cell's syntax tree; None without a source, or when Python cannot read it."""
        return self._read[0]

    @property
    def syntax_error(self) -> Exception | None:
        """Why Python cannot read the cell; None when it can."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[ast.Module | None, Exception | None]:
        try:
            return (parse(self.source) if self.source is not None else None), None
        except UNREADABLE as error:
            return None, error

    @cached_property
    def solution(self) -> ast.Module:
        """The syntax tree of the solution."""
        return ast.parse(self.challenge.solution or "")

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """The cell's calls, each with the solution's beside it; none where the text is not known."""
        return calls_beside(self.tree, self.solution, self.variables) if self.tree is not None else ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The cell's statements, from top to bottom; none where the text is not known."""
        return statements_of(self.tree)

    @property
    def needed(self) -> frozenset[str]:
        """The names that the solution reads before it makes them."""
        return names_needed(self.challenge.solution or "")

    @cached_property
    def reference(self) -> Reference:
        """What the solution leaves behind; see `reference_for` for what it raises."""
        return reference_for(self.episode, self.challenge, {**self.variables, **(self.before or {})}, self.variables)

    @cached_property
    def trainings(self) -> Trainings | None:
        """What the cell and the solution train, rehearsed; None where there is nothing, or nobody can tell."""
        before = {**self.variables, **(self.before or {})}
        made = self.reference.start.items()
        models = {name: value for name, value in made if getattr(value, "compiled", False) and name in before}
        return trainings_of(self.tree, self.solution, before, models, tuple(self.episode.given))
