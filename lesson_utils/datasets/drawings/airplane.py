"""Airplanes: from the side with a tail fin and swept wings, or from below as a cross."""

from .picture import View
from .shapes import Ellipse, Limb, Polygon, Shape
from .vary import Vary, darker

BODY = ((0.92, 0.93, 0.95), (0.80, 0.82, 0.85), (0.62, 0.66, 0.70), (0.86, 0.80, 0.70), (0.35, 0.40, 0.46))
TAIL = ((0.80, 0.16, 0.16), (0.14, 0.26, 0.60), (0.90, 0.92, 0.94), (0.95, 0.65, 0.15), (0.20, 0.45, 0.35))
WINDOW = (0.15, 0.18, 0.24)


def airliner(vary: Vary) -> list[Shape]:
    """Give a jet seen from the side."""
    body, tail = vary.colour(BODY), vary.colour(TAIL)
    thick, fin, sweep = vary.between(0.12, 0.17), vary.between(0.38, 0.58), vary.between(0.25, 0.5)
    wing, far = darker(body, 0.72), darker(body, 0.55)
    return [
        Polygon(far, ((0.18, 0.06), (-0.12, 0.06), (-0.12 - sweep, 0.42), (0.0 - sweep, 0.42)), 0.02),
        Polygon(tail, ((-0.62, 0.06), (-0.92, 0.06), (-1.0, fin), (-0.84, fin)), 0.02),
        Limb(body, (0.66, -0.02), (-0.55, 0.0), thick, thick * 0.9),
        Limb(body, (-0.4, 0.0), (-0.95, 0.07), thick * 0.9, 0.035),
        Ellipse(body, (0.76, -0.03), 0.22, thick * 0.85),
        Limb(WINDOW, (0.5, 0.05), (-0.6, 0.05), 0.02, 0.02),
        Limb(WINDOW, (0.8, 0.04), (0.86, 0.0), 0.035, 0.03),
        Polygon(wing, ((0.22, -0.05), (-0.18, -0.05), (-0.3 - sweep, -0.48), (-0.14 - sweep, -0.48)), 0.025),
        Limb(far, (0.06, -0.25), (-0.14, -0.25), 0.06, 0.05),
        Polygon(wing, ((-0.68, 0.05), (-0.86, 0.05), (-1.02, -0.14), (-0.92, -0.14)), 0.02),
    ]


def from_below(vary: Vary) -> list[Shape]:
    """Give a jet in the air, flying in any direction, as a person on the ground sees it."""
    body = vary.colour(BODY)
    wing = darker(body, 0.8)
    span, sweep, squash = vary.between(0.7, 0.98), vary.between(0.1, 0.5), vary.between(0.55, 1.0)
    shapes: list[Shape] = []
    for side in (-1.0, 1.0):
        tip = side * span * squash
        shapes += [
            Polygon(wing, ((0.3, 0.0), (-0.12, 0.0), (-0.12 - sweep, tip), (0.04 - sweep, tip)), 0.02),
            Polygon(wing, ((-0.7, 0.0), (-0.9, 0.0), (-1.0, tip * 0.42), (-0.86, tip * 0.42)), 0.02),
            Limb(darker(body, 0.5), (0.16 - sweep * 0.4, tip * 0.42), (-sweep * 0.4, tip * 0.42), 0.05, 0.04),
        ]
    return [
        *shapes,
        Limb(body, (0.82, 0.0), (-0.2, 0.0), 0.1, 0.115),
        Limb(body, (-0.2, 0.0), (-0.95, 0.0), 0.115, 0.03),
        Ellipse(WINDOW, (0.82, 0.0), 0.05, 0.05),
    ]


def propeller(vary: Vary) -> list[Shape]:
    """Give a small propeller airplane from the side, with its wheels down."""
    body, stripe = vary.colour((*BODY, *TAIL)), vary.colour(TAIL)
    return [
        Polygon(stripe, ((-0.62, 0.04), (-0.9, 0.04), (-0.98, 0.46), (-0.78, 0.46)), 0.03),
        Limb(body, (0.5, 0.0), (-0.2, 0.02), 0.2, 0.17),
        Limb(body, (-0.2, 0.02), (-0.92, 0.06), 0.16, 0.05),
        Polygon(WINDOW, ((0.36, 0.12), (-0.12, 0.12), (-0.06, 0.32), (0.2, 0.32)), 0.02),
        Limb(stripe, (0.42, 0.4), (-0.2, 0.4), 0.05, 0.05),
        Limb(darker(body, 0.6), (0.1, 0.4), (0.06, 0.05), 0.02, 0.02),
        Limb(stripe, (0.6, -0.04), (-0.7, 0.02), 0.03, 0.03),
        Polygon(darker(body, 0.75), ((0.2, -0.04), (-0.16, -0.04), (-0.36, -0.2), (0.04, -0.2)), 0.02),
        Ellipse((0.2, 0.2, 0.22), (0.74, 0.0), 0.03, 0.36, opacity=0.75),
        Limb((0.2, 0.2, 0.22), (0.3, -0.15), (0.34, -0.38), 0.025, 0.025),
        Ellipse((0.1, 0.1, 0.1), (0.34, -0.42), 0.09, 0.09),
        Ellipse((0.1, 0.1, 0.1), (-0.8, -0.12), 0.05, 0.05),
    ]


VIEWS = (
    View(airliner, ("sky", "sky", "sky", "road", "plain"), size=(0.6, 1.05), turn=0.35),
    View(from_below, ("sky", "sky", "plain", "sky", "sea"), size=(0.6, 0.95), turn=3.14),
    View(propeller, ("sky", "meadow", "sky", "road", "sky"), turn=0.3),
)
