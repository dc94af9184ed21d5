"""The projector's notebook: the learners' one, its text in pieces that fit a screen at large type."""

import re
from dataclasses import replace
from pathlib import Path

from lesson_utils.building.cells import Audience, Cell, cells_of
from lesson_utils.building.figure_files import shown_from
from lesson_utils.building.foreign import COURSE_FRONT
from lesson_utils.building.ids import UniqueIds
from lesson_utils.building.instructor.pieces import in_pieces
from lesson_utils.building.notebook_file import notebook_of, replace_notebook
from lesson_utils.episodes import Episode, course

FOLDER = "presenting"
_STUCK = re.compile(r"\n*<small>(?:Stuck\?|Run the check below).*?</small>\n*")


def write_projector_notebook(root: Path, beginning: str) -> Path:
    """Write the notebook of one episode into the folder `presenting`; one that was worked in is kept under a new name.

    Parameters
    ----------
    root : Path
        The checkout.
    beginning : str
        How the episode's name begins, such as "03"; the first episode where it is empty.

    Returns
    -------
    Path
        The notebook.

    Raises
    ------
    ValueError
        If no episode begins so, or more than one.
    """
    names = [episode.name for episode in course()]
    found = [episode for episode in course() if episode.name.startswith(beginning)]
    if beginning and len(found) != 1:
        raise ValueError(f"“{beginning}” names {len(found)} episodes. There are: {', '.join(names)}")
    path = root / FOLDER / f"{found[0].name}.ipynb"
    replace_notebook(path, notebook_of(projector_cells(found[0])))
    return path


def projector_cells(episode: Episode) -> list[Cell]:
    """The cells of the projector's notebook.

    Challenges, code and blanks are the learners'; advice for people who work alone is left out.
    """
    front = None if episode.setup else COURSE_FRONT
    learners = cells_of(episode, Audience.LEARNERS, shown_from(episode.path, "../fig"), front)
    ids = UniqueIds()
    cells = []
    for cell in learners:
        text = _STUCK.sub("\n\n", cell.source)
        for number, piece in enumerate(in_pieces(text) if cell.kind == "markdown" else [cell.source]):
            cells.append(replace(cell, id=ids.take(cell.id, str(number) if number else ""), source=piece))
    return cells
