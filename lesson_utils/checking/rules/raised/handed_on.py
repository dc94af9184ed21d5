"""What a line hands on to a function: a variable in quotes, another one than the task's, the whole list at once."""

import ast

from lesson_utils.checking.comparing.kinds import is_layer_class, parameters_of
from lesson_utils.checking.facts.calls import arguments_of, calls_of, name_called, resolve
from lesson_utils.checking.facts.functions import definition_of
from lesson_utils.checking.facts.handed import (
    handed_on,
    handed_too_far,
    layer_calls_in,
    not_handed_on,
    older_function,
)
from lesson_utils.checking.facts.loops import counterparts, loop_names
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.facts.source import names_bound
from lesson_utils.checking.facts.statements import nodes_of
from lesson_utils.checking.findings import Finding, Quoted
from lesson_utils.checking.rules.rule import Stage, rule

_TEXTS = frozenset(["name", "title", "label"])  # settings that take a text anyway


@rule(Stage.RAISED, "quoted-name", explains_itself=True)
def variable_in_quotes(raised: Raised) -> Finding | None:
    """`compile(optimizer='optimizer_name')`: the solution hands on a variable of this name."""
    if isinstance(raised.error, NameError):
        return None
    wanted = {node.id for node in nodes_of(raised.answer.solution, ast.Name)}
    names = counterparts(raised.tree, raised.answer.solution)
    texts = {node.value for node in nodes_of(raised.answer.solution, ast.Constant) if isinstance(node.value, str)}
    for call in raised.all_calls if raised.answer.error is not None else raised.calls:
        for setting, given in _given(call.node):
            text = given.value if isinstance(given, ast.Constant) else None
            meant = isinstance(text, str) and names.get(text, text) in wanted - texts and setting not in _TEXTS
            if meant and text in names_bound(raised.tree) | set(raised.variables):
                return Finding("quoted-name", name=text)
    return None


def _given(call: ast.Call) -> list[tuple[str, ast.expr]]:
    return [("", one) for one in call.args] + [(one.arg or "", one.value) for one in call.keywords]


@rule(
    Stage.RAISED,
    *("argument-not-passed", "argument-overwritten", "argument-too-far", "quoted-name", "other-argument"),
    explains_itself=True,
)
def argument_not_passed(raised: Raised) -> Finding | None:
    """`Dropout(rate=dropout_rates)` in a function that takes `dropout_rate`."""
    tree, solution = raised.tree, raised.answer.solution
    for call in raised.calls if not isinstance(raised.error, NameError) else ():
        if not is_layer_class(call.called):
            continue
        for function in (one.name for one in tree.body if isinstance(one, ast.FunctionDef)):
            own = definition_of(function, tree)
            made = layer_calls_in(own, call.name) if own is not None else []
            if call.node not in made:
                continue
            for setting in call.arguments:
                place = made.index(call.node) + 1
                handed = handed_on(function, call.name, place, setting, tree, solution, raised.variables)
                told = handed and (not_handed_on(handed, f"`{call.name}`") or handed_too_far(handed, f"`{call.name}`"))
                if told:
                    return told
                changed = handed is not None and isinstance(handed.given, ast.BinOp | ast.Call | ast.Subscript)
                if handed and changed and handed.parameter and handed.parameter in handed.reads:
                    given = {"found": handed.written, "expected": handed.parameter}
                    return Finding("other-argument", function=call.name, **given)
    return None


@rule(Stage.RAISED, "counts-given", explains_itself=True)
def counts_given(raised: Raised) -> Finding | None:
    """`for rate in range(5)` where the loop should go through the rates."""
    for loop in nodes_of(raised.tree, ast.For) if isinstance(raised.error, ValueError | TypeError) else ():
        counted = isinstance(loop.iter, ast.Call) and ast.unparse(loop.iter.func) == "range"
        name = ast.unparse(loop.target)
        for call in calls_of(loop) if counted else ():
            handed = definition_of(name_called(call), raised.answer.solution) is not None
            if handed and name in map(ast.unparse, [*call.args, *(one.value for one in call.keywords)]):
                return Finding("counts-given", function=name_called(call), name=name, found=ast.unparse(loop.iter))
    return None


