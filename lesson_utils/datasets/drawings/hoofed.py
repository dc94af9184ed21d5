"""What deer and horses share: a barrel of a body on four long, thin legs."""

from .shapes import Colour, Limb, Number, Shape
from .vary import Vary, darker

EYE = (0.03, 0.03, 0.03)


def long_legs(vary: Vary, coat: Colour, hoof: Colour, thick: Number, gait: Number) -> list[Shape]:
    """Give four jointed legs down to -0.92; `gait` is how far they stride, 0 for standing."""
    far = darker(coat, 0.62)
    shapes: list[Shape] = []
    for paint, top, stride in ((far, -0.34, gait), (far, 0.26, -gait), (coat, -0.46, -gait), (coat, 0.36, gait)):
        knee, foot = (top + stride * 0.5 + 0.03, -0.48), (top + stride, -0.9)
        shapes += [
            Limb(paint, (top, -0.1), knee, thick * 1.7, thick),
            Limb(paint, knee, foot, thick, thick * 0.8),
            Limb(hoof, foot, (foot[0] + 0.04, -0.92), thick * 0.9, thick * 0.9),
        ]
    return shapes
