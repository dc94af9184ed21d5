"""What FlattenMap says of a cell and its place in the row. Its twin is ``words.js``."""

from lesson_utils.visualise.flatten_map.flattening import cell_at, flat_index

RULE = "index = (row × width + column) × channels + channel"


def forwards(cell: tuple[int, int, int], shape: tuple[int, ...]) -> str:
    """Fill the rule with a cell's numbers.

    Parameters
    ----------
    cell : tuple of int
        Row, column and channel.
    shape : tuple of int
        Height, width and channels.

    Returns
    -------
    str

    Examples
    --------
    >>> forwards((1, 2, 1), (3, 4, 2))
    '(1 × 4 + 2) × 2 + 1 = 13'
    """
    row, column, channel = cell
    return f"({row} × {shape[1]} + {column}) × {shape[2]} + {channel} = {flat_index(cell, shape)}"


def backwards(index: int, shape: tuple[int, ...]) -> str:
    """Find a cell from its index: two divisions, whose remainders are the channel and the column.

    Parameters
    ----------
    index : int
        Counted from 0.
    shape : tuple of int
        Height, width and channels.

    Returns
    -------
    str

    Examples
    --------
    >>> backwards(13, (3, 4, 2))
    '13 = 6 × 2 + 1: pixel 6, channel 1. 6 = 1 × 4 + 2: row 1, column 2.'
    """
    row, column, channel = cell_at(index, shape)
    pixel = index // shape[2]
    return (
        f"{index} = {pixel} × {shape[2]} + {channel}: pixel {pixel}, channel {channel}. "
        f"{pixel} = {row} × {shape[1]} + {column}: row {row}, column {column}."
    )


def cell_in_words(cell: tuple[int, int, int]) -> str:
    """Name a cell.

    Parameters
    ----------
    cell : tuple of int
        Row, column and channel, counted from 0.

    Returns
    -------
    str

    Examples
    --------
    >>> cell_in_words((1, 2, 1))
    'row 1, column 2, channel 1'
    """
    return "row {}, column {}, channel {}".format(*cell)