@rule(Stage.RAISED, "whole-list-given", "other-argument", explains_itself=True)
def other_argument(raised: Raised) -> Finding | None:
    """`create_model(dropout_rates)`, `create_model(name)`: held against the solution's call of the same function."""
    names = counterparts(raised.tree, raised.answer.solution)
    lists = {ast.unparse(one.iter) for one in nodes_of(raised.tree, ast.For)}
    for call in raised.all_calls if not isinstance(raised.error, NameError | SyntaxError) else ():
        if not isinstance(call.node.func, ast.Name) or definition_of(call.name, raised.answer.solution) is None:
            continue
        wanted = next((one for one in calls_of(raised.answer.solution) if name_called(one) == call.name), None)
        for setting, expected in (arguments_of(wanted, call.called) if wanted is not None else {}).items():
            given = call.arguments.get(setting)
            if given is None or not isinstance(expected, ast.Name):
                continue
            if not isinstance(given, ast.Name):
                if told := _made_of_it(given, expected.id, call.name, names):
                    return told
                continue
            if names.get(given.id, given.id) == expected.id or given.id not in raised.answer.variables:
                continue
            mine = next((own for own, theirs in names.items() if theirs == expected.id), expected.id)
            if given.id in lists:
                return Finding("whole-list-given", function=call.name, found=given.id, expected=mine)
            if given.id in names:
                return Finding("other-argument", function=call.name, found=given.id, expected=mine)
    return None


def _made_of_it(given: ast.expr, expected: str, function: str, names: dict[str, str]) -> Finding | None:
    """`create_model(str(rate))`: something made of the right variable."""
    read = {names.get(node.id, node.id): node.id for node in ast.walk(given) if isinstance(node, ast.Name)}
    if expected not in read:
        return None
    return Finding("other-argument", function=function, found=ast.unparse(given), expected=read[expected])


@rule(Stage.RAISED, "several-given", explains_itself=True)
def several_given(raised: Raised) -> Finding | None:
    """`for rate in enumerate(rates)`: each round has a pair in its one variable."""
    for loop in nodes_of(raised.tree, ast.For) if isinstance(raised.error, ValueError | TypeError) else ():
        name = ast.unparse(loop.target)
        held = raised.answer.variables.get(name)
        for call in calls_of(loop) if isinstance(held, tuple) else ():
            handed = definition_of(name_called(call), raised.answer.solution) is not None
            if handed and name in map(ast.unparse, call.args):
                return Finding("several-given", function=name_called(call), name=name, found=Quoted(held))
    return None


@rule(Stage.RAISED, "loop-names-swapped", explains_itself=True)
def loop_names_swapped(raised: Raised) -> Finding | None:
    """`for activation, name in [(name, activation), …]`."""
    found, expected = loop_names(raised.tree), loop_names(raised.answer.solution)
    loops = [
        ast.unparse(loop.iter) for code in (raised.tree, raised.answer.solution) for loop in nodes_of(code, ast.For)
    ]
    if found == expected or sorted(found) != sorted(expected) or len(set(loops)) != 1:
        return None
    return Finding("loop-names-swapped", found=", ".join(found), expected=", ".join(expected))


@rule(Stage.RAISED, "takes-nothing", explains_itself=True)
def takes_nothing(raised: Raised) -> Finding | None:
    """`create_model_intro(optimizer_name)`."""
    for call in raised.calls if isinstance(raised.error, TypeError) else ():
        plain = type(call.called).__name__ == "function" and not parameters_of(call.called)
        if plain and (call.node.args or call.node.keywords):
            return Finding("takes-nothing", function=call.name, line=call.node.lineno)
    return None


@rule(Stage.RAISED, "older-function", explains_itself=True)
def other_function_with_it(raised: Raised) -> Finding | None:
    """`create_model_dropout(rate)`, where the function of this task takes a rate and the older one nothing."""
    return older_function(raised.tree, raised.answer.solution) if not isinstance(raised.error, NameError) else None


def _called_by(code: ast.AST) -> set[str]:
    return {name_called(call) for call in calls_of(code)}


