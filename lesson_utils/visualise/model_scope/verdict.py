"""What a network says of one image, and what can be said of the network."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lesson_utils.visualise.model_scope.model import ReadModel


@dataclass(frozen=True, eq=False)
class Verdict:
    """What one version of a network says of an image.

    Attributes
    ----------
    version : str
        Its name; empty for a model that stands alone.
    untrained : bool
        Whether it looks as freshly made.
    probabilities : numpy.ndarray of shape (classes,)
        What comes out; softmax of it where logits come out.
    """

    version: str
    untrained: bool
    probabilities: NDArray


def verdict(version: str, read: ReadModel, values: Sequence[NDArray]) -> Verdict:
    """Gather what a version says.

    Parameters
    ----------
    version : str
        Its name.
    read : ReadModel
        The version itself.
    values : sequence of numpy.ndarray
        What its layers make of the image.

    Returns
    -------
    Verdict
    """
    output = values[read.output]
    if read.scores == "logits":
        powers = np.exp(output - output.max())
        output = powers / powers.sum()
    return Verdict(version, read.untrained, output)
