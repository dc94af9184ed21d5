"""The handout: all exercises of the course, once without and once with solutions, as HTML and as PDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from lesson_utils.building.documents import rendered, write_for_print
from lesson_utils.building.plain_html import html_of, line_of
from lesson_utils.building.title import COURSE
from lesson_utils.episodes import Challenge, Episode, course


@dataclass(frozen=True)
class Exercise:
    """A challenge as it stands on paper. Of an option: letter, whether it is right, text, what is said to it."""

    challenge: Challenge
    task: Markup
    why: Markup
    options: list[tuple[str, bool, Markup, Markup]]


def write_handout(folder: Path) -> Iterator[Path]:
    """Write both handouts: `exercises` and `exercises-with-solutions`, each as HTML and for A4 and Letter as PDF.

    Raises
    ------
    OSError
        If there is no Chromium to print with.
    """
    yield from write_for_print(folder, "exercises", handout(solved=False))
    yield from write_for_print(folder, "exercises-with-solutions", handout(solved=True))


def handout(*, solved: bool) -> str:
    """A handout as HTML with everything inside."""
    episodes = [
        (episode, [_exercise(episode, one) for one in episode.challenges]) for episode in course() if episode.challenges
    ]
    return rendered(__package__, "handout.html", course=COURSE, episodes=episodes, solved=solved)


def _exercise(episode: Episode, challenge: Challenge) -> Exercise:
    return Exercise(
        challenge,
        html_of(challenge.task, episode, lambda figure: f"*(Figure: {figure.caption or figure.alt})*"),
        html_of(challenge.why, episode),
        [(one.letter, one.right, line_of(one.text), html_of(one.feedback, episode)) for one in challenge.options],
    )