@rule(Stage.RAISED, "value-called", explains_itself=True)
def value_called(raised: Raised) -> Finding | None:
    """`optimizer_name()`: a text cannot be called."""
    for call in raised.calls if isinstance(raised.error, TypeError) else ():
        name = call.node.func.id if isinstance(call.node.func, ast.Name) else ""
        value = raised.variables.get(name)
        if type(value) in (str, int, float):
            return Finding("value-called", name=name, found=Quoted(value), line=call.node.lineno)
    return None


@rule(Stage.RAISED, "variable-behind-dot", explains_itself=True)
def variable_behind_a_dot(raised: Raised) -> Finding | None:
    """`keras.optimizers.optimizer_name`."""
    missing = raised.error.name if isinstance(raised.error, AttributeError) else None
    own = names_bound(raised.tree) | set(raised.locals) | {node.arg for node in nodes_of(raised.tree, ast.arg)}
    for node in nodes_of(raised.tree, ast.Attribute) if missing else ():
        owner = resolve(node.value, raised.answer.variables)
        if node.attr == missing and missing in own and type(owner).__name__ == "module":
            return Finding("variable-behind-dot", name=missing, found=ast.unparse(node.value))
    return None


@rule(Stage.RAISED, "parameter-under-other-name", explains_itself=True)
def parameter_under_other_name(raised: Raised) -> Finding | None:
    """`def create_model(rate):` and `Dropout(rate=dropout_rate)` inside."""
    name, solution = raised.unknown_name, raised.answer.solution
    for one in raised.tree.body if name else ():
        inside = isinstance(one, ast.FunctionDef) and one.lineno <= raised.line <= (one.end_lineno or 0)
        model = definition_of(one.name, solution) if inside else None  # type: ignore[attr-defined]
        if model is None:
            continue
        taken, wanted = ([each.arg for each in node.args.args] for node in (one, model.node))  # type: ignore[attr-defined]
        if name in wanted and name not in taken and len(taken) == len(wanted):
            own = taken[wanted.index(name)]
            return Finding("parameter-under-other-name", name=name, parameter=own, line=raised.line)
    return None


@rule(Stage.RAISED, "below-return", explains_itself=True)
def below_return(raised: Raised) -> Finding | None:
    """`compile` below the `return` of the function."""
    line = line_below_return(raised.tree, raised.answer.solution)
    return Finding("below-return", line=line) if line else None


def line_below_return(tree: ast.AST, solution: ast.AST) -> int:
    """The line below the `return` of a function that calls what the solution calls above it; 0 where none does."""
    for one in nodes_of(tree, ast.FunctionDef):
        ends = [place for place, statement in enumerate(one.body) if isinstance(statement, ast.Return)]
        above, below = (one.body[: ends[0] + 1], one.body[ends[0] + 1 :]) if ends else (one.body, [])
        reached = _called_by(ast.Module(above, []))
        for statement in below:
            if _called_by(statement) & _called_by(solution) - reached:
                return statement.lineno
    return 0


@rule(Stage.RAISED, "no-return", "returns-method", "returns-text", "returns-itself", explains_itself=True)
def nothing_returned(raised: Raised) -> Finding | None:
    """`model = create_model(…)`, where `create_model` has no `return`: a later line asks None for something."""
    error = raised.error
    if not isinstance(error, AttributeError) or not error.name:
        return None
    for statement in raised.statements:
        called = statement.value.func if isinstance(statement.value, ast.Call) else None
        own = definition_of(called.id, raised.tree) if isinstance(called, ast.Name) else None
        if (
            own is None
            or statement.target is None
            or f"{ast.unparse(statement.target)}.{error.name}" not in _read(raised)
        ):
            continue
        if not own.returns:
            return Finding("no-return", name=own.node.name)
        value = own.returns[-1].value
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return Finding("returns-text", name=own.node.name, found=value.value)
        if isinstance(value, ast.Name) and value.id == own.node.name:
            return Finding("returns-itself", name=own.node.name)
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr.islower():
            whole = ast.unparse(value.func)
            return Finding("returns-method", name=own.node.name, found=whole, owner=ast.unparse(value.func.value))
    return None


def _read(raised: Raised) -> set[str]:
    return {ast.unparse(node) for node in nodes_of(raised.tree, ast.Attribute)}
