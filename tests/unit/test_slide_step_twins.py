"""SlideStep's browser side, run by node's own test runner against numbers and words that Python made."""

import numpy as np

from lesson_utils.visualise.sliding.sliding import convolve, reach, size_in_words, span, unused
from tests.unit.twins import needs_node, run_in_node


def _golden():
    random = np.random.default_rng(21)
    cases = []
    while len(cases) < 80:
        shape, window = random.integers(1, 13, 2).tolist(), random.integers(1, 6, 2).tolist()
        strides, dilation = random.choice([(1, 1), (2, 1), (3, 1), (1, 2), (1, 3)]).tolist()
        padding = str(random.choice(["valid", "same"]))
        if padding == "valid" and any(span(k, dilation) > n for k, n in zip(window, shape, strict=True)):
            continue
        image, kernel = random.normal(size=shape), random.normal(size=window)
        how = {"strides": strides, "padding": padding, "dilation_rate": dilation}
        case = {
            "image": image.tolist(),
            "kernel": kernel.tolist(),
            "how": how,
            "output": convolve(image, kernel, **how).tolist(),
            "reach": [reach(n, k, **how).tolist() for n, k in zip(shape, window, strict=True)],
            "unused": [unused(n, k, **how) for n, k in zip(shape, window, strict=True)],
            "words": [size_in_words(w, n, k, **how) for w, n, k in zip(("row", "column"), shape, window, strict=True)],
        }
        cases.append(case)
    return {"cases": cases}


@needs_node
def test_javascript_agrees_with_python(tmp_path):
    run_in_node("sliding.test.mjs", _golden(), tmp_path)
