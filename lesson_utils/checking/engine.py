"""`diagnose`: one answer in, one message out. Knows Keras and NumPy, knows nothing of IPython."""

import ast
import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from lesson_utils.checking.blanks import find_blanks
from lesson_utils.checking.calls import input_among_settings, is_tensor, misplaced, resolve
from lesson_utils.checking.exceptions import explain_exception, locals_where_raised
from lesson_utils.checking.findings import Diagnosis, Finding, Status
from lesson_utils.checking.isolation import untouched
from lesson_utils.checking.networks import (
    FunctionRaised,
    compare_functions,
    compare_models,
    compare_tensors,
    is_model,
    outer_tensors,
)
from lesson_utils.checking.reference import Reference, reference_for
from lesson_utils.checking.source import compared_instead, is_empty, names_bound, parse, targets_of, without_magics
from lesson_utils.checking.states import (
    disconnected,
    earlier_fault,
    first_own_step,
    moved_on,
    own_layer,
    result_elsewhere,
    wrong_input,
)
from lesson_utils.checking.texts import message_for
from lesson_utils.checking.values import compare_values, kind_of
from lesson_utils.checking.wiring import layer_calls, model_starts_late, reads_start_again, starts_late
from lesson_utils.episodes import Challenge, Episode, course

# What is told before an earlier step's fault: slips in this very cell that no earlier step can explain.
_OWN_SLIPS = frozenset(
    {"other-name", "not-stored", "not-run", "stray-comma", "layer-not-called", "model-not-tensor", "missing-quotes"}
    | {"misspelt-name", "misspelt-layer", "misspelt-argument", "unknown-argument", "argument-in-wrong-place"}
    | {"missing-prefix", "bracket-too-late", "called-on-nothing", "unknown-activation", "missing-argument"}
    | {"input-in-first-brackets", "setting-in-second-brackets", "equals-sign", "missing-activation"}
)
# What an exception inside a function says too little with.
_UNCLEAR = frozenset(["raised", "wrong-rank", "flat-too-early", "model-starts-late", "starts-late"])
# Differences in a network of several layers that wrong wiring explains better.
_LOOSE_ENDS = frozenset(["missing-layer", "wrong-value", "wrong-layer", "wrong-input", "extra-layer", "wrong-order"])


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
        with untouched(variables if isinstance(variables, dict) else None):
            finding = _Answer(challenge_id, source, variables, error, before, episodes).look()
    except Finding as found:
        finding = found
    except KeyboardInterrupt:  # somebody pressed stop while we looked
        finding = Finding("interrupted", Status.NOT_ATTEMPTED)
    except BaseException as problem:  # whatever it is, it is ours: the learner must not take the blame
        finding = Finding("checker-problem", Status.CHECKER_PROBLEM, error=type(problem).__name__)
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
        self.source = without_magics(source) if source is not None else None
        self.namespace, self.error, self.before = namespace, error, before
        self.targets = targets_of(self.challenge.solution or "")
        self.solution = ast.parse(self.challenge.solution or "")

    def look(self) -> Finding:
        """Go through the stages in their order."""
        if self.challenge.solution is None:
            return Finding("open-question", Status.CORRECT)
        tree = self._read_source()
        reference = reference_for(self.episode, self.challenge, {**self.namespace, **(self.before or {})})
        try:
            self._explain_error()
            self._require_targets(tree, reference)
            said = [self._compare(name, reference, tree) for name in self.targets]
        except Finding as finding:
            raise self._blame_earlier(tree, reference, finding) from None
        except FunctionRaised as raised:
            raise self._explain_function(raised.args[0], reference) from None
        return Finding("correct", Status.CORRECT, facts=[text for text in said if text])

    def _read_source(self) -> ast.Module | None:
        if self.source is None:
            return None
        tree = parse(self.source)
        blanks = find_blanks(self.source, lambda callee: resolve(callee, self.namespace))
        if blanks:
            raise Finding("blanks-left", Status.BLANKS_LEFT, blanks=blanks)
        if is_empty(tree):
            raise Finding("nothing-written", Status.NOT_ATTEMPTED)
        line = compared_instead(tree, self.targets)
        if line:
            raise Finding("equals-sign", line=line)
        return tree

    def _explain_error(self) -> None:
        if self.error is not None:
            raise self._explain(self.error)

    def _explain(self, error: BaseException) -> Finding:
        return explain_exception(error, self.source or "", self.namespace, self.episode, self.challenge)

    def _explain_function(self, error: BaseException, reference: Reference) -> Finding:
        """The finding for a function that raised when the checker called it."""
        name = self.targets[0]
        finding = self._explain(error)
        if finding.label == "earlier-not-run":
            return Finding("local-not-made", name=finding.values["name"], function=name)
        if finding.label in _UNCLEAR:
            made_here = locals_where_raised(error)
            wrong = wrong_input(made_here, reference.namespace[name]) or outer_tensors(
                name, self.namespace[name], self.namespace
            )
            finding = wrong or finding
        if finding.label == "raised":
            finding.label = "function-raised"
            finding.values["name"] = name
        return finding

    def _require_targets(self, tree: ast.Module | None, reference: Reference) -> None:
        for name in self.targets:
            if name not in self.namespace and (tree is None or name in names_bound(tree)):
                raise Finding("not-run" if tree is None else "not-there", Status.NOT_ATTEMPTED, name=name)
            if tree is None or self._was_stored(name, tree):
                continue
            expected = reference.namespace[name]
            if callable(expected) and not is_tensor(expected):
                close = [one.name for one in tree.body if isinstance(one, ast.FunctionDef)]
                found = Finding("other-name", found=close[0], expected=name) if close else None
                raise found or Finding("not-a-function", name=name, found="not made yet")
            if any(name in names_bound(one) for one in tree.body if isinstance(one, ast.Assign)):
                raise Finding("missing-layer", layer=own_layer(self.challenge, reference, expected))
            made = names_bound(tree) - {name}
            other = result_elsewhere(made, self.namespace, reference.namespace[name]) or _only(made, self.namespace)
            if other:
                label = "other-name" if other.isascii() else "other-alphabet"
                raise Finding(label, found=other, expected=name)
            raise Finding("not-stored", name=name)

    def _was_stored(self, name: str, tree: ast.Module) -> bool:
        """Whether this cell put something into the target: by its variables where they tell, else by its source."""
        value = self.namespace.get(name)
        if self.before is None or value is None:
            return name in names_bound(tree)
        unchanged = value is self.before.get(name)
        return not unchanged or (name in names_bound(tree) and not is_tensor(value))

    def _compare(self, name: str, reference: Reference, tree: ast.Module | None) -> str:
        found, expected = self.namespace[name], reference.namespace[name]
        try:
            return self._compare_by_kind(name, found, expected, reference, tree)
        except (Finding, FunctionRaised):
            raise
        except Exception:
            if type(found).__module__.split(".")[0] in ("keras", "numpy", "tensorflow"):
                raise
            # An object of the learner's own that answers no question: it is not what the task asks for.
            raise Finding("wrong-type", name=name, found=kind_of(found), expected=kind_of(expected)) from None

    def _compare_by_kind(
        self, name: str, found: Any, expected: Any, reference: Reference, tree: ast.Module | None
    ) -> str:
        if is_tensor(expected):
            self._compare_tensors(name, found, expected, reference, tree)
            return f"`{name}` has the shape {tuple(found.shape)}"
        if is_model(expected):
            compare_models(name, found, expected)
            return f"`{name}` has {found.count_params():,} parameters"
        if callable(expected):
            return self._compare_functions(name, found, expected, tree)
        compare_values(name, found, expected)
        return ""

    def _compare_tensors(
        self, name: str, found: Any, expected: Any, reference: Reference, tree: ast.Module | None
    ) -> None:
        try:
            same_steps = compare_tensors(name, found, expected, first_own_step(self.challenge, reference, expected))
        except Finding as difference:
            if self._has_moved_on(name, found, difference, tree):
                return
            raise self._better_told(name, expected, difference, tree) from None
        if not same_steps:  # a `Reshape` for a `Flatten` computes the same however often it runs
            fault = earlier_fault(self.challenge, reference, self.before, self.namespace)
            if fault is not None:
                raise fault
        finding = disconnected(self.challenge, reference, found, self.namespace)
        if finding is not None:
            raise finding

    def _has_moved_on(self, name: str, found: Any, difference: Finding, tree: ast.Module | None) -> bool:
        if difference.label not in ("extra-layer", "extra-activation"):
            return False
        if len(layer_calls(tree)) > len(layer_calls(self.solution)):
            return False
        return moved_on(self.episode, self.challenge, found, name, self.namespace)

    def _better_told(self, name: str, expected: Any, difference: Finding, tree: ast.Module | None) -> Finding:
        if tree is None:
            return difference
        if difference.label == "layer-not-called":
            return input_among_settings(tree, {**self.namespace, **(self.before or {})}) or difference
        other = result_elsewhere(names_bound(tree) - {name}, self.namespace, expected)
        if other and difference.label.startswith("missing-"):
            return Finding("other-name", found=other, expected=name)
        return self._from_the_source(tree, difference)

    def _compare_functions(self, name: str, found: Any, expected: Any, tree: ast.Module | None) -> str:
        try:
            return compare_functions(name, found, expected, self.namespace)
        except Finding as difference:
            raise self._from_the_source(tree, difference) from None

    def _from_the_source(self, tree: ast.Module | None, difference: Finding) -> Finding:
        """The same difference, explained by how the answer is written, where that says more."""
        if tree is None:
            return difference
        if difference.label == "wrong-input" and difference.values["found"] == difference.values["expected"]:
            return Finding("own-input", name=layer_calls(self.solution)[0].reads)
        late, again = starts_late(tree, self.solution), reads_start_again(tree)
        if difference.label in _LOOSE_ENDS and late:
            return Finding("starts-late", found=late[0], expected=late[1])
        if difference.label in _LOOSE_ENDS and again:
            return Finding("cut-off", layer=again.layer, name=again.reads, line=again.line)
        if difference.label == "wrong-input-shape" and (start := model_starts_late(tree)):
            return Finding("model-starts-late", name=start)
        if difference.label == "wrong-value":
            kind, setting = str(difference.values["layer"]).split("`")[1], str(difference.values["setting"])
            slipped = misplaced(tree, self.namespace, self.solution, kind, setting)
            if slipped:
                return Finding("argument-in-wrong-place", function=kind, found=slipped, setting=setting)
        return difference

    def _blame_earlier(self, tree: ast.Module | None, reference: Reference, finding: Finding) -> Finding:
        """An earlier step at fault, when it explains a wrong answer; otherwise the finding itself."""
        if finding.label in _OWN_SLIPS or finding.status is not Status.NEEDS_WORK:
            return finding
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} if tree is not None else set()
        for name in sorted(names & set(self.episode.given)):
            shape, wanted = getattr(self.namespace.get(name), "shape", None), self.episode.given[name].shape
            if shape is None or tuple(shape[1:]) != wanted[1:]:
                found = "missing" if shape is None else tuple(shape)
                return Finding("given-changed", Status.EARLIER_STEP, name=name, found=found, expected=wanted)
        return earlier_fault(self.challenge, reference, self.before, self.namespace) or finding


def _only(names: Iterable[str], variables: Mapping[str, Any]) -> str | None:
    """The one name of an answer that holds a layer's result."""
    tensors = [name for name in names if is_tensor(variables.get(name))]
    return tensors[0] if len(tensors) == 1 else None
