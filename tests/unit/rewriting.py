"""Hypothesis strategies that write the same network in many ways, or with one mistake in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

PAIRS = ("kernel_size", "pool_size", "strides")
POSITIONS = {"Conv2D": ("filters", "kernel_size"), "MaxPooling2D": ("pool_size",), "Dense": ("units",), "Flatten": ()}
DEFAULTS = {
    "Conv2D": ("strides=1", "strides=(1, 1)", "padding='valid'", "use_bias=True", "dilation_rate=1", "groups=1"),
    "MaxPooling2D": ("strides=None", "strides=2", "strides=[2, 2]", 'padding="valid"'),
    "Dense": ("use_bias=True", "kernel_regularizer=None", "bias_initializer='zeros'"),
    "Flatten": ("data_format=None", "data_format='channels_last'"),
}
ALIASES = {"Conv2D": ("Conv2D", "Convolution2D"), "MaxPooling2D": ("MaxPooling2D", "MaxPool2D")}
HOMES = {"keras.layers.": "", "tf.keras.layers.": "import tensorflow as tf\n", "layers.": "from keras import layers\n"}


@dataclass(frozen=True)
class Layer:
    """A layer: its class, its settings, its activation."""

    kind: str
    settings: dict[str, int] = field(default_factory=dict)
    activation: str | None = None

    def having(self, **changes: Any) -> "Layer":
        return replace(self, **changes)


CONV = Layer("Conv2D", {"filters": 16, "kernel_size": 3}, "relu")
CONV_2 = Layer("Conv2D", {"filters": 32, "kernel_size": 3}, "relu")
POOL = Layer("MaxPooling2D", {"pool_size": 2})
FLAT = Layer("Flatten")
DENSE = Layer("Dense", {"units": 64}, "relu")
OUTPUT = Layer("Dense", {"units": 10}, "softmax")


# ---- one layer ----


def spelt_value(name: str, value: int) -> st.SearchStrategy[str]:
    pair = [f"({value}, {value})", f"[{value}, {value}]", f"({value},{value})"] if name in PAIRS else []
    return st.sampled_from([str(value), *pair])


def spelt_activation(name: str) -> st.SearchStrategy[str]:
    """As an argument."""
    forms = [f"'{name}'", f'"{name}"', f"keras.activations.{name}", f"keras.activations.get('{name}')"]
    forms += [f"keras.ops.{name}", f"lambda x: keras.ops.{name}(x)", f"keras.layers.Activation('{name}')"]
    forms += {"relu": ["keras.layers.ReLU()"], "softmax": ["keras.layers.Softmax()"]}[name]
    return st.sampled_from(forms)


def activation_behind(name: str) -> st.SearchStrategy[str]:
    """As a step of its own, to be called on the layer's result."""
    as_layer = {"relu": "keras.layers.ReLU()", "softmax": "keras.layers.Softmax()"}[name]
    return st.sampled_from(
        [f"keras.layers.Activation('{name}')", as_layer, f"keras.activations.{name}", f"keras.ops.{name}"]
    )


@st.composite
def spelt(draw: st.DrawFn, layer: Layer, prefix: str, number: int) -> list[str]:
    """The callables that a layer is made of: itself, and perhaps its activation as a step of its own."""
    settings = dict(layer.settings)
    if settings == {"pool_size": 2} and draw(st.booleans()):
        settings = {}  # Keras' own default
    by_position = draw(st.integers(0, len(settings)))
    arguments = [draw(spelt_value(name, settings.pop(name))) for name in POSITIONS[layer.kind][:by_position]]
    named = [f"{name}={draw(spelt_value(name, value))}" for name, value in settings.items()]
    steps = []
    if layer.activation and draw(st.booleans()):
        steps = [draw(activation_behind(layer.activation))]
    elif layer.activation:
        named.append(f"activation={draw(spelt_activation(layer.activation))}")
    if draw(st.booleans()):
        named.append(draw(st.sampled_from(DEFAULTS[layer.kind])))
    if draw(st.booleans()):
        named.append(f"name='step_{number}'")
    kind = draw(st.sampled_from(ALIASES.get(layer.kind, (layer.kind,))))
    between = draw(st.sampled_from([", ", ",", ",\n    "]))
    return [f"{prefix}{kind}({between.join([*arguments, *draw(st.permutations(named))])})", *steps]


