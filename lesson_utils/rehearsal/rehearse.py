"""Plays the whole class at once and says what it found."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any

import psutil

from lesson_utils.rehearsal.learner import Diary, Manner, play
from lesson_utils.rehearsal.memory import Watch, servers_of
from lesson_utils.rehearsal.report import MEMORY_LEFT, Machine, table, verdict
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
    """

    url: str
    passwords: dict[str, str]
    lessons: dict[str, list[Step]]
    manner: Manner
    minutes: float


def rehearse(plan: Play) -> bool:
    """Play it, print the table and the verdict.

    Returns
    -------
    bool
        Whether the class may come.
    """
    watch, began = Watch(), time.monotonic()
    diaries = asyncio.run(_play_all(plan, watch))
    machine = Machine(psutil.cpu_count() or 1, psutil.virtual_memory().total)
    print(table(diaries, watch, machine, (time.monotonic() - began) / 60))
    go, words = verdict(diaries, watch, machine)
    print(f"\n{'GO' if go else 'NO GO'}: {words}.", flush=True)
    return go


async def _play_all(plan: Play, watch: Watch) -> list[Diary]:
    diaries = [Diary(name) for name in plan.passwords]
    visitors = [Visitor(plan.url, name, password) for name, password in plan.passwords.items()]
    watching = asyncio.create_task(_keep_watch(watch, set(plan.passwords)))
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


async def _keep_watch(watch: Watch, names: set[str]) -> None:
    """Look at the memory again and again; end when so little is left that the machine itself is in danger."""
    total = psutil.virtual_memory().total
    while watch.least_available > MEMORY_LEFT * total:
        servers = await asyncio.to_thread(lambda: servers_of(list(psutil.process_iter())))
        await asyncio.to_thread(watch.look, {name: server for name, server in servers.items() if name in names})
        await asyncio.sleep(_EVERY)
