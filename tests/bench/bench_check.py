"""What a check costs beside the learner's own cell, challenge by challenge. Run: python -m tests.bench.bench_check"""

import statistics
import time
from collections.abc import Callable
from typing import Any

import keras  # a learner's first cell has imported it before anything is checked

from lesson_utils.checking import diagnose
from lesson_utils.episodes import Challenge, course
from tests.unit.answers import run, state_before

ROUNDS = 30
ROW = "{:20} {:>10} {:>13} {:>13} {:>16}"


def milliseconds(call: Callable[[], Any]) -> float:
    started = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - started)


def measure(challenge: Challenge) -> tuple[float, float, float]:
    """The learner's cell, the first check and the median of the later ones, each on a right answer."""
    solution = challenge.solution or ""
    before = state_before(challenge.id)
    namespace = dict(before)
    cell = milliseconds(lambda: run(solution, namespace))

    def check() -> None:
        assert diagnose(challenge.id, solution, namespace, None, before).passed

    first = milliseconds(check)
    return cell, first, statistics.median(milliseconds(check) for _ in range(ROUNDS))


def main() -> None:
    """Print one table; a cell that only defines a function costs nothing, so its ratio says little."""
    print(f"milliseconds, Keras {keras.__version__}, {ROUNDS} checks each\n")
    print(ROW.format("challenge", "own cell", "first check", "later checks", "later / own cell"))
    for challenge in [one for episode in course() for one in episode.challenges if one.solution]:
        cell, first, later = measure(challenge)
        print(ROW.format(challenge.id, f"{cell:.1f}", f"{first:.1f}", f"{later:.1f}", f"{later / cell:.2f}"))


if __name__ == "__main__":
    main()
