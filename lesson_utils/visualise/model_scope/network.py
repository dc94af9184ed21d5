"""A network as a plain list of layers, and what it makes of an image.

The browser's twin is ``network.js``.

Nothing here knows Keras: `keras_layers` translates the learner's model into this description, which NumPy runs here
and the browser runs there.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lesson_utils.visualise.model_scope.layer import Layer
from lesson_utils.visualise.model_scope.network_activations import activate
from lesson_utils.visualise.model_scope.network_layers import OPERATIONS


def run_network(
    layers: Sequence[Layer], image: ArrayLike, unknown: Mapping[int, Callable[..., NDArray]] | None = None
) -> list[NDArray[np.float32]]:
    """Compute what every layer of a network makes of an image.

    Parameters
    ----------
    layers : sequence of Layer
        Each after those it reads; the first one is the input.
    image : array_like of shape (height, width, channels)
        What enters the network.
    unknown : mapping of int to callable, optional
        For the places of unknown layers, what computes them from the arrays they read.

    Returns
    -------
    list of numpy.ndarray, float32
        The output of each layer, the image itself first.

    Raises
    ------
    ValueError
        If the image has another shape than the input, or nothing is there to compute an unknown layer.

    Examples
    --------
    >>> picture = Layer("input", "InputLayer", "input", (2, 2, 1))
    >>> pool = Layer("pool", "GlobalMaxPooling2D", "global_max_pooling2d", (1,), (0,))
    >>> run_network([picture, pool], [[[1], [2]], [[7], [3]]])[1]
    array([7.], dtype=float32)
    """
    values = [np.asarray(image, dtype=np.float32)]
    if values[0].shape != layers[0].shape:
        raise ValueError(f"this network reads images of shape {layers[0].shape}; this one has {values[0].shape}.")
    for place, layer in enumerate(layers[1:], start=1):
        inputs = [values[source] for source in layer.sources]
        if layer.operation in OPERATIONS:
            with np.errstate(over="ignore", invalid="ignore"):
                result = activate(OPERATIONS[layer.operation](inputs, layer), layer.settings.get("activation"))
        elif unknown and place in unknown:
            result = unknown[place](*inputs)
        else:
            raise ValueError(f"only Keras can compute {layer.name!r}, a layer of the kind {layer.kind}.")
        values.append(result.reshape(layer.shape).astype(np.float32, copy=False))
    return values
