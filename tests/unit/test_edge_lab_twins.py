"""EdgeLab's browser side, run by node's own test runner against numbers that Python made."""

import numpy as np

from lesson_utils.visualise.edge_lab.kernels import PRESETS
from lesson_utils.visualise.edge_lab.words import describe
from lesson_utils.visualise.kit.convolution import filter_image
from lesson_utils.visualise.kit.pictures import cat
from tests.unit.twins import needs_node, run_in_node


def _case(name, image, kernel):
    result = filter_image(image, kernel)
    return {
        "name": name,
        "image": np.asarray(image, dtype=float).tolist(),
        "kernel": np.asarray(kernel, dtype=float).tolist(),
        "result": result.tolist(),
        "words": describe(name, result),
    }


def _golden():
    random = np.random.default_rng(11)
    cases = [_case(name, cat()[40:80, 30:90], preset.weights) for name, preset in PRESETS.items()]
    for size in (3, 4, 5):
        for shape in ((5, 5), (12, 31), (40, 7)):
            cases.append(_case("your kernel", random.uniform(size=shape), random.normal(size=(size, size))))
    return {"cases": cases}


@needs_node
def test_javascript_agrees_with_python(tmp_path):
    run_in_node("edge_lab.test.mjs", _golden(), tmp_path)
