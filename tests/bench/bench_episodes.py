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

import nbformat
from nbclient import NotebookClient

SOLUTIONS = Path(__file__).parents[2] / "notebooks" / "solutions"
LONGEST = 90.0  # seconds that a cell may take


class Timed(NotebookClient):
    """Notes how long each code cell takes, and what the kernel holds at the end."""

    def run(self) -> tuple[dict[str, float], tuple[int, int]]:
        """Run the notebook; gives seconds by cell id, and MB that the kernel holds: its own, and of files."""
        began: dict[str, float] = {}
        took: dict[str, float] = {}
        held: list[tuple[int, int]] = []

        def executed(cell: nbformat.NotebookNode, cell_index: int, execute_reply: object) -> None:
            took[cell.id] = time.perf_counter() - began[cell.id]
            held.append(private_memory(self.km.provisioner.pid))  # afterwards the kernel is gone

        self.on_cell_execute = lambda cell, cell_index: began.update({cell.id: time.perf_counter()})
        self.on_cell_executed = executed
        self.execute()
        return took, held[-1]


def private_memory(process: int) -> tuple[int, int]:
    """MB that a process shares with no other: what it has written, and what it reads from files (Linux only)."""
    with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as lines:
        kib = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines) if "_" in name}
    return kib["Private_Dirty"] // 1024, kib["Private_Clean"] // 1024


def as_a_learner(path: Path, folder: str) -> tuple[dict[str, float], tuple[int, int]]:
    """Run one notebook in a folder of its own."""
    notebook = nbformat.read(path, as_version=4)
    return Timed(notebook, timeout=900, kernel_name="python3", resources={"metadata": {"path": folder}}).run()


def main(wanted: list[str]) -> int:
    """Print the table."""
    for switch in ("LESSON_FAST", "TF_ENABLE_ONEDNN_OPTS"):
        os.environ.pop(switch, None)
    os.environ |= {"BUILD_A_CNN_PROGRESS": "kernel", "PYTHONPATH": str(SOLUTIONS.parents[1])}
    slow = []
    print(f"{'episode':24}{'all cells':>10}{'first':>8}{'longest':>9}  {'which':32}{'MB':>6}{'files':>7}")
    for path in sorted(SOLUTIONS.glob("*.ipynb")):
        if wanted and not path.name.startswith(tuple(wanted)):
            continue
        with tempfile.TemporaryDirectory() as folder:
            took, (own, files) = as_a_learner(path, folder)
        longest = max(took, key=lambda cell: took[cell])
        seconds = f"{sum(took.values()):8.0f} s{next(iter(took.values())):6.0f} s{took[longest]:7.0f} s"
        print(f"{path.stem:24}{seconds}  {longest:32}{own:6,}{files:7,}", flush=True)
        slow += [cell for cell, spent in took.items() if spent > LONGEST]
    print(f"Cells over {LONGEST:.0f} s: {', '.join(slow) or 'none'}")
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
