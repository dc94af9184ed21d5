"""`rehearse`: a whole class on a real hub, played before it comes; or, with `--doctor`, a hub's configuration read."""

import argparse
import sys
from pathlib import Path
from urllib.parse import urlsplit

from lesson_utils.commands.environment import enter
from lesson_utils.problem import Problem


def run(arguments: argparse.Namespace) -> int:
    """Rehearse, or examine a configuration; the exit code is 1 for "no go" and for a configuration that is refused."""
    if sys.platform == "win32":
        raise Problem("A class server needs Linux.", "rehearse on the server itself.")
    need_loopback(arguments.hub)
    enter(arguments.typed, extra="class")
    if arguments.doctor:
        from lesson_utils.rehearsal.doctor import examine_file

        return examine_file(Path(arguments.doctor))
    from lesson_utils.rehearsal.plan import play_class

    return play_class(arguments)


def need_loopback(address: str | None) -> None:
    """Refuse to play on a hub that is not on this machine: to others it would look like an attack.

    Raises
    ------
    Problem
        For any other address.
    """
    if address and urlsplit(address).hostname not in ("127.0.0.1", "localhost", "::1"):
        raise Problem(
            f"{address} is not on this machine. To others a rehearsal looks like an attack.",
            "run it on the server itself, with --hub http://127.0.0.1:8000 for example.",
        )
