"""What softmax found, in words. Its twin is in ``softmax.js``."""

from collections.abc import Sequence

from lesson_utils.visualise.dense_softmax.softmax import softmax
from lesson_utils.visualise.kit.words import number

DECIMALS = 3


def ranking(logits: Sequence[float]) -> list[int]:
    """List the places of the logits from the largest to the smallest; of equals the first comes first.

    Examples
    --------
    >>> ranking([1, 3, 1])
    [1, 0, 2]
    """
    return sorted(range(len(logits)), key=lambda at: (-logits[at], at))


def first_two(names: Sequence[str], logits: Sequence[float]) -> str:
    """Say which two classes come first.

    Parameters
    ----------
    names : sequence of str
        At least two.
    logits : sequence of float
        As many.

    Returns
    -------
    str

    Examples
    --------
    >>> first_two(["cat", "dog"], [1, 1])
    'Largest: cat and dog, both with 0.5. All 2 add up to 1.'
    """
    first, second = ranking(logits)[:2]
    probabilities = softmax(logits)
    best = number(float(probabilities[first]), DECIMALS)
    if logits[first] == logits[second]:
        order = f"{names[first]} and {names[second]}, both with {best}"
    else:
        order = (
            f"{names[first]} with {best}, then {names[second]} with {number(float(probabilities[second]), DECIMALS)}"
        )
    return f"Largest: {order}. All {len(names)} add up to 1."
