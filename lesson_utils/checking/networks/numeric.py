"""The last word: do two networks with the same weights compute the same numbers?"""

from typing import Any

from lesson_utils.checking.networks.graph import Step

TOLERANCE = 1e-4
LARGEST_MODEL = 20_000_000  # weights; beyond it the comparison is not worth the memory


def compute_the_same(found: list[Step], expected: list[Step], mine: Any, reference: Any) -> bool:
    """Whether the learner's network gives the reference's outputs once it has the same weights.

    The reference takes the learner's weights, never the other way round, so that nothing of the learner's changes.
    Both are run as in prediction and as in training, since a `Dropout` shows only in training.

    Parameters
    ----------
    found, expected : list of Step
        The two chains; they must agree in the shapes of the input, of the result and of all weights.
    mine, reference : keras.KerasTensor
        The results of the two chains.
    """
    import keras
    import numpy as np

    weights = [weight for step in found for weight in getattr(step.made_by, "weights", ()) if step.weights]
    shapes = [shape for step in expected for shape in step.weights]
    if found[0].settings != expected[0].settings or not _fit(found[-1].shape, expected[-1].shape):
        return False
    if [tuple(weight.shape) for weight in weights] != shapes:
        return False
    if sum(int(np.prod(shape)) for shape in shapes) > LARGEST_MODEL:
        return False
    shape = [length or 1 for length in expected[0].shape[1:]]
    noise = np.random.default_rng(0).normal(size=(2, *shape))
    with keras.StatelessScope():
        for step in expected:
            for target in getattr(step.made_by, "weights", ()) if step.weights else ():
                weight = weights.pop(0)
                numbers = weight.value
                weight.assign(numbers)  # within this scope only: a weight without numbers draws them anew each time
                target.assign(numbers)
        ours = keras.Model(_input(expected), reference)
        theirs = keras.Model(_input(found), mine)
        return all(
            np.allclose(_numbers(ours, batch, training), _numbers(theirs, batch, training), TOLERANCE, TOLERANCE)
            for batch in (noise.astype("float32"), (40 * noise).astype("float32"))  # large ones show a relu6
            for training in (False, True)
        )


def _fit(one: tuple[int | None, ...], other: tuple[int | None, ...]) -> bool:
    """Whether two shapes agree wherever both are known."""
    return len(one) == len(other) and all(a == b or None in (a, b) for a, b in zip(one, other, strict=True))


def _input(chain: list[Step]) -> Any:
    return chain[0].made_by.output


def _numbers(model: Any, batch: Any, training: bool) -> Any:
    import keras

    return keras.ops.convert_to_numpy(model(batch, training=training))
