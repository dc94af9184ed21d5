"""Look at the calls in an answer that raised: which of them cannot be right, whatever the exception said?"""

import ast
import difflib
import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lesson_utils.checking.findings import Finding

# What every Keras layer takes besides its own parameters.
_LAYER_KEYWORDS = frozenset(["name", "dtype", "trainable", "autocast", "activity_regularizer", "input_shape"])
_TAKE_WORDS = frozenset(["activation", "padding", "data_format", "name", "dtype", "input_shape"])
_WANT_FEATURE_MAPS = frozenset(["Conv2D", "MaxPooling2D", "MaxPool2D", "AveragePooling2D", "AvgPool2D"])

Variables = Mapping[str, Any]


def suspicious_call(tree: ast.AST, variables: Variables, line: int, solution: ast.AST) -> Finding | None:
    """The finding for the first call that cannot be right.

    Parameters
    ----------
    variables : mapping
        The variables as they were when the exception arose.
    line : int
        Where it arose; calls elsewhere did their work and are not looked at. 0 when nobody knows: all are looked at.
    solution : ast.AST
        The published solution, whose calls the answer's are held against in the end.
    """
    there = [call for call in _calls(tree) if not line or call.lineno <= line <= (call.end_lineno or call.lineno)]
    for call in there:
        for look in _LOOKS:
            finding = look(call, variables)
            if finding is not None:
                return _in_this_cell(finding, tree, call)
    compared = (_against_solution(call, variables, tree, solution) for call in there)
    return next((finding for finding in compared if finding is not None), None)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    yield from sorted(calls, key=lambda call: (call.lineno, call.col_offset, call.end_col_offset or 0))


def resolve(expression: ast.expr, variables: Variables) -> object:
    """What a dotted name such as `keras.layers.Conv2D` stands for, without running any of the learner's code."""
    if isinstance(expression, ast.Name):
        return variables.get(expression.id)
    if isinstance(expression, ast.Attribute):
        owner = resolve(expression.value, variables)
        return getattr(owner, expression.attr, None) if inspect.ismodule(owner) else None
    return None


def parameters_of(called: object) -> Mapping[str, inspect.Parameter]:
    """The parameters of a class or function; none when it does not tell."""
    try:
        return inspect.signature(called).parameters  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return {}


def given_by_position(call: ast.Call, called: object) -> dict[str, ast.expr]:
    """The arguments without a name, by the parameter in which each lands."""
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    named = [name for name, one in parameters_of(called).items() if one.kind in kinds]
    return {} if any(isinstance(one, ast.Starred) for one in call.args) else dict(zip(named, call.args, strict=False))


def _name(call: ast.Call) -> str:
    inner = call.func.func if isinstance(call.func, ast.Call) else call.func
    return ast.unparse(inner).split(".")[-1]


def _shape_of_input(call: ast.Call, variables: Variables) -> Finding | None:
    """`Input(shape=32)`, `Input(train_images)`, `train_images.shape()`, `input(...)`: slips around the shape."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == "shape":
        return Finding("shape-called", found=ast.unparse(call.func))
    if isinstance(call.func, ast.Name) and call.func.id == "input":
        return Finding("python-input")
    if _name(call) != "Input":
        return None
    given = given_by_position(call, resolve(call.func, variables)) | {
        one.arg: one.value for one in call.keywords if one.arg
    }
    shape = given.get("shape")
    base = shape.value if isinstance(shape, ast.Subscript) else shape
    if base is not None and hasattr(resolve(base, variables), "dtype"):
        return Finding("images-as-shape", found=ast.unparse(base))
    part = isinstance(shape, ast.Subscript) and not isinstance(shape.slice, ast.Slice)
    if part or isinstance(shape, ast.Constant | ast.Call | ast.BinOp):
        return Finding("shape-needs-tuple")
    return None


def _bracket_too_late(call: ast.Call, _: Variables) -> Finding | None:
    """`Dense(10, activation='softmax'(x))`: the bracket of the layer is closed too late."""
    if isinstance(call.func, ast.Constant | ast.Tuple):
        return Finding("bracket-too-late", found=ast.unparse(call.func))
    return None


def _input_among_settings(call: ast.Call, variables: Variables) -> Finding | None:
    """`Flatten(x)` and `Dense(64, inputs=x)`: the layer's input stands where its settings belong."""
    if not _is_layer_class(resolve(call.func, variables)):
        return None
    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
        if is_tensor(resolve(argument, variables)):
            return Finding("input-in-first-brackets", layer=_name(call), found=ast.unparse(argument))
    return None


