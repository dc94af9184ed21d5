"""For how long, in which batches and with how many images each model of a loop is trained: told by the rehearsal."""

import ast
from typing import Any

from lesson_utils.checking.facts.answer import Answer
from lesson_utils.checking.facts.calls import calls_of, name_called, value_of
from lesson_utils.checking.facts.methods import MethodCall, method_calls
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.DONE, "other-epochs", explains_itself=True)
def other_epochs(answer: Answer) -> Finding | None:
    """`epochs = 1` where the task says `n_epochs`; a variable that the first cell offers may hold any number."""
    trainings = answer.trainings if _is_asked(answer, "epochs") else None
    for found, expected in trainings.pairs("fit") if trainings is not None else ():
        if not isinstance(found.epochs, int) or not isinstance(expected.epochs, int) or found.calls_back:
            continue
        if found.epochs not in {expected.epochs, *_offered(answer, "epochs")}:
            told = _written(answer, "epochs", expected.epochs)
            return Finding("other-epochs", found=found.epochs, expected=told)
    return None


@rule(Stage.DONE, "other-batch-size", explains_itself=True)
def other_batch_size(answer: Answer) -> Finding | None:
    """`batch_size = 64`: it changes how many steps an epoch has."""
    trainings = answer.trainings
    for found, expected in trainings.pairs("fit") if trainings is not None else ():
        if found.batch_size != expected.batch_size:
            return Finding("other-batch-size", found=found.batch_size, expected=expected.batch_size)
    return None


@rule(Stage.DONE, "other-number-of-images", explains_itself=True)
def other_number_of_images(answer: Answer) -> Finding | None:
    """All images where the task says the first `n_images`."""
    trainings = answer.trainings
    if not _is_asked(answer, "x"):
        return None
    for found, expected in trainings.pairs("fit") if trainings is not None else ():
        sizes = [len(one.x) if hasattr(one.x, "__len__") else None for one in (found, expected)]
        whole = len(trainings.arrays.get(trainings.name_of(found.x) or "", ()))  # type: ignore[union-attr]
        offered = {min(number, whole) for number in _offered(answer, "x")}
        if None in sizes or sizes[0] == sizes[1] or (sizes[0] in offered and not _takes_all(answer)):
            continue
        return Finding("other-number-of-images", found=sizes[0], expected=_images(answer, sizes[1]))
    for call in method_calls(answer):  # a slice beyond the end takes all there are, which their number does not show
        if call.method == "fit" and (told := _other_slice(call, answer)):
            return told
    return None


def _is_asked(answer: Answer, setting: str) -> bool:
    """Whether the task speaks of it; where it does not, whoever has more time, or less, may choose."""
    return any(f"`{name}`" in answer.challenge.task for name in _names(answer.challenge.solution or "", setting))


def _other_slice(call: MethodCall, answer: Answer) -> Finding | None:
    """`train_images`, or `train_images[:200]`, where the solution takes `train_images[:n_images]`."""
    given, wanted = call.arguments.get("x"), call.expected_arguments.get("x")
    if given is None or not isinstance(wanted, ast.Subscript) or not isinstance(wanted.slice, ast.Slice):
        return None
    name = ast.unparse(wanted.value)
    if answer.tree is None or name in names_bound(answer.tree):
        return None
    expected = _length(wanted, answer)
    allowed = {expected, *_offered(answer, "x")}
    if ast.unparse(given) == name:
        return Finding("other-number-of-images", found="all", expected=_images(answer, expected))
    if not isinstance(given, ast.Subscript) or ast.unparse(given.value) != name:
        return None
    length = _length(given, answer) if isinstance(given.slice, ast.Slice) else None
    if length is None or expected is None or length in allowed:
        return None
    return Finding("other-number-of-images", found=length, expected=_images(answer, expected))


def _length(sliced: ast.Subscript, answer: Answer) -> int | None:
    """How many images `images[2:7]` takes; None where that cannot be told."""
    part: Any = sliced.slice
    bounds = [value_of(one, answer.variables) if one is not None else 0 for one in (part.lower, part.upper)]
    known = part.upper is not None and part.step is None and all(type(one) is int and one >= 0 for one in bounds)
    return bounds[1] - bounds[0] if known else None


def _offered(answer: Answer, setting: str) -> set[int]:
    """The numbers of images or epochs in the variables that the first cell offers, and this episode trains with."""
    names = {name for one in answer.episode.challenges for name in _names(one.solution or "", setting)}
    offered = names & names_bound(ast.parse(answer.episode.setup or ""))
    trainings = answer.trainings
    known = [answer.before or {}, answer.variables, trainings.found.variables if trainings is not None else {}]
    known.append(_written_in(answer.episode.setup or ""))
    return {value for name in offered for one in known if type(value := one.get(name)) is int}


def _written_in(first_cell: str) -> dict[str, Any]:
    """The numbers that the first cell writes into its variables."""
    written: dict[str, Any] = {}
    for node in (one for one in ast.parse(first_cell).body if isinstance(one, ast.Assign)):
        targets, values = (one.elts if isinstance(one, ast.Tuple) else [one] for one in (node.targets[0], node.value))
        written |= {
            ast.unparse(target): value.value
            for target, value in zip(targets, values, strict=False)
            if isinstance(value, ast.Constant)
        }
    return written


def _takes_all(answer: Answer) -> bool:
    """Whether `fit` gets an array by its name alone, where the solution takes a slice of it."""
    for call in method_calls(answer):
        given, wanted = call.arguments.get("x"), call.expected_arguments.get("x")
        if call.method == "fit" and isinstance(wanted, ast.Subscript) and isinstance(given, ast.Name):
            return given.id == ast.unparse(wanted.value) and given.id not in names_bound(answer.tree)  # type: ignore[arg-type]
    return False


def _names(solution: str, setting: str) -> set[str]:
    """The names that a solution's `fit` reads for a setting: `n_epochs`, or of images the `n_images` in the slice."""
    given = (
        keyword.value
        for call in calls_of(ast.parse(solution))
        if name_called(call) == "fit"
        for keyword in call.keywords
        if keyword.arg == setting
    )
    # Of images given without a slice, no name says how many there are.
    read = [one.slice for one in given if isinstance(one, ast.Subscript)] if setting == "x" else list(given)
    return {node.id for one in read for node in ast.walk(one) if isinstance(node, ast.Name)}


def _written(answer: Answer, setting: str, value: object) -> str:
    """A setting as the solution writes it: a name with what it holds now, a number as it is."""
    names = sorted(_names(answer.challenge.solution or "", setting))
    return f"`{names[0]}`, which is {value}" if names else str(value)


def _images(answer: Answer, number: object) -> str:
    names = sorted(_names(answer.challenge.solution or "", "x"))
    return f"the first `{names[0]}`" if names else f"the first {number}"
