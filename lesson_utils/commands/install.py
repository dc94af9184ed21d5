"""Runs pip on the lock and shows how far it is. pip's own words go to a log inside the environment."""

import os
import subprocess
import sys
import time
from pathlib import Path

from lesson_utils.commands.install_progress import Progress, pinned, plain
from lesson_utils.commands.ownership import delete
from lesson_utils.commands.pip_failures import explain

WHAT_TO_EXPECT = (
    "Installing the course's packages: about 600 MB to download, 2.5 GB on the disk, a few minutes, once.\n"
    "You can stop it with Ctrl-C at any time: the next start goes on from there."
)


def install(python: Path, packages: Path, lock: Path, keep_open: int) -> None:
    """Install every package of the lock, each checked against its hash.

    Parameters
    ----------
    python
        The environment's Python.
    packages
        The environment's site-packages folder.
    lock
        A pip requirements file in which every line is pinned and has hashes.
    keep_open
        The file descriptor of the set-up's lock. pip inherits it: were we killed, pip would go on and still hold it.

    Raises
    ------
    Problem
        Saying in the learner's terms why pip failed.
    """
    home = packages.parents[1 if sys.platform == "win32" else 2]
    log, downloads = home / "set-up.log", home / "downloads"
    drop_half_installed(packages, pinned(lock))
    delete(log)
    delete(downloads)
    downloads.mkdir()
    command = [str(python), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    command += ["--no-input", "--progress-bar", "off", "--disable-pip-version-check", "--no-warn-script-location"]
    # Downloads are unpacked on the course's disk, whose space was looked at: the usual temporary folder may be small.
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(downloads))
    environment = {**os.environ, **places, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", "PIP_USER": "0"}
    print(WHAT_TO_EXPECT, flush=True)
    with log.open("w", encoding="utf-8") as output, Progress(lock, packages, log) as progress:
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=() if sys.platform == "win32" else (keep_open,),
        )
        try:
            while process.poll() is None:
                progress.show()
                time.sleep(0.3)
        finally:
            process.terminate()  # nothing to stop, except after Ctrl-C
            process.wait()
    if process.returncode:
        raise explain(log.read_text(encoding="utf-8", errors="replace"), os.path.relpath(log))
    delete(downloads)


def drop_half_installed(packages: Path, names: set[str]) -> None:
    """Make pip install those packages again at which an interrupted try stopped.

    pip writes `INSTALLER` after a package's last file. Without it the package may be incomplete, and pip would still
    take it for installed because of its metadata.

    Parameters
    ----------
    packages
        The site-packages folder of an environment that the course made.
    names
        The packages the course installs; whatever else is there was put there by somebody else.
    """
    for metadata in packages.glob("*.dist-info"):
        if plain(metadata.name.partition("-")[0]) in names and not (metadata / "INSTALLER").is_file():
            delete(metadata)
