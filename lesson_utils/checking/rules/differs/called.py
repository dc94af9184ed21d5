"""What is made of numbers that come out of a training: its call beside the solution's, argument by argument."""

import ast
from typing import NamedTuple

from lesson_utils.checking.comparing.kinds import is_model, parameters_of
from lesson_utils.checking.facts.beside import alike
from lesson_utils.checking.facts.calls import Variables, arguments_of, calls_of, name_called, resolve, value_of
from lesson_utils.checking.facts.cases import Differing
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.facts.statements import Statement, statements_of
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.done import training
from lesson_utils.checking.rules.done.chosen import ORDERING, by_hand
from lesson_utils.checking.rules.raised.asked import another_method
from lesson_utils.checking.rules.rule import Stage, rule

_VALUES: tuple[str, ...] = ("wrong-type", "exchanged", "wrong-result", "wrong-shape", "extra-first-axis")
_VALUES += ("extra-last-axis", "not-one-hot", "wrong-dtype", "wrong-number-of-rows", "other-scale", "other-order")
_VALUES += ("all-numbers-differ", "some-numbers-differ", "wrong-numbers", "rows-in-other-order", "wrong-length")
_AROUND = frozenset(["array", "asarray", "list", "int", "astype", "squeeze", "flatten", "tolist", "str", "float"])


class _Beside(NamedTuple):
    """The answer's statement that fills a name, its call that does the work, and the solution's call."""

    statement: Statement
    call: ast.Call | None
    expected: ast.Call

    @property
    def value(self) -> ast.expr:
        return self.statement.value  # type: ignore[return-value]


@rule(Stage.DIFFERS, "built-not-loaded", explains_itself=True)
def built_not_loaded(case: Differing) -> Finding | None:
    """`create_model_intro()` where the saved model was to be loaded."""
    expected = _expected_call(case)
    value = case.last_stored.value if case.last_stored is not None else None
    if expected is None or name_called(expected) != "load_model" or not isinstance(value, ast.Call):
        return None
    if not is_model(case.found) or any(name_called(call).startswith("load") for call in calls_of(case.tree)):
        return None
    return Finding("built-not-loaded", name=case.name, found=ast.unparse(value.func))


@rule(Stage.DIFFERS, "wrong-data", explains_itself=True)
def predicted_other_data(case: Differing) -> Finding | None:
    """`predict(train_images)`: as many rows come out as there are images."""
    expected = _expected_call(case)
    predicts = expected is not None and name_called(expected) == "predict" and case.label in _VALUES
    return training.wrong_data(case.answer) if predicts else None


@rule(Stage.DIFFERS, "evaluate-for-predict", "predict-for-evaluate", explains_itself=True)
def evaluate_for_predict(case: Differing) -> Finding | None:
    """`evaluate` where the task asks for `predict`, and the other way round."""
    return another_method(case.answer)


@rule(Stage.DIFFERS, "overwritten-later", explains_itself=True)
def overwritten_later(case: Differing) -> Finding | None:
    """`predictions = np.argmax(predictions, axis=1)`: the predictions themselves are gone."""
    stored = [one for one in case.answer.statements if one.assigns(case.name) and not one.inside]
    again = len(stored) > 1 and case.name in stored[-1].reads and case.label in _VALUES and _measured(case)
    once = sum(one.assigns(case.name) for one in statements_of(case.answer.solution)) == 1
    if not again or not once or _only_converts(stored[-1].value, case.name):
        return None
    return Finding("overwritten-later", name=case.name, line=stored[-1].line)


def _only_converts(value: ast.expr | None, name: str) -> bool:
    """`np.array(labels)`: the same things in another dress."""
    if not isinstance(value, ast.Call) or name_called(value) not in _AROUND:
        return False
    return any(isinstance(one, ast.Name) and one.id == name for one in value.args)


@rule(Stage.DIFFERS, "made-anew", explains_itself=True)
def stored_each_round(case: Differing) -> Finding | None:
    """`for row in predictions: labels = np.argmax(row)`."""
    beside = _beside(case)
    again = beside is not None and beside.statement.loop is not None and not _under_a_condition(beside.statement)
    if beside is None or not again or name_called(beside.expected) in ORDERING:
        return None
    return Finding("made-anew", name=case.name, line=beside.statement.line)


