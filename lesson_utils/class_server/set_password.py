"""Sets or changes one person's password on the server: `python -m lesson_utils.class_server.set_password NAME`."""

import argparse
import dbm
import getpass
import os
import sys
from pathlib import Path

import bcrypt

from lesson_utils.class_server.settings import SettingsError, read_settings

CLASS_FILE = Path("/etc/build-a-cnn/class.toml")
SHORTEST = 10  # letters


def main() -> int:
    """Ask twice for the password and keep its hash where the hub looks."""
    parser = argparse.ArgumentParser(description="Set a password on the server, for example an instructor's.")
    parser.add_argument("name")
    parser.add_argument("--class-file", type=Path, default=CLASS_FILE, help=f"instead of {CLASS_FILE}")
    arguments = parser.parse_args()
    try:
        settings = read_settings(arguments.class_file)
        if arguments.name not in settings.everybody:
            raise SettingsError(f"{arguments.name!r} is not in {arguments.class_file}.")
        password = _ask()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    keep(Path(settings.state), arguments.name, password)
    print(f"Kept. {arguments.name} can log in with it now.")
    return 0


def keep(state: Path, name: str, password: str) -> None:
    """Write a password's hash into the hub's folder, which is made if it is not there.

    Parameters
    ----------
    state
        The hub's folder.
    name
        Whose it is.
    password
        The password itself; only its hash is kept.
    """
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = os.umask(0o077)
    try:
        with dbm.open(str(state / "passwords"), "c", 0o600) as passwords:
            passwords[name] = bcrypt.hashpw(password.encode(), bcrypt.gensalt())
    finally:
        os.umask(before)


def _ask() -> str:
    if not sys.stdin.isatty():
        password = again = sys.stdin.readline().rstrip("\n")
    else:
        password, again = getpass.getpass("New password: "), getpass.getpass("The same again: ")
    if password != again:
        raise SettingsError("The two are not the same.")
    if len(password) < SHORTEST:
        raise SettingsError(f"Use at least {SHORTEST} letters.")
    return password


if __name__ == "__main__":
    sys.exit(main())
