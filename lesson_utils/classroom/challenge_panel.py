"""The panel of one challenge: what its buttons do, each time anew."""

import logging
from collections.abc import Callable
from typing import Any

from lesson_utils.classroom.actions import Actions
from lesson_utils.classroom.feedback import Feedback, note
from lesson_utils.classroom.panel import Panel
from lesson_utils.classroom.problem_log import where_noted
from lesson_utils.classroom.questions import QuestionActions
from lesson_utils.classroom.session import Session
from lesson_utils.episodes import Challenge, Episode

_log = logging.getLogger(__name__)
_ACTIONS = ("check", "hint", "solution", "catch_up", "show", "stay", "put_back")
_OF_A_QUESTION = ("check", "hint", "solution", "catch_up", "show", "stay", "choose")
_STUMBLED = (
    "The course itself stumbled ({}), which says nothing about your answer. Please go on with the lesson and tell your "
    "instructor."
)


def panel_of(session: Session, episode: Episode, challenge: Challenge, variables: dict[str, Any]) -> Panel:
    """The panel for a challenge in one kernel."""
    about = session, episode, challenge, variables

    def action(name: str) -> Callable[..., Feedback]:
        kind = QuestionActions if challenge.is_question else Actions
        return lambda *given: _safely(name, lambda: getattr(kind(*about), name)(*given))

    if not challenge.is_question:
        return Panel(challenge.title, {name: action(name) for name in _ACTIONS})
    actions = {name: action(name) for name in _OF_A_QUESTION}
    return Panel(challenge.title, actions, ("hint", "solution"), QuestionActions(*about).choices())


def _safely(name: str, act: Callable[[], Feedback]) -> Feedback:
    """What an action says; should it fail, that is ours to tell, not the learner's traceback to read."""
    try:
        return act()
    except Exception as problem:  # noqa: BLE001 - whatever it is, the lesson goes on
        _log.error("The course stumbled over %s.", name, exc_info=problem)
        return note("⚠", "Not your fault", _STUMBLED.format(type(problem).__name__) + where_noted())
