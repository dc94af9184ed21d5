"""`diagnose`: one answer in, one message out. Knows Keras and NumPy, knows nothing of IPython."""

import ast
import contextlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import FunctionType
from typing import Any, NamedTuple

from lesson_utils.checking.choices import chosen_in, judged_choice
from lesson_utils.checking.comparing.difference import Compared
from lesson_utils.checking.comparing.graph import each_walked_once
from lesson_utils.checking.facts.alternatives import closest, versions
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.before import variables_before
from lesson_utils.checking.facts.cases import Differing, Mistake, Stored
from lesson_utils.checking.facts.lookup import find_challenge
from lesson_utils.checking.facts.raised import Raised, hidden_by_a_try
from lesson_utils.checking.facts.source import names_bound, names_needed, names_stored, targets_of, without_magics
from lesson_utils.checking.facts.target import compare_target, was_stored
from lesson_utils.checking.facts.unreadable import Unreadable
from lesson_utils.checking.facts.wiring import layer_calls
from lesson_utils.checking.findings import Diagnosis, Finding, FindingError, Status
from lesson_utils.checking.messages.side_by_side import Chains, diagnosis_of
from lesson_utils.checking.quoting import quote
from lesson_utils.checking.rules.rule import Stage
from lesson_utils.checking.rules.walking import Told, first, walk
from lesson_utils.checking.running.contents import calls_forgotten
from lesson_utils.checking.running.isolation import untouched
from lesson_utils.episodes import Challenge, Episode

_log = logging.getLogger(__name__)  # the course's own faults; whoever shows a diagnosis decides where they are kept
_MOST_INSIDE = 1000  # members of one list that may be layers


def diagnose(
    challenge_id: str,
    source: str | None = None,
    namespace: Mapping[str, Any] | None = None,
    error: BaseException | None = None,
    before: Mapping[str, Any] | None = None,
    episodes: Iterable[Episode] | None = None,
) -> Diagnosis:
    """Say of one answer what is right, or the one thing to change next.

    It never raises for anything a learner can write, never trains, and puts back what an answer changes while it is
    tried out. Not put back are files and environment variables, what code reaches by a back door (`globals()`,
    `functools.cache`), what other libraries keep, a layer that is built by being called, an optimizer's state, and
    models and tables of more than 10 MB.

    Parameters
    ----------
    challenge_id : str
        Such as ``"conv2d"``.
    source : str, optional
        The text of the answer's cell. Without it, only the variables are looked at. For a question with options, what
        was typed: ``'check("read-curves", "b")'`` or only ``"b"``.
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
        kept = untouched(variables if isinstance(variables, dict) else None)
        with kept, calls_forgotten(_held(variables)), each_walked_once():
            return diagnosis_of(challenge_id, *_verdict(challenge_id, source, variables, error, before, episodes))
    except KeyboardInterrupt:  # somebody pressed stop while we looked
        finding = Finding("check-stopped", Status.NOT_ATTEMPTED)
    except BaseException as problem:  # noqa: BLE001 - whatever it is, it is ours: the learner must not take the blame
        _log.error("The checker stumbled over an answer to %s.", quote(challenge_id), exc_info=problem)
        finding = Finding("checker-problem", Status.CHECKER_PROBLEM, error=type(problem).__name__)
    return diagnosis_of(challenge_id, finding)


class _Verdict(NamedTuple):
    """What there is to say; the two networks where they were compared; the challenge to go back to, if any."""

    finding: Finding
    chains: Chains | None = None
    restart: str = ""


def _verdict(
    challenge_id: str,
    source: str | None,
    variables: Mapping[str, Any],
    error: BaseException | None,
    before: Mapping[str, Any] | None,
    episodes: Iterable[Episode] | None,
) -> _Verdict:
    """Hold an answer against each way that the episode lists; if none fits, speak of the one it is most like."""
    try:
        episode, challenge = find_challenge(challenge_id, episodes)
    except FindingError as unknown:
        return _Verdict(unknown.finding)
    written = without_magics(source) if source is not None else None
    if challenge.is_question:
        return _Verdict(judged_choice(challenge, chosen_in(written)))
    targets, ways = targets_of(challenge.solution or ""), list(versions(episode, challenge))
    verdicts: list[_Verdict] = []
    for one_episode, way in ways:
        verdicts.append(_look(Answer(one_episode, way, targets, written, variables, before, error, source)))
        if verdicts[-1].finding.status not in (Status.NEEDS_WORK, Status.EARLIER_STEP):
            return verdicts[-1]
    return verdicts[closest(written, [way for _, way in ways]) if len(ways) > 1 else 0]


def diagnose_choice(question: Challenge, chosen: object) -> Diagnosis:
    """Say of a choice among a question's options whether it is right, with the feedback of what was chosen.

    Parameters
    ----------
    question : Challenge
        One with options.
    chosen : object
        Letters: ``"b"``, ``"ac"``, ``["a", "c"]``. Of anything else it is said how to choose.

    Returns
    -------
    Diagnosis
        Its message is Markdown: the feedback is the author's. Its details hold what was ``chosen``, where that could be
        judged.
    """
    return diagnosis_of(question.id, judged_choice(question, chosen))


def _held(variables: Mapping[str, Any]) -> list[Any]:
    """The learner's values, those in plain lists and tuples, and those that stand in functions as defaults."""
    values = list(variables.values())
    inside = [one for value in values if type(value) in (list, tuple) for one in value[:_MOST_INSIDE]]
    return values + inside + [one for it in values if type(it) is FunctionType for one in it.__defaults__ or ()]


