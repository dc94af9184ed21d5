"""A published solution trains, downloads, saves and plots nothing while the checker runs it."""

import socket
import time
import zipfile
from pathlib import Path

import keras
import matplotlib as mpl
import numpy as np
import pytest

from lesson_utils.checking.running.stand_ins import Unavailable, nothing_heavy, stand_in_for
from tests.unit.other_lessons import judge
from tests.unit.small_episode import small_episode

mpl.use("agg")
import matplotlib.pyplot as plt

REPLACED = ("fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch", "save", "export")


def net(*metrics):
    made = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    made.compile(loss="mse", metrics=list(metrics))
    return made


def test_everything_is_put_back_after_an_error_too():
    before = [getattr(keras.Model, name) for name in REPLACED]
    own = {name for name in REPLACED if name in vars(keras.Model)}
    load, connect, show = keras.datasets.cifar10.load_data, socket.socket.connect, plt.show
    with pytest.raises(ZeroDivisionError), nothing_heavy():
        keras.Model.fit = 1 / 0
    assert [getattr(keras.Model, name) for name in REPLACED] == before
    assert {name for name in REPLACED if name in vars(keras.Model)} == own
    assert (keras.datasets.cifar10.load_data, socket.socket.connect, plt.show) == (load, connect, show)


def test_nothing_is_trained_and_the_calls_are_recorded():
    made = net("mae")
    before = made.get_weights()
    images = np.zeros((50, 4))
    with nothing_heavy() as called:
        history = made.fit(images, images, epochs=1_000_000)
        assert made.evaluate(images, images) == [0.5, 0.5]
        assert made.evaluate(images, images, return_dict=True) == {"loss": 0.5, "mae": 0.5}
        assert net().evaluate(images, images) == 0.5
        assert made.predict(images).shape == (50, 3)
        assert made.train_on_batch(images, images) == [0.5, 0.5]
    assert called == ["fit", "evaluate", "evaluate", "evaluate", "predict", "train_on_batch"]
    assert len(history.epoch) == 1_000_000
    assert all(np.array_equal(one, other) for one, other in zip(before, made.get_weights(), strict=True))


def test_a_model_that_was_not_compiled_cannot_be_trained_in_name_either():
    with nothing_heavy(), pytest.raises(ValueError, match="compile"):
        keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)]).fit(np.zeros((2, 4)))


def test_data_sets_have_their_shapes_and_take_no_memory():
    with nothing_heavy() as called:
        (images, labels), (_, test_labels) = keras.datasets.cifar10.load_data()
        (digits, _), _ = keras.datasets.mnist.load_data()
    assert (images.shape, labels.shape, test_labels.shape) == ((50000, 32, 32, 3), (50000, 1), (10000, 1))
    assert (digits.shape, set(images.strides)) == ((60000, 28, 28), {0})
    assert called == ["load_data", "load_data"]
    assert stand_in_for(keras.datasets.mnist.load_data, [])()[0][0].shape == (60000, 28, 28)


def test_nobody_is_asked_over_the_network():
    with nothing_heavy(), socket.socket() as line, pytest.raises(Unavailable):
        line.connect(("127.0.0.1", 9))


def test_no_file_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with nothing_heavy():
        net().save("net.keras")
        net().save_weights("net.weights.h5")
        plt.figure().savefig("figure.png")
        plt.savefig("other.png")
    assert list(tmp_path.iterdir()) == []


def test_the_learners_figures_stay_and_none_is_added():
    plt.close("all")
    mine = plt.figure()
    with nothing_heavy():
        plt.subplots()
        plt.plot([1, 2])
        plt.show()
    assert plt.get_fignums() == [mine.number]
    assert plt.gcf() is mine
    assert not mine.axes
    plt.close("all")


def test_it_is_cheap():
    with nothing_heavy():
        started = time.perf_counter()
        for _ in range(20):
            with nothing_heavy():
                pass
    assert (time.perf_counter() - started) / 20 < 0.02


TRAINING = (
    "net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])\nnet.compile(loss='mse', run_eagerly=True)\n"
    "history = net.fit(images, labels, epochs=1000000)\nnet.save('net.keras')"
)


def test_a_check_of_a_long_training_answers_at_once_and_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "episodes"
    folder.mkdir()
    episode = small_episode(folder, {"train": TRAINING}, given="images: float32 (40000, 4)")
    started = time.perf_counter()
    variables = {"images": np.zeros((8, 4), "float32"), "labels": np.zeros((8, 3), "float32")}
    answer = TRAINING.replace("1000000", "2, verbose=0").replace("net.save('net.keras')", "")
    diagnosis = judge(episode, "train", answer, variables)
    assert diagnosis.label == "fit-setting", diagnosis.message
    assert time.perf_counter() - started < 20
    assert not Path("net.keras").exists()


def test_a_solution_that_loads_data_is_held_against_what_the_learner_loaded(tmp_path):
    load = "(train_images, train_labels), (test_images, test_labels) = keras.datasets.cifar10.load_data()"
    episode = small_episode(tmp_path, {"load": load + "\nmean = test_images[:100].mean()"})
    images = np.full((10000, 32, 32, 3), 3, "uint8")
    small = {"test_images": images, "test_labels": np.zeros((10000, 1), "uint8")}
    big = {
        "train_images": np.broadcast_to(images[:1], (50000, 32, 32, 3)),
        "train_labels": np.zeros((50000, 1), "uint8"),
    }
    own = "train_images, train_labels, test_images, test_labels = a, b, c, d\nmean = test_images[:100].mean()"
    values = dict(zip("abcd", [*big.values(), *small.values()], strict=True))
    assert judge(episode, "load", own, values).passed
    assert judge(episode, "load", own.replace("[:100]", "") + " + 1", values).label == "wrong-result"
    assert judge(episode, "load", own.replace("= a, b, c, d", "= c, d, a, b"), values).label == "exchanged"


def test_a_solution_that_cannot_run_here_is_told_without_blame(tmp_path):
    episode = small_episode(tmp_path, {"load": "model = keras.layers.Dense(units=-1)"})
    diagnosis = judge(episode, "load", "model = 3")
    assert (diagnosis.label, str(diagnosis.status)) == ("reference-failed", "checker problem")
    assert judge(episode, "load", "model = keras.models.loadmodel('x')").label != "reference-failed"


@pytest.mark.parametrize("state", ["missing", "no model", "cut short", "another archive"])
def test_a_file_that_the_solution_loads_is_named_where_it_cannot_be_read(tmp_path, monkeypatch, state):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "kept.keras"
    if state == "no model":
        file.write_text("x")
    elif state == "cut short":
        keras.Sequential([keras.Input((2,)), keras.layers.Dense(2)]).save(file)
        file.write_bytes(file.read_bytes()[:-200])
    elif state == "another archive":
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("notes.txt", "x")
    episode = small_episode(tmp_path, {"load": "model = keras.models.load_model('kept.keras')"})
    diagnosis = judge(episode, "load", "model = 3")
    assert (diagnosis.label, str(diagnosis.status)) == ("file-missing", "earlier step")
    assert "`kept.keras`" in diagnosis.message
    assert len(diagnosis.hints) == 3
    assert judge(episode, "load", "model = keras.models.loadmodel('x')").label != "file-missing"
