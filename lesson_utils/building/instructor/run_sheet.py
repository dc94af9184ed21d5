"""The run sheet of an episode: one printed page with times, challenges, mistakes to expect, and where to cut."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lesson_utils.building.documents import rendered, write_document
from lesson_utils.building.instructor.notes import start_of
from lesson_utils.building.instructor.projector import projector_cells
from lesson_utils.building.instructor.typical_mistakes import Typical, expected_in
from lesson_utils.building.plain_html import html_of, line_of
from lesson_utils.building.printing import PAPERS, pages_of, printed
from lesson_utils.building.title import COURSE
from lesson_utils.episodes import Challenge, Episode, course
from lesson_utils.episodes.timing import Part, timing_of
from lesson_utils.episodes.worth_making import mistake_of

_SIZES = (10.5, 10, 9.5, 9, 8.5, 8, 7.5)  # of type, in points: the largest at which all fits one page
_MISTAKES = 3  # of each challenge


@dataclass(frozen=True)
class Row:
    """A part of the plan with its challenges, each with the mistakes to expect and whether one is worth making."""

    part: Part
    challenges: list[tuple[Challenge, tuple[Typical, ...], bool]]


def write_run_sheets(folder: Path) -> Iterator[Path]:
    """Write the run sheet of every episode: HTML, and PDFs for A4 and Letter of one page each.

    Raises
    ------
    OSError
        If there is no Chromium, or a sheet does not fit one page even in small type.
    """
    for episode in course():
        name = f"{episode.name}-run-sheet"
        yield write_document(folder / f"{name}.html", run_sheet(episode, _SIZES[0]).encode("utf-8"))
        for short, paper in PAPERS.items():
            yield write_document(folder / f"{name}-{short}.pdf", _on_one_page(episode, paper))


def run_sheet(episode: Episode, size: float) -> str:
    """The run sheet as HTML, in type of `size` points."""
    timing = timing_of(episode)
    return rendered(
        __package__,
        "run_sheet.html",
        course=COURSE,
        episode=episode,
        size=size,
        rows=_rows(episode, timing.parts),
        line=line_of,
        advice=html_of(timing.advice, episode),
        notes=[
            (block.title, html_of("\n\n".join(child.text for child in block.children), episode))
            for block in episode.blocks
            if block.kind == "instructor" and block.title != "Timing"
        ],
    )


def _on_one_page(episode: Episode, paper: str) -> bytes:
    for size in _SIZES:
        pdf = printed(run_sheet(episode, size), paper)
        if pages_of(pdf) == 1:
            return pdf
    raise OSError(f"{episode.path}: the run sheet does not fit one page of {paper}: shorten the instructors' notes")


def _rows(episode: Episode, parts: tuple[Part, ...]) -> list[Row]:
    cells = projector_cells(episode)
    starts = [start_of(part, cells, episode) for part in parts]
    rows = []
    for part, start, end in zip(parts, starts, [*starts[1:], len(cells)], strict=True):
        inside = {cell.challenge for cell in cells[start:end]}
        found = [one for one in episode.challenges if one.id in inside]
        rows.append(
            Row(
                part,
                [(one, expected_in(one.id).mistakes[:_MISTAKES], bool(mistake_of(episode, one.id))) for one in found],
            )
        )
    return rows