@rule(Stage.DIFFERS, "exchanged", "held-twice", explains_itself=True)
def exchanged(case: Differing) -> Finding | None:
    """Two results of the task, each under the other's name, or one under both."""
    expected, value = _expected_call(case), case.last_stored.value if case.last_stored is not None else None
    if expected is None or not isinstance(value, ast.Call) or name_called(value) == name_called(expected):
        return None
    for one in statements_of(case.answer.solution) if case.label in _VALUES else ():
        other = ast.unparse(one.target) if one.target is not None else ""
        same = isinstance(one.value, ast.Call) and name_called(one.value) == name_called(value)
        if same and other != case.name and other in case.answer.targets:
            label = "held-twice" if case.answer.variables.get(other) is case.found else "exchanged"
            return Finding(label, name=case.name, other=other)
    return None


@rule(Stage.DIFFERS, "chosen-by-hand", "last-of-the-loop", explains_itself=True)
def chosen_by_hand(case: Differing) -> Finding | None:
    """`best = "SGD"`, `best = name`: nothing compares the losses."""
    beside = _beside(case)
    if beside is None or name_called(beside.expected) not in ORDERING:
        return None
    return by_hand(case.name, beside.statement, case.tree)


@rule(Stage.DIFFERS, "other-function", explains_itself=True)
def other_function(case: Differing) -> Finding | None:
    """`np.max(…)` for `np.argmax(…)`, `max` for `min`."""
    beside = _beside(case)
    wanted = name_called(beside.expected) if beside is not None else ""
    if beside is None or beside.call is None or name_called(beside.call) == wanted:
        return None
    return Finding(
        "other-function", name=case.name, line=beside.call.lineno, found=name_called(beside.call), expected=wanted
    )


@rule(Stage.DIFFERS, "not-called-here", explains_itself=True)
def not_called_here(case: Differing) -> Finding | None:
    """`labels = (predictions > 0.5)`: nothing looks for the place of the largest number."""
    beside = _beside(case)
    if beside is None or beside.call is not None or _under_a_condition(beside.statement):
        return None
    found, expected = ast.unparse(beside.value), name_called(beside.expected)
    return Finding("not-called-here", name=case.name, line=beside.statement.line, found=found, expected=expected)


@rule(Stage.DIFFERS, "key-compares-other", "key-ignores-name", explains_itself=True)
def key_compares_other(case: Differing) -> Finding | None:
    """`min(losses, key=len)`, `key=lambda name: losses[optimizer_name]`."""
    beside = _beside(case)
    if beside is None or beside.call is None:
        return None
    given, wanted = (_arguments(call, beside, case).get("key") for call in (beside.call, beside.expected))
    if given is None or wanted is None or ast.unparse(given) == ast.unparse(wanted):
        return None
    if isinstance(given, ast.Lambda):
        parameters = [one.arg for one in given.args.args]
        read = {node.id for node in ast.walk(given.body) if isinstance(node, ast.Name)}
        unread = len(parameters) == 1 and parameters[0] not in read
        return Finding("key-ignores-name", line=given.lineno, found=parameters[0]) if unread else None
    return Finding("key-compares-other", function=name_called(beside.call), found=ast.unparse(given))


@rule(Stage.DIFFERS, "left-out", "wrong-value", "other-argument", explains_itself=True)
def argument_differs(case: Differing) -> Finding | None:
    """`np.argmax(predictions)`, `np.argmax(predictions, axis=0)`, `np.argmax(test_labels, axis=1)`."""
    beside = _beside(case)
    if beside is None or beside.call is None:
        return None
    function, variables = name_called(beside.call), case.answer.variables
    given, wanted = (_arguments(call, beside, case) for call in (beside.call, beside.expected))
    for setting, expected in wanted.items():
        found = given.get(setting)
        if found is None:
            return Finding("left-out", function=function, setting=setting)
        if isinstance(expected, ast.Name) and _is_other(found, expected, case):
            return Finding("other-argument", function=function, found=ast.unparse(found), expected=expected.id)
        values = [value_of(one, variables) for one in (found, expected)]
        plain = isinstance(values[0], int) or isinstance(found, ast.Constant)
        if isinstance(values[1], int) and plain and not alike(*values):
            return Finding("wrong-value", layer=f"`{function}`", setting=setting, found=values[0], expected=values[1])
    return None


