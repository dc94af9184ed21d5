"""The tables of answers, as they stand in their files."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lesson_utils.classroom.between import steps_to_run
from lesson_utils.episodes import Challenge, Episode, course, read_episode

FOLDER = Path(__file__).parent
KINDS = FOLDER / "kinds"  # small episodes for kinds of tasks that the course will set, each with its tables


@dataclass(frozen=True)
class Answer:
    """One entry of a table."""

    challenge: str
    why: str
    code: str
    label: str
    runs: int = 1
    without: list[str] = field(default_factory=list)
    first: str = ""
    after: str = ""

    @property
    def right(self) -> bool:
        """Whether the checker must accept it."""
        return self.label == "correct"


def tables() -> dict[str, list[Answer]]:
    """The tables of the course's own challenges, by challenge id."""
    return {path.stem: _table(path) for path in sorted(FOLDER.glob("*.toml"))}


def tables_of_kinds() -> dict[str, list[Answer]]:
    """The tables of the small episodes' challenges, by challenge id."""
    return {path.stem: _table(path) for path in sorted(KINDS.glob("*.toml"))}


def all_tables() -> dict[str, list[Answer]]:
    """Both."""
    return tables() | tables_of_kinds()


def _table(path: Path) -> list[Answer]:
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["answer"]
    return [Answer(challenge=path.stem, **entry) for entry in entries]


@cache
def kinds() -> tuple[Episode, ...]:
    """The small episodes."""
    return tuple(read_episode(path) for path in sorted(KINDS.glob("*.md")))


def episode_of(challenge_id: str) -> Episode:
    """The episode with this challenge: one of the course's, or a small one."""
    everywhere = (*course(), *kinds())
    return next(episode for episode in everywhere if any(one.id == challenge_id for one in episode.challenges))


def challenge(challenge_id: str) -> Challenge:
    """The challenge with this id."""
    return next(one for one in episode_of(challenge_id).challenges if one.id == challenge_id)


def steps_before(challenge_id: str, without: list[str] | tuple[str, ...] = ()) -> list[Challenge | str]:
    """The challenges with code before this one in its episode, but for those in `without`, and the cells between.

    A given cell is there, as its code, when this challenge's solution stands on it.
    """
    steps = steps_to_run(episode_of(challenge_id), challenge(challenge_id))
    return [step for step in steps[:-1] if isinstance(step, str) or step.id not in without]
