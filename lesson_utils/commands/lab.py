"""`lab`: JupyterLab, opened on the course."""

import argparse
import os
import socket
import sys

from lesson_utils.checkout import NOTEBOOKS, ROOT
from lesson_utils.commands.environment import enter, replace_this_program
from lesson_utils.commands.presenting.notes_window import open_notes
from lesson_utils.commands.presenting.surroundings import EXTENSIONS, presenting
from lesson_utils.jupyter.surroundings import surroundings
from lesson_utils.jupyter.workspace import own_workspaces
from lesson_utils.problem import Problem


def run(arguments: argparse.Namespace) -> int:
    """Start JupyterLab; does not return unless something is in the way."""
    if arguments.port and not arguments.notes:
        need_free_port(arguments.port)
    enter(arguments.typed)
    if arguments.notes:
        return open_notes(arguments.no_browser)
    if arguments.present is not None:
        return _present(arguments)
    notebook = next_notebook()
    print(f"Opening {notebook}. To stop JupyterLab, press Ctrl-C in this window.", flush=True)
    if arguments.quick_kernels and sys.platform != "linux":
        print("Quick kernels need Linux: here kernels start in the ordinary way.", flush=True)
    os.environ.update(surroundings(arguments.quick_kernels) | own_workspaces())
    replace_this_program([sys.executable, "-m", "jupyterlab", *options(arguments, notebook)])
    return 0


def _present(arguments: argparse.Namespace) -> int:
    """Start JupyterLab on the projector's notebook, alone in its window."""
    from lesson_utils.building.instructor.projector import write_projector_notebook

    try:
        notebook = write_projector_notebook(ROOT, arguments.present).relative_to(ROOT).as_posix()
    except ValueError as error:
        raise Problem(str(error), "type one of them, or its number: lab --present 03") from None
    print(
        f"Presenting {notebook}. Your notes: in another terminal, type python3 -m lesson_utils lab --notes\n"
        "To stop JupyterLab, press Ctrl-C in this window.",
        flush=True,
    )
    os.environ.update(presenting(surroundings(arguments.quick_kernels)))
    chosen = [*options(arguments, notebook, "doc"), f"--LabApp.extra_labextensions_path={EXTENSIONS}"]
    replace_this_program([sys.executable, "-m", "jupyterlab", *chosen])
    return 0


def options(arguments: argparse.Namespace, notebook: str, page: str = "lab") -> list[str]:
    """JupyterLab's own options: open on the course, ask nobody outside this computer for anything.

    Its page `doc` shows one notebook and nothing else, `lab` several side by side.
    """
    chosen = [
        f"--ServerApp.root_dir={ROOT}",
        f"--LabApp.default_url=/{page}/tree/{notebook}",
        "--LabApp.extension_manager=readonly",
        "--log-level=ERROR",
        "--LabApp.log_level=ERROR",  # what JupyterLab warns of by itself, no learner can change
    ]
    if arguments.no_browser:
        chosen.append("--no-browser")
    if arguments.port:
        chosen += [f"--ServerApp.port={arguments.port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        chosen.append("--allow-root")  # containers run as root, and Jupyter refuses that unless told
    return chosen


def next_notebook() -> str:
    """The notebook to go on with: the first that has a challenge nobody has looked at; the last when there is none.

    Returns
    -------
    str
        Relative to the course's folder, with slashes.

    Raises
    ------
    Problem
        When there is none.
    """
    notebooks = sorted(NOTEBOOKS.glob("*.ipynb"))
    if not notebooks:
        raise Problem("The folder notebooks/ is empty.", "type: python3 -m lesson_utils build")
    from lesson_utils.classroom.progress_file import states_of
    from lesson_utils.episodes import course

    finished = {episode.name for episode in course() if all(states_of(episode).values())}
    unfinished = [notebook for notebook in notebooks if notebook.stem not in finished]
    return (unfinished or notebooks[-1:])[0].relative_to(ROOT).as_posix()


def need_free_port(port: int) -> None:
    """Refuse politely where another program listens on the port.

    Raises
    ------
    Problem
        Naming the port and how to choose another.
    """
    with socket.socket() as probe:
        if sys.platform != "win32":  # there the option means the opposite
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Problem(
                f"Port {port} cannot be used ({error.strerror}). Is the course already open in another window?",
                f"choose another one, for example --port {port + 1 if port < 65535 else 8888}, or leave --port out.",
            ) from None
