"""A function that builds a network: which of its arguments the solution hands on to which layer, and the answer not."""

import ast
from dataclasses import dataclass

from lesson_utils.checking.facts.calls import Variables, arguments_of, calls_of, name_called, resolve
from lesson_utils.checking.facts.functions import Definition, definition_of
from lesson_utils.checking.facts.statements import Statement, statements_of
from lesson_utils.checking.findings import Finding, LayerRef, Quoted


@dataclass(frozen=True)
class HandedOn:
    """One setting of one layer, in the function of the answer and in that of the solution.

    Attributes
    ----------
    parameter : str
        The solution's parameter that is handed on there; empty where it writes a value of its own.
    given, expected : ast.expr or None
        What the answer and the solution write there.
    own : Definition
        The answer's function.
    """

    setting: str
    parameter: str
    given: ast.expr | None
    expected: ast.expr
    own: Definition

    @property
    def written(self) -> str:
        """What the answer writes there."""
        return ast.unparse(self.given) if self.given is not None else ""

    @property
    def shown(self) -> str:
        """The same as a message shows it: a value as Python writes it, a name or a calculation as code."""
        return self.written if isinstance(self.given, ast.Constant) else f"`{self.written}`"

    @property
    def reads(self) -> set[str]:
        """The names that the answer reads there."""
        nodes = ast.walk(self.given) if self.given is not None else ()
        return {node.id for node in nodes if isinstance(node, ast.Name)}

    @property
    def overwritten(self) -> int:
        """The line in which the answer's function stores something else in the parameter; 0 where none does."""
        stores = (node for node in self.own.nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
        return next((node.lineno for node in stores if node.id == self.parameter), 0)

    @property
    def made_of(self) -> bool:
        """Whether a name that the answer reads there may have been made of the parameter."""
        own = {node.arg for node in ast.walk(self.own.node.args) if isinstance(node, ast.arg)}
        inside = {node.id for node in self.own.nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        return bool(self.reads & (own | inside))


def handed_on(
    function: str, layer: str, ordinal: int, setting: str, tree: ast.Module, solution: ast.Module, variables: Variables
) -> HandedOn | None:
    """A setting of a layer in both functions of a name; None where one of them has no such layer, or does not set it.

    Parameters
    ----------
    ordinal : int
        Which of several layers of this class in the function, counted from 1.
    """
    own, model = definition_of(function, tree), definition_of(function, solution)
    if own is None or model is None:
        return None
    calls = [layer_calls_in(one, layer) for one in (own, model)]
    place = max(ordinal, 1) - 1
    if place >= len(calls[1]):
        return None
    expected = arguments_of(calls[1][place], resolve(calls[1][place].func, variables)).get(setting)
    if expected is None:
        return None
    given = None
    if len(calls[0]) == len(calls[1]):
        given = arguments_of(calls[0][place], resolve(calls[0][place].func, variables)).get(setting)
    taken = {node.arg for node in ast.walk(model.node.args) if isinstance(node, ast.arg)}
    parameter = expected.id if isinstance(expected, ast.Name) and expected.id in taken else ""
    return HandedOn(setting, parameter, given, expected, own)


def layer_calls_in(definition: Definition, layer: str) -> list[ast.Call]:
    """The calls in a function that make a layer of a class, from top to bottom."""
    return [call for call in definition.calls if not isinstance(call.func, ast.Call) and name_called(call) == layer]


def not_handed_on(handed: HandedOn, layer: LayerRef | str) -> Finding | None:
    """What to say where the answer writes something else than the parameter that the solution hands on."""
    given, told = handed.given, {"layer": layer, "setting": handed.setting, "parameter": handed.parameter}
    if not handed.parameter or given is None:
        return None
    if handed.overwritten:
        return Finding("argument-overwritten", line=handed.overwritten, **told)
    if isinstance(given, ast.Constant) and given.value == handed.parameter:
        return Finding("quoted-name", name=handed.parameter)
    if handed.made_of:
        return None
    return Finding("argument-not-passed", found=handed.shown, **told)


def handed_too_far(handed: HandedOn, layer: LayerRef | str) -> Finding | None:
    """What to say where the answer hands its argument on to a layer that has a value of its own."""
    own = {node.arg for node in ast.walk(handed.own.node.args) if isinstance(node, ast.arg)}
    passed = isinstance(handed.given, ast.Name) and handed.given.id in own
    if handed.parameter or not passed or not isinstance(handed.expected, ast.Constant):
        return None
    told = {"layer": layer, "setting": handed.setting, "parameter": handed.written}
    return Finding("argument-too-far", expected=Quoted(handed.expected.value), **told)


def older_function(tree: ast.AST | None, solution: ast.Module) -> Finding | None:
    """The finding for a model that an earlier step's function makes, while the one of this step is never called."""
    defined = [one.name for one in solution.body if isinstance(one, ast.FunctionDef)]
    if not isinstance(tree, ast.Module) or not defined or definition_of(defined[0], tree) is None:
        return None
    called = {name_called(call) for call in calls_of(tree)}
    targets = {ast.unparse(one.target) for one in _makers(solution, defined[0])}  # type: ignore[arg-type]
    for one in statements_of(tree):
        value, target = one.value, one.target
        if defined[0] in called or not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name):
            continue
        if target is not None and ast.unparse(target) in targets and definition_of(value.func.id, tree) is None:
            return Finding("older-function", found=value.func.id, expected=defined[0], line=one.line)
    return None


def _makers(solution: ast.Module, function: str) -> list[Statement]:
    """The solution's assignments of what a function returns."""
    return [
        one
        for one in statements_of(solution)
        if one.target is not None and isinstance(one.value, ast.Call) and name_called(one.value) == function
    ]
