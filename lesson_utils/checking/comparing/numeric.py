"""The last word: do two networks with the same weights compute the same numbers?"""

from typing import TYPE_CHECKING, Any

from lesson_utils.checking.comparing.graph import Step

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOLERANCE = 1e-4
LARGEST_MODEL = 20_000_000  # weights; beyond it the comparison is not worth the memory

_SIZES = (1, 40, 10_000)  # of the numbers that go in: large ones show a limit such as relu6's
_EACH = 2  # inputs of each size
# What computes in training as it does in prediction; of anything else nobody knows.
_ALWAYS_ALIKE: tuple[str, ...] = ("InputLayer", "activation", "ReLU", "Dense", "Flatten", "Reshape", "Permute")
_ALWAYS_ALIKE += ("Conv1D", "Conv2D", "Conv3D", "DepthwiseConv", "SeparableConv", "MaxPooling")
_ALWAYS_ALIKE += ("AveragePooling", "Global", "ZeroPadding", "Cropping")


def compute_the_same(found: list[Step], expected: list[Step], result: Any, expected_result: Any) -> bool:
    """Whether the learner's network gives the reference's outputs once both have the same weights.

    The weights are drawn for both, in a scope of their own, so that nothing of the learner's changes or decides:
    with zeros for weights all networks would be alike. A `Dropout` shows only in training, so networks with such
    layers are run as in training too, and as when nobody says which it is: only then does `Dropout(0.5)(x,
    training=True)` decide for itself.

    Parameters
    ----------
    found, expected : list of Step
        The two chains; they must agree in the shapes of the input, of the result and of all weights.
    result, expected_result : keras.KerasTensor
        The results of the two chains.
    """
    import keras
    import numpy as np

    weights, targets = _weights(found), _weights(expected)
    shapes = [tuple(target.shape) for target in targets]
    if found[0].settings != expected[0].settings or not _fit(found[-1].shape, expected[-1].shape):
        return False
    if [tuple(weight.shape) for weight in weights] != shapes or any(map(_holds_an_unbuilt_layer, found)):
        return False
    if sum(int(np.prod(shape)) for shape in shapes) > LARGEST_MODEL:
        return False
    random = np.random.default_rng(0)
    noise = random.normal(size=(_EACH, *(length or 1 for length in expected[0].shape[1:])))
    batch = np.concatenate([size * noise for size in _SIZES]).astype("float32")
    modes = (
        (False,) if all(step.kind.startswith(_ALWAYS_ALIKE) for step in [*found, *expected]) else (False, True, None)
    )
    with keras.StatelessScope():  # within it only
        for weight, target in zip(weights, targets, strict=True):
            numbers = _drawn(target, random)
            weight.assign(numbers)
            target.assign(numbers)
        model, reference = keras.Model(_input(found), result), keras.Model(_input(expected), expected_result)
        return all(_alike(_numbers(model, batch, mode), _numbers(reference, batch, mode)) for mode in modes)


def _holds_an_unbuilt_layer(step: Step) -> bool:
    """Whether a layer's activation is itself a layer that nothing has gone through yet: what it learns is not there."""
    import keras

    activation = getattr(step.made_by, "activation", None)
    return isinstance(activation, keras.Layer) and not activation.built


def _weights(chain: list[Step]) -> list[Any]:
    return [weight for step in chain if step.weights for weight in step.made_by.weights]


def _drawn(weight: Any, random: Any) -> "NDArray":
    """Random numbers for a weight, such that a layer's results are about as large as what goes in."""
    import numpy as np

    numbers = random.normal(size=weight.shape) / np.sqrt(np.prod(weight.shape[:-1]))
    return np.abs(numbers) if "variance" in weight.name else numbers


def _alike(found: "NDArray", expected: "NDArray") -> bool:
    """Whether two batches of results agree, each result measured by its own largest number.

    From large numbers a formula such as `exp(x) / sum(exp(x))` may overflow, and then tells nothing.
    """
    import numpy as np

    axes = tuple(range(1, expected.ndim))
    largest = np.max(np.abs(expected), axis=axes, keepdims=True)
    agree = np.all(np.abs(found - expected) <= TOLERANCE * np.maximum(largest, 1), axis=axes)
    overflowed = ~np.all(np.isfinite(found), axis=axes)
    overflowed[:_EACH] = False  # of the usual sizes
    return bool(np.all(agree | overflowed))


def _fit(shape: tuple[int | None, ...], wanted: tuple[int | None, ...]) -> bool:
    """Whether two shapes agree wherever both are known."""
    return len(shape) == len(wanted) and all(a == b or None in (a, b) for a, b in zip(shape, wanted, strict=True))


def _input(chain: list[Step]) -> Any:
    return chain[0].made_by.output


def _numbers(model: Any, batch: Any, training: bool | None) -> Any:
    import keras

    return keras.ops.convert_to_numpy(model(batch, training=training))
