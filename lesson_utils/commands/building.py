"""`build`: writes what is generated, the notebooks from the episodes or, with `--lock`, the lock."""

import argparse

from lesson_utils.commands.environment import enter


def run(arguments: argparse.Namespace) -> int:
    """Build the notebooks, or the lock."""
    enter(arguments.typed, extra="test" if arguments.lock else "")  # the resolver is one of the test tools
    if arguments.lock:
        from lesson_utils.commands.lock import resolve

        return resolve()
    from lesson_utils.building.cli import run_build

    return run_build(arguments)
