"""The figures of the episodes as files: drawn from computed numbers, as SVG and PNG, the same bytes every time."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
from matplotlib import style as mpl_style
from matplotlib.figure import Figure
from PIL import Image

from lesson_utils.figures.classes import ten_classes
from lesson_utils.figures.convolution import conv_image, conv_matrix
from lesson_utils.figures.images import pixels, split
from lesson_utils.figures.networks import dense_sketch, neural_net, neuron
from lesson_utils.figures.training import dropout, gradient_descent, three_parts
from lesson_utils.figures.workflow import workflow
from lesson_utils.style import DPI

__all__ = ["FIGURES", "draw", "draw_all", "stale_figures"]

FIGURES: dict[str, Callable[[], Figure]] = {
    "01_workflow": workflow,
    "02_pixels": pixels,
    "02_split": split,
    "03_classes": ten_classes,
    "03_neuron": neuron,
    "03_neural_net": neural_net,
    "03_conv_matrix": conv_matrix,
    "03_conv_image": conv_image,
    "03-neural_network_sketch_dense": dense_sketch,
    "04_gradient_descent": gradient_descent,
    "04_dropout": dropout,
    "05_three_parts": three_parts,
}

TOLERANCE = 0.3  # of 255: root mean square difference up to which two pictures count as the same drawing
EMBEDDED = re.compile(rb"data:image/png;base64,([^\"]+)")  # the pixels of photos and drawings inside an SVG


def draw(stem: str) -> dict[str, bytes]:
    """Draw one figure as the bytes of its files.

    Parameters
    ----------
    stem : str
        A key of `FIGURES`.

    Returns
    -------
    dict of str to bytes
        The file's suffix, ".svg" and ".png", and its content. Nothing in it depends on the day or on the reader's own
        matplotlib settings; letters are outlines, so they look the same everywhere.

    Raises
    ------
    ValueError
        If there is no such figure.

    Examples
    --------
    >>> sorted(draw("03_neural_net"))
    ['.png', '.svg']
    """
    if stem not in FIGURES:
        raise ValueError(f"There is no figure {stem!r}. The figures are: {', '.join(FIGURES)}.")
    vector, pixels, packed = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with mpl_style.context(["default", {"svg.hashsalt": "build-a-cnn", "svg.fonttype": "path"}]):
        figure = FIGURES[stem]()
        figure.savefig(vector, format="svg", metadata={"Title": figure.get_label(), "Creator": None, "Date": None})
        figure.savefig(pixels, format="png", dpi=2 * DPI)
    image = Image.open(pixels).quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    image.save(packed, format="png", optimize=True)
    svg = vector.getvalue().replace(b"<svg ", b'<svg role="img" ', 1)
    return {".svg": svg, ".png": packed.getvalue()}


def draw_all(folder: Path) -> list[Path]:
    """Draw every figure into `folder`, as SVG and PNG.

    Parameters
    ----------
    folder : pathlib.Path
        Made if it does not exist.

    Returns
    -------
    list of pathlib.Path
        The files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for stem in FIGURES:
        for suffix, content in draw(stem).items():
            written.append(folder / f"{stem}{suffix}")
            written[-1].write_bytes(content)
    return written


def stale_figures(folder: Path) -> list[Path]:
    """Find the figures in `folder` that are missing or no longer what the code draws.

    Parameters
    ----------
    folder : pathlib.Path
        Where `draw_all` wrote.

    Returns
    -------
    list of pathlib.Path
        The files to be drawn again; empty when all are up to date.
    """
    stale = []
    for stem in FIGURES:
        for suffix, fresh in draw(stem).items():
            path = folder / f"{stem}{suffix}"
            if not path.is_file() or not _alike(path.read_bytes(), fresh, suffix):
                stale.append(path)
    return stale


def _alike(kept: bytes, fresh: bytes, suffix: str) -> bool:
    """Tell whether two files hold one drawing: SVG by its text, pixels as pixels.

    Not simply by bytes, because another system's compressor packs the same pixels differently, its processor may round
    the edge of a letter differently, and Git on Windows may change line ends. Where drawn, the bytes always repeat.
    """
    if kept == fresh:
        return True
    try:
        return _same_pixels(kept, fresh) if suffix == ".png" else _same_svg(kept, fresh)
    except (OSError, SyntaxError, ValueError):  # Pillow's and base64's words for a damaged picture
        return False


def _same_svg(kept: bytes, fresh: bytes) -> bool:
    kept_parts, fresh_parts = (EMBEDDED.split(content.replace(b"\r\n", b"\n")) for content in (kept, fresh))
    if kept_parts[::2] != fresh_parts[::2]:
        return False
    pictures = zip(kept_parts[1::2], fresh_parts[1::2], strict=True)
    return all(_same_pixels(base64.b64decode(before), base64.b64decode(after)) for before, after in pictures)


def _same_pixels(kept: bytes, fresh: bytes) -> bool:
    """Compare two PNG files by the root mean square of their difference; one changed digit is about 2 of 255."""
    before, after = (np.asarray(Image.open(io.BytesIO(file)).convert("RGBA"), float) for file in (kept, fresh))
    return before.shape == after.shape and float(np.sqrt(np.mean((before - after) ** 2))) < TOLERANCE
