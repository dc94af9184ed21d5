"""What an episode is once it has been read: `Episode`, `Challenge`, `Block`, and what can be wrong with one."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lesson_utils.episodes.magics import python_of
from lesson_utils.episodes.questions import Option


@dataclass(frozen=True)
class Problem:
    """One thing wrong in an episode, at a line (counted from 1)."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class EpisodeError(ValueError):
    """An episode that cannot become a notebook; the text lists every problem with file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Given:
    """An array that the set-up cell makes and that solutions use, as the front matter's `given` declares it."""

    dtype: str
    shape: tuple[int, ...]


@dataclass(frozen=True)
class Challenge:
    """One challenge. Its solutions are the specification: the checker knows no other definition of right.

    `solution` is the published one as Python, `written` the same with a notebook's magics, as the author wrote it;
    `alternatives` are other ways that are right as well. A question has `options` instead, of which some are right.
    """

    id: str
    title: str
    episode: str
    number: int
    line: int
    task: str
    template: str | None
    solution: str | None
    why: str
    hints: tuple[str, ...]
    alternatives: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    written: str = ""

    @property
    def can_be_checked(self) -> bool:
        """Whether there is a definition of right: code to compare with, or options; otherwise it is to be discussed."""
        return self.solution is not None or self.is_question

    @property
    def is_question(self) -> bool:
        """Whether it is answered by choosing: some option is right, each has its own letter, no code is asked for."""
        letters = {option.letter for option in self.options}
        return self.solution is None and len(letters) == len(self.options) and any(one.right for one in self.options)

    @property
    def has_several_right(self) -> bool:
        """Whether more than one option belongs to the right answer."""
        return sum(option.right for option in self.options) > 1

    @property
    def published(self) -> str:
        """The solution as learners and instructors see it."""
        return self.written or self.solution or ""

    @property
    def answer_template(self) -> str:
        """The code a learner starts from; a challenge without any gets one blank to replace."""
        return self.template or f"# {self.title}\n_____"


@dataclass(frozen=True)
class Block:
    """A piece of an episode: `prose`, `code`, `output`, or a div named by its class (`callout`, `challenge`, …).

    Of code, `alt` says in words what it draws: ```` ```python {alt='A bar chart …'} ````.
    """

    kind: str
    line: int
    text: str = ""
    title: str = ""
    children: tuple["Block", ...] = ()
    challenge: Challenge | None = None
    alt: str = ""


@dataclass(frozen=True)
class Episode:
    """A whole episode, in reading order.

    `probes` are calls on which the checker tries out the functions that challenges ask for, by challenge id.
    """

    path: Path
    title: str
    teaching: int
    exercises: int
    blocks: tuple[Block, ...]
    given: dict[str, Given] = field(default_factory=dict)
    probes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The file's stem, which names its notebooks too."""
        return self.path.stem

    @cached_property
    def challenges(self) -> tuple[Challenge, ...]:
        """The challenges in their order."""
        return tuple(block.challenge for block in self.walk() if block.challenge is not None)

    @property
    def setup(self) -> str | None:
        """The first code block before any challenge, if it imports something, as Python: the notebook's first cell."""
        for block in self.blocks:
            if block.kind == "challenge":
                return None
            if block.kind == "code":
                return python_of(block.text) if re.search(r"^(import|from) ", block.text, re.MULTILINE) else None
        return None

    def walk(self) -> list[Block]:
        """Every block, nested ones included, in reading order."""

        def below(blocks: tuple[Block, ...]) -> list[Block]:
            return [found for block in blocks for found in (block, *below(block.children))]

        return below(self.blocks)
