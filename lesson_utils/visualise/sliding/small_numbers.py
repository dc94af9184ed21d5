"""Numbers few enough to be shown one by one: a small matrix, a small whole number, checked and kept as traits."""

from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from lesson_utils.visualise.kit.arrays import array_of_numbers
from lesson_utils.visualise.kit.words import number
from lesson_utils.visualise.sliding.sliding import PADDINGS

LARGEST_NUMBER = 9999


def as_matrix(value: ArrayLike, name: str, largest: int) -> NDArray[np.float64]:
    """Check a matrix of which every number is to be shown.

    Parameters
    ----------
    value : array_like of shape (height, width)
        Numbers from -9999 to 9999.
    name : str
        What the learner calls it, for the message.
    largest : int
        The most rows and columns there is room for.

    Returns
    -------
    numpy.ndarray of shape (height, width), float64
        Read-only: changing one of its cells would not reach the screen, so NumPy refuses.

    Raises
    ------
    TypeError
        If the values are not numbers in rows of equal length.
    ValueError
        If the shape or a value is one that cannot be shown.

    Examples
    --------
    >>> as_matrix([[1, 2], [3, 4]], "image", largest=12)
    array([[1., 2.],
           [3., 4.]])
    """
    numbers = array_of_numbers(value)
    if numbers is None:
        raise TypeError(
            f"{name} must be numbers in rows of equal length, such as [[1, 2], [3, 4]]; "
            f"this is a {type(value).__name__} that NumPy cannot read as numbers."
        )
    _check_shape(numbers.shape, name, largest)
    if not np.isfinite(numbers).all():
        raise ValueError(f"{name} holds NaN or infinity; give every cell a finite number.")
    if np.abs(numbers.astype(np.float64)).max() > LARGEST_NUMBER:
        raise ValueError(
            f"{name} holds numbers beyond {LARGEST_NUMBER}, which do not fit into a cell. Divide it, for example by "
            f"{name}.max()."
        )
    matrix = numbers.astype(np.float64)
    matrix.setflags(write=False)
    return matrix


def _check_shape(shape: tuple[int, ...], name: str, largest: int) -> None:
    if len(shape) in (3, 4):
        cut = f"{name}[{'0, ' if len(shape) == 4 else ''}:{largest}, :{largest}, 0]"
        raise ValueError(f"{name} has the shape {shape}; one channel of one image is shown. Take one: {cut}")
    if len(shape) != 2:
        raise ValueError(f"{name} must have rows and columns, the shape (height, width); this one has {shape}.")
    if 0 in shape:
        raise ValueError(f"{name} is empty: its shape is {shape}. Give it at least one number.")
    if max(shape) > largest:
        raise ValueError(
            f"{name} is {shape[0]} x {shape[1]}; every number is shown, so at most {largest} x {largest} fit. "
            f"Take a part: {name}[:{largest}, :{largest}]"
        )


def as_whole(value: Any, name: str, largest: int) -> int:
    """Check a whole number from 1 on, given as Keras takes it: 2 or (2, 2).

    Parameters
    ----------
    value : int or tuple of int
        A pair must hold the same number twice.
    name : str
        What Keras calls it, for the message.
    largest : int
        The largest that is allowed.

    Returns
    -------
    int

    Raises
    ------
    TypeError
        If it is not a whole number.
    ValueError
        If it is too small or too large, or if rows and columns differ.

    Examples
    --------
    >>> as_whole((2, 2), "strides", largest=12)
    2
    """
    pair = list(value) if isinstance(value, tuple | list) else [value]
    if len(pair) not in (1, 2) or not all(_is_whole(each) for each in pair):
        raise TypeError(f"{name} must be a whole number such as 2, or twice the same such as (2, 2); not {value!r}.")
    if pair[0] != pair[-1]:
        raise ValueError(f"{name} is {value}; here it is the same for rows and columns, so give one number, such as 2.")
    if not 1 <= pair[0] <= largest:
        raise ValueError(f"{name} is {pair[0]}; it must lie between 1 and {largest}.")
    return int(pair[0])


def _is_whole(value: Any) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def in_rows(matrix: NDArray) -> str:
    """Write a matrix as words for an alt text.

    Examples
    --------
    >>> in_rows(np.array([[1, 2.5], [0, 4]]))
    '1 2.5; 0 4'
    """
    return "; ".join(" ".join(number(value, 3) for value in row) for row in matrix)


class Matrix(traitlets.TraitType):
    """A trait that holds a small matrix; the browser gets it as lists."""

    def __init__(self, largest: int) -> None:
        super().__init__()
        self.largest = largest
        self.tag(
            sync=True,
            to_json=lambda value, widget: value.tolist(),
            from_json=lambda value, widget: as_matrix(value, self.name or "matrix", largest),
        )

    def validate(self, obj: traitlets.HasTraits, value: Any) -> NDArray[np.float64]:
        """Let `as_matrix` judge."""
        return as_matrix(value, self.name or "matrix", self.largest)


class Whole(traitlets.TraitType):
    """A trait that holds a small whole number from 1 on, or None where that is allowed."""

    def __init__(self, largest: int, allow_none: bool = False) -> None:
        super().__init__(default_value=None if allow_none else 1, allow_none=allow_none)
        self.largest = largest
        self.tag(sync=True)

    def validate(self, obj: traitlets.HasTraits, value: Any) -> int:
        """Let `as_whole` judge."""
        return as_whole(value, self.name or "number", self.largest)


class Padding(traitlets.TraitType):
    """A trait that holds "valid" or "same"."""

    default_value = "valid"

    def __init__(self) -> None:
        super().__init__()
        self.tag(sync=True)

    def validate(self, obj: traitlets.HasTraits, value: Any) -> str:
        """Take what Keras takes: capitals do not matter."""
        if not isinstance(value, str) or value.lower() not in PADDINGS:
            raise ValueError(f'padding must be "valid" or "same", not {value!r}.')
        return value.lower()
