"""The notes for the second window: what there is to know about the cell in view."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from lesson_utils.building.cells import Cell
from lesson_utils.building.documents import rendered
from lesson_utils.building.instructor.projector import projector_cells
from lesson_utils.building.instructor.typical_mistakes import expected_in
from lesson_utils.building.plain_html import html_of, inside, line_of
from lesson_utils.building.title import COURSE
from lesson_utils.episodes import Block, Challenge, Episode
from lesson_utils.episodes.ids import valid_id
from lesson_utils.episodes.timing import Part, timing_of
from lesson_utils.episodes.worth_making import mistake_of


@dataclass(frozen=True)
class Placed:
    """A block that stands by itself in the episode, with the part of the plan that it belongs to."""

    block: Block
    part: int


def notes_of(episode: Episode) -> dict[str, Any]:
    """All that the notes' page needs for an episode.

    Parameters
    ----------
    episode : Episode
        One of the course's, with a plan of its time.

    Returns
    -------
    dict
        `title`; `parts`: each with `begins`, `ends`, `title` and `html`; `challenges`: HTML by id; `cells`: for each
        cell of the projector's notebook its `part` and its `challenge`; `advice`: HTML.

    Raises
    ------
    ValueError
        If a part of the plan begins at a place that the episode does not have.
    """
    timing = timing_of(episode)
    cells = projector_cells(episode)
    starts = [start_of(part, cells, episode) for part in timing.parts]
    placed = _placed(episode, cells, starts)
    return {
        "course": COURSE,
        "title": episode.title,
        "parts": [
            {"begins": part.begins, "ends": part.ends, "title": line_of(part.title), "html": _part(episode, placed, at)}
            for at, part in enumerate(timing.parts)
        ],
        "challenges": {one.id: _challenge(episode, one) for one in episode.challenges},
        "cells": _cells(cells, starts),
        "advice": html_of(timing.advice, episode),
    }


def start_of(part: Part, cells: list[Cell], episode: Episode) -> int:
    """The index of the cell with which a part of the plan begins."""
    names = {valid_id(part.start), valid_id(part.start, "task")}
    found = next((at for at, cell in enumerate(cells) if cell.id in names), None)
    if found is None:
        raise ValueError(f"{episode.path}: the timing lets a part begin at `{part.start}`, which is not in the episode")
    return found


def part_at(index: int, starts: list[int]) -> int:
    """The part that a cell belongs to; what stands above the first part belongs to it."""
    return max([at for at, start in enumerate(starts) if start <= index], default=0)


def _cells(cells: list[Cell], starts: list[int]) -> dict[str, dict[str, Any]]:
    parts = [part_at(at, starts) for at in range(len(cells))]
    return {
        cell.id: {"part": parts[at], "challenge": _challenge_near(at, cells, parts)} for at, cell in enumerate(cells)
    }


def _challenge_near(index: int, cells: list[Cell], parts: list[int]) -> str:
    """The cell's own challenge; else the next one of its part, else the last one before it there."""
    own = [at for at, cell in enumerate(cells) if cell.challenge and parts[at] == parts[index]]
    following = [at for at in own if at >= index]
    near = following[:1] or own[-1:]
    return cells[near[0]].challenge if near else ""


def _placed(episode: Episode, cells: list[Cell], starts: list[int]) -> list[Placed]:
    """The blocks with their parts: by the line of the episode at which each part begins."""
    lines = [cells[start].line for start in starts]
    return [
        Placed(block, max([at for at, line in enumerate(lines) if line <= block.line], default=0))
        for block in episode.blocks
    ]


def _part(episode: Episode, placed: list[Placed], number: int) -> Markup:
    """What is noted for a part: the instructors' notes but for the timing, and the questions that its boxes ask."""
    blocks = [one.block for one in placed if one.part == number]
    notes = [one for one in blocks if one.kind == "instructor" and one.title != "Timing"]
    asks = [(block, _answer_to(block, blocks[at + 1 : at + 4])) for at, block in enumerate(blocks) if _is_asked(block)]
    return rendered(
        __package__,
        "part.html",
        notes=[(one.title, inside(one, episode)) for one in notes],
        questions=[(one.title, _question(one, episode), answer and inside(answer, episode)) for one, answer in asks],
    )


def _is_asked(block: Block) -> bool:
    return block.kind == "callout" and block.title.startswith(("Try it", "Predict first"))


def _question(block: Block, episode: Episode) -> Markup:
    return Markup("").join(html_of(child.text, episode) for child in block.children if child.kind == "prose")


def _answer_to(block: Block, following: tuple[Block, ...] | list[Block]) -> Block | None:
    """The folded answer inside a box, or the one behind the cell that the box speaks of."""
    return next((one for one in (*block.children, *following) if one.kind == "spoiler"), None)


def _challenge(episode: Episode, challenge: Challenge) -> Markup:
    before = [one for one in episode.challenges if one.number < challenge.number and one.solution]
    mistake = mistake_of(episode, challenge.id)
    return rendered(
        __package__,
        "challenge.html",
        challenge=challenge,
        total=len(episode.challenges),
        mistake=mistake,
        mistake_why=html_of(mistake.why, episode) if mistake else "",
        expected=expected_in(challenge.id),
        why=html_of(challenge.why, episode),
        hints=[html_of(hint, episode) for hint in challenge.hints],
        options=[
            (one.letter, one.right, line_of(one.text), html_of(one.feedback, episode)) for one in challenge.options
        ],
        before=before[-1] if before else None,
    )
