"""What ModelScope shows when it is given nothing: the lesson's untrained network, and a cat."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def example_model() -> Any:
    """Build the network of the episode with the same random weights every time.

    Returns
    -------
    keras.Model
        Untrained. The random state of NumPy, Keras and TensorFlow is left alone.
    """
    import keras

    def start(seed: int) -> Any:
        return keras.initializers.GlorotUniform(seed=seed)

    layers = keras.layers
    inputs = keras.Input(shape=(32, 32, 3), name="image")
    x = layers.Conv2D(16, 3, activation="relu", kernel_initializer=start(1), name="conv2d")(inputs)
    x = layers.MaxPooling2D(2, name="max_pooling2d")(x)
    x = layers.Conv2D(32, 3, activation="relu", kernel_initializer=start(2), name="conv2d_1")(x)
    x = layers.MaxPooling2D(2, name="max_pooling2d_1")(x)
    x = layers.Flatten(name="flatten")(x)
    x = layers.Dense(64, activation="relu", kernel_initializer=start(3), name="dense")(x)
    x = layers.Dense(10, activation="softmax", kernel_initializer=start(4), name="dense_1")(x)
    return keras.Model(inputs, x, name="cifar_model_intro")


def example_image(shape: Sequence[int | None]) -> NDArray[np.uint8]:
    """Return the face of Chelsea, scikit-image's cat (CC0, photographed by Stefan van der Walt), to fit a model.

    Parameters
    ----------
    shape : sequence of int or None
        Height, width (None: 32) and channels.

    Returns
    -------
    numpy.ndarray of shape (height, width, channels), uint8

    Examples
    --------
    >>> example_image((None, 40, 1)).shape
    (32, 40, 1)
    """
    from skimage import data, transform

    height, width = (size or 32 for size in shape[:2])
    face = transform.resize(data.chelsea()[:288, 80:368], (height, width), anti_aliasing=True)
    if shape[2] == 1:
        face = face.mean(axis=-1, keepdims=True)
    return np.floor(face * 255 + 0.5).astype(np.uint8)
