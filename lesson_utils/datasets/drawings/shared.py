"""Views in which two classes look the same: a pet from behind, a van, an animal that grazes, something far up.

A real collection has many such pictures. Whoever labels them guesses, or saw more than the picture shows; so here both
classes have the same view. A network can learn these labels only by heart: it overfits, and it mixes up what
people would mix up.
"""

from .automobile import BRAKE, LAMP
from .hoofed import long_legs
from .pets import FUR, PALE
from .picture import View
from .shapes import Ellipse, Limb, Polygon, Shape
from .vary import Vary, darker
from .wheels import GLASS, PAINTS, wheels

COAT = ((0.62, 0.42, 0.24), (0.48, 0.30, 0.17), (0.72, 0.54, 0.33), (0.46, 0.38, 0.30), (0.56, 0.36, 0.18))
GREY = ((0.12, 0.12, 0.14), (0.35, 0.36, 0.40), (0.70, 0.71, 0.73), (0.92, 0.92, 0.92))


def from_behind(vary: Vary) -> list[Shape]:
    """Give a cat or a dog that sits with its back to you."""
    fur, patch = vary.colour(FUR), vary.colour(PALE)
    ear, tail, nod = vary.between(0.2, 0.34), vary.between(-0.15, 0.25), vary.between(-0.08, 0.08)
    shapes: list[Shape] = [
        Limb(darker(fur, 0.85), (0.2, -0.72), (0.66, -0.66), 0.1, 0.09),
        Limb(darker(fur, 0.85), (0.66, -0.66), (0.84, -0.4 + tail), 0.09, 0.06),
        Ellipse(fur, (0.0, -0.46), 0.46, 0.38),
        Ellipse(fur, (0.0, -0.14), 0.34, 0.42),
        Ellipse(patch, (0.08, -0.3), 0.2, 0.26, opacity=vary.often(0.3)),
    ]
    for side in (-1.0, 1.0):
        tip, inside = (nod + side * 0.3, 0.44 + ear), (nod + side * 0.06, 0.54)
        shapes.append(Polygon(darker(fur, 0.8), ((nod + side * 0.34, 0.32), inside, tip), 0.06))
    return [*shapes, Ellipse(fur, (nod, 0.34), 0.34, 0.3), Limb(darker(fur, 0.8), (0.0, 0.1), (0.0, -0.5), 0.03, 0.02)]


def van(vary: Vary) -> list[Shape]:
    """Give a van, neither quite an automobile nor a truck."""
    paint, glass = vary.colour(PAINTS), vary.colour(GLASS)
    roof, nose = vary.between(0.34, 0.52), vary.between(0.5, 0.66)
    return [
        Polygon(paint, ((nose, 0.0), (-0.86, 0.0), (-0.84, roof), (nose - 0.26, roof)), 0.06),
        Polygon(paint, ((0.88, -0.34), (-0.86, -0.34), (-0.86, 0.04), (nose, 0.04), (0.86, -0.1)), 0.06),
        Polygon(glass, ((nose - 0.06, 0.02), (0.12, 0.02), (0.12, roof - 0.08), (nose - 0.26, roof - 0.06))),
        Polygon(
            glass, ((-0.02, 0.02), (-0.4, 0.02), (-0.4, roof - 0.08), (-0.02, roof - 0.08)), opacity=vary.often(0.5)
        ),
        Limb(darker(paint, 0.65), (-0.86, -0.12), (0.84, -0.12), 0.02, 0.02),
        Ellipse(LAMP, (0.86, -0.16), 0.06, 0.07),
        Ellipse(BRAKE, (-0.88, -0.06), 0.05, 0.1),
        *wheels(vary, -0.4, vary.between(0.18, 0.22), 0.54, -0.52),
    ]


def grazing(vary: Vary) -> list[Shape]:
    """Give a deer or a horse that grazes, its head down in the grass."""
    coat = vary.colour(COAT)
    reach, swish = vary.between(0.6, 0.78), vary.between(-0.1, 0.1)
    return [
        Limb(darker(coat, 0.6), (-0.66, 0.06), (-0.78 + swish, -0.22), 0.06, 0.04),
        *long_legs(vary, coat, (0.13, 0.11, 0.09), 0.056, vary.between(-0.12, 0.12)),
        Limb(coat, (-0.43, 0.02), (0.31, 0.0), 0.245, 0.24),
        Limb(coat, (0.36, 0.02), (reach, -0.5), 0.18, 0.1),
        Limb(coat, (reach, -0.5), (reach + 0.14, -0.8), 0.12, 0.07),
        Ellipse(darker(coat, 0.75), (reach - 0.06, -0.4), 0.05, 0.12, 0.5),
    ]


def far_up(vary: Vary) -> list[Shape]:
    """Give an airplane or a bird far up, of which only the outline can be seen."""
    grey = vary.colour(GREY)
    beat, sweep = vary.between(0.0, 0.3), vary.between(-0.3, 0.0)
    shapes: list[Shape] = [Ellipse(grey, (0.0, 0.0), 0.5, 0.11), Limb(grey, (-0.4, 0.0), (-0.56, 0.14), 0.06, 0.04)]
    for side in (-1.0, 1.0):
        shapes.append(Limb(darker(grey, 0.85), (0.06, 0.0), (0.06 + sweep, side * 0.5 + beat), 0.12, 0.04))
    return shapes


PET = View(from_behind, ("room", "room", "meadow", "road", "plain"), feet=-0.84, turn=0.12)
VEHICLE = View(van, ("road", "road", "meadow", "plain", "sand"), feet=-0.62, size=(0.6, 1.02))
HOOFED = View(grazing, ("meadow", "sand", "meadow", "wood", "plain"), feet=-0.94, size=(0.6, 1.02), turn=0.12)
FLIER = View(far_up, ("sky", "sky", "sea", "sky", "plain"), size=(0.5, 0.95), turn=0.6)
