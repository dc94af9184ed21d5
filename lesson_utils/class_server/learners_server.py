"""What the hub starts for each person, as that person: brings the course into their home, then becomes their server.

A course that cannot be brought, for whatever reason, costs nobody the server: it starts all the same, and the reason is
in its log.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from lesson_utils.checkout import ROOT
from lesson_utils.class_server.stale_pages import bring_again
from lesson_utils.jupyter.workspace import own_workspaces

FOLDER = "build-a-cnn"  # in the learner's home
_PATIENCE = 100  # seconds for git; the hub waits for 180
_DRIVER = shlex.join([sys.executable, "-P", "-m", "lesson_utils.class_server.merge_driver"])
# For git, as long as the course is brought: how notebooks are merged (.gitattributes says which). With -P it is the
# course's own program, not the one in the learner's copy.
_GIT = {
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "merge.notebook.driver",
    "GIT_CONFIG_VALUE_0": f"{_DRIVER} %O %A %B %P",
    "PYTHONPATH": str(ROOT),
}


def main() -> None:
    """Bring the course, then start the server with the arguments that the hub gave; does not return."""
    home = Path.home()
    os.chdir(home)
    print(bring_course(ROOT, home / FOLDER), flush=True)
    os.environ.update(own_workspaces())
    server = str(Path(sys.executable).with_name("jupyterhub-singleuser"))
    os.execv(server, [server, *sys.argv[1:]])


def bring_course(course: Path, copy: Path) -> str:
    """Give a learner the course's files, or what is new in them; nbgitpuller keeps what the learner has changed.

    Parameters
    ----------
    course
        The shared folder, which learners may read: a git clone, or a copy as in a container's image.
    copy
        The learner's own folder.

    Returns
    -------
    str
        One line for the log.
    """
    try:
        if not (course / ".git").exists():
            return copy_notebooks(course / "notebooks", copy / "notebooks")
        if (copy / ".git").exists():
            bring_again(copy)
        branch = _run("git", "-C", str(course), "rev-parse", "--abbrev-ref", "HEAD").stdout.strip()
        done = _run(sys.executable, "-m", "nbgitpuller.pull", f"file://{course}", branch, str(copy))
    except (OSError, subprocess.SubprocessError) as error:
        return f"The course could not be brought: {error}"
    if done.returncode:
        last = (done.stdout + done.stderr).strip().splitlines()[-1:]
        return f"The course could not be brought: {''.join(last)}"
    return f"The course is in {copy}."


def copy_notebooks(shared: Path, own: Path) -> str:
    """Copy each file that the learner does not have yet; what is there stays as it is.

    Returns
    -------
    str
        One line for the log.
    """
    for file in sorted(path for path in shared.rglob("*") if path.is_file()):
        wanted = own / file.relative_to(shared)
        if not os.path.lexists(wanted):
            wanted.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, wanted)
    return f"The notebooks are in {own}."


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, **_GIT}
    return subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False, env=variables)


if __name__ == "__main__":
    main()
