"""Reads the folder's data files: what each label says, its hints, and the concepts that hints explain.

A topic's file has one table per label::

    [unknown-name]
    message = "Python does not know `{name}`. Is it misspelt, or made in a cell that has not run yet?"
    hints = ["{ideas[names]}", "Look for `{name}` in your cell.", "Correct its spelling."]

Messages are for a novice: kind, concrete, at most about forty words. Of three hints the first explains the concept
behind the mistake, the second says where to look, the third gives nearly the code and never a whole line of a solution.
Instead of three texts, `hints` may name a family of `shared_hints.toml`; a label without hints says why in `no_hints`.
`{name}` and the like are filled from a finding's values; `!r` writes a value the way Python does, texts in quotes.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Formatter
from typing import Any

_SHARED, _CONCEPTS = "shared_hints", "concepts"  # the files that hold no labels
_CONCEPT = re.compile(r"\{(ideas|settings|layers|activations)\[(\w+)\]\}")

Three = tuple[str, str, str]


class CatalogueError(ValueError):
    """A data file that does not say what it should."""


@dataclass(frozen=True)
class Entry:
    """What is said of one label: its message, and three hints or the reason why there are none."""

    topic: str
    message: str
    hints: Three | None
    no_hints: str = ""


@dataclass(frozen=True)
class Concepts:
    """What is explained in many places, by name: `settings["units"]` says what the number of units is."""

    ideas: Mapping[str, str]
    settings: Mapping[str, str]
    layers: Mapping[str, str]
    activations: Mapping[str, str]
    does: Mapping[str, str]


@dataclass(frozen=True)
class Catalogue:
    """Everything that the checker can say."""

    entries: Mapping[str, Entry]
    concepts: Concepts


@cache
def catalogue() -> Catalogue:
    """The course's own catalogue, read once."""
    return load(files(__package__))


def load(folder: Traversable) -> Catalogue:
    """Read a folder of data files.

    Parameters
    ----------
    folder : Traversable
        It holds `concepts.toml`, `shared_hints.toml` and the topics' files.

    Raises
    ------
    CatalogueError
        If a label occurs twice, or lacks a message or its hints; if hints name a family or a concept that is not there;
        if a placeholder cannot be read.
    """
    try:
        concepts = Concepts(**_read(folder, _CONCEPTS))
    except TypeError as error:
        raise CatalogueError(f"{_CONCEPTS}.toml: {error}") from error
    shared = {name: _three(texts, concepts, name) for name, texts in _read(folder, _SHARED).items()}
    found: dict[str, Entry] = {}
    for topic in _topics(folder):
        for label, table in _read(folder, topic).items():
            if label in found:
                raise CatalogueError(f"{topic}.toml: {label} stands in {found[label].topic}.toml too")
            found[label] = _entry(topic, label, table, shared, concepts)
    return Catalogue(found, concepts)


def fields(text: str) -> frozenset[str]:
    """The names that a text leaves to be filled: `{found[0]!r}` asks for `found`."""
    return frozenset(re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(text) if name is not None)


def _topics(folder: Traversable) -> list[str]:
    names = sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml"))
    return [name for name in names if name not in (_SHARED, _CONCEPTS)]


def _read(folder: Traversable, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{name}.toml: {error}") from error


def _entry(topic: str, label: str, table: Any, shared: Mapping[str, Three], concepts: Concepts) -> Entry:
    where = f"{topic}.toml, {label}"
    if not isinstance(table, dict) or set(table) - {"message", "hints", "no_hints"} or not table.get("message"):
        raise CatalogueError(f"{where}: it needs a message, and `hints` or a reason for `no_hints`, nothing else")
    message, hints, without = _readable(table["message"], where), table.get("hints"), table.get("no_hints", "")
    if bool(hints) == bool(without):
        raise CatalogueError(f"{where}: it needs either `hints` or a reason for `no_hints`")
    if isinstance(hints, str) and hints not in shared:
        raise CatalogueError(f"{where}: {_SHARED}.toml has no {hints}")
    if isinstance(hints, str):
        return Entry(topic, message, shared[hints])
    return Entry(topic, message, _three(hints, concepts, where) if hints else None, without)


def _three(texts: Any, concepts: Concepts, where: str) -> Three:
    if not isinstance(texts, list) or len(texts) != 3 or not all(isinstance(text, str) and text for text in texts):
        raise CatalogueError(f"{where}: hints are three texts")
    first, second, third = (_readable(_explained(text, concepts, where), where) for text in texts)
    return first, second, third


def _explained(text: str, concepts: Concepts, where: str) -> str:
    """The text with what it takes from the concepts written out."""

    def explanation(match: re.Match[str]) -> str:
        group, name = match.groups()
        known: Mapping[str, str] = getattr(concepts, group)
        if name not in known:
            raise CatalogueError(f"{where}: {_CONCEPTS}.toml has no {group}.{name}")
        return known[name]

    return _CONCEPT.sub(explanation, text)


def _readable(text: str, where: str) -> str:
    try:
        unnamed = "" in fields(text)
    except ValueError as error:
        raise CatalogueError(f"{where}: {error}: {text}") from error
    if unnamed:
        raise CatalogueError(f"{where}: a pair of curly brackets without a name in it: {text}")
    return text
