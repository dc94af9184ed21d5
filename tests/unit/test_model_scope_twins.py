"""ModelScope's arithmetic twice: by Keras, and by the browser's JavaScript, run by node."""

from base64 import b64encode

import keras
import numpy as np
import pytest

from lesson_utils.visualise import ModelScope
from lesson_utils.visualise.model_scope.model import read_model, total_parameters
from lesson_utils.visualise.model_scope.network_for_browser import describe_layers, pack
from lesson_utils.visualise.model_scope.receptive_field import receptive_field
from tests.unit.model_zoo import lesson_model, random_model, shake
from tests.unit.twins import needs_node, run_in_node

SEEDS = range(24)


def _case(seed):
    if seed is None:
        random = np.random.default_rng(1)
        return shake(lesson_model(), random), random.uniform(size=(32, 32, 3)).astype("float32")
    return random_model(seed)


@pytest.fixture(scope="module")
def cases():
    return {seed: _case(seed) for seed in [None, *SEEDS]}


@pytest.mark.parametrize("seed", [None, *SEEDS])
def test_layer_by_layer_comes_to_what_the_whole_model_says(cases, seed):
    model, image = cases[seed]
    read = read_model(model, image.shape)
    expected = keras.ops.convert_to_numpy(model(image[None]))[0]
    np.testing.assert_allclose(read.run(image)[-1], expected, atol=1e-5 * max(1, np.abs(expected).max()))
    assert total_parameters(read.layers) == model.count_params()
    assert sum(layer.trainable for layer in read.layers) == sum(int(np.prod(w.shape)) for w in model.trainable_weights)


def _golden_case(seed, model, image):
    read = read_model(model, image.shape)
    layers = read.layers
    assert not read.unknown, [layer.name for layer in read.unknown]
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
        "values": b64encode(pack(read.run(image))).decode(),
        "units": units,
    }


@needs_node
def test_javascript_agrees_with_keras(cases, tmp_path):
    golden = {"cases": [_golden_case(seed, *case) for seed, case in cases.items()]}
    run_in_node("network.test.mjs", golden, tmp_path)


def _golden_versions(name, last, count):
    random, keep = np.random.default_rng(count), keras.layers
    layers = [keras.Input((6, 7, 3)), keep.Conv2D(2, 3, activation="relu"), keep.Flatten(), keep.Dense(4, last)]
    model = keras.Sequential(layers)
    models = {f"version {at}": shake(keras.models.clone_model(model), random) for at in range(count)}
    scope = ModelScope(models, random.uniform(size=(6, 7, 3)))
    verdicts = [
        {"name": scope.class_names[one.probabilities.argmax()], "share": float(one.probabilities.max())}
        for one in scope._verdicts()
    ]
    maps = [values for read in scope._reads.values() for values in read.run(scope.image)]
    packed = {"weights": scope._weights, "maps": pack(maps), "image": pack([scope.image])}
    texts = {what: b64encode(numbers).decode() for what, numbers in packed.items()}
    return {"name": name, "facts": scope._facts, "layers": scope._layers, "verdicts": verdicts, **texts}


@needs_node
def test_javascript_says_of_each_version_what_keras_says(tmp_path):
    kinds = [("softmax", "softmax", 7), ("sigmoid", "sigmoid", 2), ("logits", None, 12), ("one version", "softmax", 1)]
    run_in_node("versions.test.mjs", {"cases": [_golden_versions(*kind) for kind in kinds]}, tmp_path)
