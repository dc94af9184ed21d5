"""A Unix user for each person of the class, as The Littlest JupyterHub makes them: `jupyter-NAME`, with a home."""

import pwd
import subprocess
from pathlib import Path

HOMES = Path("/home")


def make(name: str) -> None:
    """Make a Unix user without a password, unless there is one already; nobody else may look into the home.

    Parameters
    ----------
    name
        The Unix user's name.

    Raises
    ------
    subprocess.CalledProcessError
        When the system refuses.
    """
    try:
        pwd.getpwnam(name)
    except KeyError:
        options = ["--create-home", "--home-dir", str(HOMES / name), "--key", "HOME_MODE=0700", "--shell", "/bin/bash"]
        subprocess.run(["useradd", *options, name], check=True)
