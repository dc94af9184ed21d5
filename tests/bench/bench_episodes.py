"""What each episode costs a learner: its cells' seconds, the longest one, the memory of its kernel at the end.

Run: python -m tests.bench.bench_episodes [episode ...]. It runs the solutions notebooks as a learner would, with real
trainings and oneDNN, in about ten minutes on two quiet cores, and ends with 1 when a cell takes more than 90 s.

Memory is private: what no other process uses, in MB. Of it, *files* are programs and images that lie on the disk, which
Linux gives back where memory is short; several kernels share them, and so does a class.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import nbformat
from nbclient import NotebookClient

SOLUTIONS = Path(__file__).parents[2] / "notebooks" / "solutions"
LONGEST = 90.0  # seconds that a cell may take


class Ran(NamedTuple):
    """A code cell that ran: its seconds, and the MB that the kernel held afterwards, its own and of files."""

    cell: str
    seconds: float
    own: int
    files: int


class Watched(NotebookClient):
    """Notes how long each code cell takes, and what the kernel holds."""

    def run(self) -> list[Ran]:
        """Run the notebook."""
        began: dict[str, float] = {}
        ran: list[Ran] = []

        def executed(cell: nbformat.NotebookNode, cell_index: int, execute_reply: object) -> None:
            seconds = time.perf_counter() - began[cell.id]
            ran.append(Ran(cell.id, seconds, *private_memory(self.km.provisioner.pid)))

        self.on_cell_execute = lambda cell, cell_index: began.update({cell.id: time.perf_counter()})
        self.on_cell_executed = executed
        self.execute()
        return ran


def private_memory(process: int) -> tuple[int, int]:
    """MB that a process shares with no other: what it has written, and what it reads from files (Linux only)."""
    with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as lines:
        kib = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines) if "_" in name}
    return kib["Private_Dirty"] // 1024, kib["Private_Clean"] // 1024


def as_a_learner(notebook: nbformat.NotebookNode) -> list[Ran]:
    """Run a notebook in a folder of its own, with real trainings and oneDNN, from an empty progress."""
    for switch in ("LESSON_FAST", "TF_ENABLE_ONEDNN_OPTS"):
        os.environ.pop(switch, None)
    os.environ |= {"BUILD_A_CNN_PROGRESS": "kernel", "PYTHONPATH": str(SOLUTIONS.parents[1])}
    with tempfile.TemporaryDirectory() as folder:
        return Watched(notebook, timeout=900, kernel_name="python3", resources={"metadata": {"path": folder}}).run()


def main(wanted: list[str]) -> int:
    """Print the table."""
    slow = []
    print(f"{'episode':24}{'all cells':>10}{'first':>8}{'longest':>9}  {'which':32}{'MB':>6}{'files':>7}")
    for path in sorted(SOLUTIONS.glob("*.ipynb")):
        if wanted and not path.name.startswith(tuple(wanted)):
            continue
        ran = as_a_learner(nbformat.read(path, as_version=4))
        longest = max(ran, key=lambda cell: cell.seconds)
        seconds = f"{sum(cell.seconds for cell in ran):8.0f} s{ran[0].seconds:6.0f} s{longest.seconds:7.0f} s"
        print(f"{path.stem:24}{seconds}  {longest.cell:32}{ran[-1].own:6,}{ran[-1].files:7,}", flush=True)
        slow += [cell.cell for cell in ran if cell.seconds > LONGEST]
    print(f"Cells over {LONGEST:.0f} s: {', '.join(slow) or 'none'}")
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
