"""Keras models for the tests of ModelScope: the lesson's own, and random ones with all that the browser can run."""

import keras
import numpy as np

L = keras.layers
ACTIVATIONS = ["relu", "linear", "sigmoid", "tanh", "elu", "selu", "gelu", "silu", "softplus", "softsign"]
ACTIVATIONS += ["hard_sigmoid", "exponential", "leaky_relu", "relu6"]


def lesson_model(seed: int = 7) -> keras.Model:
    """The network of the episode, untrained, the same at every run."""
    start = [keras.initializers.GlorotUniform(seed=seed + at) for at in range(4)]
    inputs = keras.Input((32, 32, 3))
    x = L.Conv2D(16, 3, activation="relu", kernel_initializer=start[0], name="conv2d")(inputs)
    x = L.MaxPooling2D(name="max_pooling2d")(x)
    x = L.Conv2D(32, 3, activation="relu", kernel_initializer=start[1], name="conv2d_1")(x)
    x = L.MaxPooling2D(name="max_pooling2d_1")(x)
    x = L.Flatten(name="flatten")(x)
    x = L.Dense(64, activation="relu", kernel_initializer=start[2], name="dense")(x)
    outputs = L.Dense(10, activation="softmax", kernel_initializer=start[3], name="dense_1")(x)
    return keras.Model(inputs, outputs, name="cifar_model_intro")


def dropout_model() -> keras.Model:
    """The network with a third convolution and dropout: ten layers with the input."""
    inputs = keras.Input((32, 32, 3))
    x = L.MaxPooling2D()(L.Conv2D(32, 3, activation="relu")(inputs))
    x = L.MaxPooling2D()(L.Conv2D(64, 3, activation="relu")(x))
    x = L.Dropout(0.5)(L.Conv2D(64, 3, activation="relu")(x))
    x = L.Dense(64, activation="relu")(L.Flatten()(x))
    return keras.Model(inputs, L.Dense(10, activation="softmax")(x), name="cifar_model_dropout")


def shake(model: keras.Model, random: np.random.Generator) -> keras.Model:
    """Give every weight a random number: biases and averages that are 0 or 1 would hide mistakes."""
    for weight in model.weights:
        size = 1 / np.sqrt(max(1, np.prod(weight.shape[:-1])))  # keeps sums of many products near 1
        low = 0.2 if "variance" in weight.path else -size
        weight.assign(random.uniform(low, 1.2 * size, weight.shape).astype("float32"))
    return model


def small_model() -> keras.Model:
    """A small network, with random weights, whose layers have short names."""
    inputs = keras.Input((8, 8, 1), name="image")
    x = L.Conv2D(2, 3, name="conv")(inputs)
    x = L.Flatten(name="flat")(x)
    return shake(keras.Model(inputs, L.Dense(3, name="out")(x), name="small"), np.random.default_rng(0))


def row_of(*layers: keras.Layer, shape: tuple[int | None, ...] = (8, 8, 1)) -> keras.Model:
    """One layer after the other."""
    return keras.Sequential([keras.Input(shape), *layers])


def random_model(seed: int) -> tuple[keras.Model, np.ndarray]:
    """A network of random layers, settings and branches, with random weights, and an image for it."""
    random = np.random.default_rng(seed)
    height, width, channels = (int(random.integers(9, 19)), int(random.integers(9, 19)), int(random.choice([1, 3])))
    inputs = keras.Input((height, width, channels))
    x = inputs
    for _ in range(int(random.integers(3, 7))):
        x = _random_step(x, random)
    x = [L.Flatten(), L.GlobalAveragePooling2D(), L.GlobalMaxPooling2D(keepdims=True), L.Dense(6)][random.integers(4)](
        x
    )
    if len(x.shape) == 4:
        x = L.Reshape((-1,))(x)
    x = L.Dense(int(random.integers(3, 9)), activation=_activation(random))(x)
    x = L.Dense(int(random.integers(2, 7)), activation=str(random.choice(["softmax", "linear", "sigmoid"])))(x)
    model = shake(keras.Model(inputs, x), random)
    return model, random.uniform(size=(height, width, channels)).astype("float32")


def _activation(random: np.random.Generator) -> str:
    return str(random.choice(ACTIVATIONS))


def _random_step(x: keras.KerasTensor, random: np.random.Generator) -> keras.KerasTensor:  # noqa: C901, PLR0911 - one for each kind of layer
    def pick(low: int, high: int) -> int:
        return int(random.integers(low, high + 1))

    size = (pick(1, 4), pick(1, 4))
    padding = str(random.choice(["valid", "same"])) if min(x.shape[1:3]) > 4 else "same"
    step = (
        {"strides": pick(1, 2)}
        if random.random() < 0.5
        else {"dilation_rate": (1 if padding == "valid" else pick(1, 2))}
    )
    maps = x.shape[-1]
    kind = pick(0, 12)
    if kind <= 2:
        groups = int(random.choice([one for one in (1, 2, 3) if maps % one == 0]))
        return L.Conv2D(
            groups * pick(1, 3), size, padding=padding, groups=groups, use_bias=random.random() < 0.8,
            activation=_activation(random), **step,
        )(x)  # fmt: skip
    if kind == 3:
        return L.DepthwiseConv2D(size[0], depth_multiplier=pick(1, 2), padding=padding, activation=_activation(random))(
            x
        )
    if kind == 4:
        return L.SeparableConv2D(pick(2, 5), size, padding=padding, strides=pick(1, 2), activation=_activation(random))(
            x
        )
    if kind in (5, 6):
        layer = L.MaxPooling2D if kind == 5 else L.AveragePooling2D
        return layer(size, strides=(None, 1, 2)[pick(0, 2)], padding=padding)(x)
    if kind == 7:
        return L.ReLU(negative_slope=0.1, max_value=2.5, threshold=0.2)(
            L.BatchNormalization(scale=random.random() < 0.5)(x)
        )
    if kind == 8:
        return L.LeakyReLU()(L.ZeroPadding2D(((pick(0, 2), 1), (0, pick(0, 2))))(L.Dropout(0.4)(x)))
    if kind == 9:
        branches = [L.Conv2D(4, pick(1, 3), padding="same", activation=_activation(random))(x) for _ in range(3)]
        merge = [L.Add, L.Subtract, L.Multiply, L.Average, L.Maximum, L.Minimum][pick(0, 5)]
        return merge()(branches[:2] if merge is L.Subtract else branches)
    if kind == 10:
        return L.Concatenate()([x, L.Softmax()(x), L.Conv2D(2, 3, padding="same")(x)])
    if kind == 11:
        return (
            L.UpSampling2D((2, 1))(L.Rescaling(0.5, -0.1)(L.Cropping2D(1)(x))) if min(x.shape[1:3]) > 4 else x * 0.5 + 1
        )
    block = keras.Sequential([L.Identity(), L.Conv2D(3, 2, padding="same"), L.ELU(0.7), L.SpatialDropout2D(0.2)])
    return keras.ops.relu(block(x) - 0.1)
