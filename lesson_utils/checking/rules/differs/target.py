"""Is what the learner has stored what the task asks for? Each kind of thing is compared in its own way."""

from typing import Any

from lesson_utils.checking.comparing.compiled import compare_compiled
from lesson_utils.checking.comparing.functions import compare_functions, is_function
from lesson_utils.checking.comparing.instead import instead_of_tensor
from lesson_utils.checking.comparing.kinds import is_model
from lesson_utils.checking.comparing.targets import FunctionRaised, compare_models, compare_tensors, outer_tensors
from lesson_utils.checking.comparing.values import compare_values, exchanged, kind_of
from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.wiring import layer_calls
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.differs.afterwards import changed_afterwards
from lesson_utils.checking.rules.differs.retold import retold, retold_tensor
from lesson_utils.checking.rules.earlier.states import disconnected, earlier_fault, first_own_step, moved_on
from lesson_utils.checking.running.probes import probes_in
from lesson_utils.keras_internals import is_tensor


def compare_target(name: str, answer: Answer) -> str:
    """Compare what a name holds with what the solution stores there.

    Returns
    -------
    str
        What to say of a right answer; may be empty.

    Raises
    ------
    Finding
        For the first difference.
    FunctionRaised
        When a function of the learner's raises.
    """
    found, expected = answer.variables[name], answer.reference.namespace[name]
    try:
        return _by_kind(name, found, expected, answer)
    except (Finding, FunctionRaised):
        raise
    except (Exception, SystemExit, GeneratorExit):  # an object may raise anything when it is asked for something
        if str(type(found).__module__).split(".")[0] in ("keras", "numpy", "tensorflow"):
            raise
        # An object of the learner's own that answers no question: it is not what the task asks for.
        found = f"something of type `{type(found).__name__}`"
        raise Finding("wrong-type", name=name, found=found, expected=kind_of(expected)) from None


def _by_kind(name: str, found: Any, expected: Any, answer: Answer) -> str:
    if is_tensor(expected):
        return _compare_tensors(name, found, expected, answer)
    if is_model(expected):
        compare_models(name, found, expected)
        compare_compiled(name, found, expected)
        return f"`{name}` has {found.count_params():,} parameters"
    if is_function(expected):
        return _compare_functions(name, found, expected, answer)
    reference = answer.reference
    try:
        compare_values(name, found, expected, numbers=name not in reference.measured)
    except Finding as difference:
        others = {other: reference.namespace[other] for other in answer.targets if other != name}
        raise exchanged(name, found, others, reference.measured) or difference from None
    return ""


def _compare_tensors(name: str, found: Any, expected: Any, answer: Answer) -> str:
    finding = instead_of_tensor(name, found, expected, answer.tree, answer.solution)
    try:
        if finding is not None:
            raise finding
        same_steps = compare_tensors(name, found, expected, first_own_step(answer, expected))
    except Finding as difference:
        if _has_moved_on(name, found, difference, answer):
            return f"This step gave `{name}` the shape {tuple(expected.shape)}; later steps have gone on from there"
        told = changed_afterwards(name, answer) or retold_tensor(difference, name, answer)
        raise told.instead_of(difference) from None
    if not same_steps:  # a `Reshape` for a `Flatten` computes the same however often it runs
        fault = earlier_fault(answer)
        if fault is not None:
            raise fault
    finding = disconnected(found, answer)
    if finding is not None:
        raise finding
    return f"`{name}` has the shape {tuple(found.shape)}"


def _has_moved_on(name: str, found: Any, difference: Finding, answer: Answer) -> bool:
    if difference.label not in ("extra-layer", "extra-activation"):
        return False
    if len(layer_calls(answer.tree)) > len(layer_calls(answer.solution)):
        return False
    return moved_on(name, found, answer)


def _compare_functions(name: str, found: Any, expected: Any, answer: Answer) -> str:
    probes = probes_in(answer.episode, answer.challenge.id, name, answer.reference.namespace)
    try:
        return compare_functions(name, found, expected, answer.variables, probes)
    except Finding as difference:
        outer = outer_tensors(name, found, answer.variables) if difference.label == "model-disconnected" else None
        told = changed_afterwards(name, answer) or retold(outer or difference, name, answer)
        raise told.instead_of(difference) from None
