"""`diagnose`: one answer in, one message out. Knows Keras and NumPy, knows nothing of IPython."""

import ast
import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from lesson_utils.checking.blanks import find_blanks
from lesson_utils.checking.exceptions import explain_exception, resolve
from lesson_utils.checking.findings import Diagnosis, Finding, Status
from lesson_utils.checking.networks import (
    FunctionRaised,
    compare_functions,
    compare_models,
    compare_tensors,
    is_model,
    is_tensor,
)
from lesson_utils.checking.reference import Reference, reference_for
from lesson_utils.checking.source import is_empty, names_bound, parse, targets_of
from lesson_utils.checking.texts import message_for
from lesson_utils.checking.values import compare_values
from lesson_utils.episodes import Challenge, Episode, course


def diagnose(
    challenge_id: str,
    source: str | None = None,
    namespace: Mapping[str, Any] | None = None,
    error: BaseException | None = None,
    before: Mapping[str, Any] | None = None,
    episodes: Iterable[Episode] | None = None,
) -> Diagnosis:
    """Say of one answer what is right, or the one thing to change next.

    It never raises for anything a learner can write, and leaves the learner's variables as they are.

    Parameters
    ----------
    challenge_id : str
        Such as ``"conv2d"``.
    source : str, optional
        The text of the answer's cell. Without it, only the variables are looked at.
    namespace : mapping, optional
        The variables after the cell ran.
    error : BaseException, optional
        What the cell raised.
    before : mapping, optional
        The variables before the cell ran: tells a cell that ran twice, and a result that was not stored.
    episodes : iterable of Episode, optional
        Where to look for the challenge; the course's own episodes when left out.

    Returns
    -------
    Diagnosis

    Examples
    --------
    >>> diagnose("conv2d", source="x_intro = keras.layers.Conv2D(filters=_____)(inputs_intro)").label
    'blanks-left'
    """
    try:
        answer = _Answer(challenge_id, source, namespace or {}, error, before, episodes)
        finding = answer.look()
    except Finding as found:
        finding = found
    except Exception as problem:  # whatever it is, it is ours: the learner must not take the blame
        finding = Finding("checker-problem", Status.CHECKER_PROBLEM, error=f"{type(problem).__name__}: {problem}"[:200])
    return Diagnosis(str(challenge_id), finding.status, finding.label, message_for(finding))


def find_challenge(challenge_id: str, episodes: Iterable[Episode] | None = None) -> tuple[Episode, Challenge]:
    """The challenge with an id, and its episode.

    Raises
    ------
    Finding
        With the closest id, when there is none of that name.
    """
    everywhere = tuple(episodes) if episodes is not None else course()
    for episode in everywhere:
        for challenge in episode.challenges:
            if challenge.id == challenge_id:
                return episode, challenge
    known = [challenge.id for episode in everywhere for challenge in episode.challenges]
    close = difflib.get_close_matches(str(challenge_id), known, n=1, cutoff=0.0)
    raise Finding("unknown-challenge", found=str(challenge_id), close=close[0] if close else "")


