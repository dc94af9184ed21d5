"""Keras' settings for everything: the reference depends on none of them, and one that was changed is named."""

import keras
import numpy as np
import pytest

from lesson_utils.checking import diagnose
from lesson_utils.checking.running.settings import SETTINGS, changed_settings, usual_settings
from tests.unit.kernel import CONV, INPUT, POOL, solution_of

MODEL = solution_of("create-model-intro")
CHANGES = [
    ("floatx", "float64"),
    ("floatx", "float16"),
    ("dtype_policy", "float64"),
    ("dtype_policy", "mixed_float16"),
    ("image_data_format", "channels_first"),
]


@pytest.fixture(autouse=True)
def as_before():
    yield
    for setting in SETTINGS:
        setting.set_back()


def change(name, value):
    getattr(keras.config, f"set_{name}")(value)


def ran(*cells, namespace=None):
    """The variables before and after the last of some cells ran, and what it raised."""
    names = {"keras": keras, "train_images": np.zeros((40, 32, 32, 3), "float32"), **(namespace or {})}
    for cell in cells[:-1]:
        exec(cell, names)
    before, error = dict(names), None
    try:
        exec(compile(cells[-1], "<answer>", "exec"), names)
    except Exception as raised:
        error = raised
    return before, names, error


def judged(challenge, *cells, namespace=None):
    before, names, error = ran(*cells, namespace=namespace)
    return diagnose(challenge, cells[-1], names, error, before)


@pytest.mark.parametrize(("name", "value"), CHANGES)
def test_a_setting_that_was_changed_is_named_with_the_line_that_sets_it_back(name, value):
    change(name, value)
    challenge, cells = ("input-layer", [INPUT]) if name == "floatx" else ("conv2d", [INPUT, CONV])
    diagnosis = judged(challenge, *cells)
    assert diagnosis.label == "global-setting"
    assert all(word in diagnosis.message for word in (value, name, f"keras.config.set_{name}("))
    exec(diagnosis.details["undo"], {"keras": keras})
    assert changed_settings() == []
    assert judged(challenge, *cells).passed


@pytest.mark.parametrize(("name", "value"), CHANGES)
def test_what_the_solution_makes_does_not_depend_on_it(name, value):
    change(name, value)
    judged("input-layer", INPUT)
    judged("conv2d", INPUT, CONV)
    judged("create-model-intro", MODEL)
    for setting in SETTINGS:
        setting.set_back()
    assert judged("input-layer", INPUT).passed
    assert judged("conv2d", INPUT, CONV).passed
    assert judged("create-model-intro", MODEL).passed


@pytest.mark.parametrize(("name", "value"), CHANGES[2:])
def test_a_layer_made_before_it_was_set_back_is_to_be_made_again(name, value):
    change(name, value)
    before, names, error = ran(INPUT, CONV)
    for setting in SETTINGS:
        setting.set_back()
    diagnosis = diagnose("conv2d", CONV, names, error, before)
    assert diagnosis.label in ("made-under-setting", "global-setting")
    assert "dtype" in diagnosis.message or "data_format" in diagnosis.message


def test_the_same_for_an_input():
    change("floatx", "float64")
    before, names, _ = ran(INPUT)
    change("floatx", "float32")
    assert diagnose("input-layer", INPUT, names, None, before).label == "made-under-setting"


def test_a_function_builds_its_model_under_the_setting():
    change("dtype_policy", "mixed_float16")
    assert judged("create-model-intro", MODEL).label == "global-setting"


def test_an_error_that_nothing_else_explains_may_come_from_it():
    change("image_data_format", "channels_first")
    diagnosis = judged("pooling", INPUT, CONV, POOL)
    assert diagnosis.label == "global-setting"


@pytest.mark.parametrize("setting", ["dtype='float64'", "dtype='mixed_float16'"])
def test_a_number_type_that_the_answer_itself_gives_is_its_own(setting):
    diagnosis = judged("conv2d", INPUT, CONV.replace("activation='relu'", f"activation='relu', {setting}"))
    assert diagnosis.label == "unasked-setting"


def test_inside_the_usual_settings_hold_and_afterwards_those_of_before():
    change("floatx", "float16")
    change("image_data_format", "channels_first")
    with usual_settings():
        assert changed_settings() == []
    assert (keras.config.floatx(), keras.config.image_data_format()) == ("float16", "channels_first")
