"""ChannelMixer: three channels, three tables of weights, one sum, one bias, ReLU: one feature map."""

from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from lesson_utils.browser.modules import browser_module
from lesson_utils.visualise.channel_mixer.figure import channel_mixer_figure
from lesson_utils.visualise.channel_mixer.filters import FILTERS, MOST_FILTERS, as_filters, filter_name
from lesson_utils.visualise.channel_mixer.mixing import CHANNELS, channel_maps, feature_maps
from lesson_utils.visualise.channel_mixer.picture import colour_picture, drawn_cat
from lesson_utils.visualise.channel_mixer.words import value_range
from lesson_utils.visualise.kit.row_of_numbers import row_of_numbers
from lesson_utils.visualise.kit.style_sheet import style_sheet
from lesson_utils.visualise.kit.widget import Visualiser
from lesson_utils.visualise.kit.words import number, share

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_AS_LISTS = {"to_json": lambda value, widget: value.tolist(), "from_json": lambda value, widget: value}


class _Filters(traitlets.TraitType):
    """The layer's weights, one filter after the other on the last axis."""

    def validate(self, obj: Any, value: Any) -> NDArray[np.float64]:
        filters = as_filters(value)
        if filters.shape[3] != obj._count:
            raise ValueError(
                f"This ChannelMixer has {obj._count} filters, and these are {filters.shape[3]}. "
                "For another number of them make a new one: ChannelMixer(image, filters, bias)."
            )
        return filters


class _Bias(traitlets.TraitType):
    """One number for each filter."""

    def validate(self, obj: Any, value: Any) -> NDArray[np.float64]:
        bias = np.array(row_of_numbers(np.atleast_1d(value), "bias", most=MOST_FILTERS))
        if len(bias) != obj._count:
            raise ValueError(f"bias must hold {obj._count} numbers, one for each filter, not {len(bias)}.")
        bias.setflags(write=False)
        return bias


class _Chosen(traitlets.TraitType):
    """Which filter is shown."""

    default_value = 0

    def validate(self, obj: Any, value: Any) -> int:
        try:
            place = index(value)
        except TypeError:
            raise TypeError(f"chosen must be the number of a filter, such as 0; this is {value!r}.") from None
        if not 0 <= place < obj._count:
            raise ValueError(f"chosen must be from 0 to {obj._count - 1}, the number of a filter; this is {place}.")
        return place


