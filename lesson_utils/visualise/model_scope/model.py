"""The learner's model, checked and read: everything ModelScope knows of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lesson_utils.visualise.kit.parameters import parameter_count
from lesson_utils.visualise.model_scope.keras_graph import read_calls
from lesson_utils.visualise.model_scope.keras_layers import Translation, translate
from lesson_utils.visualise.model_scope.layer import Layer

MOST_PARAMETERS = 5_000_000  # 20 MB on their way to the browser
MOST_VALUES = 4_000_000  # in all feature maps together
MOST_PRODUCTS = 500_000_000  # of a weight and a number: about half a second for each picture
SMALL_SCALE = 0.02  # a first layer that multiplies by less expects pixels from 0 to 255


@dataclass(frozen=True, eq=False)
class ReadModel:
    """A model as layers, the steps in which Keras computes them, and the place of the result."""

    translation: Translation
    output: int

    @property
    def layers(self) -> list[Layer]:
        """The layers, each after those it reads; the first one is the input."""
        return self.translation.layers

    @property
    def unknown(self) -> list[Layer]:
        """The layers that only Keras can compute."""
        return self.translation.unknown

    @property
    def rescales(self) -> bool:
        """Whether the model itself divides its pixels by 255 or so."""
        first = [layer for layer in self.layers if layer.sources == (0,)]
        return bool(first) and all(
            layer.operation == "rescaling" and float(np.abs(layer.weights[0]).max()) <= SMALL_SCALE for layer in first
        )

    @property
    def untrained(self) -> bool:
        """Whether it looks as freshly made: Keras starts every bias at 0, and training moves it."""
        biases = [layer.weights[1] for layer in self.layers if layer.operation in ("conv2d", "dense")]
        return bool(biases) and not any(bias.any() for bias in biases)

    @property
    def scores(self) -> str:
        """What the last layer's numbers are: "softmax", "sigmoid", "logits", or "" when they are no scores."""
        last = self.layers[self.output]
        if len(last.shape) != 1 or last.operation == "unknown":
            return ""
        activation = last.settings.get("activation", {}).get("name", "")
        if activation in ("softmax", "sigmoid"):
            return str(activation)
        return "logits" if last.operation == "dense" and not activation and last.shape[0] > 1 else ""

    def run(self, image: NDArray) -> list[NDArray[np.float32]]:
        """Let Keras compute what every layer makes of an image.

        Parameters
        ----------
        image : numpy.ndarray of shape (height, width, channels)
            Values as the network was trained on, usually from 0 to 1.

        Returns
        -------
        list of numpy.ndarray, float32
            The output of each layer without the batch, the image itself first.
        """
        values = [np.asarray(image, dtype=np.float32)]
        for layer, step in zip(self.layers[1:], self.translation.steps[1:], strict=True):
            result = step.compute(*(values[source] for source in step.sources))
            values.append(result.reshape(layer.shape).astype(np.float32, copy=False))
        return values


def image_shape_of(model: Any) -> tuple[int | None, int | None, int]:
    """Check that ModelScope can look into a model, and tell which images it reads.

    Parameters
    ----------
    model : keras.Model
        Functional or Sequential, built, with one input for images.

    Returns
    -------
    tuple of int or None
        Height, width (None where the model leaves it open) and channels.

    Raises
    ------
    TypeError
        If it is no Keras model, or one that does not reveal its layers.
    ValueError
        If it is not built yet, or reads something else than one image.
    """
    import keras

    if not isinstance(model, keras.Model):
        raise TypeError(f"ModelScope looks into a Keras model; this is {_what(model, keras)}")
    if isinstance(model, keras.Sequential) and not model.built:
        raise ValueError(
            "This Sequential model does not know its input yet. Give it keras.Input(shape=(32, 32, 3)) as its first "
            "line, or call model.build((None, 32, 32, 3))."
        )
    if not getattr(model, "inputs", None) or not getattr(model, "outputs", None):
        raise TypeError(
            f"{type(model).__name__} is a model written as a class of its own, and Keras cannot tell how its layers "
            "are linked. Build it with keras.Model(inputs=…, outputs=…) or keras.Sequential([…])."
        )
    if len(model.inputs) != 1:
        raise ValueError(
            f"This model has {len(model.inputs)} inputs; ModelScope shows models that read one image. Look at one of "
            "its branches: keras.Model(one_input, output_of_that_branch)."
        )
    shape = tuple(model.inputs[0].shape[1:])
    if len(shape) != 3 or shape[2] not in (1, 3):
        raise ValueError(
            f"This model reads {'data' if len(shape) != 3 else 'arrays'} of shape {shape}; ModelScope shows models "
            "that read images: height, width and 1 or 3 channels, such as (32, 32, 3)."
        )
    return shape[0], shape[1], shape[2]


def _what(model: Any, keras: Any) -> str:
    if isinstance(model, str):
        return f'the text "{model[:40]}". A saved model is read with keras.saving.load_model.'
    if isinstance(model, keras.layers.Layer):
        return "a single layer. Link it to an input: keras.Model(inputs=…, outputs=…)."
    if isinstance(model, keras.KerasTensor):
        return "a layer's output. Make a model that ends there: keras.Model(inputs_intro, x_intro)."
    if callable(model):
        return f"a function. Call it first: ModelScope({getattr(model, '__name__', 'create_model')}(), image)."
    return f"a {type(model).__name__}. The model comes first, then the image: ModelScope(model, image)."


def read_model(model: Any, image_shape: Sequence[int], versions: int = 1) -> ReadModel:
    """Read a checked model's layers and weights.

    Parameters
    ----------
    model : keras.Model
        One that `image_shape_of` accepts.
    image_shape : sequence of int
        Height, width and channels of the images to come.
    versions : int
        How many models of this size are shown together.

    Returns
    -------
    ReadModel

    Raises
    ------
    ValueError
        If the model is too large, or its weights are no numbers any more.
    """
    _check_size("numbers to learn", model.count_params(), MOST_PARAMETERS, versions)
    calls, outputs = read_calls(model, image_shape)
    _check_size("numbers in its feature maps", sum(prod(call.shape) for call in calls), MOST_VALUES, versions)
    translation = translate(calls)
    layers = translation.layers
    _check_size("multiplications for one image", sum(map(_products, layers)), MOST_PRODUCTS, versions)
    for layer in layers:
        if not all(np.isfinite(weights).all() for weights in layer.weights):
            raise ValueError(
                f"Some weights of {layer.name!r} are no numbers any more (NaN or infinity): the training has gone "
                "astray. Create the model again and train it with a smaller learning rate."
            )
    vectors = [output for output in outputs if len(calls[output].shape) == 1]
    return ReadModel(translation, translation.places[(vectors or outputs)[0]])


def _check_size(what: str, size: int, most: int, versions: int) -> None:
    if size * versions > most:
        each, fewer = (f", in each of {versions} versions", "fewer versions or ") if versions > 1 else ("", "")
        raise ValueError(
            f"This model is too large for ModelScope: {size:,} {what}{each}; up to {most:,} are possible. Look at its "
            f"beginning, keras.Model(model.input, model.layers[5].output), or take {fewer}smaller images."
        )


def _products(layer: Layer) -> int:
    """How many multiplications a layer does: each weight of a kernel once at every place."""
    if layer.operation not in ("conv2d", "depthwise_conv2d", "dense"):
        return 0
    return prod(layer.shape[:-1]) * int(layer.weights[0].size)


def total_parameters(layers: Sequence[Layer]) -> int:
    """Add up what all layers learn."""
    return sum(parameter_count(layer.parameters) for layer in layers)
