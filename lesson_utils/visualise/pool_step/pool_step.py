"""PoolStep: max and average pooling of a small image, window by window, and what a shift by one pixel does to them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from lesson_utils.browser.modules import browser_module
from lesson_utils.visualise.kit.style_sheet import style_sheet
from lesson_utils.visualise.kit.widget import Visualiser
from lesson_utils.visualise.pool_step import pooling
from lesson_utils.visualise.pool_step.figure import pool_step_figure
from lesson_utils.visualise.sliding.sliding import output_size, unused
from lesson_utils.visualise.sliding.small_numbers import Matrix, Padding, Whole, in_rows

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# As a layer with ReLU leaves it: never negative, many zeros. Seven is odd, so that something is left over.
FEATURE_MAP = (
    (9, 8, 0, 8, 2, 0, 0),
    (0, 1, 0, 0, 2, 3, 0),
    (1, 0, 0, 0, 0, 0, 4),
    (0, 0, 8, 4, 4, 0, 0),
    (6, 8, 7, 8, 3, 1, 0),
    (8, 6, 6, 5, 4, 1, 1),
    (7, 6, 6, 8, 4, 0, 1),
)
LARGEST_IMAGE = 12


class _Shift(traitlets.TraitType):
    """Cells down and to the right."""

    def validate(self, obj: traitlets.HasTraits, value: Any) -> tuple[int, int]:
        if not isinstance(value, tuple | list) or len(value) != 2 or not all(type(each) is int for each in value):
            raise TypeError(f"shift must be two whole numbers, down and right, such as (0, 1); not {value!r}.")
        if max(map(abs, value)) > LARGEST_IMAGE:
            raise ValueError(f"shift is {value}; nothing would be left of the image. Stay near (0, 0).")
        return (value[0], value[1])


class PoolStep(Visualiser):
    """Pool a small image window by window: predict the largest number and the mean, then shift the image by a pixel.

    Everything is computed in the browser; Python hears of a change when you let go of it.

    Parameters
    ----------
    image : array_like of shape (height, width), optional
        Up to 12 rows and columns. Without it, a feature map of 7 x 7 as ReLU might leave it.
    pool_size : int
        Height and width of the window; (2, 2) is taken, too.
    strides : int, optional
        Cells that the window moves at each step. Without it, as in Keras, its own width: windows do not overlap.
    padding : str
        "valid" drops rows and columns that are left over; with "same" windows may hang over the rim.

    Attributes
    ----------
    image : numpy.ndarray of shape (height, width), float64
    pool_size : int
    strides : int or None
    padding : str
        As they stand now. Assign to one to change it.
    shift : tuple of int
        By how many cells the image is moved, down and to the right; (0, 0) to begin with.
    output : numpy.ndarray of shape (output_height, output_width), float32
        What `keras.layers.MaxPooling2D` makes of the (shifted) image.
    average : numpy.ndarray of shape (output_height, output_width), float32
        What `keras.layers.AveragePooling2D` makes of it.

    Raises
    ------
    TypeError, ValueError
        If something cannot be used; the message says what to change.

    Examples
    --------
    >>> pool = PoolStep([[1, 8, 2, 0, 3], [4, 0, 6, 7, 1]])
    >>> pool
    PoolStep: image 2 x 5, pool_size=2, strides=None, padding="valid". Output 1 x 2. Not used: column 4.
    >>> pool.output, pool.average
    (array([[8., 7.]], dtype=float32), array([[3.25, 3.75]], dtype=float32))
    """

    _esm = browser_module(Path(__file__).with_name("pool_step.js"))
    _css = style_sheet(Path(__file__).parents[1] / "sliding" / "sliding.css")

    image = Matrix(LARGEST_IMAGE)
    pool_size = Whole(LARGEST_IMAGE)
    strides = Whole(LARGEST_IMAGE, allow_none=True)
    padding = Padding()
    shift = _Shift((0, 0)).tag(sync=True)

    def __init__(
        self,
        image: ArrayLike | None = None,
        pool_size: int | tuple[int, int] = 2,
        strides: int | tuple[int, int] | None = None,
        padding: str = "valid",
    ) -> None:
        super().__init__(
            image=FEATURE_MAP if image is None else image, pool_size=pool_size, strides=strides, padding=padding
        )

    @traitlets.validate("image", "pool_size", "strides", "padding")
    def _fits_together(self, proposal: dict[str, Any]) -> Any:
        """Refuse what Keras would refuse, before anything has changed."""
        names = ("image", "pool_size", "padding")
        now = {name: getattr(self, name) for name in names} | {proposal["trait"].name: proposal["value"]}
        _check(now["image"], now["pool_size"], now["padding"])
        return proposal["value"]

    @property
    def output(self) -> NDArray[np.float32]:
        """The largest number of each window."""
        return pooling.max_pool(self._shifted, self.pool_size, self.strides, self.padding)

    @property
    def average(self) -> NDArray[np.float32]:
        """The mean of each window."""
        return pooling.average_pool(self._shifted, self.pool_size, self.strides, self.padding)

    @property
    def _shifted(self) -> NDArray[np.float64]:
        return pooling.shift(self.image, *self.shift)

    def __repr__(self) -> str:
        image, output = (" x ".join(map(str, each.shape)) for each in (self.image, self.output))
        return (
            f'PoolStep: image {image}, pool_size={self.pool_size}, strides={self.strides}, padding="{self.padding}". '
            f"Output {output}.{self._left_over()}"
        )

    def _left_over(self) -> str:
        names = [
            f"{what} {cell}"
            for what, size in zip(("row", "column"), self.image.shape, strict=True)
            for cell in unused(size, self.pool_size, self.strides or self.pool_size, self.padding)
        ]
        return f" Not used: {', '.join(names)}." if names else ""

    def _figure(self) -> "Figure":
        return pool_step_figure(self._shifted, self.pool_size, self.strides or self.pool_size, self.padding)

    def _alt_text(self) -> str:
        return (
            f"A small image, row by row: {in_rows(self._shifted)}. Windows of {self.pool_size} by {self.pool_size}, "
            f'strides={self.strides or self.pool_size}, padding="{self.padding}".{self._left_over()} '
            f"Max pooling, row by row: {in_rows(self.output)}. Average pooling: {in_rows(self.average)}. "
            "In every window the largest number is ringed; for one window both results are worked out."
        )


def _check(image: NDArray, pool_size: int, padding: str) -> None:
    """Refuse a combination that Keras refuses too."""
    for what, size in zip(("rows", "columns"), image.shape, strict=True):
        if output_size(size, pool_size, pool_size, padding) == 0:
            raise ValueError(
                f"The window has {pool_size} {what} and the image only {size}: it fits nowhere. "
                'Take a smaller pool_size, a larger image, or padding="same".'
            )
