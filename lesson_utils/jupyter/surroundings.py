"""The environment variables that JupyterLab and its notebooks get, from `lab`, from Binder and on a class server."""

import os
from pathlib import Path

from lesson_utils.checkout import ROOT

_HERE = Path(__file__).parent


def surroundings(quick_kernels: bool = False) -> dict[str, str]:
    """The environment variables JupyterLab and its notebooks get.

    `settings/labconfig/page_config.json` switches off JupyterLab's request for news and its search for updates,
    `settings/jupyter_server_config.d` switches on `notebook_files.py` and, where the kernel can, encrypts what the
    server and the kernel tell each other: set here, it holds for this course and leaves the learner's own settings
    alone. The words that a notebook's first cell imports are known before it ran, so that they can say so.

    Parameters
    ----------
    quick_kernels
        Whether kernels are forked from a parent that has imported TensorFlow once (Linux).

    Returns
    -------
    dict of str to str
        By name.
    """
    folders = [_HERE / "settings"]
    if quick_kernels:
        folders.append(_HERE.parent / "quick_kernels" / "jupyter")
    return {
        "PYTHONSTARTUP": os.environ.get("PYTHONSTARTUP") or str(_HERE / "words.py"),
        "JUPYTER_CONFIG_PATH": os.pathsep.join([*map(str, folders), *_already("JUPYTER_CONFIG_PATH")]),
        "PYTHONPATH": os.pathsep.join([str(ROOT), *_already("PYTHONPATH")]),  # conda's environment has no lesson_utils
    }


def _already(variable: str) -> list[str]:
    return [os.environ[variable]] if os.environ.get(variable) else []
