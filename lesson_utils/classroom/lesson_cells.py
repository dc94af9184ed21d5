"""Cells that are the lesson's own: they show something and answer nothing, whatever they store."""

import re
from collections.abc import Sequence

from lesson_utils.episodes import Episode
from lesson_utils.episodes.ids import valid_id

_OF_THE_LESSON = re.compile(r"-(code|check)(-\d+)?$")  # ids of the notebooks' other code cells


def is_the_lessons(source: str, cell_id: str | None, episodes: Sequence[Episode]) -> bool:
    """Whether a cell came with the notebook, other than as an answer to fill in.

    It is known by its id, and where the front end tells none, by its text. A text that is also a solution may have been
    typed by the learner: it counts as theirs.
    """
    if any(cell_id == valid_id(one.id, "answer") for episode in episodes for one in episode.challenges):
        return False
    if cell_id and _OF_THE_LESSON.search(cell_id):
        return True
    text = source.strip()
    for episode in episodes:
        if any(text == one.published.strip() for one in episode.challenges):
            return False
        if any(block.kind == "code" and block.text.strip() == text for block in episode.blocks):
            return True
    return False


def is_first_cell(source: str) -> bool:
    """Whether a cell is an episode's first one, perhaps changed by hand: it imports the course and loads data."""
    return bool(re.search(r"^from lesson_utils import ", source, re.MULTILINE) and "load_data()" in source)
