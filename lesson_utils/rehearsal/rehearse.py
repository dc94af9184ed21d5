"""Plays the whole class at once and watches what it takes."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psutil

from lesson_utils.rehearsal.learner import Diary, Manner, play
from lesson_utils.rehearsal.memory import Watch, processes_of
from lesson_utils.rehearsal.report import MEMORY_LEFT, Outcome
from lesson_utils.rehearsal.script import Step
from lesson_utils.rehearsal.visitor import Visitor

_EVERY = 3  # seconds between two looks at the memory


@dataclass(frozen=True)
class Play:
    """A class to be played.

    Parameters
    ----------
    url
        The hub's address.
    passwords
        The learners' names and their passwords.
    lessons
        For each episode, what they do.
    manner
        How.
    minutes
        After how many it is over, wherever they are.
    running
        Lists the hub's processes, and its learners'.
    """

    url: str
    passwords: dict[str, str]
    lessons: dict[str, list[Step]]
    manner: Manner
    minutes: float
    running: Callable[[], list[psutil.Process]]


def rehearse(plan: Play) -> Outcome:
    """Play a class to its end, or to the end of its time."""
    watch, began = Watch(), time.monotonic()
    diaries = asyncio.run(_play_all(plan, watch))
    return Outcome(diaries, watch, (time.monotonic() - began) / 60)


async def _play_all(plan: Play, watch: Watch) -> list[Diary]:
    diaries = [Diary(name) for name in plan.passwords]
    visitors = [Visitor(plan.url, name, password) for name, password in plan.passwords.items()]
    watching = asyncio.create_task(_keep_watch(watch, diaries, plan.running))
    playing = [
        asyncio.create_task(play(visitor, plan.lessons, plan.manner, diary))
        for visitor, diary in zip(visitors, diaries, strict=True)
    ]
    ends: list[asyncio.Future[Any]] = [asyncio.gather(*playing, return_exceptions=True), watching]
    await asyncio.wait(ends, timeout=plan.minutes * 60, return_when=asyncio.FIRST_COMPLETED)
    for task in (*playing, watching):
        task.cancel()
    await asyncio.gather(*playing, watching, return_exceptions=True)
    return diaries


async def _keep_watch(watch: Watch, diaries: list[Diary], running: Callable[[], list[psutil.Process]]) -> None:
    """Look at the memory again and again; end when so little is left that the machine itself is in danger."""
    total, names = psutil.virtual_memory().total, {diary.name for diary in diaries}
    while watch.least_available > MEMORY_LEFT * total:
        seen = await asyncio.to_thread(lambda: processes_of(names, running()))
        await asyncio.to_thread(watch.look, seen, {diary.name for diary in diaries if diary.has_trained})
        await asyncio.sleep(_EVERY)
