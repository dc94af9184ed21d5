"""The command line: `python3 -m lesson_utils lab`, `test`, `build`, `data`, `doctor`.

An unsuitable Python is turned away here, in words, before anything written for a newer one is imported. So this
file, `lesson_utils/__init__.py` and `commands/python_version.py` hold only what Python 3.6 understands.
"""

import sys

from lesson_utils.commands.python_version import why_not


def main() -> int:
    """Run the command that was typed and give its exit code."""
    complaint = why_not(sys.version_info[:2], sys.argv[1:])
    if complaint:
        print(complaint, file=sys.stderr)
        return 1
    from lesson_utils.commands.command_line import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
