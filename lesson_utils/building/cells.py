"""The cells of an episode's two notebooks, in order: what a learner gets and what an instructor gets."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from lesson_utils.building import boxes
from lesson_utils.building.ids import UniqueIds
from lesson_utils.building.prose import cleaned, heading_id, sections, split_heading
from lesson_utils.building.title import title_cell
from lesson_utils.episodes import Block, Challenge, Episode
from lesson_utils.episodes.challenges import slug_of
from lesson_utils.episodes.markdown import Figure


class Audience(Enum):
    """Who a notebook is for."""

    LEARNERS = "learners"
    INSTRUCTORS = "instructors"


@dataclass(frozen=True)
class Cell:
    """One cell, and the line of the episode it comes from."""

    id: str
    kind: str  # "markdown" or "code", as nbformat calls them
    source: str
    line: int
    challenge: str = ""


def cells_of(
    episode: Episode, audience: Audience, shown: Callable[[Figure], str], front: str | None = None
) -> list[Cell]:
    """The cells of one notebook.

    Parameters
    ----------
    episode : Episode
        As `read_episode` gives it.
    audience : Audience
        Instructors also get hints, solutions and the instructor notes.
    shown : callable
        What to write for a figure: Markdown or HTML.
    front : str, optional
        Code of a cell to put in front of the episode's own.

    Returns
    -------
    list of Cell
        With the same ids for the same cells in both notebooks.
    """
    return _Writer(episode, audience, shown).write(front)


class _Writer:
    def __init__(self, episode: Episode, audience: Audience, shown: Callable[[Figure], str]) -> None:
        self.episode, self.shown = episode, shown
        self.solved = audience is Audience.INSTRUCTORS
        self.ids = UniqueIds()
        self.place = "start"  # the heading or challenge above: cells without a heading are named after it
        self.cells: list[Cell] = []

    def write(self, front: str | None) -> list[Cell]:
        self._add(("title", ""), "markdown", title_cell(self.episode, self.solved), 1)
        self._overview()
        if front is not None:
            self._add(("front", "code"), "code", front, 1)
        previous = ""
        for block in self.episode.blocks:
            if not (block.kind == "output" and previous == "code"):
                self._block(block)
            elif self.solved:
                self._authors_output(block)
            previous = block.kind
        return self.cells

    def _add(self, name: tuple[str, str], kind: str, source: str, line: int, challenge: str = "") -> None:
        """Append a cell named by its place in the episode and its role there, unless it is empty."""
        if source.strip():
            self.cells.append(Cell(self.ids.take(*name), kind, source.strip("\n"), line, challenge))

    def _overview(self) -> None:
        """Questions and objectives in one box below the title, wherever the episode has them."""
        found = [block for block in self.episode.blocks if block.kind in ("questions", "objectives")]
        parts = [f"**{block.kind.capitalize()}**\n\n{self._inside(block)}" for block in found]
        if parts:
            self._add(("overview", ""), "markdown", boxes.titled_box("overview", "", "\n\n".join(parts)), found[0].line)

    def _block(self, block: Block) -> None:
        if block.challenge is not None:
            self._challenge(block, block.challenge)
        elif block.kind == "prose":
            self._prose(block)
        elif block.kind == "code":
            self._add((self.place, "code"), "code", block.text, block.line)
        elif block.kind == "output":
            self._add((self.place, "listing"), "markdown", _fence(block), block.line)
        elif block.kind in ("questions", "objectives") or (block.kind == "instructor" and not self.solved):
            return
        else:
            prefix = "instructor-" if block.kind == "instructor" else ""
            name = (prefix + slug_of(block.title), "") if block.title else (self.place, block.kind)
            self._add(name, "markdown", self._div(block), block.line)

    def _prose(self, block: Block) -> None:
        for offset, section in sections(block.text):
            name = heading_id(section)
            self.place = name or self.place
            heading, body = split_heading(section)
            heading = self._clean(heading).replace("**", "")
            body = self._clean(body)
            text = "\n\n".join(part for part in (heading, boxes.readable(body) if body else "") if part)
            self._add((name, "") if name else (self.place, "text"), "markdown", text, block.line + offset)

    def _authors_output(self, block: Block) -> None:
        """What the cell above printed for the authors; learners see what it prints for them."""
        text = boxes.folded("What the authors of the lesson got", _fence(block))
        self._add((self.place, "output"), "markdown", text, block.line)

    def _challenge(self, block: Block, challenge: Challenge) -> None:
        self.place = challenge.id
        self._add((challenge.id, "task"), "markdown", self._task(block, challenge), block.line, challenge.id)
        if challenge.solution is not None:
            code = challenge.published if self.solved else challenge.answer_template
            self._add((challenge.id, "answer"), "code", code, block.line, challenge.id)
            self._add((challenge.id, "check"), "code", f'check("{challenge.id}")', block.line, challenge.id)
        elif challenge.is_question:
            chosen = f', "{"".join(one.letter for one in challenge.options if one.right)}"' if self.solved else ""
            self._add((challenge.id, "check"), "code", f'check("{challenge.id}"{chosen})', block.line, challenge.id)
        elif challenge.template is not None and not self.solved:
            self._add((challenge.id, "answer"), "code", challenge.template, block.line, challenge.id)

    def _task(self, block: Block, challenge: Challenge) -> str:
        look = boxes.look_of("challenge")
        total = len(self.episode.challenges)
        heading = f"### {look.sign} {look.word} {challenge.number} of {total}: {challenge.title}"
        parts = [self._clean(challenge.task), *self._options(challenge), *self._extras(block)]
        solutions = [child for child in block.children if child.kind == "solution"]
        if challenge.options:
            parts += [self._inside(child) for child in solutions if self.solved]
        elif challenge.solution is None:
            parts += [boxes.folded_inside(boxes.label("solution"), self._inside(child)) for child in solutions]
        elif not self.solved:
            stuck = f'Stuck? Run the check below and press Hint, or run `hint("{challenge.id}")` in a cell of your own.'
            parts.append(f"<small>{stuck}</small>")
        if self.solved and challenge.hints:
            # Indented, so that a second paragraph stays in its item.
            items = (hint.replace("\n", "\n   ") for hint in challenge.hints)
            hints = "\n".join(f"{number}. {hint}" for number, hint in enumerate(items, start=1))
            parts.append(boxes.folded_inside("The hints", self._clean(hints)))
        if self.solved and challenge.solution is not None:
            parts += self._why(challenge, solutions[1:])
        return boxes.box("challenge", heading, "\n\n".join(part for part in parts if part))

    def _options(self, challenge: Challenge) -> list[str]:
        """The options by their letters; instructors also see which are right, and what is said to each."""
        if not challenge.options:
            return []
        listed = "\n".join(f"- **{one.letter}** {self._clean(one.text)}" for one in challenge.options)
        if not self.solved:
            return [listed, f'<small>Run the check below to choose, or type `check("{challenge.id}", "a")`.</small>']
        said = (
            f"- **{one.letter}** {'✓ right' if one.right else '✗ not right'}. {self._clean(one.feedback)}".replace(
                "\n", "\n  "
            )
            for one in challenge.options
        )
        return [listed, boxes.folded_inside("What each answer gets to hear", "\n".join(said))]

    def _why(self, challenge: Challenge, others: list[Block]) -> list[str]:
        why = self._clean(challenge.why)
        first = f"**{boxes.label('solution')}.** {why}" if why else f"**{boxes.label('solution')}** below."
        return [first, *(boxes.folded_inside("Another solution", self._inside(other)) for other in others)]

    def _extras(self, block: Block) -> list[str]:
        """What a challenge holds besides its task, hints, solution and template: more listings, nested boxes."""
        template = next((child for child in block.children if child.kind == "code"), None)
        if self.solved and block.challenge and block.challenge.solution is None:
            template = None  # nothing to run: instructors read it in the box
        hidden = {"prose", "hint", "solution"} | (set() if self.solved else {"instructor"})
        shown = [child for child in block.children if child.kind not in hidden and child is not template]
        return [self._nested(child) for child in shown]

    def _div(self, block: Block) -> str:
        if block.kind in ("spoiler", "solution", "hint"):  # some lessons put solutions outside their challenges
            return boxes.folded(self._clean(block.title) or boxes.label(block.kind), self._inside(block))
        return boxes.titled_box(block.kind, self._clean(block.title), self._inside(block))

    def _inside(self, block: Block) -> str:
        hidden = set() if self.solved else {"instructor"}
        return "\n\n".join(self._nested(child) for child in block.children if child.kind not in hidden)

    def _nested(self, block: Block) -> str:
        if block.kind == "prose":
            return self._clean(block.text)
        return _fence(block) if block.kind in ("code", "output") else self._div(block)

    def _clean(self, text: str) -> str:
        return cleaned(text, self.episode.links, self.shown)


def _fence(block: Block) -> str:
    return boxes.listing(f"```{'python' if block.kind == 'code' else 'text'}\n{block.text}\n```")