@rule(Stage.DIFFERS, "result-worked-on", explains_itself=True)
def result_worked_on(case: Differing) -> Finding | None:
    """`np.argmax(…) + 1`, `class_names[np.argmax(…)]`."""
    beside = _beside(case)
    if beside is None or beside.call is None or beside.value is beside.call:
        return None
    value = beside.value
    if isinstance(value, ast.BinOp | ast.Subscript | ast.ListComp | ast.Compare):
        return Finding(
            "result-worked-on", name=case.name, line=beside.statement.line, function=name_called(beside.call)
        )
    return None


@rule(Stage.DIFFERS, "not-the-chosen", explains_itself=True)
def not_the_chosen(case: Differing) -> Finding | None:
    """Another name than the one with the lowest loss, however it came about."""
    expected = _expected_call(case)
    if case.label != "wrong-result" or expected is None or name_called(expected) not in ("min", "max"):
        return None
    which, among = {"min": "lowest", "max": "highest"}[name_called(expected)], ast.unparse(expected.args[0])
    values = {"found": case.values["found"], "expected": case.values["expected"], "which": which, "other": among}
    return Finding("not-the-chosen", name=case.name, **values) if _measured(case) else None


def _beside(case: Differing) -> _Beside | None:
    """The line that fills a name, beside the solution's, where that calls something on numbers of a training."""
    expected = _expected_call(case)
    stored = [one for one in case.answer.statements if one.assigns(case.name)]
    if case.label not in _VALUES or expected is None or not stored or not _measured(case):
        return None
    if isinstance(expected.func, ast.Attribute) and not _is_of_a_module(expected, case.answer.variables):
        return None  # a method: what it is called on is looked at elsewhere
    if isinstance(expected.func, ast.Call):
        return None  # a layer
    value = stored[-1].value
    calls = [call for call in calls_of(value) if not _is_around(call)] if value is not None else []
    same = [call for call in calls if name_called(call) == name_called(expected)]
    return _Beside(stored[-1], next(iter(same or calls), None), expected)


def _is_around(call: ast.Call) -> bool:
    """Whether a call only turns into another kind what comes of a calculation: `np.array(…)`, `.astype(int)`."""
    return name_called(call) in _AROUND


def _expected_call(case: Differing) -> ast.Call | None:
    for one in statements_of(case.answer.solution):
        if one.assigns(case.name) and one.loop is None and not one.inside and isinstance(one.value, ast.Call):
            return one.value
    return None


def _measured(case: Differing) -> bool:
    """Whether the solution reads there what comes out of a training: then the values alone do not tell."""
    expected = _expected_call(case)
    read = {node.id for node in ast.walk(expected) if isinstance(node, ast.Name)} if expected is not None else set()
    return bool(read & (case.answer.reference.measured | set(case.answer.targets)))


def _is_of_a_module(call: ast.Call, variables: Variables) -> bool:
    return resolve(call.func, variables) is not None


def _arguments(call: ast.Call, beside: _Beside, case: Differing) -> dict[str, ast.expr]:
    """The arguments by parameter; of a method of an array, the array is the first."""
    variables = case.answer.variables
    called = resolve(beside.expected.func, variables)
    if called is None and isinstance(beside.expected.func, ast.Name):  # a function of Python's own
        named = {one.arg: one.value for one in call.keywords if one.arg}
        return dict(zip(["it"], call.args, strict=False)) | named
    if isinstance(call.func, ast.Attribute) and not _is_of_a_module(call, variables):
        names = list(parameters_of(called))
        given = [call.func.value, *call.args]
        return dict(zip(names, given, strict=False)) | {one.arg: one.value for one in call.keywords if one.arg}
    return arguments_of(call, called)


def _is_other(found: ast.expr, expected: ast.Name, case: Differing) -> bool:
    """Whether an argument is certainly something else: of other data of the task's, or a part of the right one."""
    answer = case.answer
    given = {*answer.episode.given, *names_bound(ast.parse(answer.episode.setup or ""))}
    if isinstance(found, ast.Name):
        return found.id != expected.id and found.id in {*given, *answer.reference.namespace}
    reads = {node.id for node in ast.walk(found) if isinstance(node, ast.Name)}
    if reads <= given and any(hasattr(answer.variables.get(name), "shape") for name in reads):
        return True
    others = ast.Subscript | ast.Attribute | ast.Call | ast.Compare | ast.UnaryOp
    return expected.id in reads and isinstance(found, others)


def _under_a_condition(statement: Statement) -> bool:
    return any(isinstance(node, ast.If | ast.While | ast.Try) for node in statement.inside)
