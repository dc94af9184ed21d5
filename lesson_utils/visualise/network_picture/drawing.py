"""A block drawn to scale, as SVG: feature maps one behind the other, a vector folded like the lines of a page.

One cell of the drawing is one number. Height and width of a block are those of its maps; a map behind another is moved
a little up and to the right. A vector has no height and width: its numbers are folded into columns, as high as the
image.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from lesson_utils.style import BLUE, GREEN, LINE, MUTED, ORANGE, TINT

TALLEST = 76.0  # pixels of the tallest map
DEEPEST = 40.0  # pixels that the deepest block goes back
NARROWEST = 3.0  # pixels, so that a narrow block is seen
ASLANT = (0.8, -0.55)  # where a pixel of depth leads
EDGE = 1.5
COLOURS = {"Input": BLUE, "Conv2D": ORANGE, "Dense": GREEN}  # of the others' outline: MUTED


@dataclass(frozen=True)
class Scale:
    """How many pixels of the page a cell and a map take, and how many cells a folded vector is high."""

    cell: float
    map: float
    fold: int


@dataclass(frozen=True)
class Drawing:
    """A block as SVG, with the place of its front in it, and how many numbers the front has.

    `front` is left, top, width and height in pixels, `cells` are the rows and columns of one map or of a folded vector.
    """

    svg: str
    width: float
    height: float
    front: tuple[float, float, float, float]
    cells: tuple[int, int]


def scale_of(shapes: Sequence[Sequence[int]]) -> Scale:
    """Choose the scale at which all blocks of a network fit side by side.

    Parameters
    ----------
    shapes : sequence of sequences of int
        The shape of each block, without the batch.

    Returns
    -------
    Scale

    Examples
    --------
    >>> scale_of([(32, 32, 3), (30, 30, 16), (64,)])
    Scale(cell=2.375, map=1.0, fold=32)
    """
    maps = [shape for shape in shapes if len(shape) > 1]
    longest = max([*(shape[0] for shape in shapes if len(shape) == 1), 1])
    fold = max([*(shape[0] for shape in maps), ceil(sqrt(longest / 2)), 8])
    tallest = max([*(max(shape[:2]) for shape in maps), fold])
    deepest = max([*(shape[2] for shape in maps if len(shape) == 3), 1])
    return Scale(TALLEST / tallest, min(1.0, DEEPEST / deepest), fold)


def draw_block(kind: str, shape: Sequence[int], scale: Scale) -> Drawing:
    """Draw one block.

    Parameters
    ----------
    kind : str
        What Keras calls the layer; it decides the colour of the outline.
    shape : sequence of int
    scale : Scale
        From `scale_of`.

    Returns
    -------
    Drawing

    Examples
    --------
    >>> draw_block("Dense", (10,), Scale(2.0, 1.0, 32)).cells
    (10, 1)
    """
    rows, columns, depth = _cells(shape, scale.fold)
    width, height = max(NARROWEST, columns * scale.cell), max(NARROWEST, rows * scale.cell)
    right, up = (depth * scale.map * part for part in ASLANT)
    left, top = EDGE, EDGE - up
    outline = COLOURS.get(kind, MUTED)
    parts = []
    if depth > 1:
        x, y = left + width, top
        parts += [
            _face([(left, top), (left + right, top + up), (x + right, y + up), (x, y)], LINE),
            _face([(x, y), (x + right, y + up), (x + right, y + up + height), (x, y + height)], LINE),
        ]
    parts.append(
        f'<rect class="front" x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{TINT}"/>'
    )
    whole = left + width + right + EDGE, top + height + EDGE
    body = "".join(parts)
    svg = (
        f'<svg width="{whole[0]:.1f}" height="{whole[1]:.1f}" viewBox="0 0 {whole[0]:.1f} {whole[1]:.1f}" '
        f'aria-hidden="true" stroke="{outline}" stroke-width="{EDGE}" stroke-linejoin="round">{body}</svg>'
    )
    return Drawing(svg, whole[0], whole[1], (left, top, width, height), (rows, columns))


def _cells(shape: Sequence[int], fold: int) -> tuple[int, int, int]:
    """Rows, columns and maps of a block."""
    if len(shape) == 1:
        return min(shape[0], fold), ceil(shape[0] / fold), 1
    return shape[0], shape[1], shape[2] if len(shape) == 3 else 1


def _face(corners: Sequence[tuple[float, float]], colour: str) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    return f'<polygon class="side" points="{points}" fill="{colour}"/>'
