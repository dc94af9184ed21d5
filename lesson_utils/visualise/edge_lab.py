"""EdgeLab: an image beside its filtered version, with nine numbers to play with."""

from typing import Any

import anywidget
import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from lesson_utils import style
from lesson_utils.visualise.browser import browser_module, style_sheet
from lesson_utils.visualise.convolution import filter_image
from lesson_utils.visualise.edge_lab_figure import edge_lab_figure
from lesson_utils.visualise.kernels import PRESETS, as_kernel, kernel_name
from lesson_utils.visualise.pictures import cat, grey_picture
from lesson_utils.visualise.static_picture import picture_bundle
from lesson_utils.visualise.words import describe, number


class _Kernel(traitlets.TraitType):
    """Nine numbers, given as an array, as lists or as a preset's name."""

    def validate(self, obj: traitlets.HasTraits, value: Any) -> NDArray[np.float64]:
        return as_kernel(value)


class EdgeLab(anywidget.AnyWidget):
    """See what a 3x3 kernel makes of an image, and change its nine numbers.

    All of it is computed in the browser; Python hears of a new kernel when you let go of it.

    Parameters
    ----------
    image : array_like of shape (height, width) or (height, width, 3), optional
        Whole numbers from 0 to 255 or decimal numbers from 0 to 1; colours are turned to grey. The cat by default.
    kernel : str or array_like of shape (3, 3), optional
        The name of a preset ("horizontal edges", "vertical edges", "blur", "sharpen", "emboss", "identity") or nine
        numbers.

    Attributes
    ----------
    kernel : numpy.ndarray of shape (3, 3), float64
        The nine numbers as they stand now. Assign to it to change them.
    image : numpy.ndarray of shape (height, width), uint8
        The grey values that are filtered, 0 for black to 255 for white.
    result : numpy.ndarray of shape (height - 2, width - 2), float32
        The filtered image.

    Raises
    ------
    TypeError, ValueError
        If the image or the kernel cannot be used; the message says what to change.

    Examples
    --------
    >>> lab = EdgeLab([[9, 9, 9], [9, 9, 9], [1, 1, 1]])
    >>> lab
    EdgeLab, 3 x 3 pixels. Horizontal edges: values from −24 to −24. Negative: 100% of the pixels; ReLU sets them to 0.
    >>> lab.kernel = "identity"
    >>> lab.result
    array([[9.]], dtype=float32)
    """

    _esm = browser_module("edge_lab.js")
    _css = style_sheet("edge_lab.css")

    kernel = _Kernel().tag(
        sync=True,
        to_json=lambda value, widget: value.tolist(),
        from_json=lambda value, widget: as_kernel(value),
    )
    _pixels = traitlets.Bytes().tag(sync=True)
    _shape = traitlets.List(traitlets.Int()).tag(sync=True)
    _presets = traitlets.List(traitlets.Dict()).tag(sync=True)
    _colours = traitlets.List(traitlets.Tuple()).tag(sync=True)

    def __init__(self, image: ArrayLike | None = None, kernel: str | ArrayLike = "horizontal edges") -> None:
        self.image = cat() if image is None else grey_picture(image)
        self._subject = "a cat's face" if image is None else "your picture"
        super().__init__(
            kernel=as_kernel(kernel),
            _pixels=self.image.tobytes(),
            _shape=list(self.image.shape),
            _presets=[{"name": name, "weights": p.weights, "note": p.note} for name, p in PRESETS.items()],
            _colours=list(style.DIVERGING),
        )

    @property
    def result(self) -> NDArray[np.float32]:
        """The filtered image."""
        return filter_image(self.image, self.kernel)

    def __repr__(self) -> str:
        height, width = self.image.shape
        return f"EdgeLab, {height} x {width} pixels. {describe(kernel_name(self.kernel), self.result)}"

    def _alt_text(self) -> str:
        height, width = self.image.shape
        rows = "; ".join(" ".join(f"{value:.3g}" for value in row) for row in self.kernel)
        return (
            f"Left: {self._subject} in grey, {height} by {width} pixels. Beside it the kernel, row by row: {rows}. "
            f"Middle: the filtered picture, {height - 2} by {width - 2}, negative numbers in blue, positive in orange. "
            f"Right: the same after ReLU. {self._ring_in_words()}{describe(kernel_name(self.kernel), self.result)}"
        )

    def _ring_in_words(self) -> str:
        lowest = float(self.result.min())
        if lowest >= 0:
            return ""
        above_dark = ", a place where light lies above dark," if kernel_name(self.kernel) == "horizontal edges" else ""
        return f"A red ring marks the lowest value{above_dark} {number(lowest)}: after ReLU it is 0. "

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The live widget and, for every place that cannot run it, the picture with its words."""
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        figure = edge_lab_figure(self.image, self.kernel, self.result, f"EdgeLab: {kernel_name(self.kernel)}")
        return {**data, **picture_bundle(figure, self._alt_text(), repr(self))}, metadata
