"""Look at the first brackets of a call: which of its settings cannot be right?"""

import ast
import difflib
import inspect
from typing import Any

from lesson_utils.checking.comparing.kinds import is_layer_class, is_model_class, parameters_of
from lesson_utils.checking.facts.calls import (
    Variables,
    Written,
    arguments_of,
    calls_of,
    given_by_position,
    name_called,
    resolve,
    values_given,
)
from lesson_utils.checking.findings import Finding, Quoted
from lesson_utils.checking.rules.raised import habits

# What every Keras layer takes besides its own parameters.
_LAYER_KEYWORDS = frozenset(["name", "dtype", "trainable", "autocast", "activity_regularizer", "input_shape"])
_MODEL_KEYWORDS = ("inputs", "outputs", "name", "trainable")  # the signature of `Model` says only *args, **kwargs
PADDINGS = ("valid", "same", "causal")
_COUNTS = ("filters", "units")
SIZES = ("kernel_size", "pool_size", "strides", "dilation_rate")
_NO_SLICE = "a part is cut out with a colon, [from:to]"
_NO_NUMBERS = {str: "a text because of its quotes", float: "a decimal number", type(None): "nothing"}


def shape_of_input(call: ast.Call, variables: Variables) -> Finding | None:
    """`Input(shape=32)`, `Input(train_images)`, `train_images.shape()`, `input(...)`: slips around the shape."""
    if isinstance(call.func, ast.Attribute) and call.func.attr in ("shape", "size", "ndim", "dtype"):
        return Finding("shape-called", found=ast.unparse(call.func))
    if isinstance(call.func, ast.Name) and call.func.id == "input" and "input" not in variables:
        settled = any(keyword.arg for keyword in call.keywords)
        return Finding("python-input") if settled else Finding("waits-for-typing", line=call.lineno)
    if name_called(call) != "Input" or isinstance(call.func, ast.Call):
        return None
    shape = arguments_of(call, resolve(call.func, variables)).get("shape")
    if shape is None:
        return None
    for inner in calls_of(shape):
        if isinstance(inner.func, ast.Attribute) and inner.func.attr in ("shape", "size"):
            return Finding("shape-called", found=ast.unparse(inner.func))
    base = shape.value if isinstance(shape, ast.Subscript) else shape
    if hasattr(resolve(base, variables), "dtype"):
        one_of_them = isinstance(shape, ast.Subscript) and isinstance(shape.slice, ast.Constant)
        return (
            Finding("image-as-shape", found=ast.unparse(shape))
            if one_of_them
            else Finding("images-as-shape", found=ast.unparse(base))
        )
    kind = _kind_of_shape(call, shape)
    found = ", ".join(map(ast.unparse, call.args)) if len(call.args) > 1 else ast.unparse(shape)
    return Finding("shape-needs-tuple", found=found, kind=kind) if kind else None


def _kind_of_shape(call: ast.Call, shape: ast.expr) -> str | None:
    if len(call.args) > 1:
        return "numbers without brackets of their own"
    if isinstance(shape, ast.Subscript) and isinstance(shape.slice, ast.Tuple):
        sliced = any(isinstance(one, ast.Slice) for one in shape.slice.elts)
        return "a slice with a comma too many" if sliced else "several entries with commas; " + _NO_SLICE
    if isinstance(shape, ast.Subscript) and not isinstance(shape.slice, ast.Slice):
        return "one entry only; " + _NO_SLICE
    if isinstance(shape, ast.Constant):
        return {str: "a text", type(None): "nothing"}.get(type(shape.value), "a single number")
    if isinstance(shape, ast.BinOp) or (isinstance(shape, ast.Call) and name_called(shape) in ("len", "int", "sum")):
        return "a single number"
    decimal = [one for one in ast.walk(shape) if isinstance(one, ast.Constant) and isinstance(one.value, float | str)]
    if decimal and isinstance(shape, ast.Tuple | ast.List):
        return "made of decimals or texts"
    nested = [one.value if isinstance(one, ast.Subscript) else one for one in getattr(shape, "elts", ())]
    parts = [one for one in getattr(shape, "elts", ()) if not isinstance(getattr(one, "slice", None), ast.Constant)]
    whole = [one for one in nested if isinstance(one, ast.Tuple | ast.List) or ast.unparse(one).endswith(".shape")]
    if whole and parts:
        return "brackets within brackets: leave the outer ones away, and a comma behind the inner ones"
    negative = isinstance(shape, ast.Tuple) and any(isinstance(one, ast.UnaryOp) for one in shape.elts)
    return "with a negative number" if negative else None


def module_called(call: ast.Call, variables: Variables) -> Finding | None:
    """`keras.models(…)`: a module has nothing to call, only things in it have."""
    called = resolve(call.func, variables)
    return Finding("module-called", found=ast.unparse(call.func)) if inspect.ismodule(called) else None