def _look(answer: Answer) -> _Verdict:
    try:
        verdict = _first_found(answer)
    except FindingError as problem:  # the solution does not run here
        verdict = _Verdict(problem.finding)
    if verdict.finding.status is not Status.NEEDS_WORK:
        return verdict
    with contextlib.suppress(FindingError):  # then nobody knows what it would read
        return verdict._replace(restart=_overwritten(answer))
    return verdict


def _overwritten(answer: Answer) -> str:
    """The challenge whose result the solution reads, and this cell has overwritten: the next try would read that."""
    if answer.before is None or answer.tree is None:
        return ""
    if len(layer_calls(answer.tree)) > len(layer_calls(answer.solution)):
        return ""  # it makes the layers of the steps before anew, too
    for name in answer.targets:
        if name in answer.needed and name in answer.before and answer.variables.get(name) is not answer.before[name]:
            return answer.reference.makers.get(name, "")
    return ""


def _first_found(answer: Answer) -> _Verdict:  # noqa: PLR0911 - one for each stage
    """Go through the stages of diagnosis in their order; the first rule that finds something ends it."""
    if answer.challenge.solution is None:
        return _Verdict(Finding("open-question", Status.CORRECT))
    if answer.source is None and not (answer.targets and answer.variables):
        return _Verdict(Finding("not-run", Status.NOT_ATTEMPTED))  # nothing can be seen of an answer
    if written := _as_written(answer):
        return _Verdict(written.finding)
    _make_reference(answer)
    told = _raised(answer) or _not_stored(answer)
    if told is not None:
        return _Verdict(_blamed(told, answer))
    facts: list[str] = []
    for name in answer.targets:
        compared = compare_target(name, answer)
        told = _differs(name, compared, answer)
        if told is not None:
            chains = compared.difference.chains if compared.difference is not None else None
            return _Verdict(_blamed(told, answer), chains)
        if compared.other_steps and (fault := _earlier_fault(answer)):  # it computes the same however often it runs
            return _Verdict(fault)
        facts.append(compared.fact)
    if told := first(Stage.DONE, answer):
        return _Verdict(told.finding)
    if not answer.targets:
        return _Verdict(Finding("only-shown", Status.CORRECT))
    return _Verdict(Finding("correct", Status.CORRECT, facts=[fact for fact in facts if fact]))


