"""Reads `class.toml`, all that an instructor writes for a class: names, address, limits."""

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_NAME = re.compile(r"[a-z][a-z0-9-]{0,22}")  # with "jupyter-" before it, a Unix user's name of at most 31 letters
_MEMORY = re.compile(r"[1-9][0-9]*(\.[0-9]+)?[MG]")


class SettingsError(ValueError):
    """What is wrong in `class.toml`, and what may stand there."""


@dataclass(frozen=True)
class ClassSettings:
    """What `class.toml` says.

    Parameters
    ----------
    address
        What people type: https, or http on this machine alone.
    instructors, learners
        Who may come in. Nobody else may.
    memory
        The most that one person's server and kernels may hold together, as "3G" or "1500M".
    cores
        The most processor cores that one person may use.
    starts_at_once
        How many servers may be starting at a time; who comes later waits a little, and is told so.
    idle_minutes
        After how long without use a kernel, and then a server, is stopped. What trains is in use.
    certificate, key
        Files for https; empty where the address is http.
    wildcard
        Whether the certificate and the name server know all names below the address (`*.learn.example.org`). Then each
        person's server gets a domain of its own, and no page of theirs shares one with the hub.
    state
        The folder that the hub keeps its own files in; only its user may read it.
    data
        The folder with the images, which learners may read.
    quick_kernels
        The socket of a running class parent (`deploy/quick-kernels/`); empty for ordinary kernels.
    """

    address: str
    instructors: tuple[str, ...]
    learners: tuple[str, ...]
    memory: str = "3G"
    cores: float = 2.0
    starts_at_once: int = 4
    idle_minutes: int = 60
    certificate: str = ""
    key: str = ""
    wildcard: bool = False
    state: str = "/var/lib/build-a-cnn/hub"
    data: str = "/var/lib/build-a-cnn/data"
    quick_kernels: str = ""

    def __post_init__(self) -> None:
        """Refuse what would leave the class open, or without its instructors."""
        _need_names(self.instructors, self.learners)
        _need_address(self.address, bool(self.certificate and self.key))
        if not _MEMORY.fullmatch(self.memory):
            raise SettingsError(f'memory = "{self.memory}": write a number and M or G, for example "3G".')
        for name in ("cores", "starts_at_once", "idle_minutes"):
            if getattr(self, name) <= 0:
                raise SettingsError(f"{name} = {getattr(self, name)}: it must be more than 0.")
        if self.wildcard and not self.certificate:
            raise SettingsError("wildcard = true needs a certificate for all names below the address.")

    @property
    def everybody(self) -> set[str]:
        """All who may come in."""
        return {*self.instructors, *self.learners}


def read_settings(path: Path) -> ClassSettings:
    """Read `class.toml`.

    Raises
    ------
    SettingsError
        In words: the file is not there, is no TOML, or says something that cannot be.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}. Copy deploy/one-machine/class.toml there.") from None
    except ValueError as error:
        raise SettingsError(f"{path} is no TOML: {error}") from None
    return _settings(path, table)


def _settings(path: Path, table: dict[str, Any]) -> ClassSettings:
    known = {field.name: field for field in fields(ClassSettings)}
    unknown = sorted(table.keys() - known.keys())
    if unknown:
        raise SettingsError(f"{path}: {', '.join(unknown)} is unknown. Known are: {', '.join(known)}.")
    missing = sorted({"address", "instructors", "learners"} - table.keys())
    if missing:
        raise SettingsError(f"{path}: {', '.join(missing)} must be there.")
    for name, value in table.items():
        _need_kind(path, name, known[name].type, value)
    lists = {name: tuple(table[name]) for name in ("instructors", "learners")}
    try:
        return ClassSettings(**table | lists)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from None


def _need_kind(path: Path, name: str, kind: Any, value: object) -> None:
    """A value of TOML is what the field wants: true and false are no numbers."""
    if kind is bool:
        right, words = isinstance(value, bool), "true or false"
    elif kind in (int, float):
        numbers = (int,) if kind is int else (int, float)
        right, words = isinstance(value, numbers) and not isinstance(value, bool), "a number"
    elif kind is str:
        right, words = isinstance(value, str), "a text in quotes"
    else:
        right = isinstance(value, list) and all(isinstance(one, str) for one in value)
        words = 'a list of names, for example ["ada", "bo"]'
    if not right:
        raise SettingsError(f"{path}: {name} must be {words}, not {value!r}.")


def _need_names(instructors: tuple[str, ...], learners: tuple[str, ...]) -> None:
    names = [*instructors, *learners]
    for name in names:
        if not _NAME.fullmatch(name):
            raise SettingsError(f"the name {name!r}: use 1 to 23 small letters, digits and hyphens, a letter first.")
        if names.count(name) > 1:
            raise SettingsError(f"the name {name!r} is there twice.")
    if not instructors:
        raise SettingsError("instructors = []: somebody must be able to stop a server.")


def _need_address(address: str, has_certificate: bool) -> None:
    parts = urlsplit(address)
    on_this_machine = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise SettingsError(f'address = "{address}": write it as "https://learn.example.org".')
    if parts.scheme == "https" and not has_certificate:
        raise SettingsError("an https address needs certificate and key.")
    if parts.scheme == "http" and not on_this_machine:
        raise SettingsError(
            f'address = "{address}": passwords would travel in the clear. Use https with certificate and key, or '
            '"http://127.0.0.1:8000" behind a proxy on this machine that speaks https.'
        )
