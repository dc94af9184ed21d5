"""SlideStep: a kernel goes over a small image, one stop at a time, with every product written out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from lesson_utils.browser.modules import browser_module
from lesson_utils.visualise.kit.style_sheet import style_sheet
from lesson_utils.visualise.kit.widget import Visualiser
from lesson_utils.visualise.kit.words import number
from lesson_utils.visualise.slide_step.figure import slide_step_figure
from lesson_utils.visualise.sliding.sliding import convolve, output_size, size_in_words, span
from lesson_utils.visualise.sliding.small_numbers import Matrix, Padding, Whole, in_rows

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Other numbers than in the lesson's worked example (fig/03_conv_matrix), whose sums stand above it on the page: 0 is
# dark, 9 is light; here a dark band lies between two light ones.
LESSON_IMAGE = ((7, 8, 9, 8, 7), (8, 9, 8, 7, 9), (1, 2, 0, 1, 2), (0, 1, 2, 2, 1), (2, 0, 1, 1, 0), (9, 7, 8, 9, 8))
LESSON_KERNEL = ((-1, -1, -1), (0, 0, 0), (1, 1, 1))
LARGEST_IMAGE, LARGEST_KERNEL, LARGEST_STEP = 12, 5, 12


class SlideStep(Visualiser):
    """Slide a kernel over a small image, one stop at a time, and predict each number before you see it.

    Everything is computed in the browser; Python hears of a change when you let go of it.

    Parameters
    ----------
    image : array_like of shape (height, width), optional
        Up to 12 rows and columns. Without it, a 6 x 5 image of two light bands and a dark one.
    kernel : array_like of shape (kernel_height, kernel_width), optional
        Up to 5 rows and columns. Without it, the lesson's kernel for horizontal edges.
    strides : int
        Cells that the kernel moves at each step.
    padding : str
        "valid" or "same"; the latter puts a frame of zeros around the image.
    dilation_rate : int
        Distance between two neighbours of the kernel on the image. Keras takes no more than one of `strides` and
        `dilation_rate` above 1.

    Attributes
    ----------
    image, kernel : numpy.ndarray, float64
    strides, dilation_rate : int
    padding : str
        As they stand now. Assign to one to change it.
    output : numpy.ndarray of shape (output_height, output_width), float32
        What `keras.layers.Conv2D` makes of them, with one filter and no bias.

    Raises
    ------
    TypeError, ValueError
        If something cannot be used; the message says what to change.

    Examples
    --------
    >>> slide = SlideStep()
    >>> slide
    SlideStep: image 6 x 5, kernel 3 x 3, strides=1, padding="valid", dilation_rate=1. Output 4 x 3, from −22 to 21.
    >>> slide.strides = 2
    >>> slide.output
    array([[-21., -21.],
           [  0.,  -1.]], dtype=float32)
    """

    _esm = browser_module(Path(__file__).with_name("slide_step.js"))
    _css = style_sheet(Path(__file__).parents[1] / "sliding" / "sliding.css")

    image = Matrix(LARGEST_IMAGE)
    kernel = Matrix(LARGEST_KERNEL)
    strides = Whole(LARGEST_STEP)
    padding = Padding()
    dilation_rate = Whole(LARGEST_STEP)

    def __init__(
        self,
        image: ArrayLike | None = None,
        kernel: ArrayLike | None = None,
        strides: int = 1,
        padding: str = "valid",
        dilation_rate: int = 1,
    ) -> None:
        super().__init__(
            image=LESSON_IMAGE if image is None else image,
            kernel=LESSON_KERNEL if kernel is None else kernel,
            strides=strides,
            padding=padding,
            dilation_rate=dilation_rate,
        )

    @traitlets.validate("image", "kernel", "strides", "padding", "dilation_rate")
    def _fits_together(self, proposal: dict[str, Any]) -> Any:
        """Refuse what Keras would refuse, before anything has changed."""
        names = ("image", "kernel", "strides", "padding", "dilation_rate")
        now = {name: getattr(self, name) for name in names} | {proposal["trait"].name: proposal["value"]}
        _check(**now)
        return proposal["value"]

    @property
    def output(self) -> NDArray[np.float32]:
        """The numbers that the kernel makes of the image."""
        return convolve(self.image, self.kernel, self.strides, self.padding, self.dilation_rate)

    def __repr__(self) -> str:
        image, kernel, output = (" x ".join(map(str, each.shape)) for each in (self.image, self.kernel, self.output))
        low, high = number(self.output.min()), number(self.output.max())
        return (
            f'SlideStep: image {image}, kernel {kernel}, strides={self.strides}, padding="{self.padding}", '
            f"dilation_rate={self.dilation_rate}. Output {output}, from {low} to {high}."
        )

    def _figure(self) -> "Figure":
        return slide_step_figure(self.image, self.kernel, self.strides, self.padding, self.dilation_rate)

    def _alt_text(self) -> str:
        sizes = [
            size_in_words(what, size, window, self.strides, self.padding, self.dilation_rate)
            for what, size, window in zip(("row", "column"), self.image.shape, self.kernel.shape, strict=True)
        ]
        return (
            f"A small image, row by row: {in_rows(self.image)}. The kernel: {in_rows(self.kernel)}. "
            f'With strides={self.strides}, padding="{self.padding}" and dilation_rate={self.dilation_rate} the output '
            f"has {sizes[0]}; {sizes[1]}. The output, row by row: {in_rows(self.output)}. "
            "One of its numbers is framed, with the window it comes from and all products written out."
        )


def _check(image: NDArray, kernel: NDArray, strides: int, padding: str, dilation_rate: int) -> None:
    """Refuse a combination that Keras refuses too."""
    if strides > 1 and dilation_rate > 1:
        raise ValueError(
            f"strides={strides} together with dilation_rate={dilation_rate}: Keras does not combine the two. "
            "Set one of them back to 1 first."
        )
    for what, size, window in zip(("rows", "columns"), image.shape, kernel.shape, strict=True):
        if output_size(size, window, strides, padding, dilation_rate) == 0:
            raise ValueError(
                f"The kernel spans {span(window, dilation_rate)} {what} and the image has {size}: it fits nowhere. "
                'Take padding="same", a smaller kernel or a larger image.'
            )
