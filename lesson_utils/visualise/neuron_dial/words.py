"""A neuron's arithmetic, written out in one line. Its twin is in ``neuron.js``."""

from collections.abc import Sequence

from lesson_utils.visualise.kit.words import number
from lesson_utils.visualise.neuron_dial.neuron import ACTIVATIONS, activate, weighted_sum

DECIMALS = 3


def ledger_line(inputs: Sequence[float], weights: Sequence[float], bias: float) -> str:
    """Write out the weighted sum, negative numbers in brackets where they follow a sign.

    Examples
    --------
    >>> ledger_line([2, 1], [0.5, -1.5], 3)
    '2 × 0.5 + 1 × (−1.5) + 3 = 2.5'
    """
    products = [f"{_factor(value)} × {_factor(weight)}" for value, weight in zip(inputs, weights, strict=True)]
    total = weighted_sum(inputs, weights, bias)
    return f"{' + '.join([*products, _factor(bias)])} = {number(total, DECIMALS)}"


def output_line(total: float, activation: str) -> str:
    """Write out what the activation makes of the sum.

    Examples
    --------
    >>> output_line(-1, "relu")
    'ReLU(−1) = 0'
    """
    output = number(activate(total, activation), DECIMALS)
    return f"{ACTIVATIONS[activation].title}({number(total, DECIMALS)}) = {output}"


def _factor(value: float) -> str:
    text = number(value, DECIMALS)
    return f"({text})" if value < 0 and text != "0" else text
