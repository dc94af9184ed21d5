"""What a thousand checks leave behind: memory, Python's objects, threads. Run: python -m tests.bench.memory_check 1000

Right, wrong and raising answers of all challenges take turns, each time with another comment below the cell, as a
learner's cell is never quite the same. It ends with 1 when more is left behind than allowed.
"""

import gc
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import cycle, islice

import psutil

from tests.bench.sample import KINDS, sample
from tests.unit.answers import Ran, tables

EACH = 4  # answers of each kind and challenge
# Python gives memory back in large pieces, so that the process breathes by some megabytes. One network of the lesson
# takes more than half a megabyte: if only one check in twenty kept its own, a thousand would take 25 and more.
MOST_MEGABYTES = 10.0
# The checker keeps the syntax trees of the last cells, which differ by about a thousand objects. If each check kept one
# network or tree, there would be fifty thousand and more.
MOST_OBJECTS = 2000


@dataclass(frozen=True)
class Left:
    """What a process holds."""

    megabytes: float
    objects: int
    threads: int

    def beyond(self, other: "Left") -> "Left":
        """How much more this is."""
        memory = self.megabytes - other.megabytes
        return Left(memory, self.objects - other.objects, self.threads - other.threads)

    @property
    def allowed(self) -> bool:
        """As a growth."""
        return self.megabytes <= MOST_MEGABYTES and self.few

    @property
    def few(self) -> bool:
        """As a growth, but for the memory: that depends on all that went before in a process."""
        return self.objects <= MOST_OBJECTS and self.threads <= 0


def now() -> Left:
    """What this process holds, after Python has thrown away what nobody uses."""
    for _ in range(2):  # what a model's functions hold is let go by a second collection only
        gc.collect()
    return Left(psutil.Process().memory_info().rss / 2**20, len(gc.get_objects()), threading.active_count())


def checker(each: int = EACH) -> tuple[Callable[[int], None], int]:
    """A function that makes so many checks, and how many answers it goes through before it comes round again."""
    answers = [one for name in tables() for kind in KINDS for one in sample(name, kind, each)]
    taking_turns = cycle(answers)
    number = 0

    def check(times: int) -> None:
        nonlocal number
        for one in islice(taking_turns, times):
            number += 1
            _edited(one, number).check()

    return check, len(answers)


def _edited(one: Ran, number: int) -> Ran:
    return replace(one, answer=replace(one.answer, code=f"{one.answer.code}\n# try {number}"))


def main(times: int) -> int:
    """Print what is held after each round of all answers, until so many checks; 1 when it grows beyond what is allowed.

    Only whole rounds can be compared: a network of one challenge is larger than that of another.
    """
    check, answers = checker()
    check(3 * answers)
    before = now()
    print(f"{answers} answers taking turns, after {3 * answers} checks: {before.megabytes:.1f} MB\n")
    print("{:>6} {:>10} {:>10} {:>10}".format("checks", "MB more", "objects", "threads"))
    for checks in range(answers, times + answers, answers):
        check(answers)
        grown = now().beyond(before)
        print(f"{checks:6} {grown.megabytes:10.1f} {grown.objects:10} {grown.threads:10}", flush=True)
    verdict = "Kept." if grown.allowed else "NOT KEPT."
    print(f"\nAllowed: {MOST_MEGABYTES:.0f} MB, {MOST_OBJECTS:,} objects and no thread more. {verdict}")
    return 0 if grown.allowed else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
