"""Run published solutions once, in a private namespace: what they leave behind is the specification."""

import ast
import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from lesson_utils.checking.comparing.graph import steps_to
from lesson_utils.checking.comparing.values import compare_values
from lesson_utils.checking.facts.calls import calls_of, name_called, path_in
from lesson_utils.checking.facts.source import names_bound, names_needed, targets_of
from lesson_utils.checking.findings import Finding, FindingError, Status
from lesson_utils.checking.running.lending import lent
from lesson_utils.checking.running.settings import usual_settings
from lesson_utils.checking.running.stand_ins import Chosen, nothing_heavy, stand_in_for
from lesson_utils.episodes import Challenge, Episode
from lesson_utils.keras_internals import is_tensor

# What an episode without imports of its own may take for granted.
_USUAL_IMPORTS = {"keras": "keras", "np": "numpy", "tf": "tensorflow", "pd": "pandas", "plt": "matplotlib.pyplot"}


_LOADING = frozenset(["load_model", "load_weights"])


@dataclass(frozen=True)
class Reference:
    """What the solutions up to a challenge leave behind.

    `start` holds the variables just before the challenge's own solution ran, and `makers` tells which challenge made
    each of them. `owners` tells which challenge made each Keras layer, by the identity of the layer.
    `measured` names what came out of training, predicting or loading: nobody trains here, so their numbers are made up.
    """

    namespace: dict[str, Any]
    start: dict[str, Any]
    makers: dict[str, str]
    owners: dict[int, str]
    measured: set[str] = field(default_factory=set)


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


def reference_for(
    episode: Episode, challenge: Challenge, namespace: Mapping[str, Any], made: Mapping[str, Any] | None = None
) -> Reference:
    """The reference of a challenge, made once and kept.

    Parameters
    ----------
    namespace : mapping
        The learner's variables. Only names that neither the solutions nor the episode's front matter provide are
        taken from here.
    made : mapping, optional
        The learner's variables after the answer ran. What a training gave stands there in earnest, and what the
        solution makes of it is made of that.

    Raises
    ------
    FindingError
        `EARLIER_STEP`, when such a name is not there: an earlier cell has not been run; or when a file cannot be read
        from which the solution loads a model. `CHECKER_PROBLEM`, when the solution does not run here.
    """
    borrowed = _names_to_borrow(episode, challenge)
    if not borrowed and not _reads_a_file(episode, challenge):
        kept = _kept(episode, challenge)
        return _run(episode, challenge, {}, namespace, made or {}) if kept.measured and made else kept
    missing = sorted(name for name in borrowed if name not in namespace)
    if missing:
        raise FindingError(Finding("first-cell-not-run", Status.EARLIER_STEP, name=missing[0]))
    return _run(episode, challenge, {name: _borrowed(namespace[name]) for name in borrowed}, namespace, made or {})


def _borrowed(value: Any) -> Any:
    return Chosen(value) if type(value) is int else lent(value)


def _reads_a_file(episode: Episode, challenge: Challenge) -> bool:
    """Whether a solution loads a model: the file may be another one by now."""
    solutions = (step.solution or "" for step in [*steps_before(episode, challenge), challenge])
    return any(name_called(call) in _LOADING for code in solutions for call in calls_of(ast.parse(code)))


_references: dict[tuple[object, ...], Reference] = {}


def _kept(episode: Episode, challenge: Challenge) -> Reference:
    """Kept by content, so that an episode read again after a change gives a new reference."""
    steps = tuple(step.solution for step in [*steps_before(episode, challenge), challenge])
    key = (challenge.id, episode.setup, tuple(episode.given.items()), steps)
    if key not in _references:
        _references[key] = _run(episode, challenge, {}, {}, {})
    return _references[key]


def _names_to_borrow(episode: Episode, challenge: Challenge) -> frozenset[str]:
    provided = set(episode.given) | set(_USUAL_IMPORTS) | _imported(episode.setup or "")
    borrowed: set[str] = set()
    for step in [*steps_before(episode, challenge), challenge]:
        borrowed |= names_needed(step.solution or "") - provided
        provided |= set(targets_of(step.solution or ""))
    return frozenset(borrowed)