def names_of_arguments(call: ast.Call, variables: Variables, asked: ast.AST) -> Finding | None:
    """An argument that the called class or function does not know."""
    called = resolve(call.func, variables)
    open_ended = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    named = [name for name, one in parameters_of(called).items() if one.kind not in open_ended]
    if getattr(called, "__name__", "") == "Model":
        named = list(_MODEL_KEYWORDS)
    allowed = {*named, *_LAYER_KEYWORDS} if is_layer_class(called) else set(named)
    sequential = getattr(called, "__name__", "") == "Sequential"
    for name in [keyword.arg for keyword in call.keywords if keyword.arg and (named or sequential)]:
        if sequential and name in ("inputs", "outputs"):
            return Finding("other-model-class", found=name_called(call), function=name_called(call), setting=name)
        if name in allowed:
            continue
        other = other_layer(call, variables, asked)
        if other is not None and name in _parameters_asked(asked):
            return other
        function = name_called(call)
        value_of_it = "activation" if name.lower() in known_activations() else "padding" if name in PADDINGS else ""
        if value_of_it in named:
            return Finding("value-as-argument", function=function, found=name, setting=value_of_it)
        if name in habits.WORKED_OUT:
            return Finding("worked-out", function=function, found=name)
        close = _meant(name, named, _arguments_asked(call, called, variables, asked))
        if close in [keyword.arg for keyword in call.keywords]:
            return Finding("given-already", function=function, found=name, close=close)
        label = "misspelt-argument" if close else "unknown-argument"
        return Finding(label, function=function, found=name, close=close)
    return None


def _parameters_asked(asked: ast.AST) -> set[str]:
    return {one.arg for call in calls_of(asked) for one in call.keywords if one.arg}


def _meant(name: str, named: list[str], asked: list[str]) -> str | None:
    known = [other for other in habits.ARGUMENTS.get(name, ()) if other in named]
    for among, cutoff in ((known, 0.0), (asked, 0.5), (named, 0.5)):
        close = difflib.get_close_matches(name, among, n=1, cutoff=cutoff)
        if close:
            return close[0] if among is not known else known[0]
    return None


def _arguments_asked(call: ast.Call, called: object, variables: Variables, asked: ast.AST) -> list[str]:
    theirs = asked_call(call, called, variables, asked)
    return list(arguments_of(theirs, called)) if theirs is not None else []


def asked_call(call: ast.Call, called: object, variables: Variables, asked: ast.AST) -> ast.Call | None:
    """The solution's call of the same class or function; of several, the one with most values in common."""
    same = [one for one in calls_of(asked) if called is not None and resolve(one.func, variables) is called]
    given = values_given(call, called, variables)

    def in_common(one: ast.Call) -> int:
        wanted = values_given(one, called, variables)
        return sum(name in given and alike(given[name], value) for name, value in wanted.items())

    return max(same, key=in_common, default=None)


def whole_numbers(call: ast.Call, variables: Variables) -> Finding | None:
    """A text or a decimal where a layer counts or measures: `units='64'`, `filters=16.0`, `units=(64, 64)`."""
    called = resolve(call.func, variables)
    if not is_layer_class(called):
        return None
    for name, value in values_given(call, called, variables).items():
        if name not in (*_COUNTS, *SIZES) or isinstance(value, Written):
            continue
        several = isinstance(value, tuple | list)
        kind = next((_NO_NUMBERS[type(one)] for one in (value if several else [value]) if type(one) in _NO_NUMBERS), "")
        if name in _COUNTS and several:
            kind = "several numbers" if len(value) > 1 else f"a {type(value).__name__}"
        if kind:
            wanted = "one whole number" if name in _COUNTS else "one whole number, or two in round brackets"
            return Finding(
                "number-wanted", function=name_called(call), setting=name, found=Quoted(value), kind=kind, wanted=wanted
            )
    return None


def given_twice(call: ast.Call, variables: Variables) -> Finding | None:
    """`Dense(64, units=64)`: once by its place and once by its name."""
    placed = given_by_position(call, resolve(call.func, variables))
    twice = next((keyword.arg for keyword in call.keywords if keyword.arg in placed), None)
    found = ast.unparse(placed[twice]) if twice else ""
    return Finding("lands-twice", function=name_called(call), setting=twice, found=found) if twice else None


def known_activations() -> list[str]:
    """The names of Keras' activations."""
    import keras

    return [name for name in dir(keras.activations) if name.islower() and not name.startswith("_")]


