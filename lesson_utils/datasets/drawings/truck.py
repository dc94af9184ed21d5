"""Trucks: a lorry with a box, a pick-up, a tipper, and a lorry from the front."""

from .picture import View
from .shapes import Ellipse, Limb, Polygon, Shape
from .vary import Vary, darker
from .wheels import GLASS, PAINTS, TYRE, wheels

BOX = ((0.92, 0.92, 0.90), (0.75, 0.76, 0.78), *((0.80, 0.30, 0.16), (0.20, 0.36, 0.62), (0.30, 0.52, 0.34)))
LAMP, DARK = (1.0, 0.93, 0.65), (0.12, 0.12, 0.13)


def lorry(vary: Vary) -> list[Shape]:
    """Give a lorry: a large box, a cab in front of it, three wheels."""
    box, cab, glass = vary.colour(BOX), vary.colour(PAINTS), vary.colour(GLASS)
    top, roof, split = vary.between(0.5, 0.74), vary.between(0.22, 0.42), vary.between(0.28, 0.4)
    radius = vary.between(0.15, 0.19)
    return [
        Polygon(DARK, ((0.9, -0.4), (-0.95, -0.4), (-0.95, -0.26), (0.9, -0.26)), 0.02),
        Polygon(box, ((split - 0.06, -0.26), (-0.97, -0.26), (-0.97, top), (split - 0.06, top)), 0.02),
        Limb(darker(box, 0.75), (split - 0.06, -0.22), (-0.97, -0.22), 0.03, 0.03),
        Limb(darker(box, 0.8), (-0.3, -0.2), (-0.3, top), 0.015, 0.015),
        Polygon(cab, ((0.92, -0.36), (split, -0.36), (split, roof), (0.74, roof), (0.92, 0.02)), 0.04),
        Polygon(glass, ((0.88, 0.02), (split + 0.14, 0.02), (split + 0.14, roof - 0.04), (0.74, roof - 0.04))),
        Ellipse(LAMP, (0.93, -0.24), 0.05, 0.05),
        *wheels(vary, -0.42, radius, 0.66, -0.44, -0.78),
    ]


def pickup(vary: Vary) -> list[Shape]:
    """Give a pick-up: a cab and an open bed; its outline is close to an automobile's."""
    paint, glass = vary.colour(PAINTS), vary.colour(GLASS)
    roof, cargo = vary.between(0.38, 0.5), vary.often(0.5)
    return [
        Polygon(vary.colour(BOX), ((-0.2, 0.0), (-0.84, 0.0), (-0.8, 0.3), (-0.26, 0.3)), 0.03, opacity=cargo),
        Polygon(paint, ((0.48, 0.0), (-0.16, 0.0), (-0.14, roof), (0.26, roof)), 0.05),
        Polygon(glass, ((0.4, 0.06), (-0.06, 0.06), (-0.06, roof - 0.02), (0.24, roof - 0.02))),
        Polygon(paint, ((0.92, -0.28), (-0.94, -0.28), (-0.94, 0.04), (0.5, 0.04), (0.9, -0.04)), 0.05),
        Limb(darker(paint, 0.55), (-0.18, 0.04), (-0.18, -0.28), 0.02, 0.02),
        Limb(darker(paint, 0.7), (-0.22, 0.05), (-0.96, 0.05), 0.03, 0.03),
        Ellipse(LAMP, (0.9, -0.08), 0.06, 0.06),
        *wheels(vary, -0.36, vary.between(0.22, 0.27), 0.56, -0.58),
    ]


