"""Draws a share of a collection and writes the pictures to standard output; `collection` starts it, nobody types it."""

import sys

from .collection import draw_share


def main(arguments: list[str]) -> None:
    """Draw the share that the arguments COUNT SEED FIRST STEP name."""
    count, seed, first, step = map(int, arguments)
    for _, pictures in draw_share(count, seed, first, step):
        sys.stdout.buffer.write(pictures.tobytes())


if __name__ == "__main__":
    main(sys.argv[1:])
