"""EdgeLab: an image beside its filtered version, with a kernel to play with."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from lesson_utils.browser.modules import browser_module
from lesson_utils.visualise.edge_lab.figure import edge_lab_figure
from lesson_utils.visualise.edge_lab.kernels import PRESETS, as_kernel, kernel_name
from lesson_utils.visualise.edge_lab.words import describe
from lesson_utils.visualise.kit.convolution import filter_image
from lesson_utils.visualise.kit.pictures import cat, grey_picture
from lesson_utils.visualise.kit.style_sheet import style_sheet
from lesson_utils.visualise.kit.widget import Visualiser
from lesson_utils.visualise.kit.words import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class _Kernel(traitlets.TraitType):
    """Rows of numbers, given as an array, as lists or as a preset's name."""

    def validate(self, obj: traitlets.HasTraits, value: Any) -> NDArray[np.float64]:
        return as_kernel(value)


class EdgeLab(Visualiser):
    """See what a kernel makes of an image, and change its numbers.

    All of it is computed in the browser; Python hears of a new kernel when you let go of it. A picture of your own can
    be chosen or dropped there too: it is scaled down to 320 pixels and goes nowhere but to your own kernel.

    Parameters
    ----------
    image : array_like of shape (height, width) or (height, width, 3), optional
        Whole numbers from 0 to 255 or decimal numbers from 0 to 1; colours are turned to grey. The cat by default.
    kernel : str or array_like of shape (3, 3), (4, 4) or (5, 5), optional
        The name of a preset ("horizontal edges", "vertical edges", "outline", "blur", "sharpen", "emboss", "identity",
        "wide horizontal edges", "wide blur", "Gaussian blur", "Laplacian of Gaussian") or the numbers.

    Attributes
    ----------
    kernel : numpy.ndarray of shape (3, 3), (4, 4) or (5, 5), float64
        The numbers as they stand now. Assign to it to change them.
    image : numpy.ndarray of shape (height, width), uint8
        The grey values that are filtered, 0 for black to 255 for white. Assign an image to change it.
    result : numpy.ndarray of shape (height - size + 1, width - size + 1), float32
        The filtered image.

    Raises
    ------
    TypeError, ValueError
        If the image or the kernel cannot be used; the message says what to change.

    Examples
    --------
    >>> lab = EdgeLab([[9, 9, 9, 9, 9], [9, 9, 9, 9, 9], [9, 9, 9, 9, 9], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1]])
    >>> lab
    EdgeLab, 5 x 5 pixels. Horizontal edges: values from −24 to 0. Negative: 67% of the pixels; ReLU sets them to 0.
    >>> lab.kernel = "identity"
    >>> lab.result[:, 0]
    array([9., 9., 1.], dtype=float32)
    """

    _esm = browser_module(Path(__file__).with_name("edge_lab.js"))
    _css = style_sheet(Path(__file__).with_name("edge_lab.css"))

    kernel = _Kernel().tag(
        sync=True,
        to_json=lambda value, widget: value.tolist(),
        from_json=lambda value, widget: as_kernel(value),
    )
    _picture = traitlets.Dict().tag(sync=True)  # pixels and size in one, so that they always fit each other
    _presets = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, image: ArrayLike | None = None, kernel: str | ArrayLike = "horizontal edges") -> None:
        super().__init__(
            kernel=as_kernel(kernel),
            _picture=_picture(cat(), "a cat's face") if image is None else _picture(grey_picture(image)),
            _presets=[{"name": name, "weights": p.weights, "note": p.note} for name, p in PRESETS.items()],
        )

    @property
    def image(self) -> NDArray[np.uint8]:
        """The grey values that are filtered."""
        shape = self._picture["height"], self._picture["width"]
        return np.frombuffer(self._picture["pixels"], np.uint8).reshape(shape)

    @image.setter
    def image(self, image: ArrayLike) -> None:
        self._picture = _picture(grey_picture(image))

    @property
    def result(self) -> NDArray[np.float32]:
        """The filtered image."""
        return filter_image(self.image, self.kernel)

    def __repr__(self) -> str:
        height, width = self.image.shape
        return f"EdgeLab, {height} x {width} pixels. {describe(kernel_name(self.kernel), self.result)}"

    def _figure(self) -> "Figure":
        return edge_lab_figure(self.image, self.kernel, self.result, f"EdgeLab: {kernel_name(self.kernel)}")

    def _alt_text(self) -> str:
        (height, width), result = self.image.shape, self.result
        rows = "; ".join(" ".join(number(float(value), 3) for value in row) for row in self.kernel)
        return (
            f"Left: {self._picture['subject']} in grey, {height} by {width} pixels. Beside it the kernel, row by row: "
            f"{rows}. Middle: the filtered picture, {result.shape[0]} by {result.shape[1]}, negative numbers in blue, "
            f"positive in orange. Right: the same after ReLU. {self._ring_in_words(float(result.min()))}"
            f"{describe(kernel_name(self.kernel), result)}"
        )

    def _ring_in_words(self, lowest: float) -> str:
        if lowest >= 0:
            return ""
        above_dark = ", a place where light lies above dark," if kernel_name(self.kernel) == "horizontal edges" else ""
        return f"A red ring marks the lowest value{above_dark} {number(lowest)}: after ReLU it is 0. "


def _picture(pixels: NDArray[np.uint8], subject: str = "your picture") -> dict[str, Any]:
    """A picture as it travels between Python and the browser."""
    height, width = pixels.shape
    return {"pixels": pixels.tobytes(), "height": height, "width": width, "subject": subject}
