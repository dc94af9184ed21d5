"""The notebook that slides are made of: the cells of an episode with what nbconvert needs to know of each."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lesson_utils.building import boxes
from lesson_utils.building.figure_files import data_url
from lesson_utils.building.instructor.projector import projector_cells
from lesson_utils.building.plain_html import without_addresses
from lesson_utils.building.prose import outside_code
from lesson_utils.building.site.mathematics import formula
from lesson_utils.building.slide_types import BELOW, LEFT_OUT, NOTES, SAME, slide_type
from lesson_utils.episodes import Block, Episode

_IMAGE = re.compile(r'(<img src=")([^"]+)(")')
_FOLDED = re.compile(
    r"<details style=\"(?P<look>[^\"]*)\">\n<summary>(?P<title>.*?)</summary>(?P<body>.*)</details>", re.S
)
_FORMULA = re.compile(r"(?<![\\$\w])(?P<signs>\${1,2})(?P<tex>[^$]+?)(?P=signs)(?![\w$])", re.DOTALL)


def deck_of(episode: Episode, solved: NotebookNode, fig: Path) -> NotebookNode:
    """Make the notebook.

    Parameters
    ----------
    episode : Episode
    solved : NotebookNode
        Its solutions notebook with the outputs, whose cells have the same ids.
    fig : Path
        The folder of its figures.

    Returns
    -------
    NotebookNode
        Each section, figure and challenge begins a slide; a long section goes on below, as do the answers. A challenge
        stands above its blanks. What instructors are told between the cells stands in the speaker's notes.
    """
    outputs = {cell.id: cell.get("outputs", []) for cell in solved.cells if cell.cell_type == "code"}
    challenges = {one.id: one for one in episode.challenges}
    cells: list[NotebookNode] = []
    notes = _notes_by_line(episode)
    for cell in projector_cells(episode):
        while notes and notes[0][0] < cell.line:
            cells.append(_text(notes.pop(0)[1], NOTES))
        kind = slide_type(cell)
        if kind == LEFT_OUT:
            continue
        challenge = challenges.get(cell.challenge)
        if cell.kind == "markdown":
            cells.append(_text(_ready(cell.source, fig), kind))
        elif challenge is not None and kind == SAME:
            cells.append(_text(boxes.listing(f"```python\n{cell.source}\n```"), kind))
            if challenge.solution:
                why = f"**{boxes.label('solution')}.** {challenge.why}"
                cells.append(_text(_ready(why, fig), BELOW))
                cells.append(_code(challenge.published, outputs.get(cell.id, []), SAME))
        else:
            cells.append(_code(cell.source, outputs.get(cell.id, []), kind))
    cells += [_text(text, NOTES) for _, text in notes]
    notebook = new_notebook(cells=cells, metadata={"title": episode.title, "language_info": {"name": "python"}})
    nbformat.validate(notebook)
    return notebook


def _ready(source: str, fig: Path) -> str:
    """Text for a slide: folded parts open, links as words, figures inside."""
    text = outside_code(_FOLDED.sub(_unfolded, source), lambda piece: _FORMULA.sub(_drawn, piece))
    return _IMAGE.sub(lambda image: f"{image[1]}{_inside(image[2], fig)}{image[3]}", without_addresses(text))


def _drawn(written: re.Match[str]) -> str:
    """A formula as a picture: slides fetch no program that could set it."""
    block = written["signs"] == "$$"
    drawing = formula(written["tex"].strip(), block=block)
    return f"\n\n<p>{drawing}</p>\n\n" if block else drawing


def _unfolded(part: re.Match[str]) -> str:
    return (
        f'<blockquote style="{part["look"]}">\n\n**{re.sub("<[^>]*>", "", part["title"])}**{part["body"]}</blockquote>'
    )


def _inside(address: str, fig: Path) -> str:
    file = fig / unquote(address).rpartition("fig/")[2]
    return data_url(file) if file.is_file() else address


def _notes_by_line(episode: Episode) -> list[tuple[int, str]]:
    """The instructors' notes that stand between the cells, with their lines."""
    notes = [block for block in episode.blocks if block.kind == "instructor"]
    return [(block.line, f"**{block.title or 'Note'}**\n\n{_plain(block)}") for block in notes]


def _plain(block: Block) -> str:
    return without_addresses("\n\n".join(child.text for child in block.children))


def _text(source: str, kind: str) -> NotebookNode:
    return new_markdown_cell(source, metadata={"slideshow": {"slide_type": kind}})


def _code(source: str, outputs: list[Any], kind: str) -> NotebookNode:
    return new_code_cell(source, outputs=outputs, metadata={"slideshow": {"slide_type": kind}})
