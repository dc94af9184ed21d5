"""What this kernel knows of the learner's work: which cell answered which challenge, and how it went."""

import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lesson_utils.checking.reading.source import is_empty, names_bound, parse_or_none, targets_of
from lesson_utils.classroom.progress_file import key_of, read_progress
from lesson_utils.episodes import Challenge, Episode, course
from lesson_utils.episodes.challenges import BLANK
from lesson_utils.episodes.ids import valid_id

_ALIKE = 0.6  # how much of a cell must be like the template or solution to count as an answer that assigns nothing


@dataclass(frozen=True)
class Run:
    """One run of a cell: its source, what it raised, and the variables it speaks of, before and after."""

    source: str
    error: BaseException | None
    before: dict[str, Any]
    after: dict[str, Any]
    caught_up: bool = False


@dataclass
class Session:
    """The memory of one kernel."""

    opened: list[Episode] = field(default_factory=list)
    runs: dict[str, Run] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    hints_given: dict[str, tuple[tuple[str, str], int]] = field(default_factory=dict)
    current: Run | None = None
    episode: Episode | None = None

    @property
    def episodes(self) -> tuple[Episode, ...]:
        """Episodes opened by hand first, then the course's own."""
        return (*self.opened, *course())

    def begin(self, source: str, variables: Mapping[str, Any]) -> None:
        """A cell is about to run."""
        self.current = Run(source, None, dict(variables), {})

    def end(self, error: BaseException | None, variables: Mapping[str, Any], cell_id: str | None) -> Challenge | None:
        """The cell ended; it is kept if it answers a challenge, which is returned."""
        run, self.current = self.current, None
        if run is None:
            return None
        challenge = self.answered_by(run.source, cell_id)
        if challenge is not None:
            self.keep(challenge, run.source, error, run.before, variables)
        return challenge

    def keep(
        self,
        challenge: Challenge,
        source: str,
        error: BaseException | None,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        caught_up: bool = False,
    ) -> None:
        """Remember a run. Only the names it speaks of are kept, so that replaced arrays can be freed."""
        names = set(re.findall(r"\w+", source)) | set(targets_of(challenge.solution or ""))

        def only(variables: Mapping[str, Any]) -> dict[str, Any]:
            return {name: variables[name] for name in names if name in variables}

        self.runs[challenge.id] = Run(source, error, only(before), only(after), caught_up)
        if self.has_tried(challenge, self.runs[challenge.id]):
            self.tried.add(challenge.id)

    def has_tried(self, challenge: Challenge, run: Run | None) -> bool:
        """Whether the learner has ever run something of their own for a challenge."""
        return challenge.id in self.tried or (
            run is not None and not run.caught_up and _is_a_try(run.source, challenge)
        )

    def next_hint(self, challenge_id: str, topic: tuple[str, str], last: int) -> tuple[int, bool]:
        """The level of the hint to give now, from 1, and whether it was given before; a new topic begins at 1."""
        known, level = self.hints_given.get(challenge_id, (topic, 0))
        level = level if known == topic else 0
        self.hints_given[challenge_id] = topic, min(level + 1, last)
        return min(level + 1, last), level == last

    def answered_by(self, source: str, cell_id: str | None) -> Challenge | None:
        """Which challenge a cell answers: by its id where the front end tells it, otherwise by what it says."""
        challenges = [challenge for episode in self._likely_episodes() for challenge in episode.challenges]
        for challenge in challenges:
            if cell_id == valid_id(challenge.id, "answer"):
                return challenge
        tree = parse_or_none(source)
        bound = names_bound(tree) if tree is not None else set(re.findall(r"^\s*(\w+)\s*=[^=]", source, re.MULTILINE))
        alike = {challenge.id: _likeness(source, challenge) for challenge in challenges if challenge.solution}
        assigning = [one for one in challenges if bound & set(targets_of(one.solution or ""))]
        pool = assigning or [one for one in challenges if alike.get(one.id, 0) >= _ALIKE]
        return max(pool, key=lambda one: alike[one.id]) if pool else None

    def present(self) -> Episode:
        """The episode that the learner works on, as far as it can be told."""
        kept = read_progress()
        likely = self._likely_episodes()
        return next((episode for episode in likely[::-1] if key_of(episode) in kept), likely[0])

    def _likely_episodes(self) -> tuple[Episode, ...]:
        if self.episode is not None:
            return (self.episode,)
        named = Path(os.environ.get("JPY_SESSION_NAME", "")).stem  # JupyterLab tells the kernel its notebook
        # A copy is called "03-build-cnn-Copy1".
        chosen = tuple(episode for episode in self.episodes if re.match(rf"{re.escape(episode.name)}(\W|$)", named))
        return chosen or self.episodes


def _is_a_try(source: str, challenge: Challenge) -> bool:
    """Whether there is something of the learner's own: not empty, not the template, and a blank filled in."""
    template, tree = challenge.answer_template, parse_or_none(source)
    if source.strip() == template.strip() or (tree is not None and is_empty(tree)):
        return False
    return len(BLANK.findall(source)) < max(1, len(BLANK.findall(template)))


def _likeness(source: str, challenge: Challenge) -> float:
    """The share of words that a cell has in common with the template or the solution, with or without comments."""
    texts = (challenge.answer_template, challenge.solution or "", re.sub(r"#.*", "", challenge.solution or ""))
    return max(_shared_words(source, text) for text in texts)


def _shared_words(one: str, other: str) -> float:
    mine, theirs = Counter(re.findall(r"\w+", one)), Counter(re.findall(r"\w+", other))
    return (mine & theirs).total() / max(1, (mine | theirs).total())