class _Answer:
    """One answer on its way through the stages of diagnosis; each stage raises a `Finding` or lets it pass."""

    def __init__(
        self,
        challenge_id: str,
        source: str | None,
        namespace: Mapping[str, Any],
        error: BaseException | None,
        before: Mapping[str, Any] | None,
        episodes: Iterable[Episode] | None,
    ) -> None:
        self.episode, self.challenge = find_challenge(challenge_id, episodes)
        self.source, self.namespace, self.error, self.before = source, namespace, error, before
        self.targets = targets_of(self.challenge.solution or "")

    def look(self) -> Finding:
        """Go through the stages in their order."""
        if self.challenge.solution is None:
            return Finding("open-question", Status.CORRECT)
        tree = self._read_source()
        self._explain_error()
        self._require_targets(tree)
        reference = reference_for(self.episode, self.challenge, self.before or self.namespace)
        try:
            said = [self._compare(name, reference, tree) for name in self.targets]
        except Finding as finding:
            self._blame_given(tree, finding)
            raise
        except FunctionRaised as raised:
            raise self._explain(raised.args[0], in_function=True) from None
        return Finding("correct", Status.CORRECT, facts=[text for text in said if text])

    def _read_source(self) -> ast.Module | None:
        if self.source is None:
            return None
        if not self.source.strip():
            raise Finding("not-run", Status.NOT_ATTEMPTED, name=self.targets[0])
        tree = parse(self.source)
        blanks = find_blanks(self.source, lambda callee: resolve(callee, self.namespace))
        if blanks:
            raise Finding("blanks-left", Status.BLANKS_LEFT, blanks=blanks)
        if is_empty(tree):
            raise Finding("nothing-written", Status.NOT_ATTEMPTED)
        return tree

    def _explain_error(self) -> None:
        if self.error is not None:
            raise self._explain(self.error)

    def _explain(self, error: BaseException, in_function: bool = False) -> Finding:
        finding = explain_exception(error, self.source or "", self.namespace, self.episode, self.challenge)
        if in_function and finding.label == "earlier-not-run":
            return Finding("local-not-made", name=finding.values["name"], function=self.targets[0])
        return finding

    def _require_targets(self, tree: ast.Module | None) -> None:
        bound = names_bound(tree) if tree is not None else set(self.namespace)
        for name in self.targets:
            if name in bound and name in self.namespace:
                continue
            if tree is None:
                raise Finding("not-run", Status.NOT_ATTEMPTED, name=name)
            if name in bound:
                raise Finding("not-run", Status.NOT_ATTEMPTED, name=name)
            raise self._stored_elsewhere(tree, name)

    def _stored_elsewhere(self, tree: ast.Module, name: str) -> Finding:
        """The target is not assigned: under which name is the result, or is it lost?"""
        close = difflib.get_close_matches(name, sorted(names_bound(tree)), n=1, cutoff=0.0)
        if close:
            return Finding("other-name", found=close[0], expected=name)
        return Finding("not-stored", name=name)

    def _compare(self, name: str, reference: Reference, tree: ast.Module | None) -> str:
        found, expected = self.namespace[name], reference.namespace[name]
        if is_tensor(expected):
            before = (self.before or {}).get(name) if self.before is not None else None
            compare_tensors(name, found, expected, reference, self.challenge.id, before, self._reads_as_told(tree))
            return f"`{name}` has the shape {tuple(found.shape)}"
        if is_model(expected):
            compare_models(name, found, expected)
            return f"`{name}` has {found.count_params():,} parameters"
        if callable(expected):
            return compare_functions(name, found, expected, self.namespace)
        compare_values(name, found, expected)
        return ""

    def _reads_as_told(self, tree: ast.Module | None) -> bool | None:
        """Whether the answer's last layer is called on the same name as the solution's."""
        mine, theirs = _layer_inputs(tree), _layer_inputs(ast.parse(self.challenge.solution or ""))
        return mine[-1] == theirs[-1] if mine and theirs else None

    def _blame_given(self, tree: ast.Module | None, finding: Finding) -> None:
        """An array of the first cell that no longer has its shape explains a wrong answer that uses it."""
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} if tree is not None else set()
        for name in sorted(names & set(self.episode.given)):
            shape, wanted = getattr(self.namespace.get(name), "shape", None), self.episode.given[name].shape
            if shape is None or tuple(shape[1:]) != wanted[1:]:
                found = "missing" if shape is None else tuple(shape)
                raise Finding(
                    "given-changed", Status.EARLIER_STEP, name=name, found=found, expected=wanted
                ) from finding


def _layer_inputs(tree: ast.AST | None) -> list[str]:
    """What the layers of an answer are called on, as written, in order: `Layer(...)(this)`."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)] if tree is not None else []
    calls.sort(key=lambda call: (call.lineno, call.col_offset))
    return [ast.unparse(call.args[0]) for call in calls if isinstance(call.func, ast.Call) and call.args]
