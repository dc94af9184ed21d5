"""What people bring along from elsewhere: PyTorch, the first TensorFlow, older Keras, other words for one thing."""

# Names of arguments elsewhere, and what Keras calls them; the first one that the layer knows is meant.
ARGUMENTS = {
    "out_channels": ("filters",),
    "num_filters": ("filters",),
    "nb_filter": ("filters",),
    "n_filters": ("filters",),
    "channels": ("filters",),
    "features": ("filters", "units"),
    "num_outputs": ("filters", "units"),
    "out_features": ("units",),
    "output_dim": ("units",),
    "classes": ("units",),
    "num_classes": ("units",),
    "neurons": ("units",),
    "n_neurons": ("units",),
    "nodes": ("units",),
    "size": ("kernel_size", "pool_size", "units", "shape"),
    "filter_size": ("kernel_size",),
    "kernel": ("kernel_size",),
    "ksize": ("kernel_size", "pool_size"),
    "kernel_size": ("pool_size",),
    "window": ("pool_size", "kernel_size"),
    "window_size": ("pool_size", "kernel_size"),
    "pool": ("pool_size",),
    "stride": ("strides",),
    "subsample": ("strides",),
    "border_mode": ("padding",),
    "pad": ("padding",),
    "act": ("activation",),
    "activation_fn": ("activation",),
    "activation_function": ("activation",),
    "nonlinearity": ("activation",),
    "func": ("activation",),
    "lr": ("learning_rate",),
    "nb_epoch": ("epochs",),
    "n_epochs": ("epochs",),
    "input_shape": ("shape",),
    "dim": ("shape", "units", "axis"),
    "size_of_input": ("shape",),
    "input": ("inputs",),
    "output": ("outputs",),
}
# Arguments that Keras does not need: it sees them from what the layer reads.
WORKED_OUT = frozenset(["in_channels", "in_features", "input_dim", "input_size", "num_inputs"])
# Layers elsewhere, and what Keras calls them.
LAYERS = {
    "linear": "Dense",
    "fullyconnected": "Dense",
    "fully_connected": "Dense",
    "fc": "Dense",
    "convolution": "Conv2D",
    "conv": "Conv2D",
    "maxpool": "MaxPooling2D",
    "max_pool": "MaxPooling2D",
    "max_pool2d": "MaxPooling2D",
    "maxpooling": "MaxPooling2D",
    "maxpool2d": "MaxPooling2D",
    "pooling": "MaxPooling2D",
    "pooling2d": "MaxPooling2D",
    "view": "Flatten",
    "flat": "Flatten",
    "unravel": "Flatten",
    "outputlayer": "Dense",
    "output": "Dense",
    "ravel": "Flatten",
}
# Short names under which other libraries are imported, and what they are.
LIBRARIES = {
    "nn": "PyTorch",
    "torch": "PyTorch",
    "F": "PyTorch",
    "tf": "TensorFlow",
    "tensorflow": "TensorFlow",
    "K": "the Keras backend",
    "sklearn": "scikit-learn",
    "np": "NumPy",
    "numpy": "NumPy",
    "pd": "pandas",
    "plt": "Matplotlib",
    "jax": "JAX",
    "flax": "Flax",
    "mx": "MXNet",
}
# Methods of other libraries, and of what there.
_OF_A_TABLE = "tables of pandas"
_OF_TORCH = "PyTorch"
METHODS = dict.fromkeys(["value_counts", "nunique", "groupby", "describe", "iloc", "loc", "head", "tail"], _OF_A_TABLE)
METHODS |= dict.fromkeys(["to_numpy", "apply", "isin", "fillna", "dropna", "drop_duplicates", "sample"], _OF_A_TABLE)
METHODS |= dict.fromkeys(["parameters", "state_dict", "zero_grad", "backward", "cuda", "cpu", "eval"], _OF_TORCH)
METHODS |= dict.fromkeys(["forward", "unsqueeze", "permute", "float", "long", "detach", "requires_grad"], _OF_TORCH)
METHODS |= dict.fromkeys(["predict_proba", "fit_transform", "fit_predict", "score"], "scikit-learn's models")
# How other languages write Python's own constants.
CONSTANTS = {"true": "True", "false": "False", "none": "None", "null": "None", "nil": "None", "TRUE": "True"}
CONSTANTS |= {"FALSE": "False", "NONE": "None", "NULL": "None", "undefined": "None"}