def tipper(vary: Vary) -> list[Shape]:
    """Give a tipper: its heaped bed leans back behind the cab."""
    bed, cab, glass = vary.colour(PAINTS), vary.colour(PAINTS), vary.colour(GLASS)
    load = vary.colour(((0.45, 0.36, 0.26), (0.62, 0.58, 0.52), (0.30, 0.28, 0.26)))
    lift = vary.between(0.0, 0.3)
    return [
        Ellipse(load, (-0.36, 0.3 + lift * 0.5), 0.46, 0.2, -lift * 0.8),
        Polygon(bed, ((0.22, -0.1 + lift), (-0.86, -0.16), (-0.98, 0.3), (0.28, 0.34 + lift)), 0.03),
        Limb(darker(bed, 0.6), (-0.1, -0.08 + lift * 0.7), (-0.16, 0.3 + lift * 0.6), 0.02, 0.02),
        Limb(darker(bed, 0.6), (-0.5, -0.12 + lift * 0.3), (-0.56, 0.3 + lift * 0.3), 0.02, 0.02),
        Polygon(DARK, ((0.92, -0.38), (-0.9, -0.38), (-0.9, -0.22), (0.92, -0.22)), 0.02),
        Polygon(cab, ((0.92, -0.34), (0.36, -0.34), (0.36, 0.4), (0.72, 0.4), (0.92, 0.06)), 0.05),
        Polygon(glass, ((0.9, 0.06), (0.54, 0.06), (0.54, 0.36), (0.72, 0.36))),
        Ellipse(LAMP, (0.94, -0.2), 0.05, 0.05),
        *wheels(vary, -0.42, vary.between(0.18, 0.22), 0.64, -0.3, -0.72),
    ]


def from_the_front(vary: Vary) -> list[Shape]:
    """Give a lorry that comes towards you: tall, upright, a grille as wide as its cab."""
    box, cab, glass = vary.colour(BOX), vary.colour(PAINTS), vary.colour(GLASS)
    wide, top = vary.between(0.5, 0.62), vary.between(0.66, 0.92)
    return [
        Polygon(TYRE, ((-wide, -0.82), (-wide + 0.2, -0.82), (-wide + 0.2, -0.4), (-wide, -0.4)), 0.03),
        Polygon(TYRE, ((wide, -0.82), (wide - 0.2, -0.82), (wide - 0.2, -0.4), (wide, -0.4)), 0.03),
        Polygon(box, ((-wide, -0.3), (wide, -0.3), (wide, top), (-wide, top)), 0.04),
        Polygon(cab, ((-wide, -0.6), (wide, -0.6), (wide, 0.36), (0.44, 0.52), (-0.44, 0.52), (-wide, 0.36)), 0.02),
        Polygon(glass, ((-0.46, 0.02), (0.46, 0.02), (0.42, 0.42), (-0.42, 0.42)), 0.02),
        Polygon(DARK, ((-0.3, -0.44), (0.3, -0.44), (0.3, -0.1), (-0.3, -0.1)), 0.03),
        Limb((0.7, 0.72, 0.74), (-0.28, -0.2), (0.28, -0.2), 0.02, 0.02),
        Limb((0.7, 0.72, 0.74), (-0.28, -0.33), (0.28, -0.33), 0.02, 0.02),
        Ellipse(LAMP, (-wide + 0.1, -0.38), 0.09, 0.08),
        Ellipse(LAMP, (wide - 0.1, -0.38), 0.09, 0.08),
        Limb((0.75, 0.76, 0.78), (-wide, -0.58), (wide, -0.58), 0.05, 0.05),
        Limb(DARK, (-wide - 0.1, 0.1), (-wide - 0.1, 0.34), 0.05, 0.05),
        Limb(DARK, (wide + 0.1, 0.1), (wide + 0.1, 0.34), 0.05, 0.05),
    ]


VIEWS = (
    View(lorry, ("road", "road", "meadow", "plain", "sand"), feet=-0.58),
    View(pickup, ("road", "meadow", "road", "plain", "sand"), feet=-0.6),
    View(tipper, ("sand", "road", "sand", "plain", "road"), feet=-0.62),
    View(from_the_front, ("road", "road", "meadow", "plain", "sand"), feet=-0.82, size=(0.6, 0.95)),
)
