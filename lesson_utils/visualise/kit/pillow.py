"""Pictures from Pillow and from files, as the numbers that they look like."""

import os
import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SIXTEEN_BIT = 257  # 65,535 / 255


def pixels_of(picture: Any) -> NDArray | None:
    """Read a picture of Pillow's, or a file, as grey values or as red, green and blue.

    A palette, CMYK and other ways of writing colours become RGB, 16 bits become 8, what is transparent becomes white.

    Parameters
    ----------
    picture : PIL.Image.Image or path-like
        Anything else is left to others.

    Returns
    -------
    numpy.ndarray of shape (height, width) or (height, width, 3), or None
        Whole numbers from 0 to 255, or, for a picture of decimal numbers, these as they are. None for anything else.

    Raises
    ------
    ValueError
        If a file cannot be read as a picture.

    Examples
    --------
    >>> from PIL import Image
    >>> pixels_of(Image.new("CMYK", (1, 1), (0, 0, 0, 255))).tolist()
    [[[0, 0, 0]]]
    """
    if isinstance(picture, os.PathLike):
        return _of_file(picture)
    pillow = sys.modules.get("PIL.Image")  # who has a picture of Pillow's has imported it
    return _of_picture(picture) if pillow is not None and isinstance(picture, pillow.Image) else None


def _of_file(path: "os.PathLike[str]") -> NDArray:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as picture:
            return _of_picture(picture)
    except FileNotFoundError:
        raise ValueError(f"There is no file {os.fspath(path)!r}. Is it in the notebook's folder?") from None
    except (UnidentifiedImageError, OSError):
        raise ValueError(f"{os.fspath(path)!r} cannot be read as a picture. Save it as PNG or JPEG.") from None


def _of_picture(picture: Any) -> NDArray:
    if picture.mode in ("L", "RGB"):
        return np.asarray(picture)
    if picture.mode.startswith("I"):
        deep = np.asarray(picture).clip(0, 65_535)
        return (deep // _SIXTEEN_BIT if deep.max(initial=0) > 255 else deep).astype(np.uint8)
    if picture.mode == "F":
        return np.asarray(picture)
    if picture.mode == "1":
        return np.asarray(picture.convert("L"))
    if "A" in picture.mode or "transparency" in picture.info:
        return _on_white(picture)
    return np.asarray(picture.convert("RGB"))


def _on_white(picture: Any) -> NDArray:
    from PIL import Image

    layers = picture.convert("RGBA")
    whole = Image.new("RGBA", layers.size, "white")
    whole.alpha_composite(layers)
    return np.asarray(whole.convert("L" if picture.mode == "LA" else "RGB"))
