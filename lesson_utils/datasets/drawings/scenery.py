"""What lies behind, below and in front of the things that are drawn."""

from collections.abc import Callable

import numpy as np

from .canvas import Canvas, Y
from .shapes import Ellipse, Limb, Number, Polygon, Shape
from .vary import Vary

SKY = ((0.45, 0.66, 0.90), (0.66, 0.80, 0.92), (0.80, 0.84, 0.88), (0.30, 0.48, 0.74), (0.90, 0.74, 0.60))
GRASS = ((0.36, 0.52, 0.22), (0.48, 0.58, 0.30), (0.28, 0.40, 0.18), (0.62, 0.60, 0.36))
EARTH = ((0.60, 0.50, 0.38), (0.72, 0.64, 0.50), (0.46, 0.38, 0.30), (0.85, 0.86, 0.88))
ROAD = ((0.42, 0.42, 0.44), (0.54, 0.53, 0.52), (0.32, 0.33, 0.36), (0.66, 0.64, 0.60))
WATER = ((0.24, 0.42, 0.56), (0.36, 0.54, 0.64), (0.18, 0.32, 0.44), (0.48, 0.58, 0.60))
WOOD = ((0.20, 0.30, 0.16), (0.30, 0.38, 0.20), (0.34, 0.30, 0.18), (0.16, 0.22, 0.14), (0.50, 0.42, 0.24))
WALL = ((0.78, 0.72, 0.62), (0.62, 0.58, 0.54), (0.55, 0.62, 0.66), (0.70, 0.52, 0.42), (0.42, 0.38, 0.36))
FLOOR = ((0.58, 0.42, 0.28), (0.70, 0.62, 0.52), (0.45, 0.40, 0.38), (0.60, 0.30, 0.26), (0.36, 0.42, 0.52))
PLAIN = ((0.95, 0.95, 0.94), (0.82, 0.83, 0.85), (0.60, 0.62, 0.64), (0.90, 0.86, 0.78), (0.25, 0.26, 0.30))
ANY = (*SKY, *GRASS, *EARTH, *WOOD, *WALL, *FLOOR)

# The upper and the lower part of every scene, and how rough each of the two is.
SCENES = {
    "sky": (SKY, SKY, 0.10, 0.10),
    "meadow": ((*SKY, *WOOD), GRASS, 0.12, 0.18),
    "wood": (WOOD, (*WOOD, *GRASS), 0.26, 0.22),
    "road": ((*SKY, *WOOD, *WALL), ROAD, 0.16, 0.08),
    "sand": ((*SKY, *WOOD), EARTH, 0.14, 0.14),
    "sea": (SKY, WATER, 0.10, 0.14),
    "pond": ((*WATER, *WOOD), (*WATER, *GRASS), 0.18, 0.20),
    "room": (WALL, FLOOR, 0.10, 0.12),
    "plain": (PLAIN, PLAIN, 0.03, 0.03),
}


def paint_background(name: str, vary: Vary, horizon: np.ndarray) -> Canvas:
    """Paint a scene: two grounds that meet at the horizon, each with its roughness, and some clutter.

    Parameters
    ----------
    name : str
        One of `SCENES`.
    vary : Vary
        The source of chance, which also knows the number of pictures.
    horizon : numpy.ndarray
        Height of the horizon from -1 to 1, shape (pictures,).

    Returns
    -------
    Canvas
        A canvas covered all over.
    """
    above, below, rough_above, rough_below = SCENES[name]
    canvas = Canvas(vary.count)
    height = Y - horizon  # (32, 1, pictures): up to here, a row has one colour
    lower = np.clip(0.5 - height * vary.between(3, 16), 0.0, 1.0)
    upper_colour, lower_colour = (vary.colour(palette)[:, np.newaxis, np.newaxis] for palette in (above, below))
    canvas.planes[:3] = (upper_colour + lower * (lower_colour - upper_colour)) * (1.0 + 0.27 * height)
    canvas.planes[3] = 1.0
    for shape in _CLUTTER[name](vary, horizon):
        canvas.paint(shape)
    rough = vary.field(5) + 0.7 * vary.field(11) + 0.5 * vary.field(21)
    rough *= vary.between(0.3, 1.5) * (rough_above + (rough_below - rough_above) * lower)
    rough += 1.0
    canvas.planes[:3] *= rough
    return canvas


