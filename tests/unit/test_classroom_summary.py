"""The page of one's own results: right numbers, and whatever is in the folder, a page."""

import re
from datetime import date

import keras
import numpy as np
import pytest

from lesson_utils import my_results
from lesson_utils.classroom.progress_file import DONE, record
from lesson_utils.episodes import course

IMAGES = np.linspace(0, 1, 6, dtype="float32").reshape(6, 1, 1, 1)
LABELS = np.array([0, 0, 0, 1, 1, 1])


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()


def saved(folder, name, weights, bias, shape=(1, 1, 1)):
    """A model that says 1 where weight x pixel + bias is above 0, else 0."""
    inputs = keras.Input(shape)
    outputs = keras.layers.Dense(2)(keras.layers.Flatten()(inputs))
    model = keras.Model(inputs, outputs)
    model.set_weights([np.array([[0.0, weights]] * int(np.prod(shape))), np.array([0.0, bias])])
    model.save(folder / f"{name}.keras")


def test_every_model_is_tried_and_the_best_is_named(tmp_path):
    saved(tmp_path, "good", 2.0, -1.0)
    saved(tmp_path, "always-1", 0.0, 1.0)
    results = my_results(IMAGES, LABELS, tmp_path)
    assert [(one.file, one.parameters, one.accuracy) for one in results.models] == [
        ("always-1.keras", 4, 0.5),
        ("good.keras", 4, 1.0),
    ]
    assert results.best.file == "good.keras"
    page = (tmp_path / "my_results.html").read_text(encoding="utf-8")
    assert "The best model is good.keras: 100 % right." in page
    assert "Models, tried on 6 images" in page
    assert f"{date.today().isoformat()}. The best" in page


@pytest.mark.parametrize("labels", [LABELS[:, None], np.eye(2)[LABELS]], ids=["a column", "one-hot"])
def test_labels_may_be_a_column_or_one_hot(tmp_path, labels):
    saved(tmp_path, "good", 2.0, -1.0)
    assert my_results(IMAGES, labels, tmp_path).best.accuracy == 1.0


def test_a_damaged_file_and_a_model_for_other_images_are_listed_without_a_number(tmp_path):
    (tmp_path / "damaged.keras").write_bytes(b"no model")
    saved(tmp_path, "for-other-images", 1.0, 0.0, shape=(3, 3, 1))
    results = my_results(IMAGES, LABELS, tmp_path)
    assert [one.accuracy for one in results.models] == [None, None]
    assert results.best is None
    assert results.page.read_text(encoding="utf-8").count("cannot be tried on these images") == 2


def test_without_any_model_there_is_a_page_all_the_same(tmp_path):
    results = my_results(IMAGES, LABELS, tmp_path / "nothing" / "here")
    assert results.models == ()
    assert "There is no model yet." in results.page.read_text(encoding="utf-8")


def test_curves_are_drawn_and_told_in_words(tmp_path):
    rows = "categorical_accuracy,val_categorical_accuracy,loss\n0.25,0.3,2\n0.75,0.6,1\n"
    (tmp_path / "history_tour.csv").write_text(rows, encoding="utf-8")
    page = my_results(IMAGES, LABELS, tmp_path).page.read_text(encoding="utf-8")
    (alt,) = re.findall("<img alt='([^']*)'", page)
    assert alt == "Accuracy of tour over 2 epochs: training from 0.25 to 0.75; validation from 0.30 to 0.60."


@pytest.mark.parametrize("text", ["", "accuracy\n", "accuracy\nmany\n", "loss\n3\n", "accuracy\nnan\n", "a,b\n1\n"])
def test_a_history_without_accuracies_is_left_out(tmp_path, text):
    (tmp_path / "history_odd.csv").write_text(text, encoding="utf-8")
    assert "<img" not in my_results(IMAGES, LABELS, tmp_path).page.read_text(encoding="utf-8")


def test_progress_is_told_for_each_episode_with_challenges(tmp_path):
    episode = next(one for one in course() if one.challenges)
    record(episode, episode.challenges[0].id, DONE)
    page = my_results(IMAGES, LABELS, tmp_path).page.read_text(encoding="utf-8")
    assert f"<th scope='row'>{episode.title}</th><td>1 of {len(episode.challenges)} challenge" in page


def test_names_of_files_are_no_html(tmp_path):
    (tmp_path / "<b>.keras").write_bytes(b"")
    page = my_results(IMAGES, LABELS, tmp_path).page.read_text(encoding="utf-8")
    assert "<b>" not in page
    assert "&lt;b&gt;.keras" in page


def test_it_shows_where_the_page_is_and_the_same_every_time(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = my_results(IMAGES, LABELS)
    assert repr(shown) == "Your results are in fit_outputs/my_results.html. Open the file in a browser to print it."
    assert 'href="fit_outputs/my_results.html"' in shown._repr_html_()


def test_images_and_labels_that_do_not_fit_are_refused(tmp_path):
    with pytest.raises(ValueError, match="6 images, but 5 labels"):
        my_results(IMAGES, LABELS[:5], tmp_path)
    with pytest.raises(TypeError, match="labels must be numbers"):
        my_results(IMAGES, ["cat"] * 6, tmp_path)
