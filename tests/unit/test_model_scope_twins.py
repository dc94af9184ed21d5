"""ModelScope's arithmetic three times: Keras, NumPy, and the browser's JavaScript run by node."""

from base64 import b64encode

import numpy as np
import pytest

from lesson_utils.visualise.model_scope.keras_graph import read_calls
from lesson_utils.visualise.model_scope.keras_layers import translate
from lesson_utils.visualise.model_scope.network import run_network
from lesson_utils.visualise.model_scope.network_for_browser import describe_layers, pack
from lesson_utils.visualise.model_scope.parameters import parameter_count
from lesson_utils.visualise.model_scope.receptive_field import receptive_field
from tests.unit.model_zoo import lesson_model, random_model, shake
from tests.unit.twins import needs_node, run_in_node

keras = pytest.importorskip("keras")

SEEDS = range(24)


def _read(model, image):
    calls, _ = read_calls(model, image.shape)
    layers, unknown, places = translate(calls)
    assert not unknown, [call.name for call in unknown.values()]
    return calls, layers, places


def _case(seed):
    if seed is None:
        random = np.random.default_rng(1)
        return shake(lesson_model(), random), random.uniform(size=(32, 32, 3)).astype("float32")
    return random_model(seed)


@pytest.fixture(scope="module")
def cases():
    return {seed: _case(seed) for seed in [None, *SEEDS]}


@pytest.mark.parametrize("seed", [None, *SEEDS])
def test_numpy_agrees_with_keras_in_every_layer(cases, seed):
    model, image = cases[seed]
    calls, layers, places = _read(model, image)
    ours = run_network(layers, image)
    theirs = [image]
    for call, place in zip(calls[1:], places[1:], strict=True):
        theirs.append(call.compute(*[theirs[source] for source in call.sources]))
        scale = max(1.0, float(np.abs(theirs[-1]).max()))
        np.testing.assert_allclose(ours[place], theirs[-1], atol=1e-5 * scale, err_msg=call.name)
    expected = keras.ops.convert_to_numpy(model(image[None]))[0]
    np.testing.assert_allclose(ours[-1], expected, atol=1e-5 * max(1, np.abs(expected).max()))
    assert sum(parameter_count(layer.parameters) for layer in layers) == model.count_params()
    assert sum(layer.trainable for layer in layers) == sum(int(np.prod(w.shape)) for w in model.trainable_weights)


def _golden_case(seed, model, image):
    _, layers, _ = _read(model, image)
    random = np.random.default_rng(99)
    units = []
    for place, layer in enumerate(layers):
        for unit in {tuple(int(random.integers(size)) for size in layer.shape) for _ in range(4)}:
            units.append({"place": place, "unit": unit, "field": receptive_field(layers, place, unit)})
    return {
        "name": f"model {seed}",
        "layers": describe_layers(layers),
        "weights": b64encode(pack([one for layer in layers for one in layer.weights])).decode(),
        "image": b64encode(pack([image])).decode(),
        "values": b64encode(pack(run_network(layers, image))).decode(),
        "units": units,
    }


@needs_node
def test_javascript_agrees_with_numpy(cases, tmp_path):
    golden = {"cases": [_golden_case(seed, *case) for seed, case in cases.items()]}
    run_in_node("network.test.mjs", golden, tmp_path)
