"""Is what the learner has stored what the task asks for? Each kind of thing is compared in its own way."""

import ast
import logging
from typing import Any

from lesson_utils.checking.comparing.difference import Compared, Difference
from lesson_utils.checking.comparing.functions import compare_functions, is_function
from lesson_utils.checking.comparing.graph import steps_to
from lesson_utils.checking.comparing.instead import instead_of_tensor
from lesson_utils.checking.comparing.kinds import is_model, kind_of
from lesson_utils.checking.comparing.models import compare_models, compare_tensors
from lesson_utils.checking.comparing.networks import same
from lesson_utils.checking.comparing.values import compare_values, exchanged
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import Variables
from lesson_utils.checking.facts.functions import names_returned
from lesson_utils.checking.facts.raised import frames_of_the_learner
from lesson_utils.checking.facts.source import names_stored
from lesson_utils.checking.facts.steps import first_own_step, moved_on
from lesson_utils.checking.facts.wiring import layer_calls
from lesson_utils.checking.findings import Finding, Status
from lesson_utils.checking.running.probes import probes_in
from lesson_utils.keras_internals import is_tensor, maker_of

_log = logging.getLogger(__name__)


def compare_target(name: str, answer: Answer) -> Compared:
    """Compare what a name holds with what the solution stores there."""
    found, expected = answer.variables[name], answer.reference.namespace[name]
    try:
        return _by_kind(name, found, expected, answer)
    except (
        Exception,
        SystemExit,
        GeneratorExit,
    ) as problem:  # an object may raise anything when it is asked for something
        if str(type(found).__module__).split(".")[0] in ("keras", "numpy", "tensorflow"):
            raise
        # An object of the learner's own that answers no question: it is not what the task asks for.
        if not any(frames_of_the_learner(problem)):
            _log.error("What %s holds could not be compared.", name, exc_info=problem)  # it may be our own slip
        kind = f"something of type `{type(found).__name__}`"
        return _differs(Finding("wrong-type", name=name, found=kind, expected=kind_of(expected)))


def compare_found(name: str, found: Any, answer: Answer) -> Compared:
    """Compare something that a name might hold with what the solution stores there."""
    return _by_kind(name, found, answer.reference.namespace[name], answer)


def _by_kind(name: str, found: Any, expected: Any, answer: Answer) -> Compared:
    if is_tensor(expected):
        return _compare_tensors(name, found, expected, answer)
    if is_model(expected):
        difference = compare_models(name, found, expected)
        return (
            Compared(difference) if difference else Compared(fact=f"`{name}` has {found.count_params():,} parameters")
        )
    if is_function(expected):
        probes = probes_in(answer.episode, answer.challenge.id, name, answer.reference.namespace)
        returned = names_returned(name, answer.solution)
        return compare_functions(name, found, expected, answer.variables, probes, returned)
    return _compare_values(name, found, expected, answer)


def _compare_values(name: str, found: Any, expected: Any, answer: Answer) -> Compared:
    reference = answer.reference
    difference = compare_values(name, found, expected, numbers=name not in reference.measured)
    if difference is None:
        return Compared()
    others = {other: reference.namespace[other] for other in answer.targets if other != name}
    if compare_values(name, found, expected, numbers=False) is None:  # only numbers differ: then numbers must tell
        others = {other: value for other, value in others.items() if other not in reference.measured}
    return _differs(exchanged(name, found, others, reference.measured) or difference)


def _compare_tensors(name: str, found: Any, expected: Any, answer: Answer) -> Compared:
    instead = instead_of_tensor(name, found, expected)
    if instead is not None:
        return _differs(instead)
    difference = compare_tensors(found, expected, first_own_step(answer, expected))
    if difference is not None and _has_moved_on(name, found, difference, answer):
        shape = tuple(expected.shape)
        return Compared(fact=f"This step gave `{name}` the shape {shape}; later steps have gone on from there")
    if difference is not None:
        return Compared(difference)
    elsewhere = _starts_elsewhere(found, answer)
    if elsewhere is not None:
        return _differs(elsewhere)
    other_steps = not same(steps_to(found), steps_to(expected))
    return Compared(fact=f"`{name}` has the shape {tuple(found.shape)}", other_steps=other_steps)


def _has_moved_on(name: str, found: Any, difference: Difference, answer: Answer) -> bool:
    if difference.finding.label not in ("extra-layer", "extra-activation"):
        return False
    if len(layer_calls(answer.tree)) > len(layer_calls(answer.solution)):
        return False
    return moved_on(name, found, answer)


def _differs(finding: Finding) -> Compared:
    return Compared(Difference(finding))


def _starts_elsewhere(found: Any, answer: Answer) -> Finding | None:
    """A right chain that does not begin at the learner's input: a model of both could not be built."""
    origin, reference = steps_to(found)[0].made_by, answer.reference
    for name in reference.makers:
        start = answer.variables.get(name)
        if not (_is_whole_input(reference.start[name]) and _is_whole_input(start)) or maker_of(start) is origin:
            continue
        once = (answer.before or {}).get(name)
        if is_tensor(once) and steps_to(once)[0].made_by is origin:
            return Finding("remade-input", name=name)
        if name in answer.needed:
            return Finding("own-input", name=name)
        read = min(answer.needed & set(reference.makers), default=name)
        return Finding("stale-input", Status.EARLIER_STEP, name=name, challenge=reference.makers[read])
    return None


def _is_whole_input(value: Any) -> bool:
    return is_tensor(value) and len(steps_to(value)) == 1


def was_stored(name: str, tree: ast.AST, before: Variables | None, variables: Variables) -> bool:
    """Whether the answer put something into a name: by the variables where they tell, else by its source."""
    value = variables.get(name)
    if before is None or value is None:
        return name in names_stored(tree)
    unchanged = value is before.get(name)
    return not unchanged or (name in names_stored(tree) and not is_tensor(value))