def _names_of_arguments(call: ast.Call, variables: Variables) -> Finding | None:
    called = resolve(call.func, variables)
    open_ended = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    named = [name for name, one in parameters_of(called).items() if one.kind not in open_ended]
    if getattr(called, "__name__", "") == "Model":
        named = ["inputs", "outputs", "name", "trainable"]  # its signature says only *args, **kwargs
    allowed = {*named, *_LAYER_KEYWORDS} if _is_layer_class(called) else set(named)
    for name in [keyword.arg for keyword in call.keywords if keyword.arg and named]:
        if name in allowed:
            continue
        if name == "input_shape":
            return Finding("misspelt-argument", function=_name(call), found=name, close="shape")
        close = difflib.get_close_matches(name, named, n=1, cutoff=0.5)
        if close:
            return Finding("misspelt-argument", function=_name(call), found=name, close=close[0])
        return Finding("unknown-argument", function=_name(call), found=name)
    return None


def _places_of_arguments(call: ast.Call, variables: Variables) -> Finding | None:
    for name, argument in given_by_position(call, resolve(call.func, variables)).items():
        value = argument.value if isinstance(argument, ast.Constant) else None
        word = isinstance(value, str) and value.isidentifier() and name not in _TAKE_WORDS
        lost = name == "padding" and isinstance(value, str) and value.lower() not in ("valid", "same")
        word = word or lost
        number = name == "activation" and isinstance(value, int)
        pair = name in ("filters", "units") and len(getattr(argument, "elts", ())) == 2
        if word or number or pair:
            return Finding("argument-in-wrong-place", function=_name(call), found=ast.unparse(argument), setting=name)
    return None


def _activations(call: ast.Call, variables: Variables) -> Finding | None:
    import keras

    called = resolve(call.func, variables)
    given = given_by_position(call, called) | {one.arg: one.value for one in call.keywords if one.arg}
    value = getattr(given.get("activation"), "value", None)
    known = [name for name in dir(keras.activations) if not name.startswith("_")]
    if not isinstance(value, str) or value in known:
        return None
    close = difflib.get_close_matches(value.lower().strip(), known, n=1, cutoff=0.4)
    return Finding("unknown-activation", found=value, close=close[0] if close else "relu")


def _missing_argument(call: ast.Call, variables: Variables) -> Finding | None:
    called = resolve(call.func, variables)
    given = set(given_by_position(call, called)) | {keyword.arg for keyword in call.keywords}
    if None in given or any(isinstance(one, ast.Starred) for one in call.args):
        return None
    for name, one in parameters_of(called).items():
        if one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD and name not in given:
            return Finding("missing-argument", function=_name(call), setting=name)
    return None


def _second_brackets(call: ast.Call, variables: Variables) -> Finding | None:
    """`Layer(...)(something)` where something is not the result of a layer."""
    if not isinstance(call.func, ast.Call):
        return None
    layer = _name(call)
    for keyword in call.keywords:
        if keyword.arg not in (None, "training", "mask", "inputs", "x"):
            return Finding("setting-in-second-brackets", layer=layer, setting=keyword.arg)
    if not call.args and not call.keywords:
        return Finding("called-on-nothing", layer=layer)
    argument = call.args[0] if call.args else call.keywords[0].value
    return _wrong_input(layer, argument, resolve(argument, variables), variables)


def _wrong_input(layer: str, argument: ast.expr, value: Any, variables: Variables) -> Finding | None:
    written = ast.unparse(argument)
    if is_tensor(value):
        shape = tuple(value.shape)
        if layer in _WANT_FEATURE_MAPS and len(shape) != 4:
            return Finding("wrong-rank", layer=layer, name=written, found=shape)
        return None
    if isinstance(argument, ast.Tuple) or (isinstance(argument, ast.Attribute | ast.Subscript) and ".shape" in written):
        return Finding("called-on-shape", layer=layer, found=written)
    if isinstance(value, tuple):
        return Finding("called-on-shape", layer=layer, found=written)
    if isinstance(argument, ast.Constant | ast.List):
        return Finding("called-on-value", layer=layer, found=written)
    made_here = isinstance(argument, ast.Call) and inspect.isclass(resolve(argument.func, variables))
    if made_here or inspect.isclass(value) or inspect.isroutine(value) or _is_layer(value):
        return Finding("called-on-layer", layer=layer, found=written)
    base = resolve(argument.value, variables) if isinstance(argument, ast.Subscript) else value
    if hasattr(base, "dtype") and not is_tensor(base):
        return Finding("called-on-value", layer=layer, found=written)
    return None


def _model_ends(call: ast.Call, variables: Variables) -> Finding | None:
    """`Model(inputs=…, outputs=…)` whose input is no input layer's result."""
    called = resolve(call.func, variables)
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    ends = dict(zip(("inputs", "outputs"), call.args, strict=False)) | {
        name: one for name, one in given.items() if name
    }
    if getattr(called, "__name__", "") != "Model" or not {"inputs", "outputs"} <= set(ends):
        return None
    start, end = resolve(ends["inputs"], variables), resolve(ends["outputs"], variables)
    if _is_layer(end):
        return Finding("layer-not-called", name=ast.unparse(ends["outputs"]), layer=type(end).__name__)
    if not is_tensor(start) and hasattr(start, "dtype"):
        return Finding("model-starts-late", name=ast.unparse(ends["inputs"]))
    if not (is_tensor(start) and is_tensor(end)) or _is_input(start):
        return None
    return Finding("ends-swapped" if _is_input(end) else "model-starts-late", name=ast.unparse(ends["inputs"]))


