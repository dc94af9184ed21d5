"""Frogs: sitting, seen from the front, and from above with all four legs spread."""

from .picture import View
from .shapes import Ellipse, Limb, Shape
from .vary import Vary, darker

SKIN = (
    (0.36, 0.62, 0.20),
    (0.50, 0.72, 0.26),
    (0.24, 0.46, 0.20),
    (0.46, 0.50, 0.24),
    (0.52, 0.42, 0.26),
    (0.62, 0.66, 0.30),
)
BELLY = ((0.86, 0.86, 0.66), (0.80, 0.74, 0.56), (0.92, 0.90, 0.80))
IRIS = ((0.95, 0.78, 0.20), (0.85, 0.42, 0.16), (0.80, 0.80, 0.50))
PUPIL = (0.03, 0.03, 0.04)


def sitting(vary: Vary) -> list[Shape]:
    """Give a frog from the side: a sloping back, a folded hind leg, an eye on top of the head."""
    skin, belly, iris = vary.colour(SKIN), vary.colour(BELLY), vary.colour(IRIS)
    rise = vary.between(-0.06, 0.12)
    thigh = darker(skin, 0.78)
    return [
        Limb(thigh, (-0.5, -0.5), (0.0, -0.6), 0.09, 0.06),
        Ellipse(skin, (-0.12, -0.1), 0.68, 0.4, 0.42),
        Ellipse(belly, (0.3, -0.2), 0.34, 0.24, 0.6),
        Ellipse(skin, (0.42, 0.2 + rise), 0.42, 0.26, 0.05),
        Limb(belly, (0.5, 0.05 + rise), (0.76, 0.1 + rise), 0.07, 0.05),
        Limb(darker(skin, 0.45), (0.4, 0.1 + rise), (0.8, 0.18 + rise), 0.02, 0.02),
        Ellipse(skin, (0.36, 0.44 + rise), 0.19, 0.19),
        Ellipse(iris, (0.4, 0.46 + rise), 0.14, 0.14),
        Ellipse(PUPIL, (0.42, 0.46 + rise), 0.09, 0.07),
        Ellipse(thigh, (-0.44, -0.3), 0.42, 0.22, 0.55),
        Limb(darker(skin, 0.6), (-0.7, -0.56), (-0.2, -0.62), 0.08, 0.06),
        Limb(skin, (0.3, -0.2), (0.44, -0.58), 0.1, 0.07),
        Limb(skin, (0.42, -0.6), (0.66, -0.62), 0.06, 0.05),
    ]


def from_the_front(vary: Vary) -> list[Shape]:
    """Give a frog that looks at you: two bulging eyes on top of a wide mouth."""
    skin, belly, iris = vary.colour(SKIN), vary.colour(BELLY), vary.colour(IRIS)
    wide, gap = vary.between(0.62, 0.8), vary.between(0.34, 0.46)
    thigh = darker(skin, 0.75)
    shapes: list[Shape] = [
        Ellipse(skin, (0.0, -0.22), wide * 0.85, 0.46),
        Ellipse(belly, (0.0, -0.3), wide * 0.5, 0.34, opacity=0.55),
    ]
    for side in (-1.0, 1.0):
        shapes += [
            Ellipse(thigh, (side * 0.66, -0.36), 0.26, 0.32, side * 0.4),
            Limb(skin, (side * 0.36, -0.25), (side * 0.4, -0.62), 0.1, 0.08),
            Limb(thigh, (side * 0.4, -0.66), (side * 0.66, -0.7), 0.07, 0.05),
        ]
    shapes.append(Ellipse(skin, (0.0, 0.18), wide, 0.34))
    for side in (-1.0, 1.0):
        shapes += [
            Ellipse(skin, (side * gap, 0.48), 0.24, 0.24),
            Ellipse(iris, (side * gap, 0.5), 0.18, 0.18),
            Ellipse(PUPIL, (side * gap, 0.5), 0.12, 0.08),
        ]
    return [
        *shapes,
        Limb(darker(skin, 0.4), (-wide * 0.8, 0.1), (0.0, 0.0), 0.025, 0.025),
        Limb(darker(skin, 0.4), (wide * 0.8, 0.1), (0.0, 0.0), 0.025, 0.025),
    ]


def from_above(vary: Vary) -> list[Shape]:
    """Give a frog from above: an egg-shaped body, bent hind legs, toes spread."""
    skin, iris = vary.colour(SKIN), vary.colour(IRIS)
    knee, foot, spots = vary.between(0.55, 0.75), vary.between(0.5, 0.9), vary.often(0.5)
    leg = darker(skin, 0.82)
    shapes: list[Shape] = []
    for side in (-1.0, 1.0):
        shapes += [
            Limb(leg, (-0.5, side * 0.2), (-0.1 - knee * 0.2, side * knee), 0.15, 0.1),
            Limb(leg, (-0.1 - knee * 0.2, side * knee), (-0.8, side * 0.62), 0.1, 0.06),
            Limb(leg, (-0.8, side * 0.62), (-0.98, side * foot), 0.06, 0.04),
            Limb(leg, (0.3, side * 0.25), (0.25, side * 0.6), 0.1, 0.07),
            Limb(leg, (0.25, side * 0.6), (0.6, side * 0.74), 0.06, 0.04),
        ]
    shapes += [Ellipse(skin, (-0.18, 0.0), 0.52, 0.36), Ellipse(skin, (0.36, 0.0), 0.38, 0.33)]
    for side in (-1.0, 1.0):
        shapes += [
            Ellipse(darker(skin, 0.5), (-0.22 + side * 0.14, side * 0.16), 0.1, 0.07, opacity=spots),
            Ellipse(iris, (0.44, side * 0.27), 0.14, 0.13),
            Ellipse(PUPIL, (0.46, side * 0.28), 0.08, 0.07),
        ]
    return [*shapes, Limb(darker(skin, 1.35), (0.4, 0.0), (-0.6, 0.0), 0.035, 0.02, vary.often(0.6))]


VIEWS = (
    View(sitting, ("pond", "wood", "sand", "meadow", "plain"), feet=-0.66, turn=0.15),
    View(from_the_front, ("pond", "wood", "meadow", "plain", "sand"), feet=-0.72, turn=0.12),
    View(from_above, ("pond", "wood", "sand", "pond", "plain"), size=(0.6, 0.98), turn=3.14),
)
