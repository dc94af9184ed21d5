"""Chance, in the form the drawings need it: one number, one yes or no, one colour for each picture of a batch."""

from collections.abc import Sequence

import numpy as np

from .shapes import Colour


class Vary:
    """Random choices for a batch of pictures, each of shape (pictures,).

    Only `Generator.random` is used: of all of NumPy's distributions the uniform one is the least likely to change
    from one release to the next, and everybody should see the same pictures.

    Parameters
    ----------
    random : numpy.random.Generator
        The source of chance.
    count : int
        The number of pictures in the batch.
    """

    def __init__(self, random: np.random.Generator, count: int):
        self.random = random
        self.count = count

    def between(self, low: float, high: float) -> np.ndarray:
        """Give a number from `low` to `high`, all equally likely."""
        return self.random.random(self.count, dtype=np.float32) * (high - low) + low

    def often(self, chance: float) -> np.ndarray:
        """Give 1 with this chance, else 0."""
        return (self.between(0, 1) < chance).astype(np.float32)

    def colour(self, palette: Sequence[tuple[float, float, float]], spread: float = 0.06) -> np.ndarray:
        """Give one of the colours, each channel shifted a little and the whole made lighter or darker."""
        chosen = np.asarray(palette, dtype=np.float32)[self.between(0, len(palette)).astype(int) % len(palette)].T
        return np.clip(chosen * self.between(0.8, 1.15) + self.tint(spread), 0.02, 0.98)

    def tint(self, spread: float) -> np.ndarray:
        """Give a shift of red, green and blue, shape (3, pictures), from -spread to spread."""
        return self.random.random((3, self.count), dtype=np.float32) * (2 * spread) - spread

    def field(self, cells: int) -> np.ndarray:
        """Give smooth noise from -1 to 1, shape (32, 32, pictures): random values on a grid, interpolated."""
        grid = self.random.random((cells, cells, self.count), dtype=np.float32) * 2.0 - 1.0
        place = np.linspace(0, cells - 1, 32)
        before = np.minimum(place.astype(int), cells - 2)
        part = (place - before).astype(np.float32)[:, np.newaxis, np.newaxis]
        for _ in range(2):  # along the rows, then, with the axes exchanged, along the columns
            grid = grid[before] + part * (grid[before + 1] - grid[before])
            grid = grid.swapaxes(0, 1)
        return grid


def darker(colour: Colour, factor: float = 0.6) -> np.ndarray:
    """Give the same colour in the shade (or, with a factor above 1, in the light)."""
    return np.clip(np.asarray(colour, dtype=np.float32) * factor, 0.0, 1.0)
