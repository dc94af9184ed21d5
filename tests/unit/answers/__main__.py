"""Print how the checker judges every table, or write down what it says.

`python3 -m tests.unit.answers` plays them through `diagnose`, with `--kernel` through an IPython kernel that the course
watches. `--labels` lists the labels that no answer reaches, `--freeze` writes messages.md anew.
"""

import argparse
import contextlib
import io
from collections.abc import Callable

from lesson_utils.checking import Diagnosis
from tests.unit.answers import Answer, Played, all_tables, play
from tests.unit.answers.frozen import FILE, write_down
from tests.unit.answers.kernel import watched_kernel
from tests.unit.answers.labels import unreached

ROW = "{:20} {:>15} {:>15} {:>14}"


def main() -> None:
    """Every answer whose verdict or label is not the expected one, then the accuracy per challenge."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.unit.answers", description=__doc__)
    parser.add_argument("challenge", nargs="*", help="only these tables")
    parser.add_argument("--kernel", action="store_true", help="cell by cell, in a kernel that the course watches")
    parser.add_argument("--no-cell-ids", action="store_true", help="with --kernel: as papermill and nbclient run cells")
    parser.add_argument("--labels", action="store_true", help="only list the labels that no answer reaches")
    parser.add_argument("--freeze", action="store_true", help=f"write {FILE.name} anew")
    asked = parser.parse_args()
    if asked.labels:
        print("\n".join(unreached(answer for table in all_tables().values() for answer in table)))
    elif asked.kernel:
        with watched_kernel(cell_ids=not asked.no_cell_ids) as kernel:
            _report(asked.challenge, kernel.play, "in_kernel")
    else:
        told = _report(asked.challenge, play, "label")
        if asked.freeze:
            write_down(told)
            print(f"\nEvery message is written to {FILE.name}.")


def _report(names: list[str], judge: Callable[[Answer], Diagnosis], expected: str) -> dict[str, list[Played]]:
    told = {}
    for name, table in all_tables().items():
        if names and name not in names:
            continue
        with contextlib.redirect_stdout(io.StringIO()):  # what the answers print
            told[name] = [Played(answer, judge(answer)) for answer in table]
    wrong = [one for table in told.values() for one in table if one.diagnosis.label != getattr(one.answer, expected)]
    for one in wrong:
        print(f"{one.answer.challenge}: {one.answer.why}\n    expected {getattr(one.answer, expected)}")
        print(f"    but told {one.diagnosis.label}: {one.diagnosis.message}\n")
    print(ROW.format("challenge", "right accepted", "wrong refused", "labels right"))
    for name, table in told.items():
        print(ROW.format(name, *_accuracy(table, expected)))
    print(ROW.format("all", *_accuracy([one for table in told.values() for one in table], expected)))
    return told


def _accuracy(table: list[Played], expected: str) -> list[str]:
    right = [one.diagnosis.passed for one in table if getattr(one.answer, expected) == "correct"]
    wrong = [not one.diagnosis.passed for one in table if getattr(one.answer, expected) != "correct"]
    labels = [one.diagnosis.label == getattr(one.answer, expected) for one in table]
    return [f"{sum(judged)} of {len(judged)}" for judged in (right, wrong, labels)]


if __name__ == "__main__":
    main()
