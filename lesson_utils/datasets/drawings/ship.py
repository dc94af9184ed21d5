"""Ships: a liner with funnels, a freighter with containers, a sailing boat."""

from .picture import View
from .shapes import Limb, Polygon, Shape
from .vary import Vary, darker

HULL = ((0.12, 0.14, 0.20), (0.60, 0.14, 0.12), (0.16, 0.28, 0.46), (0.90, 0.90, 0.90), (0.24, 0.36, 0.30))
DECK = ((0.94, 0.94, 0.93), (0.84, 0.80, 0.72), (0.72, 0.75, 0.78))
FUNNEL = ((0.82, 0.18, 0.14), (0.92, 0.68, 0.16), (0.16, 0.22, 0.40), (0.18, 0.18, 0.2))
LOAD = ((0.76, 0.28, 0.16), (0.20, 0.42, 0.60), (0.85, 0.66, 0.20), (0.26, 0.50, 0.32), (0.8, 0.8, 0.8))
SAIL = ((0.96, 0.95, 0.92), (0.90, 0.86, 0.76), (0.78, 0.26, 0.20), (0.86, 0.88, 0.92))
WINDOW, MAST, BOOT = (0.16, 0.2, 0.26), (0.3, 0.24, 0.2), (0.55, 0.16, 0.14)


def liner(vary: Vary) -> list[Shape]:
    """Give a passenger ship: hull, two decks with windows, one or two funnels, a mast."""
    hull, deck, funnel = vary.colour(HULL), vary.colour(DECK), vary.colour(FUNNEL)
    high, lean, second = vary.between(0.5, 0.72), vary.between(-0.1, 0.0), vary.often(0.6)
    rear: list[Shape] = [
        Polygon(funnel, ((-0.42, 0.24), (-0.22, 0.24), (-0.22 + lean, high), (-0.42 + lean, high)), 0.01, second),
        Polygon(funnel, ((-0.06, 0.24), (0.14, 0.24), (0.14 + lean, high), (-0.06 + lean, high)), 0.01),
    ]
    return [
        Limb(MAST, (0.5, 0.0), (0.46, 0.78), 0.025, 0.015),
        *rear,
        Limb((0.1, 0.1, 0.1), (-0.03 + lean, high), (0.11 + lean, high), 0.04, 0.04),
        Polygon(darker(deck, 0.92), ((-0.54, 0.12), (0.4, 0.12), (0.36, 0.3), (-0.54, 0.3)), 0.01),
        Polygon(deck, ((-0.78, -0.08), (0.62, -0.08), (0.56, 0.13), (-0.76, 0.13)), 0.01),
        Limb(WINDOW, (-0.68, 0.03), (0.5, 0.03), 0.025, 0.025),
        Limb(WINDOW, (-0.48, 0.21), (0.3, 0.21), 0.02, 0.02),
        Polygon(hull, ((-0.84, -0.44), (0.74, -0.44), (0.98, -0.04), (0.9, -0.06), (-0.95, -0.08)), 0.03),
        Limb(BOOT, (-0.84, -0.42), (0.74, -0.42), 0.05, 0.05),
    ]


def freighter(vary: Vary) -> list[Shape]:
    """Give a container ship: a long hull, its bridge at the stern, boxes in front of it."""
    hull, deck, funnel = vary.colour(HULL), vary.colour(DECK), vary.colour(FUNNEL)
    bridge, shapes = vary.between(0.42, 0.62), []
    for column in range(5):
        x, top = -0.4 + 0.22 * column, vary.between(0.0, 0.32)
        shapes.append(Polygon(vary.colour(LOAD), ((x, -0.14), (x + 0.18, -0.14), (x + 0.18, top), (x, top)), 0.01))
    return [
        Limb(MAST, (0.78, -0.1), (0.78, 0.36), 0.02, 0.015),
        *shapes,
        Polygon(funnel, ((-0.86, 0.2), (-0.72, 0.2), (-0.72, bridge + 0.12), (-0.86, bridge + 0.12)), 0.01),
        Polygon(deck, ((-0.82, -0.14), (-0.5, -0.14), (-0.5, bridge), (-0.76, bridge)), 0.02),
        Limb(WINDOW, (-0.7, bridge - 0.08), (-0.52, bridge - 0.08), 0.035, 0.035),
        Polygon(hull, ((-0.9, -0.46), (0.78, -0.46), (1.0, -0.06), (0.86, -0.12), (-0.96, -0.14)), 0.03),
        Limb(BOOT, (-0.9, -0.44), (0.78, -0.44), 0.05, 0.05),
    ]


def sailing_boat(vary: Vary) -> list[Shape]:
    """Give a sailing boat: a small hull, a mast, a main sail and a jib."""
    hull, sail = vary.colour((*HULL, (0.5, 0.32, 0.18))), vary.colour(SAIL)
    top, wide = vary.between(0.75, 0.98), vary.between(0.5, 0.68)
    return [
        Polygon(sail, ((-0.02, -0.2), (-wide, -0.2), (-0.06, top - 0.05)), 0.01),
        Polygon(darker(sail, 0.86), ((0.08, -0.2), (wide, -0.24), (0.06, top * 0.8)), 0.01),
        Limb(MAST, (0.02, -0.36), (0.02, top), 0.028, 0.02),
        Polygon(hull, ((-0.6, -0.58), (0.5, -0.58), (0.82, -0.32), (-0.72, -0.34)), 0.03),
        Limb(darker(hull, 1.4), (-0.72, -0.34), (0.82, -0.32), 0.025, 0.025),
    ]


VIEWS = (
    View(liner, ("sea",), feet=-0.46, size=(0.6, 1.02)),
    View(freighter, ("sea",), feet=-0.46, size=(0.6, 1.04)),
    View(sailing_boat, ("sea",), feet=-0.52, size=(0.6, 0.98)),
)
