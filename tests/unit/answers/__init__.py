"""Play the tables of answers through the checker."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import keras
import numpy as np

from lesson_utils.checking import Diagnosis, diagnose
from lesson_utils.episodes import Challenge, course

FOLDER = Path(__file__).parent


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


@dataclass(frozen=True)
class Ran:
    """An answer whose cells have run, with the variables after and before: ready to be checked, as often as wanted."""

    answer: Answer
    namespace: dict[str, Any]
    before: dict[str, Any]
    error: BaseException | None

    def check(self) -> Diagnosis:
        """What the checker says of it."""
        return diagnose(self.answer.challenge, self.answer.code, self.namespace, self.error, self.before)


@dataclass(frozen=True)
class Played:
    """An answer and what the checker said of it."""

    answer: Answer
    diagnosis: Diagnosis


def tables() -> dict[str, list[Answer]]:
    """Every table, by challenge id."""
    return {path.stem: _table(path) for path in sorted(FOLDER.glob("*.toml"))}


def _table(path: Path) -> list[Answer]:
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["answer"]
    return [Answer(challenge=path.stem, **entry) for entry in entries]


def play(answer: Answer) -> Diagnosis:
    """Run the cells of an answer, then diagnose it."""
    return ran(answer).check()


def ran(answer: Answer) -> Ran:
    """Run the cells of an answer the way a notebook does, in a fresh kernel's Keras."""
    keras.utils.clear_session(free_memory=False)  # or the names that Keras gives would depend on the answers before
    namespace = state_before(answer.challenge, *answer.without)
    run(answer.first, namespace)
    before, error = dict(namespace), None
    for _ in range(answer.runs):
        before = dict(namespace)
        error = run(answer.code, namespace)
    run(answer.after, namespace)
    return Ran(answer, namespace, before, error)


def challenge(challenge_id: str) -> Challenge:
    """The challenge of the course with this id."""
    return next(one for episode in course() for one in episode.challenges if one.id == challenge_id)


def run(code: str, namespace: dict[str, Any]) -> BaseException | None:
    """Run a cell; what it raised, if anything."""
    try:
        exec(compile(code, "<answer>", "exec"), namespace)
    except Exception as error:
        return error
    return None


def state_before(challenge_id: str, *without: str) -> dict[str, Any]:
    """The variables of a learner who solved the challenges before this one, but for those in `without`."""
    return dict(_state_before(challenge_id, without))


@cache
def _state_before(challenge_id: str, without: tuple[str, ...]) -> dict[str, Any]:
    import keras

    namespace: dict[str, Any] = {"keras": keras, "train_images": np.zeros((40, 32, 32, 3), "float32")}
    target = challenge(challenge_id)
    for earlier in next(episode for episode in course() if episode.name == target.episode).challenges:
        if earlier.number < target.number and earlier.id not in without:
            run(earlier.solution or "", namespace)
    return namespace
