"""How many numbers a layer learns, as a formula somebody can check by hand."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import prod


def parameter_count(shapes: Iterable[Sequence[int]]) -> int:
    """Count the numbers in a layer's weights.

    Parameters
    ----------
    shapes : iterable of sequences of int
        The shape of each weight array.

    Returns
    -------
    int

    Examples
    --------
    >>> parameter_count([(3, 3, 3, 16), (16,)])
    448
    """
    return sum(prod(shape) for shape in shapes)


def parameter_formula(shapes: Iterable[Sequence[int]]) -> str:
    """Write the count of a layer's parameters as a sum of products.

    Parameters
    ----------
    shapes : iterable of sequences of int
        The shape of each weight array, as Keras keeps them: the kernel first, then the bias.

    Returns
    -------
    str
        Only ``"0"`` for a layer without parameters.

    Examples
    --------
    A convolution, a dense layer, a batch normalisation (gamma, beta, mean, variance) and a pooling layer:

    >>> parameter_formula([(3, 3, 3, 16), (16,)])
    '3 x 3 x 3 x 16 + 16 = 448'
    >>> parameter_formula([(1152, 64), (64,)])
    '1,152 x 64 + 64 = 73,792'
    >>> parameter_formula([(16,), (16,), (16,), (16,)])
    '4 x 16 = 64'
    >>> parameter_formula([])
    '0'
    """
    listed = [tuple(shape) for shape in shapes]
    if not listed:
        return "0"
    terms = [_term(shape, len(list(same))) for shape, same in groupby(listed)]
    sum_of_products = " + ".join(terms)
    total = f"{parameter_count(listed):,}"
    return total if sum_of_products == total else f"{sum_of_products} = {total}"


def _term(shape: tuple[int, ...], times: int) -> str:
    factors = [*([times] if times > 1 else []), *(shape or (1,))]
    return " x ".join(f"{factor:,}" for factor in factors)
