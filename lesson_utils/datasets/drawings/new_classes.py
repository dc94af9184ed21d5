"""Four classes that no network of the course has seen, for transfer learning: bus, tractor, helicopter, fish."""

import numpy as np

from .picture import View, draw_view
from .shapes import Ellipse, Limb, Polygon, Shape
from .vary import Vary, darker
from .wheels import GLASS, PAINTS, TYRE, wheels

ROTOR = (0.2, 0.2, 0.22)
SCALES = ((0.88, 0.50, 0.14), (0.30, 0.48, 0.62), (0.66, 0.68, 0.70), (0.74, 0.24, 0.20), (0.44, 0.54, 0.30))


def bus(vary: Vary) -> list[Shape]:
    """Give a bus from the side: one long box with a row of windows."""
    paint, glass = vary.colour(PAINTS), vary.colour(GLASS)
    roof, door = vary.between(0.36, 0.5), vary.between(0.5, 0.66)
    windows: list[Shape] = [
        Polygon(glass, ((x, 0.02), (x + 0.24, 0.02), (x + 0.24, roof - 0.1), (x, roof - 0.1)), 0.01)
        for x in (-0.84, -0.54, -0.24, 0.06)
    ]
    return [
        Polygon(paint, ((0.92, -0.36), (-0.94, -0.36), (-0.94, roof), (0.9, roof)), 0.05),
        *windows,
        Polygon(glass, ((door, -0.3), (door + 0.22, -0.3), (door + 0.22, roof - 0.1), (door, roof - 0.1)), 0.01),
        Limb(darker(paint, 0.7), (-0.94, -0.12), (0.4, -0.12), 0.02, 0.02),
        *wheels(vary, -0.38, vary.between(0.15, 0.19), 0.36, -0.6),
    ]


def tractor(vary: Vary) -> list[Shape]:
    """Give a tractor: one large wheel, one small one, a cabin, a chimney."""
    paint, glass, large = vary.colour(PAINTS), vary.colour(GLASS), vary.between(0.36, 0.44)
    roof = vary.between(0.58, 0.74)
    return [
        Limb((0.16, 0.16, 0.16), (0.5, 0.0), (0.5, vary.between(0.36, 0.54)), 0.03, 0.03),
        Polygon(glass, ((0.0, 0.0), (-0.66, 0.0), (-0.6, roof), (-0.06, roof)), 0.02),
        Polygon(
            darker(paint, 0.8), ((0.06, roof - 0.05), (-0.72, roof - 0.05), (-0.72, roof + 0.04), (0.06, roof + 0.04))
        ),
        Polygon(paint, ((0.8, -0.3), (-0.5, -0.3), (-0.5, 0.02), (0.74, 0.08)), 0.05),
        Ellipse(TYRE, (-0.46, -0.36), large, large),
        Ellipse(vary.colour(PAINTS), (-0.46, -0.36), large * 0.5, large * 0.5),
        *wheels(vary, -0.52, vary.between(0.2, 0.26), 0.6),
    ]


def helicopter(vary: Vary) -> list[Shape]:
    """Give a helicopter: a round body, a thin tail, a rotor above and one at the end."""
    paint, glass = vary.colour(PAINTS), vary.colour(GLASS)
    tilt, span = vary.between(-0.06, 0.06), vary.between(0.7, 0.95)
    return [
        Limb(paint, (0.0, 0.04), (-0.86, 0.2), 0.13, 0.05),
        Polygon(darker(paint, 0.8), ((-0.8, 0.16), (-0.94, 0.16), (-0.98, 0.46), (-0.88, 0.46)), 0.02),
        Ellipse(ROTOR, (-0.9, 0.24), 0.03, 0.2, 0.8),
        Ellipse(paint, (0.24, -0.02), 0.44, 0.28),
        Ellipse(glass, (0.46, 0.04), 0.2, 0.17),
        Limb(ROTOR, (0.16, 0.2), (0.16, 0.42), 0.04, 0.04),
        Limb(ROTOR, (0.16 - span, 0.42 - tilt), (0.16 + span * 0.8, 0.42 + tilt), 0.03, 0.03),
        Limb(ROTOR, (-0.1, -0.4), (0.6, -0.4), 0.03, 0.03),
        Limb(ROTOR, (0.1, -0.24), (0.06, -0.4), 0.025, 0.025),
        Limb(ROTOR, (0.4, -0.24), (0.44, -0.4), 0.025, 0.025),
    ]


def fish(vary: Vary) -> list[Shape]:
    """Give a fish: an oval, a tail fin, a fin on its back, an eye."""
    scale, high = vary.colour(SCALES), vary.between(0.26, 0.4)
    tail, back = vary.between(0.24, 0.42), vary.between(0.1, 0.24)
    return [
        Polygon(darker(scale, 0.8), ((-0.5, 0.0), (-0.96, tail), (-0.86, 0.0), (-0.96, -tail)), 0.03),
        Polygon(
            darker(scale, 0.75),
            ((0.24, high * 0.8), (-0.24, high * 0.8), (-0.3, high + back), (0.02, high + back)),
            0.02,
        ),
        Ellipse(scale, (0.06, 0.0), 0.66, high),
        Ellipse(darker(scale, 1.3), (0.1, -high * 0.5), 0.46, high * 0.4, 0.7),
        Polygon(darker(scale, 0.7), ((0.06, -0.02), (-0.22, -0.18), (-0.2, 0.06)), 0.02),
        Ellipse((0.95, 0.95, 0.9), (0.5, high * 0.3), 0.08, 0.08),
        Ellipse((0.05, 0.05, 0.06), (0.52, high * 0.3), 0.05, 0.05),
    ]


# In the order of the labels.
NEW_CLASSES = {
    "bus": View(bus, ("road", "road", "plain", "meadow"), feet=-0.56, size=(0.6, 1.02)),
    "tractor": View(tractor, ("meadow", "sand", "wood", "plain"), feet=-0.8, size=(0.6, 1.0)),
    "helicopter": View(helicopter, ("sky", "sky", "sea", "plain"), size=(0.55, 1.0), turn=0.25),
    "fish": View(fish, ("sea", "pond", "pond", "plain"), size=(0.55, 1.0), turn=0.3),
}


def draw_new_classes(per_class: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw pictures of the four classes, shuffled.

    Parameters
    ----------
    per_class : int
        How many of each.
    seed : int
        The same seed gives the same pictures.

    Returns
    -------
    images : numpy.ndarray
        Shape (4 * per_class, 32, 32, 3), dtype uint8.
    labels : numpy.ndarray
        Shape (4 * per_class, 1), dtype uint8, from 0 to 3 in the order of `NEW_CLASSES`.

    Examples
    --------
    >>> images, labels = draw_new_classes(2, seed=1)
    >>> images.shape, sorted(labels[:, 0].tolist())
    ((8, 32, 32, 3), [0, 0, 1, 1, 2, 2, 3, 3])
    """
    drawn = []
    for label, view in enumerate(NEW_CLASSES.values()):
        random = np.random.Generator(np.random.PCG64([seed, label]))
        scenes = min(len(view.scenes), per_class)  # no scene without a picture
        for scene, part in zip(view.scenes, np.array_split(np.arange(per_class), scenes), strict=False):
            drawn.append(draw_view(view, scene, len(part), random))
    images, labels = np.concatenate(drawn), np.arange(len(NEW_CLASSES), dtype=np.uint8).repeat(per_class)
    order = np.random.Generator(np.random.PCG64(seed)).random(len(images)).argsort(kind="stable")
    return images[order], labels[order, np.newaxis]
