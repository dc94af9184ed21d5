"""Every training of the episodes is recorded, and nothing else: the rest would train on few images in silence."""

from pathlib import Path

import keras
import nbformat
import pytest

from lesson_utils.training import recordings, replay
from tests.unit.kernel import Notebook

SOLUTIONS = Path(__file__).parents[3] / "notebooks" / "solutions"
# Slow, and needed by no training.
LEFT_OUT = ("check(", "progress(", "PredictionSheet", "ConfusionGrid", "ModelScope", "plt.", "skimage")


def cells_that_train(path: Path) -> list[str]:
    """The code of a solutions notebook up to its last training."""
    sources = [cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    until = max([at for at, source in enumerate(sources, 1) if ".fit(" in source], default=0)
    needed = ("import", ".fit(")
    return [
        one
        for one in sources[:until]
        if any(word in one for word in needed) or not any(word in one for word in LEFT_OUT)
    ]


@pytest.fixture
def kernel(shell, monkeypatch, tmp_path):
    """A kernel that replays trainings, without the minutes of what is done with the models."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BUILD_A_CNN_PROGRESS", "kernel")
    monkeypatch.setattr(replay, "_TOLERANCE", 1.0)
    monkeypatch.setattr(recordings, "accuracy_of", lambda *_: 1.0)
    monkeypatch.setattr(keras.Model, "evaluate", lambda *_, **__: (1.0, 0.5))
    monkeypatch.setattr(keras.Model, "predict", lambda self, images, **_: images)
    monkeypatch.setattr(keras.Model, "fit", keras.Model.fit)
    replay.obey_environment()
    started = Notebook(shell)
    yield started
    started.stop()


def test_every_training_of_the_episodes_is_recorded_and_nothing_else(kernel, monkeypatch):
    asked, find = {}, recordings.find
    monkeypatch.setattr(recordings, "find", lambda key: asked.setdefault(key, find(key)))
    for path in sorted(SOLUTIONS.glob("*.ipynb")):
        kernel.start()
        for source in cells_that_train(path):
            shown = kernel.run(source)
            assert shown.success or ".fit(" not in source, f"{path.stem}: {source}\n{shown.text}"
    missing = [key for key, recording in asked.items() if recording is None]
    assert missing == [], "python3 -m lesson_utils build --train"
    assert set(asked) == {file.stem.rpartition("-")[2] for file in recordings.FOLDER.glob("*.npz")}
