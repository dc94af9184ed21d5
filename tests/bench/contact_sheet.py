"""Draws all drawings into an empty home, says how long that took, and lays 20 of each class on one picture.

Run: python -m tests.bench.contact_sheet [FILE.png]. It ends with 1 when the 60,000 took longer than 15 seconds.
"""

import os
import sys
import tempfile
import time

import numpy as np
from matplotlib.figure import Figure

from lesson_utils.datasets import class_names, load_data

MOST_SECONDS, COLUMNS = 15.0, 20


def main(file: str = "contact-sheet.png") -> int:
    """Draw, measure, lay out."""
    os.environ.pop("LESSON_DATA_DIR", None)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as os.environ["BUILD_A_CNN_HOME"]:
        started = time.perf_counter()
        (images, labels), _ = load_data("drawings")
        seconds = time.perf_counter() - started
        figure = Figure(figsize=(COLUMNS, len(class_names)), layout="constrained")
        rows = figure.subplots(len(class_names), 1)
        for label, (name, axes) in enumerate(zip(class_names, rows, strict=True)):
            axes.imshow(np.hstack(images[labels[:, 0] == label][:COLUMNS]))
            axes.set_ylabel(name, rotation=0, ha="right", va="center", size=16)
            axes.set(xticks=[], yticks=[])
        figure.savefig(file, dpi=64, bbox_inches="tight")
    print(f"{file}; the first drawing of all 60,000 took {seconds:.1f} s, {MOST_SECONDS:.0f} s at most")
    return int(seconds > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
