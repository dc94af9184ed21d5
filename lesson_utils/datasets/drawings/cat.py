"""Cats: the face, sitting with the tail curled, walking with the tail up. Ears pointed, whiskers long."""

from .pets import FUR, NOSE, PALE, PINK, PUPIL, four_legs
from .picture import View
from .shapes import Colour, Ellipse, Limb, Number, Polygon, Shape
from .vary import Vary, darker

EYES = ((0.62, 0.78, 0.26), (0.90, 0.76, 0.22), (0.42, 0.66, 0.80), (0.80, 0.62, 0.20))
WHISKER = (0.96, 0.96, 0.94)


def _head(vary: Vary, fur: Colour, pale: Colour, x: Number, y: Number, size: float) -> list[Shape]:
    """Give a cat's head from the front: round, two pointed ears, slit pupils, whiskers."""
    eyes, stripes = vary.colour(EYES), vary.often(0.5)
    ear, inner = vary.between(0.85, 1.1), darker(PINK, 0.95)
    shapes: list[Shape] = []
    for side in (-1.0, 1.0):
        out, tip = x + side * size * 0.92, (x + side * size * 0.86, y + size * 1.15 * ear)
        shapes += [
            Polygon(fur, ((out, y + size * 0.1), (x + side * size * 0.12, y + size * 0.6), tip), size * 0.06),
            Polygon(inner, (
                (x + side * size * 0.82, y + size * 0.4),
                (x + side * size * 0.4, y + size * 0.62),
                (x + side * size * 0.78, y + size * 0.98 * ear),
            )),
        ]  # fmt: skip
    shapes.append(Ellipse(fur, (x, y), size, size * 0.82))
    for offset in (-0.25, 0.0, 0.25):
        start, end = (x + offset * size, y + size * 0.74), (x + offset * size * 0.8, y + size * 0.42)
        shapes.append(Limb(darker(fur, 0.5), start, end, size * 0.06, size * 0.04, stripes))
    shapes += [
        Ellipse(pale, (x, y - size * 0.4), size * 0.48, size * 0.32),
        Polygon(PINK, ((x - size * 0.13, y - size * 0.16), (x + size * 0.13, y - size * 0.16), (x, y - size * 0.34))),
        Limb(NOSE, (x, y - size * 0.32), (x, y - size * 0.48), size * 0.03, size * 0.03),
    ]
    for side in (-1.0, 1.0):
        shapes += [
            Ellipse(eyes, (x + side * size * 0.43, y + size * 0.12), size * 0.24, size * 0.21),
            Ellipse(PUPIL, (x + side * size * 0.43, y + size * 0.12), size * 0.08, size * 0.2),
        ]
        for drop in (0.02, -0.22):
            start = (x + side * size * 0.35, y - size * 0.36)
            end = (x + side * size * 1.35, y + size * (drop - 0.22))
            shapes.append(Limb(WHISKER, start, end, size * 0.035, size * 0.02, 0.75))
    return shapes


def face(vary: Vary) -> list[Shape]:
    """Give a cat's face, close."""
    fur, pale = vary.colour(FUR), vary.colour(PALE)
    return [Ellipse(darker(fur, 0.8), (0.0, -0.95), 0.75, 0.5), *_head(vary, fur, pale, 0.0, -0.1, 0.7)]


def sitting(vary: Vary) -> list[Shape]:
    """Give a sitting cat: a pear-shaped body, the tail curled up beside it."""
    fur, pale = vary.colour(FUR), vary.colour(PALE)
    curl, turn = vary.between(-0.1, 0.3), vary.between(-0.05, 0.12)
    return [
        Limb(fur, (-0.3, -0.72), (-0.78, -0.6), 0.1, 0.09),
        Limb(fur, (-0.78, -0.6), (-0.84, -0.1 + curl), 0.09, 0.07),
        Limb(fur, (-0.84, -0.1 + curl), (-0.66, 0.04 + curl), 0.07, 0.05),
        Ellipse(fur, (-0.06, -0.46), 0.44, 0.42),
        Ellipse(fur, (0.04, -0.12), 0.32, 0.44),
        Ellipse(pale, (0.12, -0.22), 0.18, 0.28),
        Limb(fur, (0.1, -0.3), (0.12, -0.82), 0.1, 0.08),
        Limb(fur, (0.3, -0.3), (0.32, -0.82), 0.1, 0.08),
        Limb(darker(fur, 0.6), (0.21, -0.45), (0.22, -0.84), 0.02, 0.02),
        *_head(vary, fur, pale, 0.1 + turn, 0.38, 0.4),
    ]


def walking(vary: Vary) -> list[Shape]:
    """Give a walking cat: a slender body, the tail up, its face turned towards you."""
    fur, pale = vary.colour(FUR), vary.colour(PALE)
    stripes, tail = vary.often(0.5), vary.between(-0.2, 0.15)
    bands: list[Shape] = [
        Limb(darker(fur, 0.55), (x, 0.12), (x + 0.04, -0.22), 0.045, 0.02, stripes) for x in (-0.44, -0.2, 0.04)
    ]
    return [
        Limb(fur, (-0.62, 0.0), (-0.86 + tail * 0.4, 0.4), 0.085, 0.07),
        Limb(fur, (-0.86 + tail * 0.4, 0.4), (-0.76 + tail, 0.84), 0.07, 0.05),
        *four_legs(vary, fur, -0.52, 0.3, -0.2, 0.1),
        Limb(fur, (-0.46, -0.08), (0.3, -0.06), 0.24, 0.22),
        *bands,
        *_head(vary, fur, pale, 0.52, 0.2, 0.34),
    ]


VIEWS = (
    View(face, ("room", "room", "meadow", "wood", "plain"), size=(0.6, 1.02), turn=0.2),
    View(sitting, ("room", "meadow", "room", "road", "plain"), feet=-0.86, turn=0.15),
    View(walking, ("room", "meadow", "sand", "road", "plain"), feet=-0.82, size=(0.6, 1.02), turn=0.15),
)
