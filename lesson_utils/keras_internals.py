"""The one module that knows Keras' private names. Keras 3.8 to 3.15 keep them; a new release may not: then look here.

The checker and `ModelScope` read through it how layers are connected. Nothing of Keras is loaded by importing it.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any


@dataclass(frozen=True, eq=False)
class Call:
    """One call of a layer or operation on symbolic tensors.

    Attributes
    ----------
    operation : keras.Operation
        What was called; an input layer for what `keras.Input` returned.
    tensor : keras.KerasTensor
        The result that was asked for.
    sources : tuple of Call
        Those whose results it read, in the order of its arguments.
    index : int
        Which of the operation's results `tensor` is.
    arguments : object
        What Keras noted down of the arguments; its `convert` gives them with other tensors.
    within : str
        The names of the models that were opened to get here, each with a slash behind it.
    """

    operation: Any
    tensor: Any
    sources: tuple["Call", ...] = ()
    index: int = 0
    arguments: Any = field(default=None, repr=False)
    within: str = ""


def calls_behind(outputs: Sequence[Any], inputs: Sequence[Any] = ()) -> tuple[list[Call], list[Call]]:
    """Every call that leads to some symbolic tensors; models used as layers are opened up.

    Parameters
    ----------
    outputs : sequence of keras.KerasTensor
        Where to begin reading backwards.
    inputs : sequence of keras.KerasTensor
        Where to stop reading backwards; without them, at the inputs of the network.

    Returns
    -------
    calls : list of Call
        Each after those it reads.
    last : list of Call
        For each of the outputs the call that made it.
    """
    calls = [Call(maker_of(tensor), tensor) for tensor in inputs]
    known = {id(call.tensor): call for call in calls}
    return calls, [_call_behind(tensor, known, calls, "") for tensor in outputs]


def _call_behind(output: Any, known: dict[int, Call], calls: list[Call], within: str) -> Call:
    """With a list instead of recursion: a loop of a learner's may have made thousands of layers."""
    waiting = [output]
    while waiting:
        tensor = waiting[-1]
        operation, node, index = _origin(tensor)
        unread = next((one for one in node.input_tensors if id(one) not in known), None)
        if id(tensor) in known:
            waiting.pop()
        elif unread is not None:
            waiting.append(unread)
        else:
            sources = tuple(known[id(one)] for one in node.input_tensors)
            if is_built_model(operation):
                inside = dict(zip(map(id, operation.inputs), sources, strict=False))
                made = _call_behind(operation.outputs[index], inside, calls, f"{within}{operation.name}/")
            else:
                made = Call(operation, tensor, sources, index, node.arguments, within)
                calls.append(made)
            known[id(tensor)] = made
    return known[id(output)]


def _origin(tensor: Any) -> tuple[Any, Any, int]:
    """What was called to make a symbolic tensor, Keras' note of that call, and which of its results the tensor is."""
    operation, place, index = tensor._keras_history
    return operation, operation._inbound_nodes[place], index


def maker_of(tensor: Any) -> Any:
    """The layer or operation that made a symbolic tensor."""
    return tensor._keras_history[0]


def is_tensor(value: object) -> bool:
    """Whether a value is a symbolic tensor of this Keras. By its type: an object may raise when it is asked."""
    return type(value).__name__ == "KerasTensor" and is_from_keras(type(value))


def is_input(tensor: Any) -> bool:
    """Whether a symbolic tensor is what `keras.Input` returned."""
    return type(maker_of(tensor)).__name__ == "InputLayer"


def is_built_model(operation: Any) -> bool:
    """Whether an operation is a model whose layers can be followed from its inputs to its outputs."""
    return all(hasattr(operation, name) for name in ("layers", "inputs", "outputs"))


def is_from_keras(value: Any) -> bool:
    """Whether a class or function is one of Keras' own."""
    return str(getattr(value, "__module__", "")).split(".")[0] == "keras"


def is_activation_function(function: Any) -> bool:
    """Whether a function is one of those in `keras.activations`."""
    return str(getattr(function, "__module__", "")).startswith("keras.src.activations")


def notes_of_calls(operation: Any) -> tuple[list[Any], list[Any]]:
    """The lists in which an operation notes by which calls it was made part of a network: of it, and of its result."""
    return operation._inbound_nodes, operation._outbound_nodes


def layers_inside(layer: Any) -> list[Any]:
    """A layer or model and all the layers in it, from the outside in."""
    return list(layer._flatten_layers())


def thread_state() -> dict[str, Any]:
    """What Keras keeps for this thread: counters of layer names, the policy for number types, the random generator.

    Empty when Keras is not loaded, or keeps it elsewhere than we know.
    """
    try:
        return vars(sys.modules["keras.src.backend.common.global_state"].GLOBAL_STATE_TRACKER)
    except (KeyError, AttributeError):
        return {}


def class_that_tracks_attributes() -> type | None:
    """The base of Keras' layers that notes down their attributes for saving; None where we do not know it."""
    return getattr(sys.modules.get("keras.src.backend.tensorflow.trackable"), "KerasAutoTrackable", None)


def metrics_given(model: Any) -> Any:
    """The metrics as they were handed to `compile`; None for a model that is not compiled."""
    return getattr(getattr(model, "_compile_metrics", None), "_user_metrics", None)


def loss_weights_given(model: Any) -> Any:
    """The weights of the losses as they were handed to `compile`; None where there are none."""
    return getattr(getattr(model, "_compile_loss", None), "_user_loss_weights", None)


def settings_of_loss(loss: Any) -> dict[str, Any]:
    """The settings that a loss hands on to its function, such as `from_logits`."""
    return dict(getattr(loss, "_fn_kwargs", {}))


def dataset_modules(name: str) -> list[ModuleType]:
    """The modules that offer one of Keras' data sets: it has several homes, and they differ between releases."""
    homes = ("keras", "keras.api", "keras._tf_keras.keras", "keras.api._tf_keras.keras")
    modules = (sys.modules.get(f"{home}.datasets.{name}") for home in homes)
    return [module for module in modules if module is not None]


def keras_home() -> Path:
    """Where Keras keeps downloads and settings: its own rule, without the two seconds of importing it."""
    if "KERAS_HOME" in os.environ:
        return Path(os.environ["KERAS_HOME"])
    home = Path.home()
    return (home if os.access(home, os.W_OK) else Path("/tmp")) / ".keras"


def find_home_again() -> None:
    """Let Keras keep downloads where the environment says now; it has settled that when it was imported."""
    config = sys.modules.get("keras.src.backend.config")
    if config is not None and hasattr(config, "_KERAS_DIR"):
        config._KERAS_DIR = str(keras_home())  # type: ignore[attr-defined]
