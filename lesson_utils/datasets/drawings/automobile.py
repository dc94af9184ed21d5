"""Automobiles: a saloon and a hatchback from the side, and a car from the front."""

from .picture import View
from .shapes import Ellipse, Limb, Polygon, Shape
from .vary import Vary, darker
from .wheels import GLASS, PAINTS, TYRE, wheels

LAMP, BRAKE = (1.0, 0.93, 0.65), (0.85, 0.1, 0.08)


def saloon(vary: Vary) -> list[Shape]:
    """Give a low car with a bonnet and a boot."""
    paint, glass = vary.colour(PAINTS), vary.colour(GLASS)
    roof, belt = vary.between(0.32, 0.46), vary.between(0.0, 0.08)
    front, back = vary.between(0.12, 0.3), vary.between(-0.45, -0.3)
    return [
        Polygon(darker(paint, 0.9), ((0.5, belt), (-0.75, belt), (back, roof), (front, roof)), 0.04),
        Polygon(glass, ((0.38, belt + 0.02), (0.0, belt + 0.02), (0.0, roof - 0.03), (front - 0.04, roof - 0.03))),
        Polygon(glass, ((-0.08, belt + 0.02), (-0.6, belt + 0.02), (back + 0.04, roof - 0.03), (-0.08, roof - 0.03))),
        Polygon(paint, ((0.9, -0.26), (-0.92, -0.26), (-0.92, belt), (0.5, belt), (0.88, -0.06)), 0.06),
        Limb(darker(paint, 0.7), (0.7, -0.14), (-0.85, -0.12), 0.015, 0.015),
        Ellipse(LAMP, (0.88, -0.08), 0.07, 0.06),
        Ellipse(BRAKE, (-0.93, -0.04), 0.05, 0.07),
        *wheels(vary, -0.32, vary.between(0.19, 0.23), 0.54, -0.56),
    ]


def hatchback(vary: Vary) -> list[Shape]:
    """Give a short, high car; its outline is close to a pick-up truck's."""
    paint, glass = vary.colour(PAINTS), vary.colour(GLASS)
    roof, nose = vary.between(0.42, 0.58), vary.between(0.3, 0.42)
    return [
        Polygon(paint, ((nose + 0.18, 0.05), (-0.82, 0.05), (-0.7, roof), (nose - 0.15, roof)), 0.05),
        Polygon(glass, ((nose + 0.06, 0.1), (0.0, 0.1), (0.0, roof - 0.02), (nose - 0.16, roof - 0.02))),
        Polygon(glass, ((-0.08, 0.1), (-0.7, 0.1), (-0.62, roof - 0.02), (-0.08, roof - 0.02))),
        Polygon(paint, ((0.84, -0.3), (-0.82, -0.3), (-0.82, 0.06), (0.5, 0.06), (0.82, -0.06)), 0.06),
        Limb(darker(paint, 0.65), (-0.04, 0.02), (-0.04, -0.28), 0.015, 0.015),
        Ellipse(LAMP, (0.82, -0.06), 0.07, 0.07),
        Ellipse(BRAKE, (-0.85, 0.05), 0.05, 0.1),
        *wheels(vary, -0.36, vary.between(0.2, 0.25), 0.5, -0.52),
    ]


def from_the_front(vary: Vary) -> list[Shape]:
    """Give a car that comes towards you."""
    paint, glass = vary.colour(PAINTS), vary.colour(GLASS)
    roof, wide = vary.between(0.42, 0.6), vary.between(0.66, 0.78)
    return [
        Polygon(TYRE, ((-wide, -0.62), (-wide + 0.22, -0.62), (-wide + 0.22, -0.2), (-wide, -0.2)), 0.03),
        Polygon(TYRE, ((wide, -0.62), (wide - 0.22, -0.62), (wide - 0.22, -0.2), (wide, -0.2)), 0.03),
        Polygon(paint, ((-0.66, 0.08), (0.66, 0.08), (0.46, roof), (-0.46, roof)), 0.05),
        Polygon(glass, ((-0.56, 0.1), (0.56, 0.1), (0.42, roof - 0.04), (-0.42, roof - 0.04))),
        Polygon(paint, ((-wide, -0.4), (wide, -0.4), (wide, 0.0), (0.6, 0.1), (-0.6, 0.1), (-wide, 0.0)), 0.06),
        Polygon((0.1, 0.1, 0.11), ((-0.36, -0.3), (0.36, -0.3), (0.32, -0.12), (-0.32, -0.12)), 0.02),
        Ellipse(LAMP, (-wide + 0.12, -0.1), 0.13, 0.09),
        Ellipse(LAMP, (wide - 0.12, -0.1), 0.13, 0.09),
        Limb(darker(paint, 0.55), (-wide, -0.42), (wide, -0.42), 0.05, 0.05),
    ]


VIEWS = (
    View(saloon, ("road", "road", "plain", "meadow", "sand"), feet=-0.52),
    View(hatchback, ("road", "road", "meadow", "plain", "sand"), feet=-0.58, size=(0.6, 0.98)),
    View(from_the_front, ("road", "road", "meadow", "plain", "sand"), feet=-0.62),
)