# ---- several layers, from `start` to `end` ----


@st.composite
def chain(draw: st.DrawFn, layers: Sequence[Layer], start: str, end: str) -> str:
    """Code that puts layers one after the other, in one of many forms."""
    prefix = draw(st.sampled_from(sorted(HOMES)))
    steps = [step for number, layer in enumerate(layers) for step in draw(spelt(layer, prefix, number))]
    return HOMES[prefix] + draw(st.sampled_from(FORMS))(steps, start, end)


def line_by_line(steps: list[str], start: str, end: str) -> str:
    sources = [start, *[end] * len(steps)]
    return "\n".join(f"{end} = {step}({source})" for step, source in zip(steps, sources, strict=False))


def with_names_between(steps: list[str], start: str, end: str) -> str:
    names = [start, *(f"h{number}" for number in range(len(steps) - 1)), end]
    return "\n".join(f"{names[number + 1]} = {step}({names[number]})" for number, step in enumerate(steps))


def nested(steps: list[str], start: str, end: str) -> str:
    inner = start
    for step in steps:
        inner = f"{step}({inner})"
    return f"{end} = (\n    {inner}  # from the inside out\n)"


def layers_first(steps: list[str], start: str, end: str) -> str:
    made = "\n".join(f"layer_{number} = {step}" for number, step in enumerate(steps))
    return f"{made}\n\n{line_by_line([f'layer_{number}' for number in range(len(steps))], start, end)}"


def in_a_loop(steps: list[str], start: str, end: str) -> str:
    return f"{end} = {start}\nfor step in [{', '.join(steps)}]:\n    {end} = step({end})"


def in_a_helper(steps: list[str], start: str, end: str) -> str:
    body = "\n".join(f"    values = {step}(values)" for step in steps)
    return f"def put_on_top(values):\n    # a comment\n{body}\n    return values\n\n{end} = put_on_top({start})"


def with_comments(steps: list[str], start: str, end: str) -> str:
    return "# Part 2\n\n" + line_by_line(steps, start, end).replace(f"\n{end} =", f"  # done\n\n# next\n{end} =")


def in_a_sequential(steps: list[str], start: str, end: str) -> str:
    kept = [step if "layers." in step else f"keras.layers.Activation({step})" for step in steps]
    return f"{end} = keras.Sequential([{', '.join(kept)}])({start})"


FORMS = [line_by_line, with_names_between, nested, layers_first, in_a_loop, in_a_helper, with_comments, in_a_sequential]


# ---- input and whole models ----


def spelt_input(start: str) -> st.SearchStrategy[str]:
    shapes = ["train_images.shape[1:]", "(32, 32, 3)", "[32, 32, 3]", "train_images[0].shape", "tuple([32, 32, 3])"]
    shapes += ["(32,) * 2 + (3,)", "train_images.shape[-3:]"]
    makers = st.sampled_from(["keras.Input", "keras.layers.Input"])
    more = st.sampled_from(["", ", name='images'", ", dtype='float32'", ", batch_size=None"])
    label = st.sampled_from(["shape=", ""])
    return st.builds(
        lambda maker, label, shape, more: f"{start} = {maker}({label}{shape}{more})",
        makers,
        label,
        st.sampled_from(shapes),
        more,
    )


@st.composite
def model_function(draw: st.DrawFn, layers: Sequence[Layer]) -> str:
    """`create_model_intro`, with the layers spelt in some way."""
    body = f"{draw(spelt_input('first'))}\n{draw(chain(layers, 'first', 'last'))}"
    ends = draw(st.sampled_from(["inputs=first, outputs=last", "first, last", "[first], [last]"]))
    lines = [*body.splitlines(), f"model = keras.Model({ends}, name='cifar_model_intro')", "return model"]
    return "def create_model_intro():\n" + "\n".join(f"    {line}" for line in lines)
