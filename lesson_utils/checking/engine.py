"""`diagnose`: one answer in, one message out. Knows Keras and NumPy, knows nothing of IPython."""

import ast
from collections.abc import Iterable, Mapping
from typing import Any

from lesson_utils.checking.blame import blame_earlier, other_answer, raised_inside
from lesson_utils.checking.comparison import diagnosis_of
from lesson_utils.checking.findings import Diagnosis, Finding, Status
from lesson_utils.checking.lookup import find_challenge
from lesson_utils.checking.networks.afterwards import changed_afterwards
from lesson_utils.checking.networks.graph import each_walked_once
from lesson_utils.checking.networks.instead import instead_of_tensor
from lesson_utils.checking.networks.states import (
    disconnected,
    earlier_fault,
    first_own_step,
    moved_on,
)
from lesson_utils.checking.networks.targets import (
    FunctionRaised,
    compare_models,
    compare_tensors,
    is_model,
    outer_tensors,
)
from lesson_utils.checking.reading.blanks import blanks_left
from lesson_utils.checking.reading.calls import is_tensor
from lesson_utils.checking.reading.exceptions import explain_exception
from lesson_utils.checking.reading.retold import retold, retold_tensor
from lesson_utils.checking.reading.source import (
    commented_out,
    is_empty,
    names_bound,
    not_an_assignment,
    parse,
    targets_of,
    without_magics,
)
from lesson_utils.checking.reading.stored import was_stored, why_not_stored, why_not_there
from lesson_utils.checking.reading.wiring import layer_calls
from lesson_utils.checking.running.alternatives import closest, versions
from lesson_utils.checking.running.functions import compare_functions, is_function
from lesson_utils.checking.running.isolation import untouched
from lesson_utils.checking.running.probes import probes_in
from lesson_utils.checking.running.reference import Reference, reference_for
from lesson_utils.checking.values.compare import compare_values, exchanged, kind_of
from lesson_utils.checking.values.compiled import compare_compiled
from lesson_utils.episodes import Challenge, Episode


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
    variables = namespace if namespace is not None else {}
    try:
        with untouched(variables if isinstance(variables, dict) else None), each_walked_once():
            try:
                finding = _judge(*find_challenge(challenge_id, episodes), source, variables, error, before)
            except Finding as found:
                finding = found
            return diagnosis_of(challenge_id, finding)
    except KeyboardInterrupt:  # somebody pressed stop while we looked
        finding = Finding("interrupted", Status.NOT_ATTEMPTED)
    except BaseException as problem:  # whatever it is, it is ours: the learner must not take the blame
        finding = Finding("checker-problem", Status.CHECKER_PROBLEM, error=type(problem).__name__)
    return diagnosis_of(challenge_id, finding)


def _judge(
    episode: Episode,
    challenge: Challenge,
    source: str | None,
    namespace: Mapping[str, Any],
    error: BaseException | None,
    before: Mapping[str, Any] | None,
) -> Finding:
    """Hold an answer against each way that the episode lists; if none fits, speak of the one it is most like."""
    findings: list[Finding] = []
    ways = list(versions(episode, challenge))
    for way in ways:
        findings.append(_Answer(*way, targets_of(challenge.solution or ""), source, namespace, error, before).finding())
        if findings[-1].status not in (Status.NEEDS_WORK, Status.EARLIER_STEP):
            return findings[-1]
    return findings[closest(source, [one for _, one in ways])]


