"""A question's options as plain data: for the live panel, and as a list wherever nothing can be chosen."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lesson_utils.classroom.feedback import Feedback, in_one_line
from lesson_utils.episodes import Challenge

_TAG_OR_LETTER = re.compile(r"(<[^>]*>)|[^\s<]")


@dataclass(frozen=True)
class Options:
    """The options, each behind its letter. A live panel has them as choices instead."""

    question: Challenge

    def as_text(self) -> str:
        """One line for each."""
        return "\n" + "\n".join(f"{one.letter}  {one.text}" for one in self.question.options)

    def as_html(self) -> str:
        """A real list."""
        items = "".join(
            f'<li class="cnn-option-line"><strong>{one.letter}</strong> {in_one_line(one.text)}</li>'
            for one in self.question.options
        )
        return f'<ul class="cnn-option-list">{items}</ul>'


def choices_of(question: Challenge, replies: Iterable[Feedback]) -> dict[str, Any]:
    """What a live panel needs to ask.

    Parameters
    ----------
    question : Challenge
    replies : iterable of Feedback
        What may be said: their room is kept free, so that nothing moves when an answer comes.
    """
    return {
        "title": question.title,
        "several": question.has_several_right,
        "options": [{"letter": one.letter, "html": in_one_line(one.text)} for one in question.options],
        "room": sorted({_made_unreadable(reply.as_html()) for reply in replies}),
    }


def _made_unreadable(markup: str) -> str:
    """The same elements and lengths of words without their letters: nobody can look up an answer before it is given."""
    return _TAG_OR_LETTER.sub(lambda found: found[1] or "n", re.sub(r"&#?\w+;", "n", markup))
