"""The learner's network beside the expected one: the right rows, the right mark, and nothing that gives it away."""

import gc
import weakref

import keras
import numpy as np
import pytest

from lesson_utils.checking import Networks, Values, diagnose
from tests.unit.answers import play, tables
from tests.unit.kernel import CONV, DENSE, FLATTEN, INPUT, POOL, solution_of

SIX = solution_of("hidden-layers")
MODEL = solution_of("create-model-intro")
KEPT = (str, int, bool, type(None), tuple)


def compared(challenge, code, *cells_before):
    namespace = {"keras": keras, "train_images": np.zeros((40, 32, 32, 3), "float32")}
    for cell in cells_before:
        exec(cell, namespace)
    before = dict(namespace)
    exec(code, namespace)
    return diagnose(challenge, code, namespace, before=before).comparison


def yours(networks):
    return [row.found for row in networks.rows if row.found is not None]


def kinds(networks):
    return [layer.kind for layer in yours(networks)]


def test_a_wrong_value_marks_its_layer_on_both_sides():
    found = compared("conv2d", CONV.replace("3,3", "5,5"), INPUT)
    assert found.marked == 1
    row = found.rows[1]
    assert (row.found.kind, row.found.settings, row.found.shape) == ("Conv2D", "16 filters, 5x5, relu", "(28, 28, 16)")
    assert (row.expected.kind, row.expected.settings, row.expected.shape) == ("Conv2D", "3x3", "(30, 30, 16)")
    assert not row.same
    assert found.rows[0].same
    assert (found.rows[0].found.kind, found.rows[0].found.settings) == ("Input", "")


def test_the_wrong_layer_of_six_is_marked():
    average = "AveragePooling2D(pool_size=(2,2))(x_intro)\n# Second C"
    found = compared("hidden-layers", SIX.replace("MaxPooling2D(pool_size=(2,2))(x_intro)\n# Second C", average), INPUT)
    assert kinds(found) == ["Input", "Conv2D", "AveragePooling2D", "Conv2D", "MaxPooling2D", "Flatten", "Dense"]
    assert [row.expected.kind for row in found.rows] == [
        "Input",
        "Conv2D",
        "MaxPooling2D",
        "Conv2D",
        "MaxPooling2D",
        "Flatten",
        "Dense",
    ]
    assert found.marked == 2
    assert [row.same for row in found.rows] == [True, True, False, True, True, True, True]


def test_a_missing_layer_leaves_a_gap_on_the_learners_side():
    found = compared("hidden-layers", SIX.replace(FLATTEN, ""), INPUT)
    gap = found.rows[found.marked]
    assert gap.found is None
    assert gap.expected.kind == "Flatten"
    assert found.rows[-1].same  # the layers behind the gap stand beside their counterparts again


def test_a_layer_too_many_has_no_counterpart():
    found = compared("pooling", POOL, INPUT, CONV, POOL)
    assert found.rows[found.marked].expected is None
    assert found.rows[found.marked].found.kind == "MaxPooling2D"
    assert [row.expected is None for row in found.rows] == [False, False, False, True]


def test_a_missing_activation_is_told_where_the_message_tells_it():
    found = compared("conv2d", CONV.replace(", activation='relu'", ""), INPUT)
    row = found.rows[found.marked]
    assert (row.found.settings, row.expected.settings) == ("16 filters, 3x3", "relu")


def test_an_activation_written_as_a_layer_belongs_to_the_layer_before_it():
    written = "x_intro = keras.layers.Conv2D(8, 3)(inputs_intro)\nx_intro = keras.layers.ReLU()(x_intro)"
    found = compared("conv2d", written, INPUT)
    assert kinds(found) == ["Input", "Conv2D"]
    assert yours(found)[1].settings == "8 filters, 3x3, relu"


def test_a_doubled_activation_stands_alone():
    found = compared("conv2d", CONV + "\nx_intro = keras.layers.Activation('relu')(x_intro)", INPUT)
    assert kinds(found) == ["Input", "Conv2D", "Activation"]
    assert found.marked == 2


def test_the_network_that_a_function_returns_is_compared():
    found = compared("create-model-intro", MODEL.replace(", activation='softmax'", ""))
    assert len(yours(found)) == len(found.rows) == 8
    assert found.marked == 7


def test_settings_that_were_chosen_are_told_and_defaults_are_not():
    layer = "keras.layers.Conv2D(16, (3, 5), strides=2, padding='same', kernel_regularizer='l2')(inputs_intro)"
    assert yours(compared("conv2d", f"x_intro = {layer}", INPUT))[1].settings == (
        "16 filters, 3x5, strides 2x2, padding same, kernel_regularizer"
    )
    pooled = compared("pooling", POOL.replace("MaxPooling2D(pool_size=(2,2))", "MaxPooling2D(3)"), INPUT, CONV)
    assert yours(pooled)[2].settings == "3x3"


def test_a_plain_value_gives_two_cells():
    found = compared("create-model-intro", MODEL.replace('"cifar_model_intro"', '"mine"'))
    assert found == Values("mine", "cifar_model_intro")


@pytest.mark.parametrize("code", [CONV, "x_intro = _____", "x_intro = ", "x_intro = 3"])
def test_nothing_is_compared_where_no_network_can_be_walked(code):
    namespace = {"keras": keras, "train_images": np.zeros((40, 32, 32, 3), "float32")}
    exec(INPUT, namespace)
    if code == CONV:
        exec(code, namespace)
    assert not isinstance(diagnose("conv2d", code, namespace).comparison, Networks)


def test_two_paths_that_meet_are_no_row_of_layers():
    joined = "a = keras.layers.Conv2D(16, 3)(inputs_intro)\nx_intro = keras.layers.Add()([a, a])"
    assert compared("conv2d", joined, INPUT) is None


def test_plain_data_is_kept_and_nothing_of_keras():
    namespace = {"keras": keras, "train_images": np.zeros((40, 32, 32, 3), "float32")}
    exec(f"{INPUT}\n{CONV.replace('16', '17')}", namespace)
    diagnosis = diagnose("conv2d", CONV, namespace)
    layer = weakref.ref(namespace["x_intro"]._keras_history[0])
    for row in diagnosis.comparison.rows:
        assert all(isinstance(part, KEPT) for one in (row.found, row.expected) if one for part in vars(one).values())
    del namespace
    gc.collect()
    assert diagnosis.comparison.marked == 1
    assert layer() is None


@pytest.mark.parametrize("challenge", ["conv2d", "hidden-layers"])
def test_the_expected_side_never_says_more_than_the_message(challenge):
    wrong = [answer for answer in tables()[challenge] if answer.label != "correct"]
    seen = set()
    for answer in wrong:
        diagnosis = play(answer)
        if not isinstance(diagnosis.comparison, Networks):
            continue
        seen.add(diagnosis.label)
        for index, row in enumerate(diagnosis.comparison.rows):
            if row.expected is not None and row.expected.settings:
                assert index == diagnosis.comparison.marked
                told = row.expected.settings.split()[0].replace("x", ", ")
                assert told.split(", ")[0] in diagnosis.message, (answer.why, row)
    assert len(seen) > 5


def test_dense_before_flatten_is_marked_where_the_order_breaks():
    swapped = SIX.replace(FLATTEN, "SWAP").replace(DENSE, FLATTEN).replace("SWAP", DENSE)
    found = compared("hidden-layers", swapped, INPUT)
    row = found.rows[found.marked]
    assert (row.found.kind, row.expected.kind) == ("Dense", "Flatten")
