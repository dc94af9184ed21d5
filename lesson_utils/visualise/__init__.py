"""The visualisers: see what each layer does, on your own picture and your own numbers.

Each one lives in a folder of its own, and so does its browser side, in ``static/``. What they share is in ``kit/`` (the
class they come from, words, pictures) and in ``static/kit/``. They compute in the browser, so they answer at once and
go on working when the kernel is busy or gone. Nothing heavy is imported until one is asked for.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "ChannelMixer": "channel_mixer.channel_mixer",
    "DenseSoftmax": "dense_softmax.dense_softmax",
    "EdgeLab": "edge_lab.edge_lab",
    "FlattenMap": "flatten_map.flatten_map",
    "ModelScope": "model_scope.model_scope",
    "NeuronDial": "neuron_dial.neuron_dial",
    "PoolStep": "pool_step.pool_step",
    "SlideStep": "slide_step.slide_step",
}

__all__ = ["ChannelMixer", "DenseSoftmax", "EdgeLab", "FlattenMap", "ModelScope", "NeuronDial", "PoolStep", "SlideStep"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
