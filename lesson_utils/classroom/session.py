"""What this kernel knows of the learner's work: which cells ran, which challenge each answered, and how it went."""

import ast
import os
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lesson_utils.checking import is_empty, names_bound, names_needed, parse_or_none, targets_of
from lesson_utils.classroom.lesson_cells import is_the_lessons
from lesson_utils.classroom.likeness import most_alike
from lesson_utils.classroom.progress_file import key_of, read_progress
from lesson_utils.classroom.runs import Run, Snapshot
from lesson_utils.episodes import Challenge, Episode, course
from lesson_utils.episodes.challenges import BLANK
from lesson_utils.episodes.ids import valid_id
from lesson_utils.episodes.magics import python_of

VOCABULARY = ("check", "hint", "solution", "catch_up", "progress", "reveal")
_ALIKE = 0.6  # how much of a cell must be like the template or solution to count as an answer that assigns nothing
_MOST_RUNS = 60  # an answer that has been buried under more cells is no longer looked for


@dataclass
class Session:
    """The memory of one kernel. `history` holds the learner's runs, the latest last."""

    opened: list[Episode] = field(default_factory=list)
    history: list[Run] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    chosen: dict[str, str] = field(default_factory=dict)  # the letters that were last chosen at a question
    hints_given: dict[str, tuple[tuple[str, str], int]] = field(default_factory=dict)
    looked_at: tuple[str, Run | None] | None = None  # what was asked for last, and the latest run at that time
    latest: str = ""  # the challenge that was last worked on or asked for
    told_of_loss: bool = False  # whether the learner knows that progress is not kept
    current: Run | None = None
    episode: Episode | None = None

    @property
    def episodes(self) -> tuple[Episode, ...]:
        """Episodes opened by hand first, then the course's own."""
        return (*self.opened, *course())

    def begin(self, source: str, variables: Mapping[str, Any], cell_id: str | None = None) -> None:
        """A cell is about to run."""
        touched = names_touched(source)
        # A challenge's name may be made of the words of its answer: asking for it is no answer.
        challenge, certain = (None, True) if _is_our_words(source) else self.answered_by(source, cell_id)
        before = Snapshot(variables, self.names_that_matter() | set(re.findall(r"\w+", source)))
        name = challenge.id if challenge is not None else ""
        self.current = Run(source, None, before, Snapshot({}, ()), frozenset(touched), name, certain)

    def end(self, error: BaseException | None, variables: Mapping[str, Any]) -> Run | None:
        """The cell ended: its run, which is kept; None for a cell of our words alone."""
        run, self.current = self.current, None
        if run is None or _is_our_words(run.source):
            return None
        run = self.ended(run, error, variables)
        self.keep(run)
        return run

    def ended(self, run: Run, error: BaseException | None, variables: Mapping[str, Any]) -> Run:
        """A run with how it ended: what it raised, and the variables that matter as they are now."""
        return replace(run, error=error, after=Snapshot(variables, self.names_that_matter() | run.touched))

    def keep(self, run: Run) -> None:
        """Remember a run. What an earlier try at the same challenge raised is let go: it holds on to variables."""
        stopped = [one for one in self.history if one.error is not None and one.challenge == run.challenge]
        left = [one for one in self.history if one not in stopped]
        self.history = [*left, run][-_MOST_RUNS:]
        likely = self.likely_answered(run)
        self.latest = likely.id if likely is not None else self.latest
        challenge = self.challenge_called(run.challenge)
        if challenge is not None and is_a_try(run, challenge):
            self.tried.add(challenge.id)

    def challenge_called(self, challenge_id: str) -> Challenge | None:
        """The challenge with an id, in the episode that the learner works on."""
        likely = (one for episode in self.likely_episodes() for one in episode.challenges)
        return next((one for one in likely if one.id == challenge_id), None)

    def next_hint(self, challenge_id: str, topic: tuple[str, str], last: int) -> tuple[int, bool]:
        """The level of the hint to give now, from 1, and whether it was given before; a new topic begins at 1."""
        known, level = self.hints_given.get(challenge_id, (topic, 0))
        level = level if known == topic else 0
        self.hints_given[challenge_id] = topic, min(level + 1, last)
        return min(level + 1, last), level == last

    def answered_by(self, source: str, cell_id: str | None) -> tuple[Challenge | None, bool]:
        """Which challenge a cell answers, and whether that is certain; one of the lesson's own certainly answers none.

        Its id tells, where the front end knows it. Otherwise what it stores and says makes one challenge likely.
        """
        if is_the_lessons(source, cell_id, self.likely_episodes()):
            return None, True
        challenges = [challenge for episode in self.likely_episodes() for challenge in episode.challenges]
        for challenge in challenges:
            if cell_id == valid_id(challenge.id, "answer"):
                return challenge, True
        storing = self._storing(names_touched(source))
        with_code = [one for one in challenges if one.solution]
        return (most_alike(source, storing) if storing else most_alike(source, with_code, _ALIKE)), False

    def likely_answered(self, run: Run) -> Challenge | None:
        """The challenge that a run answers, or may answer: for advice on what it raised."""
        likely = None if run.certain else most_alike(run.source, self._storing(run.touched), least=0)
        return self.challenge_called(run.challenge) or likely

    def _storing(self, names: Set[str]) -> list[Challenge]:
        """The challenges whose solutions store one of these names."""
        challenges = (one for episode in self.likely_episodes() for one in episode.challenges if one.solution)
        return [one for one in challenges if names & set(targets_of(one.solution or ""))]

    def present(self) -> Episode:
        """The episode that the learner works on, as far as it can be told."""
        kept = read_progress()
        likely = self.likely_episodes()
        return next((episode for episode in likely[::-1] if key_of(episode) in kept), likely[0])

    def likely_episodes(self) -> tuple[Episode, ...]:
        """The episode last asked for; before that, the one whose notebook is open, or all there are."""
        if self.episode is not None:
            return (self.episode,)
        named = Path(os.environ.get("JPY_SESSION_NAME", "")).stem  # JupyterLab tells the kernel its notebook
        # A copy is called "03-build-cnn-Copy1".
        chosen = tuple(episode for episode in self.episodes if re.match(rf"{re.escape(episode.name)}(\W|$)", named))
        return chosen or self.episodes

    def names_that_matter(self) -> set[str]:
        """What the solutions store and read: the checker compares with these."""
        solutions = [one.solution for episode in self.likely_episodes() for one in episode.challenges if one.solution]
        return set().union(*({*targets_of(one), *names_needed(one)} for one in solutions))


def names_touched(source: str) -> set[str]:
    """The names that a cell stores, or whose model it changes; of a cell that Python cannot read, what it seems to."""
    tree = parse_or_none(source)
    if tree is None:
        return set(re.findall(r"^\s*(\w+)\s*=[^=]", source, re.MULTILINE))
    return names_bound(tree) | set(targets_of(python_of(source)))


def is_a_try(run: Run, challenge: Challenge) -> bool:
    """Whether there is something of the learner's own: not empty, not the template, and a blank filled in."""
    template, tree = challenge.answer_template, parse_or_none(run.source)
    if run.caught_up or run.source.strip() == template.strip() or (tree is not None and is_empty(tree)):
        return False
    return len(BLANK.findall(run.source)) < max(1, len(BLANK.findall(template)))


def _is_our_words(source: str) -> bool:
    """Whether a cell only asks the course for something: `check("conv2d")`."""
    tree = parse_or_none(source)
    called = [getattr(getattr(one, "value", None), "func", None) for one in tree.body] if tree is not None else []
    return bool(called) and all(isinstance(one, ast.Name) and one.id in VOCABULARY for one in called)
