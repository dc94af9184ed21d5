"""What `lab --present` gives JupyterLab on top: large type, the button and the key, the notes' page, a fresh layout."""

import os
from pathlib import Path

from lesson_utils.jupyter.workspace import own_workspaces

_HERE = Path(__file__).parent
EXTENSIONS = _HERE / "labextensions"


def presenting(surroundings: dict[str, str]) -> dict[str, str]:
    """Add to the environment variables that JupyterLab gets.

    Parameters
    ----------
    surroundings : dict of str to str
        Those of every start.

    Returns
    -------
    dict of str to str
        The same, with the instructor's settings in front. What is done while presenting is not kept as progress.
    """
    before = surroundings["JUPYTER_CONFIG_PATH"]
    return {
        **surroundings,
        **own_workspaces("presenting"),
        "JUPYTER_CONFIG_PATH": os.pathsep.join([str(_HERE / "settings"), before]),
        "BUILD_A_CNN_PRESENTING": "1",
        "BUILD_A_CNN_PROGRESS": "kernel",
    }
