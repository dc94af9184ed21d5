"""ModelScope: the learner's own network, layer by layer, and every number it makes of an image."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from lesson_utils.browser.modules import browser_module
from lesson_utils.visualise.kit.class_names import names_for
from lesson_utils.visualise.kit.style_sheet import style_sheet
from lesson_utils.visualise.kit.widget import Visualiser
from lesson_utils.visualise.model_scope.example import example_image, example_model
from lesson_utils.visualise.model_scope.figure import model_scope_figure
from lesson_utils.visualise.model_scope.images import as_images, scaled_images
from lesson_utils.visualise.model_scope.layer import Layer
from lesson_utils.visualise.model_scope.model import ReadModel, image_shape_of
from lesson_utils.visualise.model_scope.network_for_browser import describe_layers, describe_network, pack
from lesson_utils.visualise.model_scope.receptive_field import receptive_field
from lesson_utils.visualise.model_scope.verdict import Verdict, verdict
from lesson_utils.visualise.model_scope.versions import as_versions, read_versions
from lesson_utils.visualise.model_scope.words import alt_text, summary

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class ModelScope(Visualiser):
    """Look into your own network: feature maps, what each unit sees, how its value comes about, what is predicted.

    The layers are computed in the browser. Those that the browser does not know (your own layers, Lambda, …) are
    computed by Keras, and so are all others of that model.

    Several versions of one network, such as untrained and trained, are shown side by side: what each of them says of
    the image, and everything else of the one that is chosen.

    Parameters
    ----------
    model : keras.Model, or mapping of str to keras.Model, optional
        Functional or Sequential, trained or not, reading one image. The lesson's untrained network by default. A
        mapping names up to 12 versions: models with the same layers and other weights, the last one shown first.
    image : array_like of shape (height, width, channels) or (count, height, width, channels), optional
        One image or up to 100. Whole numbers from 0 to 255 are divided by 255, as in the lesson, unless the model
        begins with a Rescaling layer; decimal numbers go from 0 to 1. A cat by default.
    class_names : sequence of str, optional
        One name for each number that comes out. CIFAR-10's ten by default, if there are ten.

    Attributes
    ----------
    version : str
        The name of the version that is shown; empty for a model that stands alone. Assign another name to change over.
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
    predictions : dict of str to numpy.ndarray
        What comes out of each version, by its name.
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

    Two versions of a network:

    >>> import keras
    >>> layers = [keras.Input((8, 8, 1)), keras.layers.Flatten(), keras.layers.Dense(2, activation="softmax")]
    >>> before = keras.Sequential(layers, name="small")
    >>> after = keras.models.clone_model(before)
    >>> both = ModelScope({"before": before, "after": after}, np.zeros((8, 8)), ["cat", "dog"])
    >>> both
    ModelScope: small in 2 versions, 3 layers, 130 parameters; 1 image of 8 x 8 x 1.
    >>> both.version
    'after'
    """

    _esm = browser_module(Path(__file__).with_name("model_scope.js"))
    _css = style_sheet(Path(__file__).with_name("model_scope.css"))

    image_number = traitlets.Int(0).tag(sync=True)
    version = traitlets.Unicode("").tag(sync=True)
    _layers = traitlets.List(traitlets.Dict()).tag(sync=True)
    _weights = traitlets.Bytes().tag(sync=True)  # of one version after the other
    _images = traitlets.Bytes().tag(sync=True)
    _facts = traitlets.Dict().tag(sync=True)
    _where = traitlets.List(traitlets.Int()).tag(sync=True)  # the place of the layer, then the unit
    # A picture changed in the browser, which arrives as a memoryview; empty: one of the images.
    _picture = traitlets.Bytes().tag(sync=True, from_json=lambda value, widget: bytes(value or b""))
    _maps = traitlets.Bytes().tag(sync=True)  # what Keras computed of each version, where the browser cannot run it
    _asked = traitlets.Int(0).tag(sync=True)  # counts how often the browser asked to read the weights again
    _answer = traitlets.Tuple(traitlets.Int(), traitlets.Unicode(), default_value=(0, "")).tag(sync=True)

    def __init__(
        self, model: Any = None, image: ArrayLike | None = None, class_names: Sequence[str] | None = None
    ) -> None:
        self._models = as_versions(example_model() if model is None else model)
        wanted = image_shape_of(next(iter(self._models.values())))
        pixels = as_images(example_image(wanted) if image is None else image, wanted)
        self._shape: tuple[int, int, int] = pixels.shape[1:]
        self._reads = read_versions(self._models, self._shape)
        last = [*self._reads][-1]
        read = self._reads[last]
        self._batch = scaled_images(pixels, read.rescales)
        self._values: list[NDArray[np.float32]] = read.run(self._batch[0])
        self.class_names = names_for(class_names, read.layers[read.output].shape[-1])
        super().__init__(
            version=last,
            _layers=describe_layers(self._network),
            _weights=self._packed_weights(),
            _images=pack([self._batch]),
            _facts=self._gathered_facts(),
            _where=self._strongest(self._first_shown()),
            _maps=self._packed_maps(self._batch[0]),
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
        self._batch = scaled_images(as_images(images, self._shape), self._last.rescales)
        with self.hold_sync():
            self.image_number, self._picture = 0, b""
            self._images = pack([self._batch])
            self._facts = self._gathered_facts()
            self._compute()

    @property
    def layer(self) -> str:
        """The name of the layer that is explained."""
        return self._network[self._where[0]].name

    @layer.setter
    def layer(self, name: str) -> None:
        names = [layer.name for layer in self._network]
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
        return dict(zip((layer.name for layer in self._network), self._values, strict=True))

    @property
    def prediction(self) -> NDArray[np.float32]:
        """What comes out of the network."""
        return self._values[self._last.output]

    @property
    def predictions(self) -> dict[str, NDArray[np.float32]]:
        """What comes out of each version."""
        return {name: read.run(self.image)[read.output] for name, read in self._reads.items()}

    @property
    def receptive_field(self) -> tuple[slice, slice] | None:
        """The rows and columns of the image that the unit can see; None for one that sees only padding."""
        field = receptive_field(self._network, self._where[0], self.unit)
        if field is None:
            return None
        (top, bottom), (left, right) = field[:2]
        return slice(top, bottom + 1), slice(left, right + 1)

    def refresh(self) -> None:
        """Read the weights of all versions again, after one has been trained on."""
        self._reads = read_versions(self._models, self._shape)
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
        shape = self._network[place].shape
        if len(unit) != len(shape) or not all(0 <= at < size for at, size in zip(unit, shape, strict=True)):
            raise ValueError(
                f"A unit of {self._network[place].name!r} is named by {len(shape)} whole number(s) below {shape}; "
                f"this is {tuple(unit)}. All count from 0."
            )
        return [place, *unit]

    @traitlets.validate("version")
    def _check_version(self, proposal: Mapping[str, Any]) -> str:
        name = str(proposal["value"])
        if name not in self._models:
            known = ", ".join(filter(None, self._models)) or "none, for this is one model by itself"
            raise ValueError(f"There is no version called {name!r}. The versions are: {known}.")
        return name

    @traitlets.observe("image_number", "_picture", "version")
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
        self._values = self._reads[self.version].run(self.image)
        self._maps = self._packed_maps(self.image)

    # What is told

    @property
    def _last(self) -> ReadModel:
        """The version that is asked about, and whose names of layers are used."""
        return [*self._reads.values()][-1]

    @property
    def _network(self) -> list[Layer]:
        return self._last.layers

    def _packed_weights(self) -> bytes:
        return pack([weights for read in self._reads.values() for layer in read.layers for weights in layer.weights])

    def _packed_maps(self, image: NDArray) -> bytes:
        if not self._last.unknown:
            return b""
        return pack([values for read in self._reads.values() for values in read.run(image)])

    def _gathered_facts(self) -> dict[str, Any]:
        return describe_network(self._models, self._last, self.class_names, len(self._batch))

    def _first_shown(self) -> int:
        """The last convolution: its units see a window of the image, and their arithmetic says the most."""
        convolutions = [at for at, layer in enumerate(self._network) if layer.operation == "conv2d"]
        return convolutions[-1] if convolutions else self._last.output

    def _strongest(self, place: int) -> list[int]:
        values = self._values[place]
        return [place, *(int(at) for at in np.unravel_index(int(values.argmax()), values.shape))]

    def _verdicts(self) -> list[Verdict]:
        return [verdict(name, read, read.run(self.image)) for name, read in self._reads.items()]

    def __repr__(self) -> str:
        return summary(self._gathered_facts(), self._network)

    def _figure(self) -> "Figure":
        where, facts = tuple(self._where), self._gathered_facts()
        return model_scope_figure(self._network, self._values, where, facts, self._verdicts(), self.version)

    def _alt_text(self) -> str:
        return alt_text(self._network, tuple(self._where), self._gathered_facts(), self._verdicts(), self.version)
