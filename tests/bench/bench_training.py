"""What training costs a learner on this computer: seconds, memory, and what the display adds.

Run: python -m tests.bench.bench_training, some ten minutes on two quiet cores. It runs the cells of episode 4 twice in
one kernel, with real trainings, and ends with 1 when a promise is missed: ten epochs in 90 s, 1,300 MB of private
memory, no growth from fit to fit of one model, at most 3 % of the time for the display.

Memory is private, as in `bench_episodes`: *own* is what the kernel has written, *files* what it reads from the disk.
Both count, though a second kernel would share the files. Of each *new* model that is trained Keras keeps 10 to 20 MB,
with our display or without, also after `clear_session`; so the second time holds a little more than the first.
"""

import json
import os
import re
import sys
import time
from copy import deepcopy
from statistics import median
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from tests.bench.bench_episodes import SOLUTIONS, Ran, as_a_learner, private_memory

SECONDS_FOR_TEN, PRIVATE, GROWTH, OVERHEAD = 90.0, 1300, 50, 0.03  # s, MB, MB, share
PAIRS = 6  # of epochs with and without the display, all of one model
HOOK = re.compile(r"on_(train|test|epoch)_\w+")
AGAIN = "-again"


class Stopwatch:
    """Times Keras' callbacks: what the display does is done there, or makes the steps between them slower."""

    def __init__(self) -> None:
        import keras

        self.inside, self.steps, self.left = 0.0, [], None
        hooks = keras.callbacks.CallbackList
        for name in filter(HOOK.fullmatch, vars(hooks)):
            setattr(hooks, name, self._timed(getattr(hooks, name)))

    def _timed(self, hook: Any) -> Any:
        def timed(*args: Any, **kwargs: Any) -> None:
            entered = time.perf_counter()
            if hook.__name__ == "on_train_batch_end" and self.left is not None:
                self.steps.append(entered - self.left)
            hook(*args, **kwargs)
            left = time.perf_counter()
            self.inside += left - entered
            self.left = left if hook.__name__ == "on_train_batch_begin" else None

        return timed


def episode_twice() -> list[Ran]:
    """What each cell of episode 4 cost; the second time, its name ends in `AGAIN`."""
    notebook = nbformat.read(SOLUTIONS / "04-fit-cnn.ipynb", as_version=4)
    again = deepcopy(notebook.cells)
    for cell in again:
        cell.id += AGAIN
    notebook.cells += again
    return as_a_learner(notebook)


def with_and_without() -> dict[str, list[Any]]:
    """Of fits with the display and without: seconds in callbacks, seconds of the rest, the median of a step.

    And the MB that the kernel held after each pair.
    """
    import keras

    from lesson_utils.datasets import load_data, prepare_dataset
    from lesson_utils.training.examples import one_of_each
    from lesson_utils.training.live_training import LiveTraining
    from tests.unit.kernel import solution_of

    images, val_images, labels, val_labels = prepare_dataset(*load_data("drawings")[0])
    names = {"keras": keras, "train_images": images}
    exec(solution_of("create-model-intro"), names)
    exec("model_intro = create_model_intro()\n" + solution_of("compile"), names)
    watch, found = Stopwatch(), {"with": [], "without": [], "MB": []}
    for fit in range(1 + 2 * PAIRS):
        name, callbacks = ("with", [LiveTraining()]) if fit % 2 else ("without", [])
        for live in callbacks:
            live.examples = one_of_each(val_images, val_labels, None)
        watch.inside, watch.steps, start = 0.0, [], time.perf_counter()
        held_back = (val_images, val_labels)
        names["model_intro"].fit(images, labels, validation_data=held_back, verbose=0, callbacks=callbacks)
        found[name].append((watch.inside, time.perf_counter() - start - watch.inside, median(watch.steps)))
        found["MB"] += [private_memory(os.getpid())[0]] if name == "with" else []
    return found | {"without": found["without"][1:]}  # the very first one builds the graphs


def slowed_down_by(found: dict[str, list[Any]]) -> tuple[float, float]:
    """What the display adds: by what it does in callbacks, and by making the steps between them slower.

    Both are shares of the training's time. Whole trainings differ by a tenth from one to the next on a computer that
    does other things as well; these two hardly do.
    """
    share = {name: median(inside / rest for inside, rest, _ in found[name]) for name in ("with", "without")}
    step = {name: median(middle for *_, middle in found[name]) for name in ("with", "without")}
    return share["with"] - share["without"], step["with"] / step["without"] - 1


def in_a_notebook(what: str) -> Any:
    """Run one of the functions above in a kernel of its own, whose display sends what a browser would draw."""
    code = f"import json, lesson_utils; from tests.bench import bench_training as it; print(json.dumps(it.{what}()))"
    notebook = new_notebook(cells=[new_code_cell(code)])
    NotebookClient(notebook, timeout=None, kernel_name="python3").execute()
    printed = "".join(output["text"] for output in notebook.cells[0].outputs if output.get("name") == "stdout")
    return json.loads(printed.splitlines()[-1])


def main() -> int:
    """Measure, print, and judge."""
    ran = episode_twice()
    first, *_ = ran
    trained = [cell for cell in ran if "fit" in cell.cell.split("-") and "answer" in cell.cell]
    print(f"{'after the cell':24}{'seconds':>9}{'own MB':>9}{'files':>9}")
    for cell in (first, *trained, ran[-1]):
        print(f"{cell.cell:24}{cell.seconds:9.0f}{cell.own:9,}{cell.files:9,}")
    pairs = in_a_notebook("with_and_without")
    print(f"one model, own MB after each two of its fits: {', '.join(map(str, pairs['MB']))}")
    hooks, steps = slowed_down_by(pairs)
    ten = max(cell.seconds for cell in trained if "dropout" not in cell.cell)
    most = max(cell.own + cell.files for cell in ran)
    growth, display = pairs["MB"][-1] - pairs["MB"][0], hooks + max(0.0, steps)
    promises = {
        f"ten epochs: {ten:.0f} s (promised: {SECONDS_FOR_TEN:.0f})": ten <= SECONDS_FOR_TEN,
        f"private memory: {most:,} MB (promised: {PRIVATE:,})": most <= PRIVATE,
        f"growth in {2 * PAIRS - 2} fits of one model: {growth} MB (promised: {GROWTH})": growth <= GROWTH,
        f"the display slows down by {display:.1%}: {hooks:.1%} in callbacks, steps {steps:+.1%} "
        f"(promised: {OVERHEAD:.0%})": display <= OVERHEAD,
    }
    for told, kept in promises.items():
        print("kept   " if kept else "MISSED ", told)
    return 0 if all(promises.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
