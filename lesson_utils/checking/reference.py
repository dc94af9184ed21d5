"""Run published solutions once, in a private namespace: what they leave behind is the specification."""

import ast
import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.graph import steps_to
from lesson_utils.checking.isolation import untouched
from lesson_utils.checking.source import names_needed, targets_of
from lesson_utils.episodes import Challenge, Episode

# What an episode without imports of its own may take for granted.
_USUAL_IMPORTS = {"keras": "keras", "np": "numpy", "tf": "tensorflow", "pd": "pandas", "plt": "matplotlib.pyplot"}


@dataclass(frozen=True)
class Reference:
    """What the solutions up to a challenge leave behind.

    `start` holds the variables just before the challenge's own solution ran, and `makers` tells which challenge made
    each of them. `owners` tells which challenge made each Keras layer, by the identity of the layer.
    """

    namespace: dict[str, Any]
    start: dict[str, Any]
    makers: dict[str, str]
    owners: dict[int, str]


def steps_before(episode: Episode, challenge: Challenge) -> list[Challenge]:
    """The earlier challenges whose solutions this one's solution builds on, in order.

    For every name that the solution needs the nearest earlier challenge that makes it counts, and then the names that
    one needs, and so on.
    """
    earlier = [other for other in episode.challenges if other.number < challenge.number and other.solution]
    chosen: list[Challenge] = []
    needed = names_needed(challenge.solution or "")
    for other in reversed(earlier):
        made = set(targets_of(other.solution or "")) & needed
        if made:
            chosen.insert(0, other)
            needed = (needed - made) | names_needed(other.solution or "")
    return chosen


def reference_for(episode: Episode, challenge: Challenge, namespace: Mapping[str, Any]) -> Reference:
    """The reference of a challenge, made once and kept.

    Parameters
    ----------
    namespace : mapping
        The learner's variables. Only names that neither the solutions nor the episode's front matter provide are
        taken from here.

    Raises
    ------
    Finding
        `EARLIER_STEP`, when such a name is not there: an earlier cell has not been run.
    """
    borrowed = _names_to_borrow(episode, challenge)
    if not borrowed:
        return _kept(episode, challenge)
    missing = sorted(name for name in borrowed if name not in namespace)
    if missing:
        raise Finding("first-cell-not-run", Status.EARLIER_STEP, name=missing[0])
    return _run(episode, challenge, {name: namespace[name] for name in borrowed})


_references: dict[tuple[object, ...], Reference] = {}


def _kept(episode: Episode, challenge: Challenge) -> Reference:
    """Kept by content, so that an episode read again after a change gives a new reference."""
    steps = tuple(step.solution for step in [*steps_before(episode, challenge), challenge])
    key = (challenge.id, episode.setup, tuple(episode.given.items()), steps)
    if key not in _references:
        _references[key] = _run(episode, challenge, {})
    return _references[key]


def _names_to_borrow(episode: Episode, challenge: Challenge) -> set[str]:
    provided = set(episode.given) | set(_USUAL_IMPORTS) | _imported(episode.setup or "")
    for step in [*steps_before(episode, challenge), challenge]:
        provided_now = names_needed(step.solution or "") - provided
        if provided_now:
            return provided_now
        provided |= set(targets_of(step.solution or ""))
    return set()


def _run(episode: Episode, challenge: Challenge, borrowed: dict[str, Any]) -> Reference:
    namespace = {"__name__": "reference", **_stand_ins(episode), **borrowed}
    start: dict[str, Any] = {}
    makers: dict[str, str] = {}
    owners: dict[int, str] = {}
    with untouched():
        _import_into(namespace, episode)
        for step in [*steps_before(episode, challenge), challenge]:
            if step is challenge:
                start = dict(namespace)
            code = compile(step.solution or "", f"<solution of {step.id}>", "exec")
            exec(code, namespace)  # the course's own text, written by its authors
            for name in targets_of(step.solution or ""):
                if step is not challenge:
                    makers[name] = step.id
                for layer in _layers_behind(namespace.get(name)):
                    owners.setdefault(id(layer), step.id)
    return Reference(namespace, start, makers, owners)


def _stand_ins(episode: Episode) -> dict[str, Any]:
    """Arrays with the declared shape and type that take no memory: solutions of this course ask for shapes only."""
    import numpy as np

    return {name: np.broadcast_to(np.zeros((), given.dtype), given.shape) for name, given in episode.given.items()}


def _imported(setup: str) -> set[str]:
    return {
        (alias.asname or alias.name).split(".")[0]
        for node in ast.parse(setup).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }


def _import_into(namespace: dict[str, Any], episode: Episode) -> None:
    for node in ast.parse(episode.setup or "").body:
        # The course's own helpers stand above the checker and no solution needs them.
        ours = isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lesson_utils")
        if isinstance(node, ast.Import | ast.ImportFrom) and not ours:
            exec(compile(ast.Module([node], []), "<first cell>", "exec"), namespace)
    for name, module in _USUAL_IMPORTS.items():
        if name not in namespace and name in _all_names_needed(episode):
            namespace[name] = importlib.import_module(module)


def _all_names_needed(episode: Episode) -> set[str]:
    return set().union(*(names_needed(challenge.solution or "") for challenge in episode.challenges))


def _layers_behind(value: Any) -> list[Any]:
    return [step.made_by for step in steps_to(value)] if hasattr(value, "_keras_history") else []
