"""What a parent imports before it forks: the slow and large packages. Of TensorFlow nothing more than the import."""

import gc
import os
from importlib import import_module

# No module of the course: a new version of it must reach a kernel while an old parent still runs.
PRELOADED = (
    "resource",
    "ipykernel.kernelapp",
    "ipykernel.iostream",
    "debugpy",
    "matplotlib_inline.backend_inline",
    "numpy",
    "keras",
    "tensorflow",
    "ipywidgets",
    "anywidget",
)
INLINE = "module://matplotlib_inline.backend_inline"  # what a kernel sets before anybody imports matplotlib


class NotFreshError(Exception):
    """TensorFlow has begun to compute: it has threads now, and what is forked would wait for them for ever."""


def preload() -> None:
    """Import everything, and lay out memory so that forked kernels leave it shared.

    Raises
    ------
    NotFreshError
        When TensorFlow was not only imported.
    """
    os.environ.setdefault("MPLBACKEND", INLINE)
    os.environ.pop("JPY_PARENT_PID", None)  # ipykernel reads it when it is imported
    for name in PRELOADED:
        import_module(name)
    need_fresh_tensorflow()
    gc.collect()
    gc.freeze()  # the collector writes into every object that it looks at, which would copy its page


def need_fresh_tensorflow() -> None:
    """Refuse to fork where TensorFlow has run an operation.

    Raises
    ------
    NotFreshError
        When it has.
    """
    from tensorflow.python.eager import context

    started = context.context_safe()
    if started is not None and started._initialized:
        raise NotFreshError("TensorFlow has run an operation; kernels cannot be forked any more")
