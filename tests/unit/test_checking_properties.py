"""Random rewritings that keep the meaning stay accepted; a random change of one value or one wire is refused."""

import pytest
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from tests.unit.answers import Answer, play
from tests.unit.rewriting import (
    CONV,
    CONV_2,
    DENSE,
    FLAT,
    OUTPUT,
    POOL,
    Layer,
    chain,
    line_by_line,
    model_function,
    spelt_input,
)

X = "x_intro"
# What each challenge asks for: the layers, what they read and where the result belongs.
CHAINS = {
    "conv2d": ([CONV], "inputs_intro", X),
    "pooling": ([POOL], X, X),
    "dense": ([DENSE], X, X),
    "flatten": ([FLAT], X, X),
    "hidden-layers": ([CONV, POOL, CONV_2, POOL, FLAT, DENSE], "inputs_intro", X),
    "output-layer": ([OUTPUT], X, "outputs_intro"),
}
MODEL = [CONV, POOL, CONV_2, POOL, FLAT, DENSE, OUTPUT]

# The same examples at every run, and no limit on a single one: machines differ.
reliably = settings(
    max_examples=30, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
fewer = settings(reliably, max_examples=15)


def told(challenge_id: str, code: str):
    note(code)
    diagnosis = play(Answer(challenge_id, "a rewriting", code, ""))
    note(f"{diagnosis.label}: {diagnosis.message}")
    return diagnosis


# ---- the same meaning ----


@pytest.mark.parametrize("challenge_id", CHAINS)
@reliably
@given(data=st.data())
def test_layers_written_another_way_are_accepted(challenge_id, data):
    assert told(challenge_id, data.draw(chain(*CHAINS[challenge_id]))).label == "correct"


@reliably
@given(code=spelt_input("inputs_intro"))
def test_an_input_written_another_way_is_accepted(code):
    assert told("input-layer", code).label == "correct"


@reliably
@given(code=model_function(MODEL))
def test_a_function_written_another_way_is_accepted(code):
    assert told("create-model-intro", code).label == "correct"


# ---- one thing changed ----


def other_value(name: str, value: int) -> st.SearchStrategy[int]:
    largest = {"filters": 64, "units": 128}.get(name, 5)
    return st.integers(1, largest).filter(lambda other: other != value)


@st.composite
def one_value_changed(draw: st.DrawFn, layers: list[Layer]) -> list[Layer]:
    places = [(place, name) for place, layer in enumerate(layers) for name in layer.settings]
    place, name = draw(st.sampled_from(places))
    layer = layers[place]
    value = draw(other_value(name, layer.settings[name]))
    return [*layers[:place], layer.having(settings={**layer.settings, name: value}), *layers[place + 1 :]]


@st.composite
def one_activation_changed(draw: st.DrawFn, layers: list[Layer]) -> tuple[list[Layer], str]:
    place = draw(st.sampled_from([place for place, layer in enumerate(layers) if layer.activation]))
    other = {"relu": "softmax", "softmax": "relu"}[layers[place].activation or ""]
    activation = draw(st.sampled_from([None, other]))
    label = "wrong-activation" if activation else "missing-activation"
    return [*layers[:place], layers[place].having(activation=activation), *layers[place + 1 :]], label


WITH_VALUES = [name for name in CHAINS if name != "flatten"]
WITH_ACTIVATION = ["conv2d", "dense", "output-layer", "hidden-layers"]


@pytest.mark.parametrize("challenge_id", WITH_VALUES)
@reliably
@given(data=st.data())
def test_a_changed_value_is_named(challenge_id, data):
    layers, start, end = CHAINS[challenge_id]
    code = data.draw(chain(data.draw(one_value_changed(layers)), start, end))
    assert told(challenge_id, code).label == "wrong-value"


@pytest.mark.parametrize("challenge_id", WITH_ACTIVATION)
@reliably
@given(data=st.data())
def test_a_changed_activation_is_named(challenge_id, data):
    layers, start, end = CHAINS[challenge_id]
    changed, label = data.draw(one_activation_changed(layers))
    assert told(challenge_id, data.draw(chain(changed, start, end))).label == label


@fewer
@given(data=st.data())
def test_a_changed_value_inside_a_function_is_named(data):
    code = data.draw(model_function(data.draw(one_value_changed(MODEL))))
    assert told("create-model-intro", code).label == "wrong-value"


@reliably
@given(place=st.integers(0, 2), change=st.integers(-3, 3).filter(bool))
def test_a_changed_number_in_the_input_is_refused(place, change):
    shape = [32, 32, 3]
    shape[place] += change
    assert told("input-layer", f"inputs_intro = keras.Input(shape=({shape[0]}, {shape[1]}, {shape[2]}))").label in (
        "wrong-input-shape",
        "input-grey",
    )


@fewer
@given(data=st.data())
def test_a_layer_left_out_is_named(data):
    layers, start, end = CHAINS["hidden-layers"]
    left_out = data.draw(st.integers(0, len(layers) - 1))
    code = data.draw(chain([*layers[:left_out], *layers[left_out + 1 :]], start, end))
    assert told("hidden-layers", code).label == "missing-layer"


# What speaks of layers that a result does not come through, or of a line whose result is not read.
WIRING = {"cut-off", "line-stored-aside"}
SPELT = [
    "keras.layers.Conv2D(16, 3, activation='relu')",
    "keras.layers.MaxPooling2D()",
    "keras.layers.Conv2D(32, 3, activation='relu')",
    "keras.layers.MaxPooling2D()",
    "keras.layers.Flatten()",
    "keras.layers.Dense(64, activation='relu')",
]


@fewer
@given(place=st.integers(2, 5), source=st.integers(0, 4))
def test_one_wire_moved_is_refused_as_wiring(place, source):
    """A later layer reads the result of an earlier one than it should: those in between are cut off."""
    assume(source < place)
    names = ["inputs_intro", "h1", "h2", "h3", "h4", "h5", X]
    lines = [f"{names[i + 1]} = {step}({names[source] if i == place else names[i]})" for i, step in enumerate(SPELT)]
    assert told("hidden-layers", "\n".join(lines)).label in WIRING


@fewer
@given(order=st.permutations(range(len(SPELT))))
def test_layers_in_another_order_are_refused(order):
    steps = [SPELT[place] for place in order]
    code = line_by_line(steps, "inputs_intro", X)
    assert told("hidden-layers", code).passed == (steps == SPELT)


@pytest.mark.parametrize("challenge_id", CHAINS)
@fewer
@given(data=st.data())
def test_layers_doubled_are_refused(challenge_id, data):
    layers, start, end = CHAINS[challenge_id]
    place = data.draw(st.integers(0, len(layers) - 1))
    code = data.draw(chain([*layers[: place + 1], *layers[place:]], start, end))
    assert not told(challenge_id, code).passed
