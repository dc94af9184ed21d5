"""A canvas: a batch of 32x32 pictures that shapes are painted on, all pictures at once."""

from dataclasses import dataclass

import numpy as np

from .shapes import Box, Number, Shape, turned

SIZE = 32
_steps = ((np.arange(SIZE) + 0.5) / (SIZE / 2) - 1).astype(np.float32)
X, Y = _steps[np.newaxis, :, np.newaxis], -_steps[:, np.newaxis, np.newaxis]  # from -1 to 1, y upwards


@dataclass(frozen=True)
class Placing:
    """Where a drawing lies in its picture: its centre, its size, its turn in radians, and its width."""

    x: Number = 0.0
    y: Number = 0.0
    size: Number = 1.0
    turn: Number = 0.0
    width: Number = 1.0  # times its drawn width; below 1 it is seen at an angle

    def inward(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Turn coordinates of the picture into those of the drawing."""
        x, y = (x - self.x) / self.size, (y - self.y) / self.size
        cos, sin = turned(self.turn)
        return (x * cos + y * sin) / self.width, y * cos - x * sin

    def outward(self, x: Number, y: Number, half_width: Number, half_height: Number) -> Box:
        """Turn a box in the drawing into the upright box around it in the picture."""
        x, y = x * self.width * self.size, y * self.size
        half_width, half_height = half_width * self.width * self.size, half_height * self.size
        cos, sin = turned(self.turn)
        wide = half_width * np.abs(cos) + half_height * np.abs(sin)
        high = half_width * np.abs(sin) + half_height * np.abs(cos)
        return x * cos - y * sin + self.x, x * sin + y * cos + self.y, wide, high


class Canvas:
    """A batch of pictures being painted.

    Parameters
    ----------
    count : int
        The number of pictures.
    placing : Placing
        Where the drawing lies; shapes are given in the drawing's own coordinates.
    """

    def __init__(self, count: int, placing: Placing = Placing()):
        self.placing = placing
        self.x, self.y = (np.broadcast_to(each, (SIZE, SIZE, count)) for each in placing.inward(X, Y))
        # Red, green, blue, and the part of the pixel that is covered; colours are weighted with that part.
        self.planes = np.zeros((4, SIZE, SIZE, count), dtype=np.float32)

    def paint(self, shape: Shape) -> None:
        """Paint one shape over what is there."""
        window = self._window(shape)
        cover = shape.distance(self.x[window], self.y[window])
        # An edge goes from covered to free within one pixel.
        cover *= np.float32(-SIZE / 2) * self.placing.size
        cover += 0.5
        np.maximum(cover, 0.0, out=cover)
        np.minimum(cover, 1.0, out=cover)
        cover *= shape.opacity
        for plane, ink in zip(self.planes, (*shape.colour, 1.0), strict=True):
            part = plane[window]
            step = ink - part
            step *= cover
            part += step

    def lay(self, other: "Canvas") -> None:
        """Lay what was painted on another canvas over what is there."""
        self.planes *= 1.0 - other.planes[3]
        self.planes += other.planes

    def _window(self, shape: Shape) -> tuple[slice, slice]:
        """Give the rows and columns in which the shape lies in any of the pictures; most shapes are small."""
        x, y, half_width, half_height = self.placing.outward(*shape.bounds())
        left, right = np.min(x - half_width), np.max(x + half_width)
        bottom, top = np.min(y - half_height), np.max(y + half_height)
        return _pixels(-top, -bottom), _pixels(left, right)


def _pixels(low: float, high: float) -> slice:
    # One pixel more on either side, because edges are soft.
    first, last = (low + 1) * (SIZE / 2) - 1, (high + 1) * (SIZE / 2) + 2
    return slice(min(max(int(first), 0), SIZE), min(max(int(last), 0), SIZE))
