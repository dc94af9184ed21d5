"""The mistakes to expect in each challenge, with what the checker says: taken from the tables it is tested by.

A learner's installation has no tests, so the build keeps what instructors need of them in a file of the package.
"""

import ast
import json
import re
import tomllib
from collections import Counter
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from lesson_utils.building.files import replace_file
from lesson_utils.episodes import Challenge, Episode, read_episode
from lesson_utils.episodes.worth_making import mistake_of

FILE = Path(__file__).parent / "typical_mistakes.json"
_IN_CHECKOUT = Path("lesson_utils") / "building" / "instructor" / FILE.name
TABLES = Path("tests") / "unit" / "answers"
_MOST = 8
# What befalls every challenge, and what is said when Python's own words are all there is.
_NOT_OF_THE_TASK = {
    *("blanks-left", "earlier-missing", "earlier-not-run", "earlier-wrong", "first-cell-not-run", "function-raised"),
    *("nothing-written", "raised", "correct"),
}


@dataclass(frozen=True)
class Typical:
    """A kind of mistake: the checker's label, an example in a few words, and what the checker says to it."""

    label: str
    example: str
    says: str


@dataclass(frozen=True)
class Expected:
    """What to expect, the most varied kinds first; `says` is the message for the mistake worth making."""

    mistakes: tuple[Typical, ...] = ()
    says: str = ""


def expected_in(challenge_id: str) -> Expected:
    """What to expect in a challenge; nothing for one that has no table."""
    return _kept().get(challenge_id, Expected())


@cache
def _kept() -> dict[str, Expected]:
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        name: Expected(tuple(Typical(**one) for one in entry["mistakes"]), entry["says"])
        for name, entry in kept.items()
    }


def write_expected(root: Path) -> None:
    """Write the file anew from the tables of a checkout; a course that has no tables has none."""
    if (root / TABLES).is_dir():
        replace_file(root / _IN_CHECKOUT, _made(root))
        _kept.cache_clear()


def is_stale(root: Path) -> bool:
    """Whether the file no longer follows from the tables and the episodes."""
    file = root / _IN_CHECKOUT
    return (root / TABLES).is_dir() and not (file.is_file() and file.read_bytes() == _made(root))


def _made(root: Path) -> bytes:
    told = _told((root / TABLES / "messages.md").read_text(encoding="utf-8"))
    entries = {}
    for path in sorted((root / "episodes").glob("*.md")):
        episode = read_episode(path)
        for challenge in episode.challenges:
            table = root / TABLES / f"{challenge.id}.toml"
            if table.is_file():
                answers = tomllib.loads(table.read_text(encoding="utf-8"))["answer"]
                entries[challenge.id] = asdict(_expected(episode, challenge, answers, told))
    return (json.dumps(entries, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode("utf-8")


def _expected(
    episode: Episode, challenge: Challenge, answers: list[dict[str, str]], told: dict[tuple[str, str], str]
) -> Expected:
    def said(answer: dict[str, str]) -> str:
        return told.get((challenge.id, " ".join(answer["why"].split())), "")

    wrong = [answer for answer in answers if answer["label"] not in _NOT_OF_THE_TASK and said(answer)]
    times = Counter(answer["label"] for answer in wrong)
    examples = {answer["label"]: answer for answer in reversed(wrong)}  # the first of each label in the end
    kinds = sorted(examples, key=lambda label: (-times[label], label))[:_MOST]
    mistakes = tuple(Typical(label, examples[label]["why"], said(examples[label])) for label in kinds)
    worth_making = mistake_of(episode, challenge.id)
    if worth_making is None:
        return Expected(mistakes)
    same = [answer for answer in wrong if _is_same(answer["code"], worth_making.code)]
    if not same:
        says = f"the mistake worth making of {challenge.id} is no wrong answer of {TABLES / challenge.id}.toml"
        raise OSError(f"{episode.path}: {says}: write it there as well, so that its message is known and tested")
    return Expected(mistakes, said(same[0]))


def _is_same(code: str, other: str) -> bool:
    """Whether two pieces of code differ in layout and comments only."""
    try:
        return ast.dump(ast.parse(code)) == ast.dump(ast.parse(other))
    except SyntaxError:
        return code.split() == other.split()


def _told(messages: str) -> dict[tuple[str, str], str]:
    """What `messages.md` says is told, by the challenge and the words that describe the answer."""
    told: dict[tuple[str, str], str] = {}
    challenge = message = ""
    for line in messages.splitlines():
        if heading := re.match(r"## (?P<name>.+)", line):
            challenge = heading["name"]
        elif line.startswith("- "):
            message = line[2:]
        elif line.startswith("  - "):
            told[challenge, line[4:]] = message
    return told
