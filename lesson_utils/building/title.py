"""The first cell of a notebook: what it is, how long it takes, how to use it."""

import re

from lesson_utils.episodes import Episode

COURSE = "Build a CNN"


def title_cell(episode: Episode, solved: bool) -> str:
    """Markdown of the title cell.

    Parameters
    ----------
    episode : Episode
        A file name that starts with a number makes it that episode of the course.
    solved : bool
        Whether this is the instructors' notebook.

    Returns
    -------
    str
    """
    number = re.match(r"0*(\d+)-", episode.name)
    place = f"{COURSE} · Episode {number[1]}" if number else COURSE
    facts = [f"**{place}**", minutes_of(episode)]
    if solved:
        facts.append("**with solutions**")
        use = "This copy is for instructors: hints, solutions and their outputs are filled in."
    else:
        use = (
            "Run a cell with <kbd>Shift</kbd> + <kbd>Enter</kbd>. In each challenge replace every `_____`, run it, "
            "then run the `check` cell below it."
        )
    return f"# {episode.title}\n\n{' · '.join(fact for fact in facts if fact)}\n\n{use}"


def minutes_of(episode: Episode) -> str:
    """How long an episode takes, in words; empty where it does not say."""
    if not (episode.teaching or episode.exercises):
        return ""
    total = episode.teaching + episode.exercises
    return f"about {total} minutes ({episode.teaching} to read, {episode.exercises} to practise)"