def _clouds(vary: Vary, horizon: np.ndarray) -> list[Shape]:
    white = vary.colour(((0.95, 0.95, 0.96), (0.82, 0.84, 0.88)))
    shapes: list[Shape] = []
    for _ in range(2):
        x, y, opacity = vary.between(-0.9, 0.9), vary.between(-0.8, 0.8), vary.between(-0.6, 0.8).clip(0)
        shapes += [
            Ellipse(white, (x, y), vary.between(0.25, 0.7), vary.between(0.08, 0.2), opacity=opacity),
            Ellipse(white, (x + 0.2, y + 0.08), vary.between(0.15, 0.4), vary.between(0.1, 0.2), opacity=opacity),
        ]
    return shapes


def _trees(vary: Vary, horizon: np.ndarray) -> list[Shape]:
    shapes: list[Shape] = []
    for tree in range(3):
        x, here = vary.between(-1.0, 1.0), vary.often(0.6)
        if tree:
            wide, high = vary.between(0.2, 0.5), vary.between(0.2, 0.5)
            shapes.append(Ellipse(vary.colour(WOOD), (x, horizon + 0.15), wide, high, opacity=here))
        else:
            foot, top = (x, horizon - 0.2), (x + 0.1, horizon + 1.6)
            shapes.append(Limb(vary.colour(WOOD), foot, top, vary.between(0.03, 0.12), 0.05, here))
    return shapes


def _houses(vary: Vary, horizon: np.ndarray) -> list[Shape]:
    shapes: list[Shape] = []
    for _ in range(3):
        left, height = vary.between(-1.2, 0.9), vary.between(0.1, 0.9)
        shapes.append(_box(vary, left, horizon, vary.between(0.2, 0.6), height, 0.55))
    return shapes


def _furniture(vary: Vary, horizon: np.ndarray) -> list[Shape]:
    shapes: list[Shape] = []
    for _ in range(3):
        left, bottom = vary.between(-1.2, 0.7), vary.between(-0.8, 0.7)
        shapes.append(_box(vary, left, bottom, vary.between(0.3, 0.9), vary.between(0.2, 0.8), 0.6))
    return shapes


def _box(vary: Vary, left: Number, bottom: Number, width: Number, height: Number, chance: float) -> Polygon:
    right, top = left + width, bottom + height
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    return Polygon(vary.colour(ANY), corners, opacity=vary.often(chance))


def _waves(vary: Vary, horizon: np.ndarray) -> list[Shape]:
    shapes: list[Shape] = []
    for _ in range(3):
        x, y, length = vary.between(-1, 1), horizon + vary.between(-0.9, -0.05), vary.between(0.3, 1.0)
        foam = vary.colour(((0.75, 0.82, 0.86), (0.2, 0.3, 0.4)))
        shapes.append(Limb(foam, (x, y), (x + length, y), 0.02, 0.02, vary.between(-0.2, 0.6).clip(0)))
    return shapes


def _leaves(vary: Vary, horizon: np.ndarray) -> list[Shape]:
    shapes: list[Shape] = []
    for _ in range(4):
        centre, turn = (vary.between(-1, 1), vary.between(-1, 1)), vary.between(-1.6, 1.6)
        leaf = vary.colour((*GRASS, *WOOD))
        shapes.append(Ellipse(leaf, centre, vary.between(0.2, 0.6), vary.between(0.06, 0.25), turn, vary.often(0.65)))
    return shapes


def _nothing(vary: Vary, horizon: np.ndarray) -> list[Shape]:
    return []


_CLUTTER: dict[str, Callable[[Vary, np.ndarray], list[Shape]]] = {
    "sky": _clouds,
    "meadow": _trees,
    "wood": _leaves,
    "road": _houses,
    "sand": _trees,
    "sea": _waves,
    "pond": _leaves,
    "room": _furniture,
    "plain": _nothing,
}


def foreground(name: str, vary: Vary, feet: Number) -> list[Shape]:
    """Give what is in front of a thing whose lowest point is at height `feet`: water, blades of grass, a pole."""
    shapes: list[Shape] = []
    if name == "sea":
        water = vary.colour(WATER, 0.04)
        shapes.append(Polygon(water, ((-1.5, -2.0), (1.5, -2.0), (1.5, feet), (-1.5, feet)), opacity=0.85))
    elif name in {"meadow", "wood", "pond"}:
        for _ in range(3):
            x = vary.between(-1, 1)
            tip = (x + vary.between(-0.2, 0.2), feet + vary.between(0.0, 0.4))
            shapes.append(Limb(vary.colour(GRASS), (x, feet - 0.4), tip, 0.05, 0.02, vary.often(0.45)))
    x = vary.between(-1, 1)
    pole = Limb(vary.colour(ANY), (x, -1.2), (x + vary.between(-0.6, 0.6), 1.2), 0.05, 0.05, vary.often(0.12))
    return [*shapes, pole]
