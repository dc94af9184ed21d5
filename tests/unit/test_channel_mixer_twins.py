"""Mixing channels three times: Keras, NumPy, and the browser's JavaScript."""

import keras
import numpy as np

from lesson_utils.visualise.channel_mixer.filters import FILTERS
from lesson_utils.visualise.channel_mixer.mixing import channel_maps, feature_maps
from lesson_utils.visualise.channel_mixer.picture import drawn_cat
from tests.unit.twins import needs_node, run_in_node


def _layers():
    """Pictures with the weights of a layer: sizes, numbers of filters and kernel sizes of many kinds."""
    random = np.random.default_rng(8)
    for height, width, size, count in ((3, 3, 3, 1), (5, 9, 3, 2), (12, 7, 3, 4), (8, 8, 5, 3), (32, 32, 3, 16)):
        image = random.uniform(size=(height, width, 3)).astype("float32")
        yield image, random.normal(size=(size, size, 3, count)), random.normal(size=count)
    yield drawn_cat(), np.stack([one.weights for one in FILTERS.values()], axis=-1), np.array([0, -3, 0, 0])


def test_numpy_agrees_with_a_convolutional_layer():
    for image, filters, bias in _layers():
        layer = keras.layers.Conv2D(len(bias), filters.shape[0], activation="relu")
        layer.build((None, *image.shape))
        layer.set_weights([filters, bias])
        expected = keras.ops.convert_to_numpy(layer(image[None]))[0]
        np.testing.assert_allclose(feature_maps(image, filters, bias), expected, atol=1e-5)


def _one_by_one(maps):
    """Each map as one long list, row after row."""
    return maps.transpose(2, 0, 1).reshape(maps.shape[2], -1).tolist()


@needs_node
def test_javascript_agrees_with_python(tmp_path):
    cases = [
        {
            "image": image.ravel().tolist(), "height": image.shape[0], "width": image.shape[1],
            "filters": filters.tolist(), "bias": bias.tolist(),
            "channels": [_one_by_one(channel_maps(image, filters[..., k])) for k in range(len(bias))],
            "maps": _one_by_one(feature_maps(image, filters, bias)),
        }
        for image, filters, bias in _layers()
    ]  # fmt: skip
    known = {name: {"weights": one.weights.tolist(), "bias": one.bias} for name, one in FILTERS.items()}
    run_in_node("mixing.test.mjs", {"cases": cases, "known": known}, tmp_path)
