"""Numbers in words, for captions, alt texts and screen readers. Its twin is ``numbers.js``."""

from math import floor

from lesson_utils.style import number

__all__ = ["number", "share"]


def share(part: int, whole: int) -> str:
    """Write a share as a percentage, never rounding something to nothing or nearly all to all.

    Parameters
    ----------
    part, whole : int
        Two counts, the first no larger than the second.

    Returns
    -------
    str

    Examples
    --------
    >>> share(48, 100), share(1, 1000), share(999, 1000)
    ('48%', 'less than 1%', 'more than 99%')
    """
    percent = floor(100 * part / whole + 0.5)
    if part and percent == 0:
        return "less than 1%"
    if part < whole and percent == 100:
        return "more than 99%"
    return f"{percent}%"
