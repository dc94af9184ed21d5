"""What a check costs beside the learner's own cell, for right, wrong and raising answers of the tables.

Run: python -m tests.bench.bench_check. It ends with 1 when a check takes longer than promised: 20 ms (the median of all
but the first), 300 ms (the first).
"""

import contextlib
import io
import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import keras  # a learner's first cell has imported it before anything is checked

from tests.bench.sample import KINDS, sample
from tests.unit.answers import run, tables
from tests.unit.answers.playing import fresh_keras

ANSWERS = 12  # of each kind and challenge
ROUNDS = 5  # checks of each answer after its first
PROMISED, PROMISED_FIRST = 20.0, 300.0  # milliseconds
ROW = "{:20} {:>9}" + "  |" + "{:>8} {:>8} {:>8}  |" * len(KINDS)


@dataclass(frozen=True)
class Cost:
    """Milliseconds: the learner's cell, the first check of the challenge, the median check, the slowest answer's."""

    cell: float
    first: float
    later: float
    slowest: float

    @property
    def kept(self) -> bool:
        """Whether it is what we promise."""
        return self.first <= PROMISED_FIRST and self.later <= PROMISED

    def cells(self) -> list[str]:
        """As it stands in the table: a mark beside what takes longer than promised."""
        first = f"{self.first:.1f}{'!' if self.first > PROMISED_FIRST else ' '}"
        return [first, f"{self.later:.1f}{'!' if self.later > PROMISED else ' '}", f"{self.slowest:.1f} "]


def milliseconds(call: Callable[[], Any]) -> float:
    started = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - started)


def measure(kind: str) -> dict[str, Cost]:
    """The costs of one kind of answer, by challenge, one after the other in one kernel."""
    return {name: _cost(name, kind) for name in tables()}


def _cost(challenge_id: str, kind: str) -> Cost:
    answers = sample(challenge_id, kind, ANSWERS)
    # Of a training the cell takes a few steps here: what it really takes is minutes, and has its own bench.
    with contextlib.redirect_stdout(io.StringIO()), fresh_keras():
        cells = [milliseconds(lambda one=one: run(one.answer.code, dict(one.before))) for one in answers]
    first, *_ = [milliseconds(one.check) for one in answers]
    medians = [statistics.median(milliseconds(one.check) for _ in range(ROUNDS)) for one in answers]
    return Cost(statistics.median(cells), first, statistics.median(medians), max(medians))


def main() -> int:
    """Print one table; 1 when a promise is not kept."""
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as kernels:  # a fresh one for each kind
        costs = dict(zip(KINDS, kernels.map(measure, KINDS, chunksize=1), strict=True))
    print(f"milliseconds, Keras {keras.__version__}, up to {ANSWERS} answers of each kind\n")
    print(ROW.format("", "own", *(word for kind in KINDS for word in (f"{kind}:", "", ""))))
    print(ROW.format("challenge", "cell", *["first ", "median ", "slowest "] * len(KINDS)))
    for name in tables():
        of_each = [costs[kind][name] for kind in KINDS]
        print(ROW.format(name, f"{of_each[0].cell:.1f}", *(text for cost in of_each for text in cost.cells())))
    print(f"\nPromised: the first within {PROMISED_FIRST:.0f} ms, the median of the others within {PROMISED:.0f} ms.")
    broken = sum(not cost.kept for table in costs.values() for cost in table.values())
    print(f"{broken} of {len(KINDS) * len(tables())} are beyond that (!)." if broken else "All are.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
