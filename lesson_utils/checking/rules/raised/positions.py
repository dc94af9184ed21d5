"""Arguments without a name: in which parameter does each land, and was it meant for that?"""

import ast

from lesson_utils.checking.comparing.kinds import is_model_class
from lesson_utils.checking.facts.calls import (
    Variables,
    calls_of,
    given_by_position,
    name_called,
    resolve,
    value_of,
    values_given,
)
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised.settings import PADDINGS, SIZES, alike, asked_call, exchanged, known_activations

_TAKE_WORDS = frozenset(["activation", "padding", "data_format", "name", "dtype", "input_shape"])


def places_of_arguments(call: ast.Call, variables: Variables, asked: ast.AST) -> Finding | None:
    """An argument without a name that lands where it makes no sense: `'relu'` in `strides`."""
    called, known = resolve(call.func, variables), [*known_activations(), *PADDINGS]
    if is_model_class(called) and len(call.args) > 2:
        return Finding("model-name-by-place", found=ast.unparse(call.args[2]))
    for place, (name, argument) in enumerate(given_by_position(call, called).items()):
        value = argument.value if isinstance(argument, ast.Constant) else None
        text = isinstance(value, str) and value.isidentifier()
        word = text and name not in _TAKE_WORDS and (place > 0 or str(value).lower() in known)
        lost = name == "padding" and isinstance(value, str | int) and str(value).lower() not in PADDINGS
        number = name == "activation" and isinstance(value, int)
        pair = name in ("filters", "units") and len(getattr(argument, "elts", ())) == 2
        if word or lost or number or pair:
            return landed(call, variables, asked, name, argument)
    return None


def landed(call: ast.Call, variables: Variables, asked: ast.AST, setting: str, argument: ast.expr) -> Finding:
    """The finding for a value without a name in a setting it is not meant for: misplaced, or one too many."""
    called = resolve(call.func, variables)
    theirs = asked_call(call, called, variables, asked)
    wanted = values_given(theirs, called, variables) if theirs is not None else {}
    given, value = values_given(call, called, variables), value_of(argument, variables)
    swapped = exchanged(given, wanted)
    if swapped:
        return Finding("values-swapped", layer=f"`{name_called(call)}`", **swapped)  # type: ignore[arg-type]
    others = {name: one for name, one in given.items() if name != setting}
    placed = [one for name, one in others.items() if name in given_by_position(call, called) and name not in wanted]
    lacking = [name for name, one in wanted.items() if name not in others or not alike(others[name], one)]
    stands_behind = setting in wanted and any(alike(one, wanted[setting]) for one in placed)
    belongs = (lacking or not wanted or isinstance(value, str)) and not stands_behind
    function, found = name_called(call), ast.unparse(argument)
    if belongs:
        return Finding("argument-in-wrong-place", function=function, found=found, setting=setting)
    before = list(given_by_position(call, called))
    pair = isinstance(value, int) and not isinstance(value, bool) and {*before[: before.index(setting)]} & {*SIZES}
    note = "A window of so many by so many is one value: a number, or a tuple in brackets of its own." if pair else ""
    return Finding("value-too-many", function=function, found=found, setting=setting, note=note)


def misplaced(tree: ast.AST, variables: Variables, asked: ast.AST, kind: str, setting: str) -> Finding | None:
    """The finding for an argument that landed in `setting` only for want of a name, or None.

    It did when the solution does not give that setting at all, or gives its value to another one.
    """
    for call in calls_of(tree):
        called = resolve(call.func, variables)
        placed = given_by_position(call, called) if getattr(called, "__name__", "") == kind else {}
        if setting not in placed:
            continue
        theirs = asked_call(call, called, variables, asked)
        wanted = values_given(theirs, called, variables) if theirs is not None else {}
        given = values_given(call, called, variables)
        others = [value for name, value in given.items() if name != setting and name in placed]
        if wanted and (setting not in wanted or wanted[setting] in others):
            return landed(call, variables, asked, setting, placed[setting])
    return None
