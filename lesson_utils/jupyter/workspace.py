"""Which tabs and side bars JupyterLab shows: remembered for the course apart from the learner's other projects."""

import json
import os
from pathlib import Path

FOLDER = "JUPYTERLAB_WORKSPACES_DIR"  # JupyterLab's own environment variable
_NAME = "default"
# A notebook gets the whole width: at 900 pixels, or enlarged, a file browser beside it leaves too little.
_FIRST_LAYOUT = {
    "layout-restorer:data": {
        "left": {"collapsed": True, "visible": True, "widgets": []},
        "right": {"collapsed": True, "visible": True, "widgets": []},
        "relativeSizes": [0, 1, 0],
        "top": {"simpleVisibility": True},
    }
}


def own_workspaces(purpose: str = "") -> dict[str, str]:
    """Give JupyterLab a folder of the course's own for its layouts; the first has its side bars closed.

    Parameters
    ----------
    purpose : str
        What the layouts are for, where they are to be kept apart from the learner's.

    Returns
    -------
    dict of str to str
        The environment variable to set; nothing where no such folder can be made.
    """
    from jupyterlab_server.workspaces_handler import WORKSPACE_EXTENSION, WorkspacesManager

    from lesson_utils.datasets.home import course_home

    try:
        folder = Path(os.environ.get(FOLDER) or course_home() / "jupyterlab") / purpose
        if not list(folder.glob(f"*{WORKSPACE_EXTENSION}")):
            WorkspacesManager(str(folder)).save(_NAME, json.dumps({"data": _FIRST_LAYOUT, "metadata": {"id": _NAME}}))
    except OSError:
        return {}  # a read-only or full disk: the side bar is open, the lesson goes on
    return {FOLDER: str(folder)}
