"""What quick kernels change: time until Keras is ready, and memory, before and after. Linux only.

Run: python3 -m tests.bench.bench_quick_kernels [how many kernels, 6 unless told] [--fit: also train in each]

Starts so many kernels one after the other in the ordinary way, measures them while all run, ends them; then the same
with forked ones. *Ready* is when `import keras` has run in a cell. *Private* is what one kernel more takes of the
machine; *PSS* counts what is shared in fair parts, the parent's own part in the last line.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from jupyter_client.manager import KernelManager
from traitlets.config import Application

from lesson_utils.quick_kernels import extension

_FIELD = re.compile(r"^(Pss|Private_Clean|Private_Dirty):\s+(\d+) kB", re.MULTILINE)
FIT = """
import numpy as np
model = keras.Sequential([keras.Input((32, 32, 3)), keras.layers.Conv2D(16, 3, activation="relu"),
    keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(np.zeros((640, 32, 32, 3), "float32"), np.zeros(640), verbose=0)
"""


def memory(pid: int) -> tuple[float, float]:
    """A process' private memory and PSS, in MB."""
    found = dict.fromkeys(("Pss", "Private"), 0.0)
    for name, kib in _FIELD.findall(Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")):
        found[name.partition("_")[0]] += int(kib) * 1024 / 1e6
    return found["Private"], found["Pss"]


class Kernel:
    """A kernel that has imported Keras, and how long that took."""

    def __init__(self, server: Application | None, code: str) -> None:
        started = time.perf_counter()
        self.manager = KernelManager(parent=server)
        quiet = {} if server else {"stderr": subprocess.DEVNULL}  # TensorFlow's greeting
        self.manager.start_kernel(**quiet)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(300)
        self.run("import keras")
        self.seconds = time.perf_counter() - started
        self.run(code)

    def run(self, code: str) -> None:
        answer = self.client.execute_interactive(code, timeout=300)
        if answer["content"]["status"] != "ok":
            raise RuntimeError("\n".join(answer["content"]["traceback"]))

    @property
    def pid(self) -> int:
        return int(self.manager.provisioner.pid)

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def measure(name: str, server: Application | None, how_many: int, code: str) -> None:
    """Start them, print a line, end them."""
    kernels = [Kernel(server, code) for _ in range(how_many)]
    used = [memory(kernel.pid) for kernel in kernels]
    seconds = sorted(kernel.seconds for kernel in kernels)
    private, pss = (statistics.median(column) for column in zip(*used, strict=True))
    print(f"{name:<10}{statistics.median(seconds):>9.1f}{seconds[-1]:>9.1f}{private:>12.0f}{pss:>9.0f}", flush=True)
    for kernel in kernels:
        kernel.close()


def main() -> None:
    """Measure before and after."""
    parser = argparse.ArgumentParser(prog="python3 -m tests.bench.bench_quick_kernels")
    parser.add_argument("how_many", nargs="?", type=int, default=6)
    parser.add_argument("--fit", action="store_true")
    asked = parser.parse_args()
    if sys.platform != "linux":
        sys.exit("Kernels are forked on Linux only.")
    code = FIT if asked.fit else ""
    print(f"{asked.how_many} kernels, each after `import keras`{' and a training' if asked.fit else ''}; medians")
    print(f"{'':<10}{'ready, s':>9}{'longest':>9}{'private, MB':>12}{'PSS, MB':>9}")
    measure("ordinary", None, asked.how_many, code)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JUPYTER_RUNTIME_DIR"] = folder
        server = Application()
        started = time.perf_counter()
        extension._load_jupyter_server_extension(server)
        Kernel(server, "").close()  # waits until the parent has imported everything
        waited = time.perf_counter() - started
        measure("forked", server, asked.how_many, code)
        parent = next(one for one in psutil.Process().children() if "lesson_utils.quick_kernels" in one.cmdline())
        private, pss = memory(parent.pid)
        print(f"the parent, once: first kernel after {waited:.1f} s, private {private:.0f} MB, PSS {pss:.0f} MB")
        parent.kill()
        parent.wait()


if __name__ == "__main__":
    main()