def _run(
    episode: Episode,
    challenge: Challenge,
    borrowed: dict[str, Any],
    learner: Mapping[str, Any],
    made: Mapping[str, Any],
) -> Reference:
    namespace = {"__name__": "reference", **_stand_ins(episode, learner), **borrowed}
    reference = Reference(namespace, {}, {}, {})
    with usual_settings():
        _import_into(namespace, episode)
        with nothing_heavy() as called:
            namespace.update({name: stand_in_for(value, called) for name, value in namespace.items()})
            for step in [*steps_before(episode, challenge), challenge]:
                if step is challenge:
                    reference.start.update(namespace)
                try:
                    _execute(step, reference, called, made)
                except FindingError:
                    raise
                except Exception as error:  # the course's own text: nothing that the learner did
                    name = type(error).__name__
                    raise FindingError(Finding("reference-failed", Status.CHECKER_PROBLEM, error=name)) from error
                for name in targets_of(step.solution or ""):
                    if step is not challenge:
                        reference.makers[name] = step.id
                    for layer in _layers_behind(namespace.get(name)):
                        reference.owners.setdefault(id(layer), step.id)
    return reference


def _execute(step: Challenge, reference: Reference, called: list[str], made: Mapping[str, Any]) -> None:
    """Run a solution statement by statement; where a stand-in was called, go on with what the learner measured."""
    namespace = reference.namespace
    for statement in ast.parse(step.solution or "").body:
        before = len(called)
        try:
            exec(compile(ast.Module([statement], []), f"<solution of {step.id}>", "exec"), namespace)
        except Exception as error:  # a damaged file raises whatever its reader stumbles over
            if file := _file_loaded(statement):
                raise FindingError(Finding("file-missing", Status.EARLIER_STEP, file=file)) from error
            raise
        if len(called) == before:
            continue
        for name in _names_touched(statement):
            value = namespace.get(name)
            if isinstance(value, ModuleType) or callable(value) or hasattr(value, "layers"):
                continue  # a model is compared by its steps, trained or not
            reference.measured.add(name)
            if name in made and _could_be(made[name], value):
                namespace[name] = made[name]


def _file_loaded(statement: ast.stmt) -> str:
    """The file from which a statement loads a model; empty where it loads none."""
    loading = (call for call in calls_of(statement) if name_called(call) in _LOADING)
    return next(filter(None, map(path_in, loading)), "")


def _names_touched(statement: ast.stmt) -> set[str]:
    """The names that a statement stores, and those whose insides it may change: `losses.append(...)`."""
    inside = [node.value for node in ast.walk(statement) if isinstance(node, ast.Attribute | ast.Subscript)]
    return names_bound(statement) | {node.id for node in inside if isinstance(node, ast.Name)}


def _could_be(found: Any, stand_in: Any) -> bool:
    try:
        return compare_values("", found, stand_in, numbers=False) is None
    except Exception:  # noqa: BLE001 - not comparable at all
        return False


def _stand_ins(episode: Episode, learner: Mapping[str, Any]) -> dict[str, Any]:
    """Arrays with the declared shape and type that take no memory: solutions of this course ask for shapes only.

    There are as many images as the learner has, since a training on fewer takes fewer steps.
    """
    import numpy as np

    made = {}
    for name, given in episode.given.items():
        shape = getattr(learner.get(name), "shape", ())
        fits = len(shape) == len(given.shape) and tuple(shape[1:]) == given.shape[1:]
        made[name] = np.broadcast_to(np.zeros((), given.dtype), tuple(shape) if fits else given.shape)
    return made


def _imported(setup: str) -> set[str]:
    return {
        (alias.asname or alias.name).split(".")[0]
        for node in ast.parse(setup).body
        if isinstance(node, ast.Import | ast.ImportFrom) and not _is_ours(node)
        for alias in node.names
    }


def _is_ours(node: ast.stmt) -> bool:
    """Whether a statement imports from the course itself.

    Its helpers stand above the checker; what a solution needs of them, such as a list of names, the learner has.
    """
    return isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lesson_utils")


def _import_into(namespace: dict[str, Any], episode: Episode) -> None:
    for node in ast.parse(episode.setup or "").body:
        if isinstance(node, ast.Import | ast.ImportFrom) and not _is_ours(node):
            exec(compile(ast.Module([node], []), "<first cell>", "exec"), namespace)
    for name, module in _USUAL_IMPORTS.items():
        if name not in namespace and name in _all_names_needed(episode):
            namespace[name] = importlib.import_module(module)


def _all_names_needed(episode: Episode) -> set[str]:
    return set().union(*(names_needed(challenge.solution or "") for challenge in episode.challenges))


def _layers_behind(value: Any) -> list[Any]:
    return [step.made_by for step in steps_to(value)] if is_tensor(value) else []
