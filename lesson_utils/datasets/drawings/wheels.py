"""The wheel that automobiles, trucks and some others share."""

from .shapes import Colour, Ellipse, Number, Shape
from .vary import Vary

TYRE = (0.07, 0.07, 0.08)
HUB = ((0.75, 0.76, 0.78), (0.55, 0.56, 0.58), (0.85, 0.84, 0.80), (0.3, 0.3, 0.32))
PAINTS = (
    (0.80, 0.12, 0.12),
    (0.14, 0.30, 0.66),
    (0.92, 0.92, 0.92),
    (0.14, 0.15, 0.17),
    (0.70, 0.72, 0.75),
    (0.93, 0.75, 0.15),
    (0.16, 0.45, 0.28),
    (0.50, 0.12, 0.16),
    (0.55, 0.62, 0.68),
)
GLASS = ((0.18, 0.24, 0.30), (0.45, 0.58, 0.66), (0.70, 0.80, 0.86), (0.10, 0.12, 0.15))


def wheels(vary: Vary, height: Number, radius: Number, *places: Number) -> list[Shape]:
    """Give a wheel at each of the places along x."""
    hub: Colour = vary.colour(HUB)
    shapes: list[Shape] = []
    for x in places:
        shapes += [
            Ellipse(TYRE, (x, height), radius, radius),
            Ellipse(hub, (x, height), radius * 0.5, radius * 0.5),
        ]
    return shapes
