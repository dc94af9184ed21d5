"""Answers of the tables whose cells have run, some of each kind, for measuring what a check costs."""

import contextlib
import io
import random
from collections.abc import Iterator

from tests.unit.answers import Ran, ran, tables

KINDS = ("right", "wrong", "raising")
_FOR_EVER = ("never-ends", "interrupted")  # these cost what the checker's time limit says


def sample(challenge_id: str, kind: str, most: int) -> list[Ran]:
    """Up to so many answers to a challenge: right ones, wrong ones, or ones whose cells raise. The same every time."""
    return [one for one, _ in zip(_all_of(challenge_id, kind), range(most), strict=False)]


def _all_of(challenge_id: str, kind: str) -> Iterator[Ran]:
    table = [one for one in tables()[challenge_id] if one.label not in _FOR_EVER]
    random.Random(0).shuffle(table)
    for answer in table:
        if answer.right == (kind == "right"):
            with contextlib.redirect_stdout(io.StringIO()):
                played = ran(answer)
            if answer.right or (played.error is not None) == (kind == "raising"):
                yield played
