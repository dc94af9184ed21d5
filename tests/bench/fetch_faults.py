"""What a learner is told when CIFAR-10 does not arrive, fault by fault, from a real server on this computer.

Run: python -m tests.bench.fetch_faults. It ends with 1 when a fault leaves a file behind, or when the photos cannot be
had once the server is well again. Killed half-way, a full disk and two at once are in
tests/unit/test_datasets_fetching.py.
"""

import os
import sys
import tempfile
import threading
from pathlib import Path

from lesson_utils.datasets import DownloadError, cifar10, load_data
from lesson_utils.datasets.cifar10 import fetching, reading
from tests.unit.test_datasets_fetching import FAULTS, SHA256, SMALL, Server, files_in


def outcome(server: Server, manner: str, home: Path) -> tuple[str, list[str], bool]:
    """What was said, what lay on the disk afterwards, and whether a second try with a well server gave the photos."""
    os.environ |= {"BUILD_A_CNN_HOME": str(home), "KERAS_HOME": str(home), "LESSON_CIFAR10_URL": server.address}
    server.manner = manner
    try:
        load_data("cifar10")
        said = "nothing"
    except DownloadError as error:
        said = str(error)
    left = files_in(home)
    server.manner = "well"
    (images, _), _ = load_data("cifar10")
    return said, left, len(images) == 5 * SMALL


def main() -> int:
    """Print the table."""
    cifar10.TRAIN, cifar10.TEST, reading.ARCHIVE_SHA256 = 5 * SMALL, SMALL, SHA256
    fetching.TIME_OUTS = (2.0, 1.0)
    kept = True
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for manner, reason in FAULTS.items():
            with tempfile.TemporaryDirectory() as folder:
                said, left, well = outcome(server, manner, Path(folder))
            kept &= reason in said and not left and well
            print(f"{manner:14} told: {reason if reason in said else said}")
            print(f"{'':14} left on the disk: {', '.join(left) or 'nothing'}; then, from a well server: {well}")
        server.stop.set()
        server.shutdown()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
