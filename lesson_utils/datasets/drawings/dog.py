"""Dogs: the face, sitting, standing. Ears hanging, a long snout, a large black nose, the tongue out."""

from .pets import FUR, NOSE, PALE, PINK, PUPIL, four_legs
from .picture import View
from .shapes import Colour, Ellipse, Limb, Number, Shape
from .vary import Vary, darker


def face(vary: Vary) -> list[Shape]:
    """Give a dog's face, close, from the front."""
    fur, pale, ear = vary.colour(FUR), vary.colour(PALE), vary.between(0.34, 0.5)
    flap, tongue, patch = darker(vary.colour(FUR), 0.8), vary.often(0.5), vary.often(0.35)
    shapes: list[Shape] = [
        Ellipse(darker(fur, 0.8), (0.0, -0.98), 0.7, 0.45),
        Ellipse(fur, (0.0, 0.12), 0.58, 0.62),
        Ellipse(flap, (0.26, 0.24), 0.24, 0.26, opacity=patch),
    ]
    for side in (-1.0, 1.0):
        shapes += [
            Ellipse(flap, (side * 0.66, 0.06), 0.2, ear, side * 0.22),
            Limb(flap, (side * 0.4, 0.56), (side * 0.62, 0.36), 0.12, 0.16),
        ]
    shapes += [
        Ellipse(PINK, (0.0, -0.62), 0.15, 0.24, opacity=tongue),
        Ellipse(pale, (0.0, -0.24), 0.37, 0.36),
        Limb(pale, (0.0, 0.0), (0.0, 0.5), 0.12, 0.06, vary.often(0.5)),
        Limb(NOSE, (0.0, -0.15), (0.0, -0.44), 0.03, 0.03),
        Limb(NOSE, (0.0, -0.44), (-0.2, -0.48), 0.03, 0.02),
        Limb(NOSE, (0.0, -0.44), (0.2, -0.48), 0.03, 0.02),
        Ellipse(NOSE, (0.0, -0.1), 0.2, 0.14),
    ]
    for side in (-1.0, 1.0):
        shapes += [
            Ellipse(PUPIL, (side * 0.28, 0.24), 0.1, 0.11),
            Ellipse((0.95, 0.95, 0.95), (side * 0.28 + 0.03, 0.28), 0.035, 0.035),
        ]
    return shapes


def _head(vary: Vary, fur: Colour, pale: Colour, x: Number, y: Number) -> list[Shape]:
    """Give a dog's head in profile: a brow, a long snout, a hanging ear."""
    flap, nod = darker(fur, 0.62), vary.between(-0.08, 0.06)
    return [
        Ellipse(PINK, (x + 0.34, y - 0.26 + nod), 0.06, 0.14, 0.2, vary.often(0.45)),
        Limb(fur, (x + 0.08, y - 0.04), (x + 0.42, y - 0.1 + nod), 0.18, 0.1),
        Limb(pale, (x + 0.26, y - 0.15 + nod), (x + 0.42, y - 0.14 + nod), 0.08, 0.06),
        Ellipse(fur, (x, y), 0.26, 0.25),
        Ellipse(NOSE, (x + 0.5, y - 0.05 + nod), 0.075, 0.065),
        Ellipse(PUPIL, (x + 0.12, y + 0.07), 0.05, 0.055),
        Ellipse(flap, (x - 0.14, y - 0.1), 0.12, vary.between(0.24, 0.34), -0.18),
    ]


def sitting(vary: Vary) -> list[Shape]:
    """Give a sitting dog in profile: an upright chest, the tail on the ground."""
    fur, pale = vary.colour(FUR), vary.colour(PALE)
    wag = vary.between(-0.1, 0.25)
    return [
        Limb(fur, (-0.5, -0.68), (-0.9, -0.5 + wag), 0.09, 0.05),
        Ellipse(fur, (-0.3, -0.5), 0.38, 0.36),
        Limb(fur, (-0.26, -0.4), (0.12, 0.18), 0.32, 0.22),
        Ellipse(pale, (0.18, -0.1), 0.16, 0.3, -0.2),
        Limb(fur, (0.16, -0.2), (0.2, -0.8), 0.12, 0.085),
        Limb(darker(fur, 0.72), (0.06, -0.25), (0.04, -0.8), 0.1, 0.08),
        Ellipse(darker(fur, 0.85), (-0.3, -0.56), 0.26, 0.24),
        Limb(fur, (-0.3, -0.78), (-0.04, -0.8), 0.09, 0.07),
        *_head(vary, fur, pale, 0.2, 0.48),
    ]


def standing(vary: Vary) -> list[Shape]:
    """Give a standing dog in profile, wagging its tail."""
    fur, pale = vary.colour(FUR), vary.colour(PALE)
    wag, patch = vary.between(-0.15, 0.2), vary.often(0.4)
    return [
        Limb(fur, (-0.58, 0.06), (-0.92 + wag * 0.4, 0.4 + wag), 0.08, 0.04),
        *four_legs(vary, fur, -0.5, 0.28, -0.18, 0.11),
        Limb(fur, (-0.42, -0.06), (0.26, -0.04), 0.24, 0.27),
        Ellipse(darker(vary.colour(FUR), 0.8), (-0.2, 0.02), 0.26, 0.18, opacity=patch),
        Limb(fur, (0.26, 0.02), (0.44, 0.34), 0.22, 0.17),
        *_head(vary, fur, pale, 0.46, 0.44),
    ]


VIEWS = (
    View(face, ("room", "meadow", "room", "wood", "plain"), size=(0.6, 1.02), turn=0.2),
    View(sitting, ("room", "meadow", "room", "road", "plain"), feet=-0.86, size=(0.6, 1.02), turn=0.15),
    View(standing, ("meadow", "room", "sand", "road", "plain"), feet=-0.82, size=(0.6, 1.02), turn=0.15),
)
