"""What the room's page knows: how each learner who joined stands, under a key that nobody can turn back into a name."""

import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lesson_utils.checking import Status

HOURS = 12  # after the last word of a learner, all of it is forgotten
_LONGEST = 60  # characters said with a raised hand
_MISTAKES = (Status.NEEDS_WORK, Status.EARLIER_STEP)


class ReportError(ValueError):
    """What a learner's notebook sent is nothing that the course sends; the text says why."""


@dataclass
class _Learner:
    seen: float
    hand: str = ""
    challenge: str = ""
    state: str = ""
    label: str = ""
    right: set[str] = field(default_factory=set)


class Board:
    """The room's memory; there is no other.

    Parameters
    ----------
    challenges : mapping of str to str
        Each challenge's id and title, in the order of the course.
    messages : mapping of str to str
        What the checker says of each label, with `{names}` for what it fills in.
    clock : callable
        Gives seconds that only grow.
    """

    def __init__(
        self,
        challenges: Mapping[str, str],
        messages: Mapping[str, str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._challenges, self._messages, self._clock = challenges, messages, clock
        self._learners: dict[bytes, _Learner] = {}

    def join(self, key: bytes, message: Any) -> None:
        """Count a learner, or change what is said with a raised hand.

        Raises
        ------
        ReportError
            When the message is not `{"hand": "..."}` with a short line.
        """
        (hand,) = _texts(message, "hand")
        if len(hand) > _LONGEST or not hand.isprintable():
            raise ReportError(f"hand: one line of at most {_LONGEST} letters")
        self._learner(key).hand = hand

    def report(self, key: bytes, message: Any) -> None:
        """Note how a challenge stands for a learner.

        Raises
        ------
        ReportError
            When a part is missing or too much, or the course knows no such challenge, state or label.
        """
        challenge, state, label = _texts(message, "challenge", "state", "label")
        known = {"challenge": self._challenges, "state": set(Status), "label": self._messages}
        for name, value in (("challenge", challenge), ("state", state), ("label", label)):
            if value not in known[name]:
                raise ReportError(f"{name}: the course has no such {name}")
        learner = self._learner(key)
        learner.challenge, learner.state, learner.label = challenge, state, label
        if state == Status.CORRECT:
            learner.right.add(challenge)

    def leave(self, key: bytes) -> None:
        """Forget a learner."""
        self._learners.pop(key, None)

    def now(self) -> dict[str, Any]:
        """What the page shows: numbers, the mistakes in words, the raised hands; no key."""
        self._forget()
        everybody = list(self._learners.values())
        return {
            "joined": len(everybody),
            "places": [place for name in self._challenges if (place := self._place(name, everybody))],
            "mistakes": self._mistakes(everybody),
            "hands": [{"said": one.hand, "at": self._title(one.challenge)} for one in everybody if one.hand],
        }

    def _learner(self, key: bytes) -> _Learner:
        self._forget()
        learner = self._learners.setdefault(key, _Learner(self._clock()))
        learner.seen = self._clock()
        return learner

    def _forget(self) -> None:
        oldest = self._clock() - HOURS * 3600
        self._learners = {key: one for key, one in self._learners.items() if one.seen > oldest}

    def _place(self, challenge: str, everybody: list[_Learner]) -> dict[str, Any] | None:
        here = [one for one in everybody if one.challenge == challenge]
        right = sum(challenge in one.right for one in everybody)
        if not here and not right:
            return None
        stuck = sum(one.state in _MISTAKES for one in here)
        return {"title": self._title(challenge), "here": len(here), "mistake": stuck, "right": right}

    def _mistakes(self, everybody: list[_Learner]) -> list[dict[str, Any]]:
        counted = Counter((one.challenge, one.label) for one in everybody if one.state in _MISTAKES)
        return [
            {"at": self._title(challenge), "words": _in_words(label, self._messages[label]), "learners": number}
            for (challenge, label), number in counted.most_common()
        ]

    def _title(self, challenge: str) -> str:
        return f"{self._challenges[challenge]} ({challenge})" if challenge else ""


def _texts(message: Any, *names: str) -> list[str]:
    """The parts of a message, which are short texts, all there and no others."""
    if not isinstance(message, dict) or set(message) != set(names):
        raise ReportError(f"a message has exactly these parts: {', '.join(names)}")
    if not all(isinstance(value, str) for value in message.values()):
        raise ReportError("each part is a text")
    return [message[name] for name in names]


def _in_words(label: str, message: str) -> str:
    """A label and the checker's message; `{found!r}`, which only the learner's notebook knows, becomes ‹found›."""
    kind = label.replace("-", " ").capitalize()
    said = re.sub(r"\{([a-z_]+)[^}]*\}", r"‹\1›", message).replace("`", "").replace("_", " ")
    is_only_filled_in = not re.search(r"\w", re.sub("‹.*?›", "", said))
    return kind if is_only_filled_in else f"{kind}: {said}"
