"""What stands behind a symbolic tensor; and that nothing else in the package knows Keras' private names."""

import re
from pathlib import Path

import keras
import pytest
from keras import layers

import lesson_utils
from lesson_utils.keras_internals import (
    calls_behind,
    class_that_tracks_attributes,
    is_built_model,
    is_input,
    is_tensor,
    maker_of,
    metrics_given,
    settings_of_loss,
    thread_state,
)

PRIVATE = re.compile(
    r"_keras_history|_(in|out)bound_nodes|_flatten_layers|_compile_metrics|_user_metrics|_fn_kwargs"
    r"|keras\.src|_tf_keras|GLOBAL_STATE_TRACKER"
)
PACKAGE = Path(lesson_utils.__file__).parent


def test_one_module_knows_private_names():
    knowing = [path.name for path in PACKAGE.rglob("*.py") if PRIVATE.search(path.read_text(encoding="utf-8"))]
    assert knowing == ["keras_internals.py"]


def kinds(calls):
    return [type(call.operation).__name__ for call in calls]


def test_the_calls_come_each_after_those_it_reads():
    start = keras.Input((8, 8, 3))
    left, right = layers.Conv2D(2, 3)(start), layers.MaxPooling2D(3, strides=1)(start)
    calls, (last,) = calls_behind([layers.Concatenate()([left, right])])
    assert kinds(calls) == ["InputLayer", "Conv2D", "MaxPooling2D", "Concatenate"]
    assert last is calls[-1]
    assert last.sources == (calls[1], calls[2])
    assert calls[1].tensor is left


def test_a_model_used_as_a_layer_is_opened_each_time():
    block = keras.Sequential([keras.Input((4,)), layers.Dense(4), layers.Dense(4)], name="block")
    start = keras.Input((4,))
    calls, _ = calls_behind([block(block(start))])
    assert kinds(calls) == ["InputLayer", "Dense", "Dense", "Dense", "Dense"]
    assert [call.within for call in calls] == ["", "block/", "block/", "block/", "block/"]
    assert calls[1].operation is calls[3].operation
    assert calls[3].sources == (calls[2],)


def test_reading_stops_where_it_is_told_to():
    start = keras.Input((4,))
    middle = layers.Dense(3)(start)
    calls, (last,) = calls_behind([layers.Dense(2)(middle)], [middle])
    assert kinds(calls) == ["Dense", "Dense"]
    assert calls[0].sources == ()
    assert last.sources == (calls[0],)


def test_several_results_are_told_apart():
    first, second = keras.ops.split(keras.Input((4,)), 2, axis=1)
    _, (one, other) = calls_behind([first, second])
    assert (one.index, other.index) == (0, 1)
    assert one.operation is other.operation


def test_a_long_chain_does_not_run_out_of_recursion():
    tensor = keras.Input((2,))
    for _ in range(1500):
        tensor = tensor + 1
    assert len(calls_behind([tensor])[0]) == 1501


@pytest.mark.parametrize(
    ("value", "expected"),
    [(lambda: keras.Input((2,)), True), (lambda: keras.ops.ones(2), False), (lambda: layers.Dense(2), False)],
)
def test_a_symbolic_tensor_is_known(value, expected):
    assert is_tensor(value()) is expected


def test_what_made_a_tensor():
    start, dense = keras.Input((2,)), layers.Dense(2)
    result = dense(start)
    assert maker_of(result) is dense
    assert (is_input(start), is_input(result)) == (True, False)
    assert is_built_model(keras.Model(start, result))
    assert not is_built_model(dense)


def test_a_subclassed_model_is_not_followed():
    class Own(keras.Model):
        def call(self, inputs):
            return inputs

    model = Own()
    calls, _ = calls_behind([model(keras.Input((2,)))])
    assert kinds(calls) == ["InputLayer", "Own"]


def test_this_keras_keeps_its_state_where_we_look_for_it():
    layers.Dense(2)  # gets a numbered name
    assert "object_name_uids" in thread_state()
    assert issubclass(layers.Layer, class_that_tracks_attributes())


def test_what_compile_was_given():
    model = keras.Sequential([keras.Input((2,)), layers.Dense(2)])
    assert metrics_given(model) is None
    model.compile(loss="mse", metrics=["mae"])
    assert metrics_given(model) == ["mae"]
    assert settings_of_loss(keras.losses.BinaryCrossentropy(from_logits=True))["from_logits"] is True
