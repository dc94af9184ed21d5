"""What training costs on this computer: seconds, memory, and what the display adds.

Run: python -m tests.bench.bench_training. It trains the lesson's intro model for some thirty epochs, in processes of
their own, and ends with 1 when a promise is missed: ten epochs in 90 s, 1,300 MB of private memory, no growth from fit
to fit, at most 3 % of the time for the display.
"""

import json
import os
import re
import subprocess
import sys
import time
from statistics import median
from typing import Any

from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

SECONDS_FOR_TEN, PRIVATE, GROWTH, OVERHEAD = 90.0, 1300, 50, 0.03  # s, MB, MB, share
PAIRS = 6  # of epochs with and without the display
HOOK = re.compile(r"on_(train|test|epoch)_\w+")
KINDS = ("Private", "Pss", "Rss")


def memory() -> dict[str, int]:
    """MB of this process: its own, its share of what several use, and all it has mapped (Linux only)."""
    found = dict.fromkeys(KINDS, 0)
    with open("/proc/self/smaps_rollup", encoding="ascii") as lines:
        for line in lines:
            kind = line.split(":")[0].split("_")[0]
            if kind in found and (kind == "Private" or line.startswith(kind + ":")):
                found[kind] += int(line.split()[1]) // 1024
    return found


def begin() -> tuple[Any, Any]:
    """What an episode's first cell does; gives the data and the course."""
    import keras

    from lesson_utils.datasets import load_data, prepare_dataset
    from lesson_utils.episodes import course

    (images, labels), _ = load_data("drawings")
    data = prepare_dataset(images, labels)
    solution = next(
        challenge.solution
        for episode in course()
        for challenge in episode.challenges
        if challenge.id == "create-model-intro"
    )
    names = {"keras": keras, "train_images": data[0]}
    exec(solution or "", names)
    return data, names["create_model_intro"]


def new_model(build: Any) -> Any:
    """The intro model, compiled as the lesson compiles it."""
    import keras

    keras.utils.set_random_seed(42)
    model = build()
    loss, accuracy = keras.losses.CategoricalCrossentropy(), keras.metrics.CategoricalAccuracy()
    model.compile(optimizer=keras.optimizers.Adam(), loss=loss, metrics=[accuracy])
    return model


def in_a_kernel() -> dict[str, Any]:
    """Two calls of `fit` in one process, as a learner makes them: ten epochs, then one more."""
    from lesson_utils import watch_training

    watch_training()  # imports Keras, as an episode's first cell does
    steps = {"import": memory()}
    data, build = begin()
    steps["data"] = memory()
    images, val_images, labels, val_labels = data
    model, took = new_model(build), {}
    for name, epochs in (("fit", 10), ("second fit", 1)):
        start = time.perf_counter()
        model.fit(images, labels, batch_size=32, epochs=epochs, validation_data=(val_images, val_labels))
        took[name] = time.perf_counter() - start
        steps[name] = memory()
    return {"steps": steps, "took": took}


class Stopwatch:
    """Times Keras' callbacks: what the display does is done there, or makes the steps between them slower."""

    def __init__(self) -> None:
        import keras

        self.inside, self.steps, self.left = 0.0, [], None
        for name in filter(HOOK.fullmatch, vars(keras.callbacks.CallbackList)):
            setattr(keras.callbacks.CallbackList, name, self._timed(getattr(keras.callbacks.CallbackList, name)))

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


def with_and_without() -> dict[str, list[Any]]:
    """Seconds in callbacks, seconds of the rest, and the median of a step: of fits with the display and without."""
    from lesson_utils.training.examples import one_of_each
    from lesson_utils.training.live_training import LiveTraining

    (images, val_images, labels, val_labels), build = begin()
    model, watch = new_model(build), Stopwatch()
    found: dict[str, list[Any]] = {"with": [], "without": []}
    for fit in range(1 + 2 * PAIRS):  # the first one builds the graphs
        callbacks, name = [], "with" if fit % 2 else "without"
        if name == "with":
            callbacks = [LiveTraining()]
            callbacks[0].examples = one_of_each(val_images, val_labels, None)
        watch.inside, watch.steps, start = 0.0, [], time.perf_counter()
        held_back = (val_images, val_labels)
        model.fit(images, labels, batch_size=32, validation_data=held_back, verbose=0, callbacks=callbacks)
        found[name].append((watch.inside, time.perf_counter() - start - watch.inside, median(watch.steps)))
    return {"with": found["with"], "without": found["without"][1:]}


def slowed_down_by(found: dict[str, list[Any]]) -> tuple[float, float]:
    """What the display adds: by what it does in callbacks, and by making the steps between them slower.

    Both are shares of the training's time. Whole trainings differ by a tenth from one to the next on a computer that
    does other things as well; these two do not.
    """
    share = {name: median(inside / rest for inside, rest, _ in fits) for name, fits in found.items()}
    step = {name: median(middle for *_, middle in fits) for name, fits in found.items()}
    return share["with"] - share["without"], step["with"] / step["without"] - 1


def in_a_notebook(what: str) -> Any:
    """Run one of the functions above in a kernel of its own, whose display sends what a browser would draw."""
    code = f"import json, lesson_utils; from tests.bench import bench_training as it; print(json.dumps(it.{what}()))"
    notebook = new_notebook(cells=[new_code_cell(code)])
    NotebookClient(notebook, timeout=None, kernel_name="python3", resources={"metadata": {"path": "."}}).execute()
    printed = "".join(output["text"] for output in notebook.cells[0].outputs if output.get("name") == "stdout")
    return json.loads(printed.splitlines()[-1])


def in_a_process(what: str) -> Any:
    """Run one of the functions above in a fresh process."""
    code = f"import json; from tests.bench import bench_training as it; print('\\n' + json.dumps(it.{what}()))"
    code = f"import lesson_utils; {code}"
    environment = {name: value for name, value in os.environ.items() if name != "TF_ENABLE_ONEDNN_OPTS"}
    printed = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True)
    return json.loads(printed.splitlines()[-1])


def main() -> int:
    """Measure, print, and judge."""
    kernel = in_a_process("in_a_kernel")
    print(f"{'MB after':12}" + "".join(f"{kind.lower():>9}" for kind in KINDS))
    for step, found in kernel["steps"].items():
        print(f"{step:12}" + "".join(f"{found[kind]:9,}" for kind in KINDS))
    hooks, steps = slowed_down_by(in_a_notebook("with_and_without"))
    display = hooks + max(0.0, steps)
    private = [kernel["steps"][step]["Private"] for step in ("fit", "second fit")]
    ten, most, growth = kernel["took"]["fit"], max(private), private[1] - private[0]
    promises = {
        f"ten epochs: {ten:.0f} s (promised: {SECONDS_FOR_TEN:.0f})": ten <= SECONDS_FOR_TEN,
        f"private memory: {most:,} MB (promised: {PRIVATE:,})": most <= PRIVATE,
        f"growth from fit to fit: {growth} MB (promised: {GROWTH})": growth <= GROWTH,
        f"the display slows down by {display:.1%}: {hooks:.1%} in callbacks, steps {steps:+.1%} "
        f"(promised: {OVERHEAD:.0%})": display <= OVERHEAD,
    }
    for told, kept in promises.items():
        print("kept   " if kept else "MISSED ", told)
    return 0 if all(promises.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
