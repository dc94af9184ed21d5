"""The visualisers: see what each layer does, on your own picture and your own numbers.

Each one lives in a Python file of its own; its browser side is in ``static/``. They compute in the browser, so they
answer at once and go on working when the kernel is busy or gone. Nothing heavy is imported until one is asked for.
"""

from importlib import import_module
from typing import Any

_HOMES = {"EdgeLab": "edge_lab"}

__all__ = ["EdgeLab"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
