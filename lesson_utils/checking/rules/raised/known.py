"""What Keras knows: activations, paddings, and which settings count, measure or take a word."""

PADDINGS = ("valid", "same", "causal")
COUNTS = ("filters", "units")
SIZES = ("kernel_size", "pool_size", "strides", "dilation_rate")
WORDS = frozenset(["activation", "padding", "data_format", "name", "dtype", "input_shape"])
# What every Keras layer takes besides its own parameters.
LAYER_KEYWORDS = frozenset(["name", "dtype", "trainable", "autocast", "activity_regularizer", "input_shape"])
MODEL_KEYWORDS = ("inputs", "outputs", "name", "trainable")  # the signature of `Model` says only *args, **kwargs


def known_activations() -> list[str]:
    """The names of Keras' activations."""
    import keras

    return [name for name in dir(keras.activations) if name.islower() and not name.startswith("_")]
