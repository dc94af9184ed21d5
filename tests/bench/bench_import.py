"""How long the first `import lesson_utils` takes, beside Python's own start. Run: python tests/bench/bench_import.py"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 15


def milliseconds(code: str) -> float:
    """The median of a new Python's time to run the code, after one round that does not count."""
    times = []
    for _ in range(ROUNDS + 1):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times[1:])


if __name__ == "__main__":
    bare, ours = milliseconds("pass"), milliseconds("import lesson_utils")
    print(f"Python alone {bare:.1f} ms, with import lesson_utils {ours:.1f} ms: {ours / bare:.2f} times as long")
