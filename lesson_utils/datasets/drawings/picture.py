"""Puts a picture together: background, the thing itself, what is in front, light, blur and noise."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .canvas import Canvas, Placing, X, Y
from .scenery import foreground, paint_background
from .shapes import Ellipse, Shape
from .vary import Vary


@dataclass(frozen=True)
class View:
    """One way of showing a class: its shapes, facing right, in a square from -1 to 1, and where it is found."""

    shapes: Callable[[Vary], list[Shape]]
    scenes: tuple[str, ...]
    feet: float | None = None  # height at which it touches the ground; None if it does not
    size: tuple[float, float] = (0.6, 1.0)  # at 1.0 its square fills the picture
    turn: float = 0.12  # leans up to this many radians to either side


def draw_view(view: View, scene: str, count: int, random: np.random.Generator) -> np.ndarray:
    """Draw a batch of pictures of one view in one scene.

    Parameters
    ----------
    view : View
        What to draw.
    scene : str
        Where: one of `scenery.SCENES`.
    count : int
        How many pictures.
    random : numpy.random.Generator
        The source of chance.

    Returns
    -------
    numpy.ndarray
        Shape (count, 32, 32, 3), dtype uint8.
    """
    vary = Vary(random, count)
    placing = Placing(
        x=vary.between(-0.16, 0.16),
        y=vary.between(-0.12, 0.12),
        size=vary.between(view.size[0] * 1.2, view.size[1]),
        turn=vary.between(-view.turn, view.turn),
        width=vary.between(0.8, 1.06),
    )
    feet = (view.feet if view.feet is not None else -1.0) * placing.size + placing.y
    horizon = feet + vary.between(0.05, 0.7) if view.feet is not None else vary.between(-1.6, 0.2)
    canvas = paint_background(scene, vary, horizon)
    if view.feet is not None and scene != "sea":
        dark = vary.between(0.1, 0.6)
        canvas.paint(Ellipse((0.08, 0.08, 0.1), (placing.x, feet), placing.size * 0.85, 0.09, opacity=dark))
    # One picture in six is a poor one, noisy and low in contrast: a network learns the others quickly.
    poor = np.maximum(vary.between(-1.5, 0.3), 0.0)
    thing = _paint_thing(view, vary, placing)
    _blend_in(thing, canvas, vary.between(0.0, 0.12) + poor)
    canvas.lay(thing)
    for shape in foreground(scene, vary, feet):
        canvas.paint(shape)
    _mottle(canvas, vary)
    return _photograph(canvas.planes[:3], vary, poor)


def _paint_thing(view: View, vary: Vary, placing: Placing) -> Canvas:
    canvas = Canvas(vary.count, placing)
    for shape in view.shapes(vary):
        canvas.paint(shape)
    # Light from above, and an uneven surface: without it every thing would be as flat as cut paper.
    light = 1.0 + canvas.y * vary.between(0.0, 0.28) + vary.field(9) * vary.between(0.02, 0.2)
    canvas.planes[:3] *= light
    return canvas


def _blend_in(thing: Canvas, canvas: Canvas, strength: np.ndarray) -> None:
    """Pull the thing's colours towards the mean of what lies around it, as haze, dusk or camouflage do."""
    around = canvas.planes[:3].mean((1, 2))
    for plane, colour in zip(thing.planes[:3], around, strict=True):
        plane += strength * (thing.planes[3] * colour - plane)


def _mottle(canvas: Canvas, vary: Vary) -> None:
    """Lay faint coloured patches over everything, different in every picture: what a network may learn by heart."""
    strength = vary.between(0.0, 0.12)
    for plane in canvas.planes[:3]:
        plane += vary.field(10) * strength


def _photograph(picture: np.ndarray, vary: Vary, poor: np.ndarray) -> np.ndarray:
    """Make it a photograph: side light, contrast, a tint, blur, grain; then whole numbers, half of them mirrored."""
    picture *= 1.0 + X * vary.between(-0.25, 0.25) + Y * vary.between(-0.2, 0.2)
    grey = picture.mean(0)
    picture -= grey
    picture *= vary.between(0.5, 1.1)  # how colourful it is
    grey -= 0.5
    grey *= vary.between(0.7, 1.15)
    picture += grey
    picture += (0.5 + vary.between(-0.14, 0.12) + vary.tint(0.07))[:, np.newaxis, np.newaxis]
    strength = vary.between(0.0, 0.25)
    picture = _blur(_blur(picture, strength, 1), strength, 2)
    grain = vary.random.random(picture.shape, dtype=np.float32)
    grain += vary.random.random((1, *picture.shape[1:]), dtype=np.float32)
    grain -= 1.0
    grain *= vary.between(0.08, 0.2) + 0.2 * poor  # no two pictures are alike: each can be learned by heart
    picture += grain
    np.clip(picture, 0.0, 1.0, out=picture)
    picture *= 255
    pixels = np.ascontiguousarray(np.rint(picture).astype(np.uint8).transpose(3, 1, 2, 0))
    mirrored = vary.often(0.5) == 1
    pixels[mirrored] = pixels[mirrored, :, ::-1]
    return pixels


def _blur(picture: np.ndarray, strength: np.ndarray, axis: int) -> np.ndarray:
    """Mix every pixel with its two neighbours along an axis: strength, 1 - 2 strength, strength."""
    step = np.diff(picture, axis=axis) * strength
    lower = (slice(None),) * axis + (slice(None, -1),)
    upper = (slice(None),) * axis + (slice(1, None),)
    picture[lower] += step
    picture[upper] -= step
    return picture
