"""Birds: perched on a twig, in flight, and a wader on long legs."""

from .picture import View
from .shapes import Ellipse, Limb, Polygon, Shape
from .vary import Vary, darker

PLUMAGE = (
    (0.80, 0.22, 0.16),
    (0.22, 0.42, 0.72),
    (0.90, 0.76, 0.22),
    (0.45, 0.34, 0.24),
    (0.20, 0.20, 0.22),
    (0.92, 0.92, 0.90),
    (0.52, 0.54, 0.56),
    (0.42, 0.58, 0.28),
)
BREAST = ((0.94, 0.90, 0.82), (0.86, 0.46, 0.22), (0.80, 0.76, 0.68), (0.95, 0.82, 0.35))
BEAK = ((0.96, 0.68, 0.12), (0.25, 0.22, 0.20), (0.90, 0.45, 0.15))
EYE, LEG = (0.04, 0.04, 0.05), (0.35, 0.25, 0.16)


def perched(vary: Vary) -> list[Shape]:
    """Give a songbird on a twig: upright, a round head, a pointed beak, a long tail."""
    coat, breast, beak = vary.colour(PLUMAGE), vary.colour(BREAST), vary.colour(BEAK)
    tail, nod = vary.between(-0.3, 0.0), vary.between(-0.06, 0.08)
    head = (0.34, 0.42 + nod)
    return [
        Limb(LEG, (-1.3, -0.62), (1.3, -0.54), 0.055, 0.045, vary.often(0.75)),
        Limb(LEG, (0.0, -0.3), (0.04, -0.6), 0.03, 0.025),
        Limb(LEG, (0.14, -0.3), (0.18, -0.6), 0.03, 0.025),
        Polygon(darker(coat, 0.7), ((-0.3, -0.1), (-0.4, -0.3), (-1.0, tail - 0.32), (-0.96, tail - 0.14)), 0.03),
        Ellipse(coat, (-0.02, 0.0), 0.54, 0.36, 0.6),
        Ellipse(breast, (0.18, -0.04), 0.36, 0.27, 0.9),
        Ellipse(coat, head, 0.25, 0.24),
        Polygon(beak, ((0.54, 0.5 + nod), (0.54, 0.32 + nod), (0.88, 0.38 + nod)), 0.01),
        Ellipse(darker(coat, 0.62), (-0.16, 0.0), 0.42, 0.19, 0.55),
        Ellipse(EYE, (0.42, 0.47 + nod), 0.055, 0.055),
    ]


def flying(vary: Vary) -> list[Shape]:
    """Give a bird in the air, its two wings spread at a different beat in every picture."""
    coat, beak = vary.colour(PLUMAGE), vary.colour(BEAK)
    beat, reach = vary.between(0.3, 0.88), vary.between(0.05, 0.45)
    wing, far = darker(coat, 0.8), darker(coat, 0.58)
    return [
        Polygon(far, ((0.26, 0.05), (-0.06, 0.05), (0.05 - reach * 0.2, beat * 0.95), (0.24, beat * 0.9 + 0.08)), 0.04),
        Polygon(darker(coat, 0.7), ((-0.4, 0.08), (-0.4, -0.1), (-0.92, -0.16), (-0.96, 0.06)), 0.03),
        Ellipse(coat, (-0.06, -0.02), 0.5, 0.2, 0.08),
        Ellipse(coat, (0.48, 0.1), 0.2, 0.17),
        Polygon(beak, ((0.62, 0.17), (0.62, 0.02), (0.92, 0.06)), 0.01),
        Polygon(wing, ((0.2, 0.04), (-0.26, 0.04), (-0.5 - reach, beat), (-0.2 - reach, beat + 0.1)), 0.05),
        Polygon(far, ((-0.4 - reach, beat - 0.05), (-0.2 - reach, beat + 0.1), (-0.64 - reach, beat + 0.16)), 0.03),
        Ellipse(EYE, (0.54, 0.14), 0.045, 0.045),
    ]


def wader(vary: Vary) -> list[Shape]:
    """Give a bird on long legs with a curved neck: a heron, a stork, an ostrich."""
    coat, beak = vary.colour(PLUMAGE[3:]), vary.colour(BEAK)
    neck, step = vary.between(-0.06, 0.14), vary.between(-0.16, 0.16)
    crown = (0.46 + neck, 0.7)
    return [
        Limb(beak, (-0.1, -0.2), (-0.06 + step, -0.92), 0.035, 0.03),
        Limb(beak, (0.04, -0.2), (0.1 - step, -0.92), 0.035, 0.03),
        Polygon(darker(coat, 0.6), ((-0.4, 0.1), (-0.36, -0.14), (-0.86, -0.22), (-0.8, -0.04)), 0.03),
        Ellipse(coat, (-0.1, 0.0), 0.5, 0.26, 0.2),
        Limb(coat, (0.24, 0.08), (0.5, 0.3), 0.13, 0.075),
        Limb(coat, (0.5, 0.3), (0.36 + neck, 0.55), 0.075, 0.065),
        Limb(coat, (0.36 + neck, 0.55), crown, 0.065, 0.07),
        Ellipse(coat, crown, 0.13, 0.1),
        Polygon(beak, ((0.54 + neck, 0.76), (0.54 + neck, 0.64), (0.98 + neck, 0.62)), 0.01),
        Ellipse(darker(coat, 0.68), (-0.2, 0.04), 0.38, 0.17, 0.12),
        Ellipse(EYE, (0.48 + neck, 0.73), 0.035, 0.035),
    ]


VIEWS = (
    View(perched, ("wood", "sky", "meadow", "wood", "plain"), turn=0.15),
    View(flying, ("sky", "sky", "sea", "wood", "plain"), size=(0.6, 0.98), turn=0.3),
    View(wader, ("pond", "meadow", "sand", "sky", "plain"), feet=-0.94, size=(0.6, 0.96), turn=0.15),
)