class _Answer:
    """One answer on its way through the stages of diagnosis; each stage raises a `Finding` or lets it pass."""

    def __init__(
        self,
        episode: Episode,
        challenge: Challenge,
        targets: tuple[str, ...],
        source: str | None,
        namespace: Mapping[str, Any],
        error: BaseException | None,
        before: Mapping[str, Any] | None,
    ) -> None:
        self.episode, self.challenge, self.targets = episode, challenge, targets
        self.source = without_magics(source) if source is not None else None
        self.namespace, self.error, self.before = namespace, error, before
        self.solution = ast.parse(self.challenge.solution or "")

    def finding(self) -> Finding:
        """What there is to say of the answer."""
        try:
            return self.look()
        except Finding as found:
            return found

    def look(self) -> Finding:
        """Go through the stages in their order."""
        if self.challenge.solution is None:
            return Finding("open-question", Status.CORRECT)
        tree = self._read_source()
        reference = self._reference()
        try:
            self._explain_error()
            self._require_targets(tree, reference)
            said = [self._compare(name, reference, tree) for name in self.targets]
            if not self.targets:
                return Finding("only-shown", Status.CORRECT)
        except Finding as finding:
            raise other_answer(tree, self.episode, self.challenge) or self._blame(tree, reference, finding) from None
        except FunctionRaised as raised:
            error, kept = raised.args[0], names_bound(self.solution)
            told = self._explain(error)
            told = raised_inside(error, told, self.targets[0], tree, reference, self.namespace, kept)
            raise self._blame(tree, reference, told) from None
        return Finding("correct", Status.CORRECT, facts=[text for text in said if text])

    def _reference(self) -> Reference:
        variables = {**self.namespace, **(self.before or {})}
        try:
            return reference_for(self.episode, self.challenge, variables, self.namespace)
        except Finding as problem:
            if problem.label == "reference-failed":
                self._explain_error()  # where the answer raises too, its own error says more
            raise

    def _read_source(self) -> ast.Module | None:
        if self.source is None:
            return None
        tree = parse(self.source)
        unfilled = blanks_left(self.source, self.challenge, self.namespace)
        if unfilled is not None:
            raise unfilled
        if is_empty(tree):
            raise commented_out(self.source, self.targets) or Finding("nothing-written", Status.NOT_ATTEMPTED)
        slip = not_an_assignment(tree, self.targets, self.solution)
        if slip:
            raise slip
        return tree

    def _blame(self, tree: ast.Module | None, reference: Reference, finding: Finding) -> Finding:
        return blame_earlier(finding, tree, self.episode, self.challenge, reference, self.before, self.namespace)

    def _explain_error(self) -> None:
        if self.error is not None:
            raise self._explain(self.error)

    def _explain(self, error: BaseException) -> Finding:
        return explain_exception(error, self.source or "", self.namespace, self.episode, self.challenge)

    def _require_targets(self, tree: ast.Module | None, reference: Reference) -> None:
        made = names_bound(self.solution)  # others it only changes: `model.compile(...)`
        for name in self.targets:
            if name not in made and name in self.namespace:
                continue
            if name not in self.namespace and (tree is None or name in names_bound(tree)):
                raise why_not_there(name, tree, self.namespace, self.episode, self.challenge)
            if tree is not None and not was_stored(name, tree, self.before, self.namespace):
                if self._needed_no_change(name, tree, reference):
                    continue
                hidden = None if name in names_bound(tree) else commented_out(self.source or "", (name,))
                raise hidden or why_not_stored(name, tree, self.namespace, self.episode, self.challenge, reference)

    def _needed_no_change(self, name: str, tree: ast.Module, reference: Reference) -> bool:
        """Whether a condition left a right result as it was: `if len(x.shape) > 2: x = …`, run twice."""
        if not any(isinstance(node, ast.If) and name in names_bound(node) for node in tree.body):
            return False
        try:
            self._compare(name, reference, None)
        except (Finding, FunctionRaised):
            return False
        return True

    def _compare(self, name: str, reference: Reference, tree: ast.Module | None) -> str:
        found, expected = self.namespace[name], reference.namespace[name]
        try:
            return self._compare_by_kind(name, found, expected, reference, tree)
        except (Finding, FunctionRaised):
            raise
        except (Exception, SystemExit, GeneratorExit):  # an object may raise anything when it is asked for something
            if str(type(found).__module__).split(".")[0] in ("keras", "numpy", "tensorflow"):
                raise
            # An object of the learner's own that answers no question: it is not what the task asks for.
            found = f"something of type `{type(found).__name__}`"
            raise Finding("wrong-type", name=name, found=found, expected=kind_of(expected)) from None

    def _compare_by_kind(
        self, name: str, found: Any, expected: Any, reference: Reference, tree: ast.Module | None
    ) -> str:
        if is_tensor(expected):
            self._compare_tensors(name, found, expected, reference, tree)
            return f"`{name}` has the shape {tuple(found.shape)}"
        if is_model(expected):
            compare_models(name, found, expected)
            compare_compiled(name, found, expected)
            return f"`{name}` has {found.count_params():,} parameters"
        if is_function(expected):
            return self._compare_functions(name, found, expected, reference, tree)
        try:
            compare_values(name, found, expected, numbers=name not in reference.measured)
        except Finding as difference:
            others = {other: reference.namespace[other] for other in self.targets if other != name}
            raise exchanged(name, found, others, reference.measured) or difference from None
        return ""

    def _compare_tensors(
        self, name: str, found: Any, expected: Any, reference: Reference, tree: ast.Module | None
    ) -> None:
        finding = instead_of_tensor(name, found, expected, tree)
        try:
            if finding is not None:
                raise finding
            same_steps = compare_tensors(name, found, expected, first_own_step(self.challenge, reference, expected))
        except Finding as difference:
            if self._has_moved_on(name, found, difference, tree):
                return
            since = changed_afterwards(name, tree, reference, self.before, self.namespace)
            if since is not None:
                raise since from None
            raise retold_tensor(
                difference, name, reference, tree, self.solution, self.before, self.namespace, self.episode
            ) from None
        if not same_steps:  # a `Reshape` for a `Flatten` computes the same however often it runs
            fault = earlier_fault(self.episode, self.challenge, reference, self.before, self.namespace)
            if fault is not None:
                raise fault
        finding = disconnected(self.challenge, reference, found, self.before, self.namespace)
        if finding is not None:
            raise finding

    def _has_moved_on(self, name: str, found: Any, difference: Finding, tree: ast.Module | None) -> bool:
        if difference.label not in ("extra-layer", "extra-activation"):
            return False
        if len(layer_calls(tree)) > len(layer_calls(self.solution)):
            return False
        return moved_on(self.episode, self.challenge, found, name, self.namespace)

    def _compare_functions(
        self, name: str, found: Any, expected: Any, reference: Reference, tree: ast.Module | None
    ) -> str:
        probes = probes_in(self.episode, self.challenge.id, name, reference.namespace)
        try:
            return compare_functions(name, found, expected, self.namespace, probes)
        except Finding as difference:
            since = changed_afterwards(name, tree, reference, self.before, self.namespace)
            if since is not None:
                raise since from None
            outer = outer_tensors(name, found, self.namespace) if difference.label == "model-disconnected" else None
            raise outer or retold(difference, name, tree, self.solution, self.namespace, self.episode) from None
