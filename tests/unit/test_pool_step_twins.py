"""PoolStep's browser side, run by node's own test runner against numbers that Python made."""

import numpy as np

from lesson_utils.visualise.pool_step.pooling import average_pool, changed, max_pool, shift
from tests.unit.twins import needs_node, run_in_node


def _golden():
    random = np.random.default_rng(22)
    cases = []
    while len(cases) < 80:
        shape, size = random.integers(1, 13, 2).tolist(), int(random.integers(1, 5))
        strides, padding = int(random.integers(1, 5)), str(random.choice(["valid", "same"]))
        if padding == "valid" and size > min(shape):
            continue
        image, by = random.normal(size=shape).round(1), random.integers(-3, 4, 2).tolist()
        moved = shift(image, *by)
        results = [[pool(each, size, strides, padding) for pool in (max_pool, average_pool)] for each in (image, moved)]
        case = {
            "image": image.tolist(),
            "size": size,
            "how": {"strides": strides, "padding": padding},
            "by": by,
            "moved": moved.tolist(),
            "largest": results[0][0].tolist(),
            "average": results[0][1].tolist(),
            "changed": [changed(before, after) for before, after in zip(*results, strict=True)],
        }
        cases.append(case)
    return {"cases": cases}


@needs_node
def test_javascript_agrees_with_python(tmp_path):
    run_in_node("pooling.test.mjs", _golden(), tmp_path)
