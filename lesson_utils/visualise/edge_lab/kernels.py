"""The preset kernels, and the check of a kernel that somebody typed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

SIZES = (3, 4, 5)


class Preset(NamedTuple):
    """A kernel worth knowing: its weights and, in words, what they do."""

    weights: tuple[tuple[float, ...], ...]
    note: str


def _bell(row: tuple[int, ...]) -> tuple[tuple[float, ...], ...]:
    """A row of binomial coefficients times itself, as shares of 1: nearly a Gauss curve in both directions."""
    return tuple(tuple(a * b / sum(row) ** 2 for b in row) for a in row)


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "horizontal edges": Preset(
            ((-1, -1, -1), (0, 0, 0), (1, 1, 1)),
            "The row below minus the row above. An even area gives 0.",
        ),
        "vertical edges": Preset(
            ((-1, 0, 1), (-1, 0, 1), (-1, 0, 1)),
            "The column on the right minus the column on the left. An even area gives 0.",
        ),
        "outline": Preset(
            ((-1, -1, -1), (-1, 8, -1), (-1, -1, -1)),
            "Eight times the pixel minus its eight neighbours: edges of every direction.",
        ),
        "blur": Preset(
            ((1 / 9,) * 3,) * 3,
            "The mean of the nine pixels: small differences melt away.",
        ),
        "sharpen": Preset(
            ((0, -1, 0), (-1, 5, -1), (0, -1, 0)),
            "Five times the pixel minus its four neighbours: differences grow.",
        ),
        "emboss": Preset(
            ((-2, -1, 0), (-1, 1, 1), (0, 1, 2)),
            "What lies below right minus what lies above left, plus the pixel itself: a relief.",
        ),
        "identity": Preset(
            ((0, 0, 0), (0, 1, 0), (0, 0, 0)),
            "Keeps the pixel in the middle: nothing changes but the border.",
        ),
        "wide horizontal edges": Preset(
            ((-1,) * 5, (-1,) * 5, (0,) * 5, (1,) * 5, (1,) * 5),
            "Two rows below minus two rows above: softer, broader edges.",
        ),
        "wide blur": Preset(
            ((1 / 25,) * 5,) * 5,
            "The mean of 25 pixels: more melts away than with nine.",
        ),
        "Gaussian blur": Preset(
            _bell((1, 4, 6, 4, 1)),
            "A mean in which near pixels count for more: a smoother blur.",
        ),
        "Laplacian of Gaussian": Preset(
            ((0, 0, -1, 0, 0), (0, -1, -2, -1, 0), (-1, -2, 16, -2, -1), (0, -1, -2, -1, 0), (0, 0, -1, 0, 0)),
            "The pixel against a wide ring around it: spots and outlines. An even area gives 0.",
        ),
    }
)
_EXAMPLE = "[[-1, -1, -1], [0, 0, 0], [1, 1, 1]]"


def as_kernel(value: str | ArrayLike) -> NDArray[np.float64]:
    """Turn a preset's name or rows of numbers into a kernel.

    Parameters
    ----------
    value : str or array_like of shape (3, 3), (4, 4) or (5, 5)
        A name in `PRESETS` (capitals do not matter), or the numbers themselves.

    Returns
    -------
    numpy.ndarray of the same shape, float64
        Read-only: changing one of its cells would not reach the picture, so NumPy refuses.

    Raises
    ------
    TypeError
        If the values are not numbers.
    ValueError
        If the name is unknown, the shape is another one, or a number is not finite.

    Examples
    --------
    >>> as_kernel("Identity")
    array([[0., 0., 0.],
           [0., 1., 0.],
           [0., 0., 0.]])
    >>> as_kernel("gaussian blur").shape
    (5, 5)
    """
    if isinstance(value, str):
        value = _preset(value).weights
    try:
        kernel = np.array(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise TypeError(
            f"kernel must be rows of numbers of equal length, such as {_EXAMPLE}, or one of: {', '.join(PRESETS)}."
        ) from None
    if kernel.shape not in [(size, size) for size in SIZES]:
        raise ValueError(
            f"kernel must have the shape (3, 3), (4, 4) or (5, 5), such as {_EXAMPLE}; this one has {kernel.shape}."
        )
    if not np.isfinite(kernel).all():
        raise ValueError("kernel holds NaN or infinity; every one of its numbers must be finite.")
    kernel.setflags(write=False)
    return kernel


def _preset(name: str) -> Preset:
    for known, preset in PRESETS.items():
        if known.lower() == name.strip().lower():
            return preset
    raise ValueError(f"There is no kernel called {name!r}. Choose one of: {', '.join(PRESETS)}.")


def kernel_name(kernel: ArrayLike) -> str:
    """Name a kernel: the preset with the same numbers, else "your kernel".

    Parameters
    ----------
    kernel : array_like of shape (size, size)
        The numbers to look for among the presets.

    Returns
    -------
    str

    Examples
    --------
    >>> kernel_name([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    'identity'
    """
    for name, preset in PRESETS.items():
        if np.shape(kernel) == np.shape(preset.weights) and np.allclose(kernel, preset.weights, rtol=0, atol=1e-9):
            return name
    return "your kernel"