_LOOKS: tuple[Callable[[ast.Call, Variables], Finding | None], ...] = (
    _shape_of_input,
    _bracket_too_late,
    _input_among_settings,
    _names_of_arguments,
    _places_of_arguments,
    _activations,
    _missing_argument,
    _second_brackets,
    _model_ends,
)


def _against_solution(call: ast.Call, variables: Variables, tree: ast.AST, solution: ast.AST) -> Finding | None:
    """A literal that differs from the one in the solution's call of the same function, or an argument left out."""
    called = resolve(call.func, variables)
    mine, asked = (
        [one for one in _calls(code) if called and resolve(one.func, variables) is called] for code in (tree, solution)
    )
    if not asked:
        return _other_layer(call, called, variables, solution)
    theirs = asked[min(mine.index(call), len(asked) - 1)]
    given = _literals(call, called)
    for name, expected in _literals(theirs, called).items():
        if name not in given and len(call.args) + len(call.keywords) < len(_literals(theirs, called)):
            return Finding("missing-argument", function=_name(call), setting=name)
        value = given.get(name)
        if None not in (value, expected) and value not in (expected, _single(expected)):
            return Finding("wrong-value", layer=f"`{_name(call)}`", setting=name, found=value, expected=expected)
    return None


def _other_layer(call: ast.Call, called: object, variables: Variables, solution: ast.AST) -> Finding | None:
    """A layer of another class than the only one that the solution makes."""
    asked = {resolve(one.func, variables) for one in _calls(solution)}
    classes = [one for one in asked if _is_layer_class(one)]
    if not _is_layer_class(called) or len(classes) != 1:
        return None
    return Finding("wrong-layer", found=_name(call), expected=getattr(classes[0], "__name__", ""))


def _literals(call: ast.Call, called: object) -> dict[str, Any]:
    """The arguments by name; None for those that are not written out as a value."""
    given = given_by_position(call, called) | {one.arg: one.value for one in call.keywords if one.arg}
    values = {}
    for name, expression in given.items():
        try:
            values[name] = ast.literal_eval(expression)
        except (ValueError, TypeError, SyntaxError):
            values[name] = None
    return values


def _single(value: Any) -> Any:
    """3 for (3, 3): Keras takes both."""
    return value[0] if isinstance(value, tuple) and len(set(value)) == 1 else value


def input_among_settings(tree: ast.AST, variables: Variables) -> Finding | None:
    """The finding for a layer that got its input among its settings and did not complain."""
    found = (_input_among_settings(call, variables) for call in _calls(tree))
    return next((finding for finding in found if finding is not None), None)


def misplaced(tree: ast.AST, variables: Variables, solution: ast.AST, kind: str, setting: str) -> str | None:
    """The source of an argument that landed in `setting` only for want of a name, or None.

    It did when the solution does not give that setting at all, or gives its value to another one.
    """
    for call in _calls(tree):
        called = resolve(call.func, variables)
        placed = given_by_position(call, called) if getattr(called, "__name__", "") == kind else {}
        if setting not in placed:
            continue
        theirs = next((one for one in _calls(solution) if resolve(one.func, variables) is called), None)
        wanted = _literals(theirs, called) if theirs is not None else {}
        others = [value for name, value in _literals(call, called).items() if name != setting and name in placed]
        if wanted and (setting not in wanted or wanted[setting] in others):
            return ast.unparse(placed[setting])
    return None


def _in_this_cell(finding: Finding, tree: ast.AST, call: ast.Call) -> Finding:
    """A flat input that this very cell has flattened is a matter of order, not of cells run out of order."""
    if finding.label != "wrong-rank":
        return finding
    stored = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.lineno < call.lineno
    }
    if finding.values["name"] in stored:
        finding.label = "flat-too-early"
    return finding


def is_tensor(value: object) -> bool:
    """Whether a value is a symbolic Keras tensor."""
    return type(value).__name__ == "KerasTensor"


def _is_layer(value: object) -> bool:
    import keras

    return isinstance(value, keras.layers.Layer)


def _is_layer_class(value: object) -> bool:
    import keras

    return inspect.isclass(value) and issubclass(value, keras.layers.Layer) and not issubclass(value, keras.Model)


def _is_input(tensor: Any) -> bool:
    return type(tensor._keras_history[0]).__name__ == "InputLayer"
