"""Where each cell stands among slides, as nbconvert and JupyterLab's property inspector call it."""

import re

from lesson_utils.building.cells import Cell

SLIDE, BELOW, SAME, NOTES, LEFT_OUT = "slide", "subslide", "-", "notes", "skip"
_HEADING = re.compile("#{1,3} ")


def slide_type(cell: Cell) -> str:
    """A heading or a challenge begins a slide, blanks stand below their challenge, the rest of a section goes on below.

    Instructors' notes are the speaker's; nobody presents a check.
    """
    if cell.id.startswith("instructor-") or cell.id.endswith("-instructor"):
        return NOTES
    if cell.challenge and cell.id.endswith("-check"):
        return LEFT_OUT
    if cell.challenge and cell.id.endswith("-answer"):
        return SAME
    return SLIDE if cell.id.endswith("-task") or (cell.kind == "markdown" and _HEADING.match(cell.source)) else BELOW
