"""What cats and dogs share: coats, eyes and the way a small four-legged animal sits and stands."""

from .shapes import Colour, Limb, Number, Shape
from .vary import Vary, darker

FUR = (
    (0.86, 0.58, 0.28),
    (0.52, 0.50, 0.48),
    (0.16, 0.15, 0.15),
    (0.92, 0.90, 0.86),
    (0.48, 0.34, 0.22),
    (0.76, 0.66, 0.50),
    (0.66, 0.44, 0.24),
)
PALE = ((0.95, 0.92, 0.88), (0.88, 0.80, 0.68), (0.70, 0.62, 0.54))
PINK, NOSE, PUPIL = (0.88, 0.58, 0.56), (0.06, 0.05, 0.06), (0.03, 0.03, 0.03)


def four_legs(vary: Vary, fur: Colour, hip: float, shoulder: float, top: Number, thick: float) -> list[Shape]:
    """Give four standing or walking legs down to -0.8: the far pair darker, behind the near pair."""
    step, far = vary.between(-0.14, 0.14), darker(fur, 0.65)
    return [
        Limb(far, (hip + 0.1, top), (hip + 0.12 + step, -0.8), thick, thick * 0.65),
        Limb(far, (shoulder - 0.08, top), (shoulder - 0.06 - step, -0.8), thick, thick * 0.65),
        Limb(fur, (hip, top), (hip - 0.06 - step, -0.8), thick * 1.25, thick * 0.7),
        Limb(fur, (shoulder, top), (shoulder + 0.04 + step, -0.8), thick, thick * 0.7),
    ]
