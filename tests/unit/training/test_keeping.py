"""What a learner has saved is not written over while solutions run for them."""

import keras
import pytest

from lesson_utils.training.keeping import keeping_files


@pytest.fixture
def model():
    inputs = keras.Input((2,))
    return keras.Model(inputs, keras.layers.Dense(1)(inputs))


@pytest.fixture(autouse=True)
def a_learners_kernel(monkeypatch):
    monkeypatch.delenv("LESSON_FAST", raising=False)
    monkeypatch.delenv("LESSON_RECORD", raising=False)


def test_a_file_that_is_there_stays_and_a_missing_one_is_written(tmp_path, model):
    own, missing = tmp_path / "own.keras", tmp_path / "missing.keras"
    own.write_bytes(b"trained for a night")
    with keeping_files():
        model.save(own)
        model.save(str(missing))
    assert own.read_bytes() == b"trained for a night"
    assert keras.models.load_model(missing).count_params() == 3


def test_afterwards_everything_is_saved_again(tmp_path, model):
    path = tmp_path / "own.keras"
    path.write_bytes(b"old")
    save = keras.Model.save
    with pytest.raises(ValueError, match="stop"), keeping_files():
        raise ValueError("stop")
    assert keras.Model.save is save
    model.save(path)
    assert path.read_bytes() != b"old"


@pytest.mark.parametrize("switch", ["LESSON_FAST", "LESSON_RECORD"])
def test_notebooks_that_are_built_write_anew(tmp_path, model, monkeypatch, switch):
    monkeypatch.setenv(switch, "1")
    path = tmp_path / "old.keras"
    path.write_bytes(b"old")
    with keeping_files():
        model.save(path)
    assert path.read_bytes() != b"old"
