"""How an episode's time is planned: the table in the instructors' note called "Timing"."""

import re
from dataclasses import dataclass

from lesson_utils.episodes.model import Episode

_ROW = re.compile(
    r"^\| *(?P<begins>\d+)-(?P<ends>\d+) *\|(?P<title>[^|]*)\| *(?P<talk>\d+) *\| *(?P<exercise>\d+) *\| *$", re.M
)
_START = re.compile(r"<!-- from (?P<place>[\w-]+) -->")
_TABLE_HEAD = re.compile(r"^\|.*\|\n\|[-| ]+\|\n", re.M)


@dataclass(frozen=True)
class Part:
    """A part of the plan, in minutes from the episode's beginning.

    `start` is the heading (as in an address, `pooling-layers`) or the challenge with which it begins; the table says it
    in a comment, which no page shows: `<!-- from pooling-layers -->`.
    """

    begins: int
    ends: int
    title: str
    talk: int
    exercise: int
    start: str


@dataclass(frozen=True)
class Timing:
    """The plan of an episode, and what is said about it: where to cut, what takes long. `advice` is Markdown."""

    parts: tuple[Part, ...]
    advice: str


def timing_of(episode: Episode) -> Timing:
    """Read the plan of an episode.

    Parameters
    ----------
    episode : Episode

    Returns
    -------
    Timing
        Without parts where the episode has no such table.

    Raises
    ------
    ValueError
        If a row does not say with which heading or challenge its part begins.
    """
    notes = (block for block in episode.blocks if block.kind == "instructor")
    text = next((child.text for note in notes for child in note.children if _ROW.search(child.text)), "")
    parts = tuple(_part(row, episode) for row in _ROW.finditer(text))
    advice = _ROW.sub("", _TABLE_HEAD.sub("", text))
    return Timing(parts, re.sub(r"\n{3,}", "\n\n", advice).strip())


def _part(row: re.Match[str], episode: Episode) -> Part:
    start = _START.search(row["title"])
    if start is None:
        says = f"the part “{row['title'].strip()}” of the timing does not say where it begins"
        raise ValueError(f"{episode.path}: {says}: add <!-- from a-heading-or-a-challenge -->")
    title = _START.sub("", row["title"]).strip()
    begins, ends, talk, exercise = (int(row[name]) for name in ("begins", "ends", "talk", "exercise"))
    return Part(begins, ends, title, talk, exercise, start[1])