def activations(call: ast.Call, variables: Variables, asked: ast.AST) -> Finding | None:
    """An activation that Keras does not know, or a function that was called where it should be handed over."""
    called = resolve(call.func, variables)
    given = arguments_of(call, called)
    argument = given.get("activation")
    if isinstance(argument, ast.Call) and not argument.args and not argument.keywords:
        inner = resolve(argument.func, variables)
        if not is_layer_class(inner) and name_called(argument).lower() in known_activations():
            return Finding("activation-called", found=ast.unparse(argument), name=name_called(argument).lower())
    if isinstance(argument, ast.List | ast.Tuple | ast.Set):
        return Finding("activation-in-list", found=ast.unparse(argument))
    value = getattr(argument, "value", None)
    known = known_activations()
    if not isinstance(value, str) or value in known:
        return None
    theirs = asked_call(call, called, variables, asked)
    wanted = getattr(arguments_of(theirs, called).get("activation") if theirs else None, "value", None)
    close = difflib.get_close_matches(value.lower().strip(), known, n=1, cutoff=0.6)
    return Finding("unknown-activation", found=value, close=wanted or (close[0] if close else "relu"))


def missing_argument(call: ast.Call, variables: Variables) -> Finding | None:
    """A parameter without a default that gets nothing."""
    called = resolve(call.func, variables)
    given = set(given_by_position(call, called)) | {keyword.arg for keyword in call.keywords}
    if None in given or any(isinstance(one, ast.Starred) for one in call.args):
        return None
    for name, one in parameters_of(called).items():
        if one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD and name not in given:
            return Finding("missing-argument", function=name_called(call), setting=name)
    return None


def against_solution(call: ast.Call, variables: Variables, tree: ast.AST, asked: ast.AST) -> Finding | None:
    """A value that differs from the one in the solution's call of the same function, or one left out or too many."""
    called = resolve(call.func, variables)
    mine = [one for one in calls_of(tree) if called is not None and resolve(one.func, variables) is called]
    theirs = [one for one in calls_of(asked) if called is not None and resolve(one.func, variables) is called]
    if not theirs:
        return other_layer(call, variables, asked)
    wanted = values_given(theirs[min(mine.index(call), len(theirs) - 1)], called, variables)
    given = values_given(call, called, variables)
    swapped = exchanged(given, wanted)
    if swapped:
        return Finding("values-swapped", layer=f"`{name_called(call)}`", **swapped)  # type: ignore[arg-type]
    for name, expected in wanted.items():
        if name not in given and len(given) < len(wanted):
            return Finding("missing-argument", function=name_called(call), setting=name)
        if name in given and not isinstance(expected, Written) and not alike(given[name], expected):
            layer = f"`{name_called(call)}`"
            return Finding("wrong-value", layer=layer, setting=name, found=given[name], expected=expected)
    more = next((name for name in given if name not in wanted and name != "name"), None)
    if more is None or not (is_layer_class(called) or is_model_class(called)):
        return None
    if more == "padding" and isinstance(given[more], str):
        close = difflib.get_close_matches(given[more].lower(), PADDINGS, n=1, cutoff=0.6)
        return Finding("unknown-padding", found=given[more], close=close[0] if close else PADDINGS[0])
    return Finding("unasked-argument", function=name_called(call), setting=more, found=given[more])


def exchanged(given: dict[str, Any], wanted: dict[str, Any]) -> dict[str, object]:
    """Two settings whose values stand in each other's place; empty when there are none."""
    for one in wanted:
        for other in wanted:
            if one >= other or not {one, other} <= set(given) or alike(wanted[one], wanted[other]):
                continue
            if alike(given[one], wanted[other]) and alike(given[other], wanted[one]):
                return {"one": one, "other": other, "found": given[one], "found_other": given[other]}
    return {}


def alike(given: Any, wanted: Any) -> bool:
    """Whether Keras takes two values for the same: 3 for (3, 3), a list for a tuple."""
    given, wanted = (tuple(one) if isinstance(one, list) else one for one in (given, wanted))
    if isinstance(given, Written):
        return not given or isinstance(wanted, str)
    if isinstance(wanted, tuple) and not isinstance(given, tuple) and len(set(wanted)) == 1:
        wanted = wanted[0]
    if isinstance(given, tuple) and not isinstance(wanted, tuple) and len(given) == 2 and len(set(given)) == 1:
        given = given[0]
    return type(given) is type(wanted) and given == wanted


def other_layer(call: ast.Call, variables: Variables, asked: ast.AST) -> Finding | None:
    """A layer of another class than the only one that the solution makes."""
    called = resolve(call.func, variables)
    classes = [resolve(one.func, variables) for one in calls_of(asked)]
    layers = list(dict.fromkeys(one for one in classes if is_layer_class(one)))
    if not layers or not inspect.isclass(called) or any(called is one for one in classes):
        return None
    names = [getattr(one, "__name__", "") for one in layers]
    close = names if len(names) == 1 else difflib.get_close_matches(name_called(call), names, n=1, cutoff=0.8)
    if not close:
        return None
    if is_model_class(called):
        return Finding("own-model", name=name_called(call))
    if not is_layer_class(called) and not called.__module__.startswith("keras"):
        return None
    return Finding("wrong-layer", found=name_called(call), expected=close[0])
