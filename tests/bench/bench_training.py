"""What training costs on this computer: seconds, memory, and what the display adds.

Run: python -m tests.bench.bench_training. It trains the lesson's intro model for some thirty epochs, in processes of
their own, and ends with 1 when a promise is missed: ten epochs in 90 s, 1,300 MB of private memory, no growth from fit
to fit, at most 3 % of the time for the display.
"""

import json
import os
import subprocess
import sys
import time
from statistics import median
from typing import Any

SECONDS_FOR_TEN, PRIVATE, GROWTH, OVERHEAD = 90.0, 1300, 50, 0.03  # s, MB, MB, share
PAIRS = 8  # of epochs with and without the display
CLOCKS = {"computing time": time.process_time, "time on the clock": time.perf_counter}
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


def with_and_without() -> dict[str, list[float]]:
    """The ratio of an epoch with the display to one without, pair by pair, each time the other one first.

    The epochs are the lesson's: what the display does once in each would weigh more in shorter ones. The seconds depend
    on whatever else the machine does at that moment; the computing time of this process, all its threads, hardly.
    """
    from lesson_utils.training.examples import one_of_each
    from lesson_utils.training.live_training import LiveTraining

    (images, _, labels, _), build = begin()
    models = [new_model(build), new_model(build)]
    ratios: dict[str, list[float]] = {name: [] for name in CLOCKS}
    for pair in range(PAIRS + 1):
        took = {}
        for shown in (pair % 2, 1 - pair % 2):
            callbacks = []
            if shown:
                callbacks = [LiveTraining()]
                callbacks[0].examples = one_of_each(images, labels, None)
            start = [clock() for clock in CLOCKS.values()]
            models[shown].fit(images, labels, batch_size=32, epochs=1, verbose=0, callbacks=callbacks)
            took[shown] = [clock() - began for clock, began in zip(CLOCKS.values(), start, strict=True)]
        for name, shown, bare in zip(CLOCKS, took[1], took[0], strict=True):
            ratios[name].append(shown / bare)
    return {name: found[1:] for name, found in ratios.items()}  # the first pair builds the graphs


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
    added = {name: sorted(ratio - 1 for ratio in found) for name, found in in_a_process("with_and_without").items()}
    for name, found in added.items():
        print(f"the display adds {median(found):.1%} of {name}; {PAIRS} pairs, {found[0]:.1%} to {found[-1]:.1%}")
    display = median(added["computing time"])
    private = [kernel["steps"][step]["Private"] for step in ("fit", "second fit")]
    ten, most, growth = kernel["took"]["fit"], max(private), private[1] - private[0]
    promises = {
        f"ten epochs: {ten:.0f} s (promised: {SECONDS_FOR_TEN:.0f})": ten <= SECONDS_FOR_TEN,
        f"private memory: {most:,} MB (promised: {PRIVATE:,})": most <= PRIVATE,
        f"growth from fit to fit: {growth} MB (promised: {GROWTH})": growth <= GROWTH,
        f"the display's computing time: {display:.1%} (promised: {OVERHEAD:.0%})": display <= OVERHEAD,
    }
    for told, kept in promises.items():
        print("kept   " if kept else "MISSED ", told)
    return 0 if all(promises.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
