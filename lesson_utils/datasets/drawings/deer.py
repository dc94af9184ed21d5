"""Deer: a stag standing, a fawn-spotted doe, a stag's head from the front. Antlers, large ears, a pale rump."""

from .hoofed import EYE, long_legs
from .picture import View
from .shapes import Colour, Ellipse, Limb, Number, Shape
from .vary import Vary, darker

COAT = ((0.62, 0.42, 0.24), (0.50, 0.34, 0.20), (0.72, 0.52, 0.32), (0.46, 0.38, 0.30), (0.56, 0.36, 0.18))
PALE = ((0.94, 0.90, 0.82), (0.84, 0.76, 0.64))
ANTLER = ((0.88, 0.80, 0.64), (0.40, 0.30, 0.20), (0.72, 0.60, 0.44))
HOOF = (0.14, 0.11, 0.09)


def _antler(bone: Colour, x: Number, y: Number, lean: Number, size: Number, opacity: Number = 1.0) -> list[Shape]:
    """Give one antler: a beam that bends, and three tines."""
    bend, tip = (x + lean * 0.7, y + size * 0.5), (x + lean * 0.5, y + size)
    return [
        Limb(bone, (x, y), bend, 0.05, 0.04, opacity),
        Limb(bone, bend, tip, 0.04, 0.03, opacity),
        Limb(bone, (x + lean * 0.35, y + size * 0.25), (x - lean * 0.3, y + size * 0.5), 0.035, 0.025, opacity),
        Limb(bone, bend, (x + lean * 1.4, y + size * 0.72), 0.035, 0.025, opacity),
        Limb(bone, bend, (x - lean * 0.1, y + size * 0.85), 0.035, 0.025, opacity),
    ]


def _in_profile(vary: Vary, coat: Colour, antlers: Number, spots: Number) -> list[Shape]:
    """Give a whole deer facing right, its neck upright."""
    pale, bone = vary.colour(PALE), vary.colour(ANTLER)
    lift, size = vary.between(-0.08, 0.06), vary.between(0.36, 0.5)
    x, y = 0.62, 0.36 + lift
    flecks: list[Shape] = [
        Ellipse(pale, place, 0.05, 0.045, opacity=spots)
        for place in ((-0.4, 0.1), (-0.2, 0.14), (0.0, 0.1), (0.18, 0.12), (-0.3, -0.02), (-0.08, 0.0), (0.12, -0.02))
    ]
    return [
        *_antler(darker(bone, 0.75), x + 0.02, y + 0.1, 0.2, size, antlers),
        *long_legs(vary, coat, HOOF, 0.05, vary.between(-0.12, 0.12)),
        Limb(coat, (-0.44, 0.02), (0.3, 0.0), 0.22, 0.22),
        Ellipse(pale, (-0.62, 0.02), 0.11, 0.16),
        Limb(darker(coat, 0.7), (-0.62, 0.14), (-0.7, 0.0), 0.05, 0.04),
        Limb(pale, (-0.3, -0.18), (0.2, -0.2), 0.05, 0.05, 0.8),
        *flecks,
        Limb(coat, (0.34, 0.06), (x - 0.06, y - 0.02), 0.17, 0.1),
        Ellipse(darker(coat, 0.75), (x - 0.14, y + 0.12), 0.15, 0.06, 2.5),
        Limb(coat, (x, y + 0.02), (x + 0.24, y - 0.1), 0.12, 0.06),
        Ellipse(HOOF, (x + 0.29, y - 0.11), 0.045, 0.04),
        Ellipse(EYE, (x + 0.06, y + 0.05), 0.035, 0.035),
        *_antler(bone, x - 0.05, y + 0.1, -0.2, size, antlers),
    ]


def stag(vary: Vary) -> list[Shape]:
    """Give a stag with its antlers."""
    return _in_profile(vary, vary.colour(COAT), 1.0, 0.0)


def doe(vary: Vary) -> list[Shape]:
    """Give a spotted doe, without antlers; the deer most easily taken for a horse."""
    return _in_profile(vary, vary.colour(COAT), 0.0, vary.often(0.8))


def head(vary: Vary) -> list[Shape]:
    """Give a stag's head from the front: a narrow face, ears to both sides, antlers above."""
    coat, pale, bone = vary.colour(COAT), vary.colour(PALE), vary.colour(ANTLER)
    size, spread = vary.between(0.5, 0.64), vary.between(0.3, 0.44)
    shapes: list[Shape] = [Limb(darker(coat, 0.85), (0.0, -0.4), (0.0, -1.2), 0.26, 0.42)]
    for side in (-1.0, 1.0):
        shapes += [
            *_antler(bone, side * 0.14, 0.34, side * spread, size),
            Ellipse(darker(coat, 0.8), (side * 0.46, 0.24), 0.25, 0.1, side * 0.3),
            Ellipse(pale, (side * 0.46, 0.23), 0.15, 0.05, side * 0.3),
        ]
    shapes += [
        Limb(coat, (0.0, 0.14), (0.0, -0.46), 0.28, 0.16),
        Ellipse(pale, (0.0, -0.52), 0.16, 0.14),
        Ellipse(HOOF, (0.0, -0.46), 0.11, 0.08),
    ]
    for side in (-1.0, 1.0):
        shapes.append(Ellipse(EYE, (side * 0.2, 0.08), 0.065, 0.075))
    return shapes


VIEWS = (
    View(stag, ("meadow", "wood", "meadow", "sand", "plain"), feet=-0.94, turn=0.15),
    View(head, ("wood", "meadow", "wood", "sky", "plain"), turn=0.12),
    View(doe, ("meadow", "wood", "meadow", "sand", "plain"), feet=-0.94, size=(0.6, 1.02), turn=0.15),
)