class ChannelMixer(Visualiser):
    """See how the filters of a convolutional layer mix red, green and blue into feature maps.

    All of it is computed in the browser; Python hears of a new number when you let go of it. A picture of your own can
    be chosen or dropped there too: it is scaled down to 64 pixels and goes nowhere but to your own kernel.

    Parameters
    ----------
    image : array_like of shape (height, width, 3), optional
        Whole numbers from 0 to 255 or decimal numbers from 0 to 1. A drawing of the course by default.
    filters : array_like of shape (3, 3, 3, k) or (3, 3, 3), optional
        The weights of a layer as they are: height, width, channels, filters. Four telling filters by default.
    bias : array_like of shape (k,), optional
        One number for each filter; zeros if filters are given without it.

    Attributes
    ----------
    filters : numpy.ndarray of shape (3, 3, 3, k), float64
    bias : numpy.ndarray of shape (k,), float64
    chosen : int
        Which filter is shown, from 0 to k - 1. Assign to any of the three to change it.
    image : numpy.ndarray of shape (height, width, 3), float32
        The picture, from 0 to 1. Assign one to change it.
    feature_maps : numpy.ndarray of shape (height - 2, width - 2, k), float32
        What a Conv2D layer with these weights and ReLU makes of the picture.

    Raises
    ------
    TypeError, ValueError
        If something does not fit; the message says what to change.

    Examples
    --------
    >>> mixer = ChannelMixer()
    >>> mixer.filters.shape, mixer.feature_maps.shape
    ((3, 3, 3, 4), (30, 30, 4))
    >>> ChannelMixer(np.zeros((5, 5, 3)), np.ones((3, 3, 3)), 2)
    ChannelMixer, 5 x 5 pixels, filter 0 (of 1): filter 0. Sums with bias: 2 everywhere. Negative, so 0 after ReLU: 0%.
    """

    _esm = browser_module(Path(__file__).with_name("channel_mixer.js"))
    _css = style_sheet(Path(__file__).with_name("channel_mixer.css"))

    filters = _Filters().tag(sync=True, **_AS_LISTS)
    bias = _Bias().tag(sync=True, **_AS_LISTS)
    chosen = _Chosen().tag(sync=True)
    _picture = traitlets.Dict().tag(sync=True)  # pixels and size in one, so that they always fit each other
    _known = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(
        self, image: ArrayLike | None = None, filters: ArrayLike | None = None, bias: ArrayLike | None = None
    ) -> None:
        if filters is None and bias is not None:
            raise ValueError(
                "A bias belongs to filters: give both, for example ChannelMixer(image, *layer.get_weights())."
            )
        stack = as_filters(filters)
        self._count = stack.shape[3]
        if bias is None:
            bias = [one.bias for one in FILTERS.values()] if filters is None else np.zeros(self._count)
        super().__init__(
            filters=stack,
            bias=bias,
            _picture=_picture(drawn_cat(), "a drawn orange cat before a bluish wall")
            if image is None
            else _picture(colour_picture(image)),
            _known=[
                {"name": name, "weights": one.weights.tolist(), "bias": one.bias, "note": one.note}
                for name, one in FILTERS.items()
            ],
        )

    @property
    def image(self) -> NDArray[np.float32]:
        """The picture, from 0 to 1."""
        shape = self._picture["height"], self._picture["width"], 3
        return np.frombuffer(self._picture["pixels"], np.float32).reshape(shape)

    @image.setter
    def image(self, image: ArrayLike) -> None:
        self._picture = _picture(colour_picture(image))

    @property
    def feature_maps(self) -> NDArray[np.float32]:
        """What a Conv2D layer with these weights and ReLU makes of the picture."""
        return feature_maps(self.image, self.filters, self.bias)

    def _shown(self) -> tuple[str, NDArray[np.float64], float]:
        """The chosen filter: its name, its weights and its bias."""
        weights, bias = self.filters[..., self.chosen], float(self.bias[self.chosen])
        return filter_name(weights, bias, self.chosen), weights, bias

    def __repr__(self) -> str:
        height, width, _ = self.image.shape
        name, weights, bias = self._shown()
        total = channel_maps(self.image, weights).sum(axis=-1) + bias
        negative = share(int((total < 0).sum()), total.size)
        return (
            f"ChannelMixer, {height} x {width} pixels, filter {self.chosen} (of {self._count}): {name}. "
            f"Sums with bias: {value_range(total)}. Negative, so 0 after ReLU: {negative}."
        )

    def _figure(self) -> "Figure":
        return channel_mixer_figure(self.image, *self._shown())

    def _alt_text(self) -> str:
        _, weights, bias = self._shown()
        tables = "; ".join(
            f"{channel} {', '.join(' '.join(number(value, 2) for value in row) for row in weights[..., at])}"
            for at, channel in enumerate(CHANNELS)
        )
        return (
            f"From left to right: {self._picture['subject']}; its red, green and blue channel in grey; the filter's "
            f"table of nine weights for each channel, row by row: {tables}; what each channel gives with its table, "
            f"negative numbers blue, positive orange; the sum of the three; and, with the bias {number(bias, 2)} and "
            f"after ReLU, the feature map. {self!r}"
        )


def _picture(pixels: NDArray[np.float32], subject: str = "your picture") -> dict[str, Any]:
    """A picture as it travels between Python and the browser."""
    height, width, _ = pixels.shape
    return {"pixels": pixels.tobytes(), "height": height, "width": width, "subject": subject}
