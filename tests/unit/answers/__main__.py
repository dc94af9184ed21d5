"""Print how the checker judges every table, or write down what it says: `python3 -m tests.unit.answers [--freeze]`."""

import sys

from tests.unit.answers import Played, play, tables
from tests.unit.answers.frozen import FILE, write_down

ROW = "{:20} {:>15} {:>15} {:>14}"


def main() -> None:
    """Every answer whose verdict or label is not the expected one, then the accuracy per challenge."""
    told = {name: [Played(answer, play(answer)) for answer in table] for name, table in tables().items()}
    for one in (one for table in told.values() for one in table):
        if one.diagnosis.label != one.answer.label:
            print(f"{one.answer.challenge}: {one.answer.why}\n    expected {one.answer.label}")
            print(f"    but told {one.diagnosis.label}: {one.diagnosis.message}\n")
    print(ROW.format("challenge", "right accepted", "wrong refused", "labels right"))
    for name, table in told.items():
        print(ROW.format(name, *_accuracy(table)))
    print(ROW.format("all", *_accuracy([one for table in told.values() for one in table])))
    if "--freeze" in sys.argv[1:]:
        write_down(told)
        print(f"\nEvery message is written to {FILE.name}.")


def _accuracy(table: list[Played]) -> list[str]:
    right = [one.diagnosis.passed for one in table if one.answer.right]
    wrong = [not one.diagnosis.passed for one in table if not one.answer.right]
    labels = [one.diagnosis.label == one.answer.label for one in table]
    return [f"{sum(judged)} of {len(judged)}" for judged in (right, wrong, labels)]


if __name__ == "__main__":
    main()
