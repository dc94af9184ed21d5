"""The weights of a dense layer, checked: what `DenseSoftmax` takes from a network."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lesson_utils.visualise.dense_softmax.softmax import dense_logits
from lesson_utils.visualise.kit.row_of_numbers import row_of_numbers

MOST_CLASSES = 20
MOST_INPUTS = 128


class DenseLayer(NamedTuple):
    """A dense layer's weights: one column of the kernel and one bias for each class."""

    kernel: NDArray[np.float64]
    bias: NDArray[np.float64]

    def take(self, inputs: ArrayLike | None) -> tuple[float, ...]:
        """Check what is to come into the layer.

        Parameters
        ----------
        inputs : array_like of shape (n,)
            One number for each row of the kernel.

        Returns
        -------
        tuple of float

        Raises
        ------
        TypeError, ValueError
            If these are not as many numbers as the kernel has rows.
        """
        row = row_of_numbers(() if inputs is None else inputs, "inputs", most=MOST_INPUTS)
        if len(row) != len(self.kernel):
            raise ValueError(
                f"inputs must hold {len(self.kernel)} numbers, one for each row of the kernel, not {len(row)}."
            )
        return row

    def logits(self, inputs: ArrayLike) -> tuple[float, ...]:
        """Compute one number for each class."""
        return tuple(dense_logits(inputs, self.kernel, self.bias).tolist())


def dense_layer(kernel: ArrayLike, bias: ArrayLike | None) -> DenseLayer:
    """Check a layer's weights.

    Parameters
    ----------
    kernel : array_like of shape (n, classes)
        As `layer.get_weights()` gives it.
    bias : array_like of shape (classes,) or None
        None stands for zeros, a layer without bias.

    Returns
    -------
    DenseLayer

    Raises
    ------
    TypeError, ValueError
        If these are not the weights of a dense layer, or too many.

    Examples
    --------
    >>> dense_layer([[1, 0], [0, 2]], None).logits([3, 4])
    (3.0, 8.0)
    """
    try:
        weights = np.asarray(kernel, dtype=np.float64)
    except (TypeError, ValueError):
        raise TypeError(
            "kernel must be an array of numbers; take it from kernel, bias = layer.get_weights()."
        ) from None
    if weights.ndim != 2:
        raise ValueError(
            f"kernel must have the shape (inputs, classes); this one has {weights.shape}. "
            "Take it from a Dense layer: kernel, bias = model.layers[-1].get_weights()."
        )
    inputs, classes = weights.shape
    if not (1 <= inputs <= MOST_INPUTS and 2 <= classes <= MOST_CLASSES):
        raise ValueError(
            f"kernel has the shape {weights.shape}; there is room for 1 to {MOST_INPUTS} inputs and "
            f"2 to {MOST_CLASSES} classes. The last layer of the lesson's network has (64, 10)."
        )
    if not np.isfinite(weights).all():
        raise ValueError("kernel holds NaN or infinity; every number must be finite.")
    biases = np.zeros(classes) if bias is None else np.array(row_of_numbers(bias, "bias", most=MOST_CLASSES))
    if len(biases) != classes:
        raise ValueError(f"bias must hold {classes} numbers, one for each column of the kernel, not {len(biases)}.")
    return DenseLayer(weights, biases)
