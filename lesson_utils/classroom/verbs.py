"""The five words a learner types, and `open_episode` for lessons from elsewhere."""

import sys
from pathlib import Path
from typing import Any

from lesson_utils.checking import FindingError, find_challenge, message_for
from lesson_utils.classroom import asking
from lesson_utils.classroom.catching_up import bring
from lesson_utils.classroom.challenge_panel import panel_of
from lesson_utils.classroom.feedback import Feedback, note
from lesson_utils.classroom.lesson_cells import is_first_cell
from lesson_utils.classroom.panel import show
from lesson_utils.classroom.progress_bar import progress_of
from lesson_utils.classroom.quiet import running_cell, running_shell
from lesson_utils.classroom.session import Session
from lesson_utils.episodes import Challenge, read_episode

_session = Session()


def check(challenge_id: str | None = None, *more: object) -> None:
    """Say what is right about your answer, or the one thing to change next.

    Parameters
    ----------
    challenge_id : str, optional
        As it stands in the cell below the challenge, such as ``"conv2d"``; without it, the challenge just worked on.
    *more : str
        For a question with options, the letter of your choice; of several, ``"ac"`` or ``"a", "c"``. Nothing otherwise:
        one challenge is checked at a time.

    Examples
    --------
    >>> check("conv2d")  # doctest: +SKIP
    >>> check("read-curves", "b")  # doctest: +SKIP
    """
    _answer("check", challenge_id, more)


def hint(challenge_id: str | None = None, *more: str) -> None:
    """Show the next hint: first the concept, then where to look, then nearly the code.

    After a try the hints speak of what is wrong with it.

    Parameters
    ----------
    challenge_id : str, optional
        Such as ``"conv2d"``; without it, the challenge just worked on.
    *more : str
        Nothing: one challenge at a time.
    """
    _answer("hint", challenge_id, more)


def solution(challenge_id: str | None = None, *more: str) -> None:
    """Show the published solution and why it is one; before a first try it asks once whether you want to.

    Parameters
    ----------
    challenge_id : str, optional
        Such as ``"conv2d"``; without it, the challenge just worked on.
    *more : str
        Nothing: one challenge at a time.
    """
    _answer("solution", challenge_id, more)


def catch_up(challenge_id: str | None = None, *more: str) -> None:
    """Run the published solutions up to and with this challenge, so that you can go on from here.

    In the first cell of an episode it brings along what an earlier one has made. Your progress stays as it is.

    Parameters
    ----------
    challenge_id : str
        Such as ``"conv2d"``. Without it nothing runs, and you are told what to type.
    *more : str
        Nothing: one challenge at a time.
    """
    if isinstance(challenge_id, str) and not more and is_first_cell(running_cell()):
        print(bring(_session, challenge_id, _variables()))
        return
    _answer("catch_up", challenge_id, more)


def progress() -> None:
    """Show what you have done in this episode and in the course. It is kept when the kernel restarts."""
    episode = _session.present()
    done = progress_of(episode)
    following = f"Next: **{done.next.title}**, `{done.next.id}`" if done.next is not None else "Everything is done."
    show(note("▣", f"Your progress: {episode.title}", following, done))


def open_episode(path: str | Path) -> None:
    """Let `check` and its companions know an episode that is not part of this course.

    Parameters
    ----------
    path : str or Path
        The episode's Markdown file; looked for in the working folder and the folders above it.

    Raises
    ------
    FileNotFoundError
        When it is in none of them.
    """
    here = Path.cwd()
    found = next((folder / path for folder in (here, *here.parents) if (folder / path).is_file()), None)
    if found is None:
        raise FileNotFoundError(f"There is no {path} in this folder or above it. Keep it beside its notebook.")
    episode = read_episode(found, ours=False)
    _session.opened[:] = [episode, *(other for other in _session.opened if other.name != episode.name)]
    _session.episode = episode


def _answer(word: str, challenge_id: object, more: tuple[object, ...]) -> None:
    """Show what one of the words says of a challenge, above buttons for all of them."""
    asked = challenge_id
    if asked is None and word != "catch_up":
        asked = _session.latest or None
    chooses = word == "check" and _is_question(asked)
    if not isinstance(asked, str) or not asked.strip() or (more and not chooses):
        show(_which_challenge(_how_to_ask(word, asked, more)))
        return
    asked = asked.strip()
    if not any(asked == one.id for episode in _session.episodes for one in episode.challenges):
        asked = asking.shortened(asked)  # it is only quoted
    try:
        episode, challenge = find_challenge(asked, _session.episodes)
    except FindingError as unknown:
        show(_which_challenge(message_for(unknown.finding)))
        return
    _session.episode, _session.latest = episode, challenge.id
    panel = panel_of(_session, episode, challenge, _variables())
    feedback = panel.actions[word](*more)
    show(feedback.below if word == "hint" and feedback.below is not None else feedback, panel)


def _is_question(asked: object) -> bool:
    """Whether this is the name of a question with options, which is answered by letters behind its name."""
    known = (one for episode in _session.episodes for one in episode.challenges if isinstance(asked, str))
    return any(one.is_question for one in known if one.id == str(asked).strip())


def _which_challenge(text: str) -> Feedback:
    return Feedback("change", "→", "Which challenge?", text)


def _how_to_ask(word: str, asked: object, more: tuple[object, ...]) -> str:
    challenges = [one for episode in _session.likely_episodes() for one in episode.challenges]
    ids = [one.id for one in challenges]
    if more:
        return f"One challenge at a time, like this: {asking.example(word, asking.shortened(asked), ids)}"
    numbered: list[Challenge] = [one for one in challenges if one.number == asked]
    example = asking.example(word, numbered[0].id if numbered else "", ids)
    return f"Put a challenge's name in quotes, like this: {example}\n\nThe names are: {', '.join(ids)}."


def _variables() -> dict[str, Any]:
    """The learner's variables: the notebook's, or those of the script that called."""
    shell = running_shell()
    if shell is not None:
        return shell.user_ns
    frame = sys._getframe(1)
    while frame.f_globals.get("__name__", "").startswith("lesson_utils.") and frame.f_back is not None:
        frame = frame.f_back
    return frame.f_globals


def _watch() -> None:
    shell = running_shell()
    if shell is not None:
        from lesson_utils.classroom.hooks import install

        install(shell, _session)


_watch()
