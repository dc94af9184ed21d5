"""Print how the checker judges every table, or write down what it says.

They are played cell by cell in an IPython kernel that the course watches. `--labels` lists the labels that no answer
reaches, `--freeze` writes messages.md anew.
"""

import argparse
import contextlib
import io

from tests.unit.answers import Played, all_tables
from tests.unit.answers.frozen import FILE, write_down
from tests.unit.answers.kernel import WatchedKernel, watched_kernel
from tests.unit.answers.labels import unreached

ROW = "{:20} {:>15} {:>15} {:>14}"


def main() -> None:
    """Every answer whose verdict or label is not the expected one, then the accuracy per challenge."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.unit.answers", description=__doc__)
    parser.add_argument("challenge", nargs="*", help="only these tables")
    parser.add_argument("--no-cell-ids", action="store_true", help="as papermill and nbclient run cells")
    parser.add_argument("--labels", action="store_true", help="only list the labels that no answer reaches")
    parser.add_argument("--freeze", action="store_true", help=f"write {FILE.name} anew")
    asked = parser.parse_args()
    if asked.labels:
        print("\n".join(unreached(answer for table in all_tables().values() for answer in table)))
        return
    with watched_kernel(cell_ids=not asked.no_cell_ids) as kernel:
        told = _report(asked.challenge, kernel)
    if asked.freeze:
        write_down(told)
        print(f"\nEvery message is written to {FILE.name}.")


def _report(names: list[str], kernel: WatchedKernel) -> dict[str, list[Played]]:
    told = {}
    for name, table in all_tables().items():
        if names and name not in names:
            continue
        with contextlib.redirect_stdout(io.StringIO()):  # what the answers print
            told[name] = [Played(answer, kernel.play(answer)) for answer in table]
    played = [one for table in told.values() for one in table]
    for one in played:
        if one.diagnosis.label != one.answer.label:
            print(f"{one.answer.challenge}: {one.answer.why}\n    expected {one.answer.label}")
            print(f"    but told {one.diagnosis.label}: {one.diagnosis.message}\n")
    print(ROW.format("challenge", "right accepted", "wrong refused", "labels right"))
    for name, table in [*told.items(), ("all", played)]:
        print(ROW.format(name, *_accuracy(table)))
    return told


def _accuracy(table: list[Played]) -> list[str]:
    right = [one.diagnosis.passed for one in table if one.answer.right]
    wrong = [not one.diagnosis.passed for one in table if not one.answer.right]
    labels = [one.diagnosis.label == one.answer.label for one in table]
    return [f"{sum(judged)} of {len(judged)}" for judged in (right, wrong, labels)]


if __name__ == "__main__":
    main()
