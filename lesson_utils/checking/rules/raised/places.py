"""A name that nobody knows, told by its place: what it stands for in the line."""

import ast

from lesson_utils.checking.comparing.kinds import parameters_of
from lesson_utils.checking.facts.beside import Call
from lesson_utils.checking.facts.raised import Raised
from lesson_utils.checking.facts.wiring import layer_calls
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised.names import names_in
from lesson_utils.checking.rules.rule import Stage, rule


@rule(Stage.RAISED, "argument-called")
def argument_called(raised: Raised) -> Finding | None:
    """`Conv2D(filters(16))`."""
    name = raised.unknown_name
    for call in raised.all_calls:
        inner = (given for given in call.node.args if isinstance(given, ast.Call))
        if name in parameters_of(call.called) and name in (ast.unparse(given.func) for given in inner):
            return Finding("argument-called", name=name, function=call.name)
    return None


@rule(Stage.RAISED, "own-model", explains_itself=True)
def model_of_its_own(raised: Raised) -> Finding | None:
    """`model.add(…)`."""
    name = raised.unknown_name
    added = (call.node.func for call in raised.all_calls if isinstance(call.node.func, ast.Attribute))
    own = any(method.attr == "add" and ast.unparse(method.value) == name for method in added)
    return Finding("own-model", name=name) if own else None


@rule(Stage.RAISED, "unknown-input")
def unknown_input(raised: Raised) -> Finding | None:
    """The layer, the only one or the first, reads a name that nobody made."""
    call, needed = _reader(raised), sorted(raised.answer.needed - {"keras"})
    if call is None or len(needed) != 1:
        return None
    first = len(layer_calls(raised.answer.solution)) == 1 or layer_calls(raised.tree)[0].line == call.node.lineno
    return Finding("unknown-input", name=raised.unknown_name, needed=needed[0]) if first else None


@rule(Stage.RAISED, "unknown-above")
def unknown_above(raised: Raised) -> Finding | None:
    """A later layer reads a name that no line above stores."""
    one_needed = len(raised.answer.needed - {"keras"}) == 1
    return Finding("unknown-above", name=raised.unknown_name) if one_needed and _reader(raised) is not None else None


def _reader(raised: Raised) -> Call | None:
    """The first layer that is called on the unknown name."""
    name = raised.unknown_name
    layered = (call for call in raised.all_calls if isinstance(call.node.func, ast.Call))
    return next((call for call in layered if name and name in map(ast.unparse, call.node.args)), None)


@rule(Stage.RAISED, "unknown-value")
def unknown_value(raised: Raised) -> Finding | None:
    """The unknown name stands for the value of a setting."""
    name = raised.unknown_name
    for call in raised.all_calls if name else ():
        for argument in call.node.keywords:
            if argument.arg and name in names_in(argument.value):
                return Finding("unknown-value", name=name, setting=argument.arg)
        first_brackets = not isinstance(call.node.func, ast.Call) and call.name != "print"
        if first_brackets and name in map(ast.unparse, call.node.args):
            return Finding("unknown-value", name=name, setting=call.name)
    return None


@rule(Stage.RAISED, "unknown-name")
def unknown_name(raised: Raised) -> Finding | None:
    """A name that stands for nothing we can tell."""
    name = raised.unknown_name
    return Finding("unknown-name", name=name) if name else None
