"""The preset kernels, and the check of a kernel that somebody typed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Preset(NamedTuple):
    """A kernel worth knowing: its nine weights and, in words, what they do."""

    weights: tuple[tuple[float, float, float], ...]
    note: str


_NINTH = 1 / 9

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
        "blur": Preset(
            ((_NINTH,) * 3,) * 3,
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
    }
)


def as_kernel(value: str | ArrayLike) -> NDArray[np.float64]:
    """Turn a preset's name or nine numbers into a kernel.

    Parameters
    ----------
    value : str or array_like of shape (3, 3)
        A name in `PRESETS` (capitals do not matter), or the numbers themselves.

    Returns
    -------
    numpy.ndarray of shape (3, 3), float64
        Read-only: changing one of its cells would not reach the picture, so NumPy refuses.

    Raises
    ------
    TypeError
        If the values are not numbers.
    ValueError
        If the name is unknown, the shape is not (3, 3), or a number is not finite.

    Examples
    --------
    >>> as_kernel("Identity")
    array([[0., 0., 0.],
           [0., 1., 0.],
           [0., 0., 0.]])
    """
    if isinstance(value, str):
        name = value.strip().lower()
        if name not in PRESETS:
            raise ValueError(f"There is no kernel called {value!r}. Choose one of: {', '.join(PRESETS)}.")
        value = PRESETS[name].weights
    try:
        kernel = np.array(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise TypeError(
            "kernel must be nine numbers in three rows, such as [[-1, -1, -1], [0, 0, 0], [1, 1, 1]], "
            f"or one of: {', '.join(PRESETS)}."
        ) from None
    if kernel.shape != (3, 3):
        raise ValueError(
            f"kernel must have the shape (3, 3), three rows of three numbers; this one has {kernel.shape}."
        )
    if not np.isfinite(kernel).all():
        raise ValueError("kernel holds NaN or infinity; every one of its nine numbers must be finite.")
    kernel.setflags(write=False)
    return kernel


def kernel_name(kernel: ArrayLike) -> str:
    """Name a kernel: the preset with the same nine numbers, else "your kernel".

    Examples
    --------
    >>> kernel_name([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    'identity'
    """
    for name, preset in PRESETS.items():
        if np.allclose(kernel, preset.weights, rtol=0, atol=1e-9):
            return name
    return "your kernel"
