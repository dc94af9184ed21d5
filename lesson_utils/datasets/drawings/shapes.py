"""The three shapes that every drawing is made of, as signed distances.

A signed distance says how far a point is from a shape's edge: negative inside, positive outside. It gives smooth edges
at any size without supersampling. The formulas follow Inigo Quilez, https://iquilezles.org/articles/distfunctions2d/
(the ellipse's is his first-order approximation, exact enough for a pixel's edge).

Every number may be a float, the same in all pictures of a batch, or an array of shape (pictures,). The pictures are
the last axis everywhere, so that such an array meets the pixels, shape (height, width, pictures), without reshaping.
"""

from dataclasses import dataclass
from functools import reduce
from typing import Protocol

import numpy as np

Number = float | np.ndarray
Point = tuple[Number, Number]
Box = tuple[Number, Number, Number, Number]
Colour = tuple[float, float, float] | np.ndarray  # red, green, blue from 0 to 1; an array is (3, pictures)


def turned(angle: Number) -> tuple[np.ndarray, np.ndarray]:
    """Give the cosine and the sine, in single precision: a float64 scalar would double the cost of all that follows."""
    single = np.asarray(angle, dtype=np.float32)
    return np.cos(single), np.sin(single)


class Shape(Protocol):
    """What the canvas asks of a shape."""

    @property
    def colour(self) -> Colour:
        """The colour it is filled with."""

    @property
    def opacity(self) -> Number:
        """From 0, invisible, to 1."""

    def bounds(self) -> Box:
        """Give a box that contains the shape: x and y of its centre, half its width, half its height."""

    def distance(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Give the signed distance of every point from the shape's edge."""


@dataclass(frozen=True, eq=False)
class Ellipse:
    """An ellipse around `centre` with the radii `rx` and `ry`, turned anticlockwise by `turn` radians."""

    colour: Colour
    centre: Point
    rx: Number
    ry: Number
    turn: Number = 0.0
    opacity: Number = 1.0

    def bounds(self) -> Box:
        """Give a box that contains the shape: x and y of its centre, half its width, half its height."""
        if isinstance(self.turn, float) and not self.turn:
            return *self.centre, self.rx, self.ry
        reach = np.maximum(self.rx, self.ry)
        return *self.centre, reach, reach

    def distance(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Give the signed distance of every point from the shape's edge."""
        x, y = x - self.centre[0], y - self.centre[1]
        if not isinstance(self.turn, float) or self.turn:
            cos, sin = turned(self.turn)
            x, y = x * cos + y * sin, y * cos - x * sin
        across, upright = 1.0 / self.rx, 1.0 / self.ry
        x *= across
        y *= upright
        level = np.sqrt(x * x + y * y)
        x *= across
        y *= upright
        slope = np.sqrt(x * x + y * y)
        slope += 1e-6
        distance = level * (level - 1.0)
        distance /= slope
        return distance


@dataclass(frozen=True, eq=False)
class Limb:
    """A line from `start` to `end` with round ends, `thick` at its start and `thin` at its end (radii)."""

    colour: Colour
    start: Point
    end: Point
    thick: Number
    thin: Number
    opacity: Number = 1.0

    def bounds(self) -> Box:
        """Give a box that contains the shape: x and y of its centre, half its width, half its height."""
        dx, dy = self.end[0] - self.start[0], self.end[1] - self.start[1]
        wide = np.maximum(self.thick, self.thin)
        return self.start[0] + dx / 2, self.start[1] + dy / 2, np.abs(dx) / 2 + wide, np.abs(dy) / 2 + wide

    def distance(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Give the signed distance of every point from the shape's edge."""
        x, y = x - self.start[0], y - self.start[1]
        dx, dy = self.end[0] - self.start[0], self.end[1] - self.start[1]
        square = dx * dx + dy * dy + 1e-9
        along = x * (dx / square)
        along += y * (dy / square)
        np.maximum(along, 0.0, out=along)
        np.minimum(along, 1.0, out=along)
        x -= along * dx
        y -= along * dy
        return np.sqrt(x * x + y * y) - (along * (self.thin - self.thick) + self.thick)


@dataclass(frozen=True, eq=False)
class Polygon:
    """A convex polygon; `rounding` widens it by that much with soft corners."""

    colour: Colour
    points: tuple[Point, ...]
    rounding: Number = 0.0
    opacity: Number = 1.0

    def bounds(self) -> Box:
        """Give a box that contains the shape: x and y of its centre, half its width, half its height."""
        left, bottom = (reduce(np.minimum, each) for each in zip(*self.points, strict=True))
        right, top = (reduce(np.maximum, each) for each in zip(*self.points, strict=True))
        half_width, half_height = (right - left) / 2, (top - bottom) / 2
        return left + half_width, bottom + half_height, half_width + self.rounding, half_height + self.rounding

    def distance(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Give the signed distance of every point from the lines through the edges, the largest of them."""
        edges = list(zip(self.points, self.points[1:] + self.points[:1], strict=True))
        orientation = np.float32(np.sign(sum(ax * by - bx * ay for (ax, ay), (bx, by) in edges)))
        largest = np.full(np.broadcast_shapes(x.shape, y.shape), -np.inf, dtype=np.float32)
        for (ax, ay), (bx, by) in edges:
            length = np.sqrt(np.float32((bx - ax) ** 2 + (by - ay) ** 2)) + np.float32(1e-6)
            nx, ny = orientation * (by - ay) / length, orientation * (ax - bx) / length
            distance = x * nx
            distance += y * ny
            distance -= ax * nx + ay * ny
            np.maximum(largest, distance, out=largest)
        return largest - self.rounding
