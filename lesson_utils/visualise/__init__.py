"""The visualisers: see what each layer does, on your own picture and your own numbers.

``VISUALISERS`` and ``OF_RESULTS`` are the one list of them, in the order of the lesson; ``lesson_utils``, the tests and
the documentation take theirs from it. Each lives in a folder named after its class: ``SlideStep`` in ``slide_step/``,
its Python, its JavaScript and its style sheet side by side. What several share is in ``kit/`` and ``sliding/``. They
compute in the browser, so they answer at once and go on working when the kernel is busy or gone.

Nothing heavy is imported until one is asked for. ``lesson_utils/__init__.py`` reads this file, so Python 3.6 must too.
"""

VISUALISERS = (
    "NeuronDial",
    "SlideStep",
    "ChannelMixer",
    "EdgeLab",
    "PoolStep",
    "FlattenMap",
    "DenseSoftmax",
    "ModelScope",
)

# These show what a trained network says, and so need its results.
OF_RESULTS = ("ConfusionGrid", "PredictionSheet")

__all__ = [*VISUALISERS, *OF_RESULTS]

TYPE_CHECKING = False  # editors and mypy read this name as true; importing typing for it would cost milliseconds
if TYPE_CHECKING:
    from typing import Any


def folder_of(visualiser: str) -> str:
    """Return the name of a visualiser's folder, and of its main module there.

    Parameters
    ----------
    visualiser : str
        The name of its class.

    Returns
    -------
    str

    Examples
    --------
    >>> folder_of("SlideStep")
    'slide_step'
    """
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in visualiser).lstrip("_")


def __getattr__(name: str) -> "Any":
    if name not in __all__:
        raise AttributeError("module {!r} has no attribute {!r}".format(__name__, name))
    from importlib import import_module

    folder = folder_of(name)
    return getattr(import_module("{}.{}.{}".format(__name__, folder, folder)), name)


def __dir__() -> list:
    return sorted([*globals(), *__all__])