def _blamed(told: Told, answer: Answer) -> Finding:
    """What was found, or the earlier step that is at fault."""
    mistake = Mistake(answer, told.finding, told.explains_itself)
    elsewhere = first(Stage.EARLIER, mistake)
    if elsewhere is not None:
        return elsewhere.finding
    return (_earlier_fault(answer) if mistake.may_be_earlier else None) or told.finding


def _earlier_fault(answer: Answer) -> Finding | None:
    faults = (first(Stage.BEFORE, variable) for variable in variables_before(answer))
    return next((told.finding for told in faults if told is not None), None)


def _as_written(answer: Answer) -> Told | None:
    """What the text of the cell shows, where it is known."""
    magic = first(Stage.MAGIC, answer) if answer.cell is not None else None
    if magic is not None:
        return magic
    if answer.syntax_error is not None:
        return first(Stage.UNREADABLE, Unreadable(answer.syntax_error, answer.source or ""))
    return first(Stage.WRITTEN, answer) if answer.source is not None else None


def _make_reference(answer: Answer) -> None:
    try:
        answer.reference  # noqa: B018 - made here, and kept
    except FindingError as problem:
        if problem.finding.label in ("reference-failed", "file-missing") and (told := _raised(answer)):
            raise FindingError(told.finding) from None  # where the answer raises too, its own error says more
        if problem.finding.label == "reference-failed":
            _log.error("The solution of %s could not be run.", answer.challenge.id, exc_info=problem.__cause__)
        raise


def _raised(answer: Answer) -> Told | None:
    return _explained(Raised(answer, answer.error)) if answer.error is not None else None


def _explained(raised: Raised) -> Told | None:
    if isinstance(raised.error, SyntaxError):  # it can be read and still does not run: `return` outside of a function
        return first(Stage.UNREADABLE, Unreadable(raised.error, raised.answer.source or ""))
    return walk({Stage.RAISED: [raised], Stage.CALL: raised.calls, Stage.UNEXPLAINED: [raised]})


def _not_stored(answer: Answer) -> Told | None:
    unfilled = [Stored(answer, name) for name in answer.targets if not _was_filled(name, answer)]
    hidden = hidden_by_a_try(answer) if unfilled else None
    told = walk({Stage.RAISED: [hidden], Stage.CALL: hidden.calls}) if hidden is not None else None
    return told or walk({Stage.STORED: unfilled})


def _was_filled(name: str, answer: Answer) -> bool:
    """Whether the answer put something into a name that the solution fills."""
    tree, variables = answer.tree, answer.variables
    if name in variables and (tree is None or name not in names_bound(answer.solution)):
        return True  # others the solution only changes: `model.compile(...)`
    if tree is None or (name not in variables and name in names_stored(tree)):
        return False
    return was_stored(name, tree, answer.before, variables) or _needed_no_change(name, tree, answer)


def _needed_no_change(name: str, tree: ast.Module, answer: Answer) -> bool:
    """Whether a right result was there already.

    A condition left it as it was, `if len(x.shape) > 2: x = …`, run twice; or it was made in a cell before, as a model
    that this cell compiles and trains.
    """
    left = any(isinstance(node, ast.If) and name in names_bound(node) for node in tree.body)
    made_before = name in names_needed(ast.unparse(tree)) and name not in answer.reference.makers
    if name not in answer.variables or not (left or made_before):
        return False
    compared = compare_target(name, replace(answer, source=None))
    return compared.difference is None and compared.raised is None


def _differs(name: str, compared: Compared, answer: Answer) -> Told | None:
    """What there is to say of a comparison that found a difference, or could not go on."""
    if compared.raised is not None:
        return _explained(Raised(answer, compared.raised, function=name))
    if compared.difference is not None:
        told = first(Stage.DIFFERS, Differing(answer, name, compared.difference))
        return told or Told(compared.difference.finding, explains_itself=False)  # a difference is never passed over
    return None
