"""What a rehearsal found, as a table, and whether the class may come: go or no go, with what limits it."""

import statistics
from dataclasses import dataclass

from lesson_utils.rehearsal.learner import Diary
from lesson_utils.rehearsal.memory import MIB, Share, Watch

SLOWEST_START = 120  # seconds to a ready server that a class bears; the slowest learner of twenty counts
SLOWEST_CHECK = 10  # seconds that a check may take
MEMORY_LEFT = 0.10  # of the machine's memory, which the hub and the system need
GIB = 1024 * MIB


@dataclass(frozen=True)
class Machine:
    """What the rehearsal ran on: processor cores, memory in bytes."""

    cores: int
    memory: int


def p95(values: list[float]) -> float:
    """The value that 95 % of all values do not exceed: the slowest of twenty."""
    if len(values) < 2:
        return values[0] if values else float("nan")
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


@dataclass(frozen=True)
class Outcome:
    """A class that was played.

    Parameters
    ----------
    diaries
        What each learner went through.
    watch
        The memory that they took.
    minutes
        How long it took.
    """

    diaries: list[Diary]
    watch: Watch
    minutes: float


def table(outcomes: dict[str, Outcome], machine: Machine) -> str:
    """Write what was measured, a column for each class, and below it what went wrong.

    Parameters
    ----------
    outcomes
        Each class by its heading.
    machine
        What they ran on.
    """
    columns = {heading: _measured(outcome, machine) for heading, outcome in outcomes.items()}
    rows = [("what", *columns), *((name, *(column[name] for column in columns.values())) for name in _ROWS)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "| " + " | ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    failures = [
        f"{heading}: {diary.name}: {failure}"
        for heading, outcome in outcomes.items()
        for diary in outcome.diaries
        for failure in diary.failures
    ]
    return "\n".join([*lines, *failures])


_ROWS = (
    "machine",
    "learners, finished",
    "failures",
    "minutes",
    "to a ready server",
    "to the end of the first cell",
    "a check",
    "a training",
    "server, private (PSS)",
    "kernels before a training, private (PSS)",
    "kernels at their most, private (PSS)",
    "learners per GiB",
    "all learners together at most",
    "memory left at least",
)


def _measured(outcome: Outcome, machine: Machine) -> dict[str, str]:
    diaries, watch = outcome.diaries, outcome.watch
    checks, trained = ([took for diary in diaries for took in getattr(diary, name)] for name in ("checks", "trained"))
    private = _mean(watch.servers).private + _mean(watch.kernels).private
    values = (
        f"{machine.cores} cores, {machine.memory / GIB:.0f} GiB",
        f"{len(diaries)}, {sum(diary.done for diary in diaries)}",
        str(sum(len(diary.failures) for diary in diaries)),
        f"{outcome.minutes:.1f}",
        _spread(_known(diaries, "ready")),
        _spread(_known(diaries, "first_cell")),
        f"{_spread(checks)}, {len(checks)} checks",
        f"{_spread(trained)}, {len(trained)} trainings" if trained else "none",
        _in_words(_mean(watch.servers)),
        _in_words(_mean(watch.kernels_before)),
        _in_words(_mean(watch.kernels)),
        f"{GIB / private:.1f}" if private else "not measured",
        f"{watch.most_together / GIB:.1f} GiB",
        f"{watch.least_available / GIB:.1f} GiB",
    )
    return dict(zip(_ROWS, values, strict=True))


def _in_words(share: Share) -> str:
    return f"{share.private / MIB:.0f} MiB ({share.pss / MIB:.0f})"


def verdict(outcome: Outcome, machine: Machine) -> tuple[bool, str]:
    """Say whether this class may come, and what limits it.

    Returns
    -------
    go : bool
        Whether it may.
    words : str
        Why not; or what would be the first to run out.
    """
    diaries = outcome.diaries
    left = outcome.watch.least_available / machine.memory
    killed = sum("died" in failure or "dead" in failure for diary in diaries for failure in diary.failures)
    failures = sum(len(diary.failures) for diary in diaries)
    start = p95(_known(diaries, "ready"))
    check = p95([took for diary in diaries for took in diary.checks])
    faults = [
        (killed > 0, f"memory: {killed} kernels died. Raise memory in class.toml, or take a larger machine"),
        (left < MEMORY_LEFT, f"memory: only {left:.0%} of the machine's were left. Take a larger machine"),
        (failures > 0, f"{failures} failures, listed above: see the faults in deploy/README.md"),
        (not all(diary.done for diary in diaries), "not everybody came to the end: see above"),
        (
            start > SLOWEST_START,
            f"starts: {start:.0f} s to a server. Take more cores, or start servers before the class",
        ),
        (check > SLOWEST_CHECK, f"processor: a check takes {check:.0f} s. Take more cores, or fewer learners at once"),
    ]
    for is_so, words in faults:
        if is_so:
            return False, words
    used = {
        "memory": (1 - left) / (1 - MEMORY_LEFT),
        "starts": start / SLOWEST_START,
        "processor": check / SLOWEST_CHECK,
    }
    used = {name: share for name, share in used.items() if share == share}  # nothing was checked: not a number
    first = max(used, key=lambda name: used[name])
    return True, f"the first to run out would be {first}, used to {used[first]:.0%} of what is borne"


def _known(diaries: list[Diary], name: str) -> list[float]:
    return [value for diary in diaries if (value := getattr(diary, name)) is not None]


def _spread(values: list[float]) -> str:
    if not values:
        return "nobody got there"
    return f"median {statistics.median(values):.1f} s, p95 {p95(values):.1f} s"


def _mean(shares: dict[str, Share]) -> Share:
    total, count = sum(shares.values(), Share()), max(len(shares), 1)
    return Share(total.private // count, total.pss // count)
