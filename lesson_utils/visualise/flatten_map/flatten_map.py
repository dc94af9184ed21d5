"""FlattenMap: which cell of the feature maps lands where in the flattened row."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from lesson_utils.browser.modules import browser_module
from lesson_utils.visualise.flatten_map.feature_maps import as_feature_maps
from lesson_utils.visualise.flatten_map.figure import flatten_map_figure
from lesson_utils.visualise.flatten_map.flattening import cell_at, flat_index, flatten
from lesson_utils.visualise.flatten_map.words import RULE, cell_in_words, forwards
from lesson_utils.visualise.kit.style_sheet import style_sheet
from lesson_utils.visualise.kit.widget import Visualiser

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class _Index(traitlets.TraitType):
    """A place in the flattened row."""

    def validate(self, obj: "FlattenMap", value: Any) -> int:
        whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
        if not whole:
            raise TypeError(f"index must be a whole number, such as 0; {value!r} is not.")
        if not 0 <= value < obj.feature_maps.size:
            raise ValueError(f"index must lie between 0 and {obj.feature_maps.size - 1}; {value} does not.")
        return int(value)


class FlattenMap(Visualiser):
    """Choose a cell of some feature maps and see where Flatten puts it, or choose a place and see where it came from.

    Parameters
    ----------
    feature_maps : array_like of shape (height, width, channels), or tuple of three int, optional
        The numbers to flatten, or only their shape: then each number says where it stands, 120 being row 1, column 2,
        channel 0. At most 10 rows, 10 columns, 10 channels and 128 numbers. By default the shape (3, 4, 2).

    Attributes
    ----------
    feature_maps : numpy.ndarray of shape (height, width, channels), float64
    index : int
        The chosen place in the row, counted from 0. Assign to it to choose another.
    cell : tuple of int
        Row, column and channel of the chosen cell. Assign to it to choose another.
    vector : numpy.ndarray of shape (height * width * channels,), float64
        The flattened row.

    Raises
    ------
    TypeError, ValueError
        If the feature maps, the index or the cell cannot be used; the message says what to change.

    Examples
    --------
    >>> lab = FlattenMap((3, 4, 2))
    >>> lab.cell = (2, 3, 1)
    >>> lab
    FlattenMap, 3 x 4 x 2. Row 2, column 3, channel 1 lands at index 23 of 0 to 23: (2 × 4 + 3) × 2 + 1 = 23.
    >>> lab.index = 0
    >>> lab.cell
    (0, 0, 0)
    """

    _esm = browser_module(Path(__file__).with_name("flatten_map.js"))
    _css = style_sheet(Path(__file__).with_name("flatten_map.css"))

    index = _Index().tag(sync=True)
    _maps = traitlets.Dict().tag(sync=True)

    def __init__(self, feature_maps: ArrayLike | tuple[int, int, int] = (3, 4, 2)) -> None:
        self.feature_maps, self._places = as_feature_maps(feature_maps)
        shape = self.feature_maps.shape
        values = {"shape": list(shape), "values": flatten(self.feature_maps).tolist(), "places": self._places}
        middle = (shape[0] // 2, shape[1] // 2, shape[2] - 1)
        super().__init__(_maps=values, index=flat_index(middle, shape))

    @property
    def cell(self) -> tuple[int, int, int]:
        """Row, column and channel of the chosen cell."""
        return cell_at(self.index, self.feature_maps.shape)

    @cell.setter
    def cell(self, cell: tuple[int, int, int]) -> None:
        shape = self.feature_maps.shape
        try:
            row, column, channel = cell
        except (TypeError, ValueError):
            raise TypeError(f"cell must be three whole numbers (row, column, channel); {cell!r} is not.") from None
        for name, value, size in zip(("row", "column", "channel"), cell, shape, strict=True):
            if not isinstance(value, int | np.integer) or isinstance(value, bool):
                raise TypeError(f"{name} must be a whole number; {value!r} is not.")
            if not 0 <= value < size:
                raise ValueError(f"{name} must lie between 0 and {size - 1}; {value} does not.")
        self.index = flat_index((row, column, channel), shape)

    @property
    def vector(self) -> NDArray[np.float64]:
        """The flattened row."""
        return flatten(self.feature_maps)

    def __repr__(self) -> str:
        shape = self.feature_maps.shape
        where = cell_in_words(self.cell)
        return (
            f"FlattenMap, {shape[0]} x {shape[1]} x {shape[2]}. {where[0].upper()}{where[1:]} lands at index "
            f"{self.index} of 0 to {self.feature_maps.size - 1}: {forwards(self.cell, shape)}."
        )

    def _figure(self) -> "Figure":
        return flatten_map_figure(self.feature_maps, self.index, self._places)

    def _alt_text(self) -> str:
        height, width, channels = self.feature_maps.shape
        return (
            f"Above: {channels} feature map{'s' * (channels > 1)} of {height} rows and {width} columns. Below: the "
            f"same {self.feature_maps.size} numbers in one row, pixel after pixel, in each pixel channel by channel. "
            f"A red frame marks {cell_in_words(self.cell)}, and in the row the same number at index {self.index}. "
            f"{RULE}: {forwards(self.cell, self.feature_maps.shape)}."
        )
