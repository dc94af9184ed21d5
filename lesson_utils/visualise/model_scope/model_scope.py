"""ModelScope: the learner's own network, layer by layer, and every number it makes of an image."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from lesson_utils.browser.modules import browser_module
from lesson_utils.visualise.kit.class_names import usual_names
from lesson_utils.visualise.kit.style_sheet import style_sheet
from lesson_utils.visualise.kit.widget import Visualiser
from lesson_utils.visualise.model_scope.example import example_image, example_model
from lesson_utils.visualise.model_scope.figure import model_scope_figure
from lesson_utils.visualise.model_scope.images import as_images, scaled_images
from lesson_utils.visualise.model_scope.model import ReadModel, image_shape_of, read_model, total_parameters
from lesson_utils.visualise.model_scope.network_for_browser import describe_layers, pack
from lesson_utils.visualise.model_scope.receptive_field import receptive_field
from lesson_utils.visualise.model_scope.words import alt_text, summary

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class ModelScope(Visualiser):
    """Look into your own network: feature maps, what each unit sees, how its value comes about, what is predicted.

    The layers are computed in the browser. Those that the browser does not know (your own layers, Lambda, …) are
    computed by Keras, and so are all others of that model.

    Parameters
    ----------
    model : keras.Model, optional
        Functional or Sequential, trained or not, reading one image. The lesson's untrained network by default.
    image : array_like of shape (height, width, channels) or (count, height, width, channels), optional
        One image or up to 100. Whole numbers from 0 to 255 are divided by 255, as in the lesson, unless the model
        begins with a Rescaling layer; decimal numbers go from 0 to 1. A cat by default.
    class_names : sequence of str, optional
        One name for each number that comes out. CIFAR-10's ten by default, if there are ten.

    Attributes
    ----------
    image_number : int
        Which of the images is shown, from 0.
    layer : str
        The layer that is explained. Assign a layer's name to go there.
    unit : tuple of int
        Its unit: (row, column, map), or (number,) in a dense layer. Assign to it to go there.
    image : numpy.ndarray of shape (height, width, channels), float32
        What enters the network now, also when the picture was changed in the browser. Assign other images of the same
        size to it.
    feature_maps : dict of str to numpy.ndarray
        The output of each layer, by its name.
    prediction : numpy.ndarray of shape (classes,)
        What comes out.
    receptive_field : tuple of slice, or None
        The rows and columns of the image that the unit can see; None for one that sees only padding.

    Raises
    ------
    TypeError, ValueError
        If the model or the image cannot be used; the message says what to do.

    Examples
    --------
    >>> scope = ModelScope()
    >>> scope
    ModelScope: cifar_model_intro, 8 layers, 79,530 parameters; 1 image of 32 x 32 x 3.
    >>> scope.layer = "conv2d"
    >>> scope.unit = (3, 4, 0)
    >>> scope.receptive_field
    (slice(3, 6, None), slice(4, 7, None))
    >>> scope.feature_maps["max_pooling2d"].shape
    (15, 15, 16)
    """

    _esm = browser_module(Path(__file__).with_name("model_scope.js"))
    _css = style_sheet(Path(__file__).with_name("model_scope.css"))

    image_number = traitlets.Int(0).tag(sync=True)
    _layers = traitlets.List(traitlets.Dict()).tag(sync=True)
    _weights = traitlets.Bytes().tag(sync=True)
    _images = traitlets.Bytes().tag(sync=True)
    _facts = traitlets.Dict().tag(sync=True)
    _where = traitlets.List(traitlets.Int()).tag(sync=True)  # the place of the layer, then the unit
    # A picture changed in the browser, which arrives as a memoryview; empty: one of the images.
    _picture = traitlets.Bytes().tag(sync=True, from_json=lambda value, widget: bytes(value or b""))
    _maps = traitlets.Bytes().tag(sync=True)  # what Keras computed, for a model that the browser cannot run
    _asked = traitlets.Int(0).tag(sync=True)  # counts how often the browser asked to read the weights again
    _answer = traitlets.Tuple(traitlets.Int(), traitlets.Unicode(), default_value=(0, "")).tag(sync=True)

    def __init__(
        self, model: Any = None, image: ArrayLike | None = None, class_names: Sequence[str] | None = None
    ) -> None:
        self._model = example_model() if model is None else model
        wanted = image_shape_of(self._model)
        pixels = as_images(example_image(wanted) if image is None else image, wanted)
        self._shape: tuple[int, int, int] = pixels.shape[1:]
        self._read: ReadModel = read_model(self._model, self._shape)
        self._batch = scaled_images(pixels, self._read.rescales)
        self._values: list[NDArray[np.float32]] = self._read.run(self._batch[0])
        self.class_names = _names(class_names, self._read.layers[self._read.output].shape[-1])
        super().__init__(
            _layers=describe_layers(self._read.layers),
            _weights=self._packed_weights(),
            _images=pack([self._batch]),
            _facts=self._gathered_facts(),
            _where=self._strongest(self._first_shown()),
            _maps=pack(self._values) if self._read.unknown else b"",
        )

    # What can be read and assigned

    @property
    def image(self) -> NDArray[np.float32]:
        """What enters the network now."""
        if self._picture:
            return np.frombuffer(self._picture, "<f4").reshape(self._shape)
        return self._batch[self.image_number]

    @image.setter
    def image(self, images: ArrayLike) -> None:
        self._batch = scaled_images(as_images(images, self._shape), self._read.rescales)
        with self.hold_sync():
            self.image_number, self._picture = 0, b""
            self._images = pack([self._batch])
            self._facts = self._gathered_facts()
            self._compute()

    @property
    def layer(self) -> str:
        """The name of the layer that is explained."""
        return self._read.layers[self._where[0]].name

    @layer.setter
    def layer(self, name: str) -> None:
        names = [layer.name for layer in self._read.layers]
        if name not in names:
            raise ValueError(f"There is no layer called {name!r}. This model has: {', '.join(names)}.")
        self._where = self._strongest(names.index(name))

    @property
    def unit(self) -> tuple[int, ...]:
        """The unit that is explained: (row, column, map), or (number,) in a dense layer."""
        return tuple(self._where[1:])

    @unit.setter
    def unit(self, indices: Sequence[int]) -> None:
        self._where = [self._where[0], *np.atleast_1d(indices).tolist()]

    @property
    def feature_maps(self) -> dict[str, NDArray[np.float32]]:
        """The output of each layer, by its name."""
        return dict(zip((layer.name for layer in self._read.layers), self._values, strict=True))

    @property
    def prediction(self) -> NDArray[np.float32]:
        """What comes out of the network."""
        return self._values[self._read.output]

    @property
    def receptive_field(self) -> tuple[slice, slice] | None:
        """The rows and columns of the image that the unit can see; None for one that sees only padding."""
        field = receptive_field(self._read.layers, self._where[0], self.unit)
        if field is None:
            return None
        (top, bottom), (left, right) = field[:2]
        return slice(top, bottom + 1), slice(left, right + 1)

    def refresh(self) -> None:
        """Read the model's weights again, after it has been trained on."""
        self._read = read_model(self._model, self._shape)
        with self.hold_sync():
            self._weights = self._packed_weights()
            self._facts = self._gathered_facts()
            self._compute()

    # What the browser changes

    @traitlets.validate("image_number")
    def _check_image_number(self, proposal: Mapping[str, Any]) -> int:
        number = int(proposal["value"])
        if not 0 <= number < len(self._batch):
            raise ValueError(f"image_number must lie between 0 and {len(self._batch) - 1}; this is {number}.")
        return number

    @traitlets.validate("_where")
    def _check_where(self, proposal: Mapping[str, Any]) -> list[int]:
        place, *unit = proposal["value"]
        shape = self._read.layers[place].shape
        if len(unit) != len(shape) or not all(0 <= at < size for at, size in zip(unit, shape, strict=True)):
            raise ValueError(
                f"A unit of {self._read.layers[place].name!r} is named by {len(shape)} whole number(s) below {shape}; "
                f"this is {tuple(unit)}. All count from 0."
            )
        return [place, *unit]

    @traitlets.observe("image_number", "_picture")
    def _picture_changed(self, change: Mapping[str, Any]) -> None:
        self._compute()

    @traitlets.observe("_asked")
    def _refresh_asked(self, change: Mapping[str, Any]) -> None:
        try:
            self.refresh()
            words = "The weights have been read again."
        except ValueError as problem:
            words = str(problem)
        self._answer = (self._asked, words)

    def _compute(self) -> None:
        self._values = self._read.run(self.image)
        if self._read.unknown:
            self._maps = pack(self._values)

    # What is told

    def _packed_weights(self) -> bytes:
        return pack([weights for layer in self._read.layers for weights in layer.weights])

    def _gathered_facts(self) -> dict[str, Any]:
        return {
            "model": self._model.name,
            "total": total_parameters(self._read.layers),
            "trainable": sum(layer.trainable for layer in self._read.layers),
            "output": self._read.output,
            "scores": self._read.scores,
            "untrained": self._read.untrained,
            "classes": list(self.class_names),
            "top": 255 if self._read.rescales else 1,
            "images": len(self._batch),
            "in_python": [layer.name for layer in self._read.unknown],
        }

    def _first_shown(self) -> int:
        """The last convolution: its units see a window of the image, and their arithmetic says the most."""
        convolutions = [at for at, layer in enumerate(self._read.layers) if layer.operation == "conv2d"]
        return convolutions[-1] if convolutions else self._read.output

    def _strongest(self, place: int) -> list[int]:
        values = self._values[place]
        return [place, *(int(at) for at in np.unravel_index(int(values.argmax()), values.shape))]

    def _probabilities(self) -> NDArray:
        if self._read.scores != "logits":
            return self.prediction
        import keras

        return keras.ops.convert_to_numpy(keras.ops.softmax(self.prediction))

    def __repr__(self) -> str:
        return summary(self._gathered_facts(), self._read.layers)

    def _figure(self) -> "Figure":
        return model_scope_figure(
            self._read.layers, self._values, tuple(self._where), self._gathered_facts(), self._probabilities()
        )

    def _alt_text(self) -> str:
        return alt_text(self._read.layers, tuple(self._where), self._gathered_facts(), self._probabilities())


def _names(given: Sequence[str] | None, count: int) -> tuple[str, ...]:
    if given is None:
        return usual_names(count)
    names = tuple(map(str, given))
    if isinstance(given, str) or len(names) != count:
        raise ValueError(f"class_names must hold one name for each of the {count} outputs; these are {len(names)}.")
    return names
