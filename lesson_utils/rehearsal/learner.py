"""A played learner: logs in, gets a server, runs an episode cell by cell, thinks in between, leaves."""

import asyncio
import random
import time
from dataclasses import dataclass, field

from lesson_utils.rehearsal.kernel import Answer, Kernel
from lesson_utils.rehearsal.script import Step
from lesson_utils.rehearsal.visitor import Visitor

_CAUGHT_UP = "↷"  # how the answer of a check begins when `catch_up` brought the solution
_PATIENCE = 600  # seconds that a learner waits for a server, or for a cell
COURSE = "build-a-cnn/notebooks"  # in a learner's home


@dataclass
class Diary:
    """What a learner went through; times in seconds.

    Parameters
    ----------
    name
        Who it was.
    ready, first_cell
        From the login to a server that answers, and to the end of the first cell.
    checks
        How long each check took.
    trained
        How long each training took.
    has_trained
        Whether a training has begun.
    failures
        What went wrong, in words.
    done
        Whether they came to the end.
    """

    name: str
    ready: float | None = None
    first_cell: float | None = None
    checks: list[float] = field(default_factory=list)
    trained: list[float] = field(default_factory=list)
    has_trained: bool = False
    failures: list[str] = field(default_factory=list)
    done: bool = False


@dataclass(frozen=True)
class Manner:
    """How learners are played.

    Parameters
    ----------
    thinking
        Seconds between two cells, on average.
    training
        After so many seconds a training is interrupted, and what it would have given is brought by `catch_up`; none
        means that it runs to its end.
    """

    thinking: float = 5.0
    training: float | None = None


async def play(visitor: Visitor, lessons: dict[str, list[Step]], manner: Manner, diary: Diary) -> None:
    """Play one learner from the login to the end of the last episode; whatever goes wrong is written down.

    Parameters
    ----------
    visitor
        Their browser.
    lessons
        For each episode, what they do there.
    manner
        How.
    diary
        What is filled in on the way.
    """
    started = time.monotonic()
    try:
        async with visitor:
            await visitor.log_in()
            await visitor.start_server(_PATIENCE)
            diary.ready = time.monotonic() - started
            for episode, steps in lessons.items():
                kernel = Kernel(visitor, f"{COURSE}/{episode}.ipynb")
                await kernel.start()
                for step in steps:
                    await _take(step, kernel, manner, diary)
                    if diary.first_cell is None:
                        diary.first_cell = time.monotonic() - started
                await kernel.stop()
        diary.done = True
    except asyncio.CancelledError:
        diary.failures.append("not finished when the rehearsal ended")
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is: the others go on, and the report tells it
        diary.failures.append(f"{type(error).__name__}: {error}" if not str(error).islower() else str(error))


async def _interrupt(kernel: Kernel, seconds: float) -> None:
    await asyncio.sleep(seconds)
    await kernel.interrupt()


async def _take(step: Step, kernel: Kernel, manner: Manner, diary: Diary) -> None:
    await asyncio.sleep(random.expovariate(1 / manner.thinking) if manner.thinking else 0)
    if step.kind == "restart":
        await kernel.restart()
        return
    began = time.monotonic()
    diary.has_trained |= step.kind == "train"
    if step.kind == "train" and manner.training:
        answer = await _train_for(manner.training, step, kernel)
    else:
        answer = await kernel.run(step.code, step.cell_id, _PATIENCE)
    took = time.monotonic() - began
    if step.kind == "check":
        diary.checks.append(took)
    elif step.kind == "train":
        diary.trained.append(took)
    if answer.status != "ok":
        diary.failures.append(f"{step.cell_id}: {answer.error or answer.status}")
    elif step.kind == "check":
        right = (step.expected, _CAUGHT_UP) if manner.training else step.expected
        if not answer.text.startswith(right):
            said = answer.text.strip().partition("\n")[0]
            diary.failures.append(f"{step.cell_id}: the check said {said!r}, not {step.expected!r}")


async def _train_for(seconds: float, step: Step, kernel: Kernel) -> Answer:
    """Train, and interrupt it after some seconds; then have brought what it would have given."""
    interrupting = asyncio.create_task(_interrupt(kernel, seconds))
    answer = await kernel.run(step.code, step.cell_id, _PATIENCE + seconds)
    if interrupting.cancel():
        return answer  # it was done before
    return await kernel.run(f'catch_up("{step.challenge}")', "rehearsal-catch-up", _PATIENCE)
