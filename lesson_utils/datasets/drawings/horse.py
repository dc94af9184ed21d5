"""Horses: standing, galloping, and the head in profile. A mane, a long face, a flowing tail."""

from .hoofed import EYE, long_legs
from .picture import View
from .shapes import Ellipse, Limb, Number, Polygon, Shape
from .vary import Vary, darker

COAT = (
    (0.46, 0.26, 0.14),
    (0.62, 0.38, 0.20),
    (0.14, 0.12, 0.12),
    (0.88, 0.86, 0.84),
    (0.56, 0.54, 0.52),
    (0.74, 0.56, 0.34),
)
MANE = ((0.08, 0.06, 0.06), (0.22, 0.14, 0.08), (0.90, 0.86, 0.76), (0.40, 0.26, 0.14))
HOOF = (0.12, 0.10, 0.09)


def _in_profile(vary: Vary, gait: Number, reach: Number) -> list[Shape]:
    """Give a whole horse facing right; `reach` stretches its neck forwards."""
    coat, mane = vary.colour(COAT), vary.colour(MANE)
    blaze, swish = vary.often(0.4), vary.between(-0.15, 0.1)
    x, y = 0.62 + reach, 0.58 - reach
    return [
        Limb(mane, (-0.66, 0.08), (-0.86 + swish * 0.3, -0.1), 0.09, 0.1),
        Limb(mane, (-0.86 + swish * 0.3, -0.1), (-0.9 + swish, -0.56), 0.1, 0.05),
        *long_legs(vary, coat, HOOF, 0.065, gait),
        Limb(coat, (-0.42, 0.02), (0.32, 0.0), 0.27, 0.26),
        Limb(coat, (0.32, 0.06), (x - 0.04, y - 0.04), 0.24, 0.13),
        Limb(mane, (0.16, 0.3), (x - 0.14, y + 0.08), 0.09, 0.07),
        Limb(mane, (0.26, 0.2), (x - 0.16, y - 0.06), 0.07, 0.06),
        Polygon(coat, ((x - 0.1, y + 0.06), (x + 0.02, y + 0.06), (x - 0.04, y + 0.24)), 0.02),
        Limb(coat, (x, y), (x + 0.26, y - 0.28), 0.14, 0.085),
        Limb((0.94, 0.92, 0.9), (x + 0.1, y + 0.02), (x + 0.3, y - 0.2), 0.03, 0.03, blaze),
        Ellipse(darker(coat, 0.6), (x + 0.28, y - 0.3), 0.07, 0.065),
        Ellipse(EYE, (x + 0.04, y + 0.01), 0.035, 0.035),
    ]


def standing(vary: Vary) -> list[Shape]:
    """Give a horse at rest or at a walk."""
    return _in_profile(vary, vary.between(-0.1, 0.1), vary.between(-0.06, 0.06))


def galloping(vary: Vary) -> list[Shape]:
    """Give a horse at a gallop, its legs and neck stretched out."""
    return _in_profile(vary, vary.between(0.2, 0.36), vary.between(0.04, 0.14))


def head(vary: Vary) -> list[Shape]:
    """Give a horse's head and neck in profile, with a bridle or without."""
    coat, mane = vary.colour(COAT), vary.colour(MANE)
    bridle, strap = vary.often(0.5), (0.30, 0.14, 0.08)
    return [
        Polygon(coat, ((-0.95, -1.2), (0.1, -1.2), (0.26, 0.1), (-0.06, 0.5), (-0.3, 0.3)), 0.08),
        Limb(mane, (-0.9, -0.75), (-0.42, 0.26), 0.17, 0.12),
        Limb(mane, (-0.42, 0.26), (-0.02, 0.66), 0.12, 0.1),
        Polygon(coat, ((-0.12, 0.52), (0.08, 0.56), (-0.04, 0.92)), 0.04),
        Polygon(coat, ((0.12, 0.5), (0.22, 0.5), (0.16, 0.84)), 0.03),
        Limb(coat, (0.06, 0.32), (0.62, -0.4), 0.27, 0.15),
        Ellipse(coat, (0.0, 0.18), 0.28, 0.3),
        Ellipse(darker(coat, 0.7), (0.68, -0.44), 0.15, 0.13, -0.6),
        Ellipse(EYE, (0.72, -0.4), 0.04, 0.035),
        Limb(mane, (0.02, 0.66), (0.22, 0.42), 0.06, 0.04),
        Limb((0.94, 0.92, 0.9), (0.3, 0.4), (0.66, -0.16), 0.06, 0.04, vary.often(0.4)),
        Ellipse(EYE, (0.2, 0.3), 0.07, 0.065),
        Limb(strap, (0.6, -0.05), (0.3, -0.3), 0.035, 0.035, bridle),
        Limb(strap, (0.3, -0.3), (0.0, 0.42), 0.03, 0.03, bridle),
    ]


VIEWS = (
    View(standing, ("meadow", "sand", "meadow", "wood", "plain"), feet=-0.94, turn=0.15),
    View(head, ("meadow", "sky", "wood", "meadow", "plain"), turn=0.12),
    View(galloping, ("meadow", "sand", "meadow", "sand", "plain"), feet=-0.94, size=(0.6, 0.98), turn=0.1),
)
