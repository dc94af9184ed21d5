"""What an answer has overwritten of what it reads, and the value that it had: for a button that puts it back."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lesson_utils.checking import diagnose, names_needed, targets_of
from lesson_utils.classroom.quiet import nothing_displayed
from lesson_utils.classroom.session import Session
from lesson_utils.episodes import Challenge, Episode

_MOST_TRIED = 8  # kept values that are looked at: each costs a diagnosis


@dataclass(frozen=True)
class WayBack:
    """Variables as the challenge should find them.

    Attributes
    ----------
    names : tuple of str
        What the challenge reads and its answer may overwrite.
    is_needed : bool
        Whether one of them holds something else now.
    values : dict
        The values to put back; empty when none is known.
    """

    names: tuple[str, ...]
    is_needed: bool
    values: dict[str, Any]


def way_back(session: Session, episode: Episode, challenge: Challenge, variables: dict[str, Any]) -> WayBack:
    """Find out whether what a challenge reads is still there, and if not, whether it was kept.

    A kept value is the right one when the earlier challenge that makes it would be right with it.
    """
    solution = challenge.solution or ""
    names = tuple(sorted(set(targets_of(solution)) & names_needed(solution)))
    values: dict[str, Any] = {}
    is_needed = False
    for name in names:
        maker = _maker(name, episode, challenge)
        if maker is None or _is_right(name, variables.get(name), maker, episode, variables):
            continue
        is_needed = True
        kept = (value for value in _kept(session, name) if _is_right(name, value, maker, episode, variables))
        values.update((name, value) for value in itertools.islice(kept, 1))
    return WayBack(names, is_needed, values)


def _maker(name: str, episode: Episode, challenge: Challenge) -> Challenge | None:
    """The nearest earlier challenge that makes a name."""
    earlier = [one for one in episode.challenges if one.number < challenge.number and one.solution]
    return next((one for one in reversed(earlier) if name in targets_of(one.solution or "")), None)


def _is_right(name: str, value: Any, maker: Challenge, episode: Episode, variables: dict[str, Any]) -> bool:
    """Whether a value is just what its maker's challenge asks for: later steps do not count as having gone on."""
    if value is None:
        return False
    blocks = [block for block in episode.blocks if block.challenge is None or block.challenge.number <= maker.number]
    until_then = replace(episode, blocks=tuple(blocks))
    with nothing_displayed():
        return diagnose(maker.id, None, {**variables, name: value}, episodes=[until_then]).passed


def _kept(session: Session, name: str) -> Iterator[Any]:
    """The values that a name has had, the latest first, each once."""
    seen: set[int] = set()
    for run in reversed(session.history):
        for values in (run.after.values(), run.before.values()):
            if name in values and id(values[name]) not in seen and len(seen) < _MOST_TRIED:
                seen.add(id(values[name]))
                yield values[name]
