"""A user's own settings that are read while packages are imported: too late for them in a forked kernel.

Whoever has such settings gets an ordinary start, in which they hold.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from lesson_utils.quick_kernels.preloading import INLINE

# The environment variables, and what holds where one is not set.
_READ_BY_IMPORTS = dict.fromkeys(
    (
        "KERAS_NNX_ENABLED",
        "KERAS_MAX_EPOCHS",
        "KERAS_MAX_STEPS_PER_EPOCH",
        "TF_ENABLE_ONEDNN_OPTS",
        "TF_USE_LEGACY_KERAS",
        "TF_XLA_FLAGS",
        "XLA_FLAGS",
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "LD_PRELOAD",
        "LD_LIBRARY_PATH",
        "PYTHONDEVMODE",
        "PYTHONHASHSEED",
        "PYTHONMALLOC",
        "PYTHONOPTIMIZE",
        "PYTHONUTF8",
        "PYTHONWARNINGS",
    ),
    "",
) | {"KERAS_BACKEND": "tensorflow", "MPLBACKEND": INLINE}


def needs_ordinary_start(wanted: Mapping[str, str], parents: Mapping[str, str], folder: Path) -> str:
    """Say which of a user's settings a forked kernel could not follow.

    Parameters
    ----------
    wanted
        The environment that the kernel is to have.
    parents
        The environment in which the parent has imported everything.
    folder
        Where the kernel is to start.

    Returns
    -------
    str
        The reason for an ordinary start; empty where there is none.
    """
    for name, otherwise in _READ_BY_IMPORTS.items():
        if (wanted.get(name) or otherwise) != (parents.get(name) or otherwise):
            return f"{name} is set to something else than when the parent was started"
    home = Path(wanted.get("HOME") or "/nonexistent")
    for file in _matplotlib_files(wanted, home, folder):
        if file.exists():
            return f"matplotlib has settings of its own in {file}"
    settings = Path(wanted.get("KERAS_HOME") or home / ".keras") / "keras.json"
    return f"Keras has settings of its own in {settings}" if _changes_keras(settings) else ""


def _matplotlib_files(wanted: Mapping[str, str], home: Path, folder: Path) -> list[Path]:
    own = Path(wanted.get("MPLCONFIGDIR") or Path(wanted.get("XDG_CONFIG_HOME") or home / ".config") / "matplotlib")
    named = [Path(wanted["MATPLOTLIBRC"])] if wanted.get("MATPLOTLIBRC") else []
    return [folder / "matplotlibrc", *named, own / "matplotlibrc", own / "stylelib"]


def _changes_keras(file: Path) -> bool:
    """Whether the file, which Keras itself writes at its first import, says anything else than Keras' own choice."""
    import keras

    here = {
        "backend": keras.config.backend(),
        "floatx": keras.config.floatx(),
        "epsilon": keras.config.epsilon(),
        "image_data_format": keras.config.image_data_format(),
    }
    try:
        said = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return False
    return isinstance(said, dict) and any(said.get(name, value) != value for name, value in here.items())
