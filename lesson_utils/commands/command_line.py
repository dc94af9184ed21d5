"""Reads the typed command and runs it."""

import argparse
import errno
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from lesson_utils.problem import Problem


def run(typed: Sequence[str]) -> int:
    """Run one command.

    Parameters
    ----------
    typed
        What comes after `python3 -m lesson_utils`.

    Returns
    -------
    int
        The exit code: 0 when all went well, 130 after Ctrl-C.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # old Windows consoles lack some letters
    arguments = parse(typed)
    try:
        return arguments.run(arguments)
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Type the same command again to go on.", file=sys.stderr)
        return 130
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("\nThe disk is full.\nWhat to do: free some space, then type the same command again.", file=sys.stderr)
        return 1


def parse(typed: Sequence[str]) -> argparse.Namespace:
    """Read the command line; what comes after `--` is kept apart, in `after_dashes`."""
    typed = list(typed)
    dashes = typed.index("--") if "--" in typed[:2] else len(typed)
    arguments = _parser().parse_args(typed[:dashes])
    arguments.typed = typed
    arguments.after_dashes = typed[dashes + 1 :]
    return arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m lesson_utils",
        description="Build a CNN: an interactive course. The first start installs what it needs into .venv.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")

    lab = commands.add_parser("lab", help="open the course in JupyterLab")
    lab.add_argument("--no-browser", action="store_true", help="print the address instead of opening the browser")
    lab.add_argument("--port", type=_port, help="listen on this port, and on no other")
    lab.add_argument("--quick-kernels", action="store_true", help="kernels start in a second and share memory (Linux)")
    for_class = lab.add_mutually_exclusive_group()
    for_class.add_argument(
        "--present", nargs="?", const="", metavar="EPISODE", help="for the projector: large type, lines on a key"
    )
    for_class.add_argument("--notes", action="store_true", help="the instructor's notes beside a lab that presents")
    lab.set_defaults(run=_later("lab"))

    test = commands.add_parser("test", help="run all tests", usage="%(prog)s [-- arguments for pytest]")
    test.set_defaults(run=_later("testing"))

    build = commands.add_parser("build", help="write the notebooks from the episodes")
    build.add_argument("file", nargs="?", metavar="FILE.md", help="another episode, not the course's own")
    build.add_argument("--out", metavar="FOLDER", help="where that episode's notebooks go")
    build.add_argument("--setup", metavar="FILE.py", help="its first cell, instead of the course's own")
    build.add_argument("--check", action="store_true", help="change nothing; fail when they are out of date")
    build.add_argument("--train", action="store_true", help="first train what they train, and record it (minutes)")
    build.add_argument("--new-challenge", nargs=2, metavar=("ID", "EPISODE"), help="begin a challenge and its table")
    build.add_argument("--site", metavar="FOLDER", help="write the website there instead (a minute or two)")
    build.add_argument("--slides", metavar="FOLDER", help="write slides there, one file for each episode")
    build.add_argument("--handout", metavar="FOLDER", help="write the exercises there, without and with solutions")
    build.add_argument("--run-sheets", metavar="FOLDER", help="write a page for the instructor of each episode there")
    build.add_argument("--lock", action="store_true", help="resolve requirements.lock again (needs the network)")
    build.set_defaults(run=_later("building"))

    data = commands.add_parser("data", help="draw or fetch the images, or say which are there")
    # No `choices`: the registry, which has the names, needs NumPy.
    data.add_argument("name", nargs="?", default="auto", help="which images: auto, drawings, cifar10, …")
    data.add_argument("--from", dest="place", metavar="PATH", help="take them from this file, not the network")
    data.set_defaults(run=_later("data"))

    rehearse = commands.add_parser("rehearse", help="play a whole class on a JupyterHub on this machine")
    rehearse.add_argument("learners", nargs="?", type=_class_size, default=12, help="how many learners (12)")
    rehearse.add_argument("--episode", action="append", metavar="NAME", help="what they do (3 and 4); may be repeated")
    rehearse.add_argument("--thinking", type=_duration, default=5.0, metavar="SECONDS", help="between two cells (5)")
    rehearse.add_argument("--training-minutes", type=_duration, metavar="M", help="then they interrupt a training")
    rehearse.add_argument("--minutes", type=_duration, default=120.0, metavar="M", help="then it is over (120)")
    where = rehearse.add_mutually_exclusive_group()
    where.add_argument("--quick-kernels", action="store_true", help="then once more, with kernels forked (root)")
    where.add_argument("--hub", metavar="URL", help="a hub that runs on this machine, not one of its own")
    rehearse.add_argument("--passwords", metavar="FILE", help="for --hub: a name and a password on each line")
    rehearse.add_argument("--doctor", metavar="CONFIG", help="read a hub's configuration, and refuse what is not safe")
    rehearse.set_defaults(run=_later("rehearse"))

    doctor = commands.add_parser("doctor", help="a report on this computer, to paste when asking for help")
    doctor.set_defaults(run=_later("doctor"))
    return parser


def _later(name: str) -> Callable[[argparse.Namespace], int]:
    """Import a command's file only when it is the one that was typed: a start stays quick."""
    return lambda arguments: import_module(f"lesson_utils.commands.{name}").run(arguments)


def _class_size(text: str) -> int:
    size = int(text) if text.isdecimal() else 0
    if not 1 <= size <= 200:
        raise argparse.ArgumentTypeError(f"a class has 1 to 200 learners, not {text!r}")
    return size


def _duration(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number <= 1000:
        raise argparse.ArgumentTypeError(f"a number from 0 to 1000, not {text!r}")
    return number


def _port(text: str) -> int:
    port = int(text) if text.isdecimal() else 0
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return port
