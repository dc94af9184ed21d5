"""Look at the second brackets of a call: what is the layer called on? And where does a model begin and end?"""

import ast
import builtins
import inspect
from typing import Any

from lesson_utils.checking.comparing.kinds import is_layer, is_layer_class, parameters_of
from lesson_utils.checking.facts.calls import Variables, calls_of, name_called, resolve
from lesson_utils.checking.facts.wiring import layer_calls
from lesson_utils.checking.findings import Finding
from lesson_utils.checking.rules.raised.settings import known_activations
from lesson_utils.keras_internals import is_input, is_tensor

_WANT_FEATURE_MAPS = frozenset(["Conv2D", "MaxPooling2D", "MaxPool2D", "AveragePooling2D", "AvgPool2D"])
_INPUT_KEYWORDS = (None, "training", "mask", "inputs", "x")


def square_brackets(tree: ast.AST, variables: Variables, line: int) -> Finding | None:
    """`keras.Input[(32, 32, 3)]`, `Flatten()[x]`: square brackets where a call wants round ones."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Subscript) or (line and not node.lineno <= line <= (node.end_lineno or line)):
            continue
        called = node.value.func if isinstance(node.value, ast.Call) else node.value
        held = resolve(called, variables)
        if isinstance(node.value, ast.Call) and name_called(node.value) == "Input":
            return Finding("slice-outside", found=f"[{ast.unparse(node.slice)}]")
        if inspect.isclass(held) or (inspect.isroutine(held) and not isinstance(node.value, ast.Call)):
            return Finding("square-brackets", line=node.lineno, found=ast.unparse(called).split(".")[-1])
    return None


def bracket_too_late(call: ast.Call, _: Variables) -> Finding | None:
    """`Dense(10, activation='softmax'(x))`: the bracket of the layer is closed too late."""
    if isinstance(call.func, ast.Constant | ast.Tuple):
        return Finding("bracket-too-late", found=ast.unparse(call.func))
    return None


def setting_behind_brackets(call: ast.Call, variables: Variables) -> Finding | None:
    """`Dense(64).activation('relu')`: a setting written behind the brackets it belongs in."""
    behind = call.func
    if not isinstance(behind, ast.Attribute) or not isinstance(behind.value, ast.Call):
        return None
    made = resolve(behind.value.func, variables)
    if not is_layer_class(made) or behind.attr not in parameters_of(made):
        return None
    return Finding("setting-behind-brackets", setting=behind.attr, layer=name_called(behind.value))


def used_twice(call: ast.Call, variables: Variables, tree: ast.AST) -> Finding | None:
    """`conv(x)` a second time, where each call should have a layer of its own."""
    if not isinstance(call.func, ast.Name) or not is_layer(resolve(call.func, variables)):
        return None
    first = next(one for one in calls_of(tree) if ast.unparse(one.func) == call.func.id)
    return Finding("layer-used-twice", name=call.func.id, line=call.lineno) if first.lineno < call.lineno else None


def tensor_called(call: ast.Call, variables: Variables) -> Finding | None:
    """`x_intro(layer)`: the wrong way round."""
    made = resolve(call.func, variables)
    if is_layer(made) and hasattr(made, "predict") and not call.args and not call.keywords:
        return Finding("model-called", found=ast.unparse(call))
    called = is_tensor(made)
    return Finding("tensor-called", found=ast.unparse(call.func)) if called else None


def method_of_tensor(call: ast.Call, variables: Variables, solution: ast.AST) -> Finding | None:
    """`x_intro.reshape(-1)`, where the task asks for a layer."""
    asked = layer_calls(solution)
    if not isinstance(call.func, ast.Attribute) or not is_tensor(resolve(call.func.value, variables)) or not asked:
        return None
    return Finding("operation-for-layer", found=f"`.{call.func.attr}`", expected=asked[-1].layer)


def input_among_settings(call: ast.Call, variables: Variables) -> Finding | None:
    """`Flatten(x)` and `Dense(64, inputs=x)`: the layer's input stands where its settings belong."""
    if not is_layer_class(resolve(call.func, variables)):
        return None
    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
        result = isinstance(argument, ast.Call) and isinstance(argument.func, ast.Call)
        if is_tensor(resolve(argument, variables)) or result:
            return Finding("input-in-first-brackets", layer=name_called(call), found=ast.unparse(argument))
    return None


def any_input_among_settings(tree: ast.AST, variables: Variables) -> Finding | None:
    """The finding for a layer that got its input among its settings and did not complain."""
    found = (input_among_settings(call, variables) for call in calls_of(tree))
    return next((finding for finding in found if finding is not None), None)


def second_brackets(call: ast.Call, variables: Variables) -> Finding | None:
    """`Layer(...)(something)` where something is not the result of a layer."""
    made = resolve(call.func, variables) if isinstance(call.func, ast.Name) else None
    if not isinstance(call.func, ast.Call) and not (is_layer(made) and not hasattr(made, "predict")):
        return None
    layer = name_called(call) if isinstance(call.func, ast.Call) else type(made).__name__
    if layer in ("Input", "InputLayer") and isinstance(call.func, ast.Call):
        return Finding("input-called", layer=layer, found=ast.unparse(call)[len(ast.unparse(call.func)) :])
    for keyword in call.keywords:
        if keyword.arg not in _INPUT_KEYWORDS:
            return Finding("setting-in-second-brackets", layer=layer, setting=keyword.arg)
    if isinstance(call.func, ast.Call) and isinstance(call.func.func, ast.Call):
        found = ast.unparse(call)[len(ast.unparse(call.func)) :]
        return Finding("brackets-too-many", layer=layer, found=found)
    if not call.args and not call.keywords:
        return Finding("called-on-nothing", layer=layer)
    if len(call.args) > 1:
        return Finding("two-inputs", layer=layer, found=", ".join(map(ast.unparse, call.args)))
    argument = call.args[0] if call.args else call.keywords[0].value
    return _wrong_input(layer, argument, resolve(argument, variables), variables)


def _wrong_input(layer: str, argument: ast.expr, value: Any, variables: Variables) -> Finding | None:
    written = ast.unparse(argument)
    if isinstance(argument, ast.Subscript) and is_tensor(resolve(argument.value, variables)):
        return Finding("extra-operation", found=f"`[{ast.unparse(argument.slice)}]`")
    if is_tensor(value):
        shape = tuple(value.shape)
        if layer in _WANT_FEATURE_MAPS and len(shape) != 4:
            return Finding("wrong-rank", layer=layer, name=written, found=shape)
        return None
    inside = [resolve(one, variables) for one in getattr(argument, "elts", ())]
    if inside and all(map(is_tensor, inside)):
        return Finding("input-in-list" if len(inside) == 1 else "two-inputs", layer=layer, found=written)
    if isinstance(argument, ast.Tuple) or (isinstance(argument, ast.Attribute | ast.Subscript) and ".shape" in written):
        return Finding("called-on-shape", layer=layer, found=written)
    if isinstance(value, tuple):
        return Finding("called-on-shape", layer=layer, found=written)
    if is_tensor(variables.get(str(getattr(argument, "value", "")))):
        return Finding("quoted-name", name=argument.value)  # type: ignore[attr-defined]
    if isinstance(argument, ast.Constant) and argument.value in known_activations():
        return Finding("setting-in-second-brackets", layer=layer, setting="activation")
    if isinstance(argument, ast.Constant | ast.List):
        return Finding("called-on-value", layer=layer, found=written)
    made_here = isinstance(argument, ast.Call) and inspect.isclass(resolve(argument.func, variables))
    if made_here or inspect.isclass(value) or inspect.isroutine(value) or is_layer(value):
        return Finding("called-on-layer", layer=layer, found=written)
    if isinstance(argument, ast.Name) and argument.id not in variables and hasattr(builtins, argument.id):
        return Finding("called-on-value", layer=layer, found=written)
    base = resolve(argument.value, variables) if isinstance(argument, ast.Subscript) else value
    if base is None and isinstance(argument, ast.Name) and argument.id in variables:
        return Finding("called-on-value", layer=layer, found=f"{written} = None")
    if isinstance(base, int | float | str | dict) or (hasattr(base, "dtype") and not is_tensor(base)):
        return Finding("called-on-value", layer=layer, found=written)
    return None


def where_not_connected(tree: ast.AST, finding: Finding, variables: Variables) -> Finding:
    """For a layer that is called on a layer: the line of this very cell that left out its second brackets."""
    name, before = finding.values.get("found"), finding.values.get("line", 10**9)
    made = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and name in map(ast.unparse, node.targets) and node.lineno < before  # type: ignore[operator]
    ]
    if made and is_layer_class(resolve(made[-1].value, variables)):
        layer = ast.unparse(made[-1].value).split(".")[-1]
        return Finding("line-without-brackets", line=made[-1].lineno, layer=layer, name=name)
    if made and isinstance(made[-1].value, ast.Attribute) and inspect.isroutine(resolve(made[-1].value, variables)):
        return Finding("function-not-called", name=name, found=made[-1].value.attr)
    if not made or not isinstance(made[-1].value, ast.Call) or isinstance(made[-1].value.func, ast.Call):
        function = inspect.isroutine(_resolved(str(name), variables))
        return Finding("called-on-function", layer=finding.values["layer"], found=name) if function else finding
    return Finding("line-not-connected", line=made[-1].lineno, layer=name_called(made[-1].value), name=name)


def _resolved(written: str, variables: Variables) -> object:
    return resolve(ast.parse(written, mode="eval").body, variables)


def function_of_numbers(call: ast.Call, variables: Variables) -> Finding | None:
    """`tf.nn.max_pool(x)`, `np.ravel(x)`: functions that compute with numbers, called on a placeholder."""
    root: ast.expr = call.func
    while isinstance(root, ast.Attribute):
        root = root.value
    module = resolve(root, variables)
    elsewhere = inspect.ismodule(module) and module.__name__.split(".")[0] in ("numpy", "tensorflow", "math", "scipy")
    pythons = ("max", "min", "sum", "list", "tuple", "sorted", "float", "int", "round", "abs")
    elsewhere = elsewhere or (isinstance(root, ast.Name) and root.id in pythons and module is None)
    if not elsewhere or str(getattr(resolve(call.func, variables), "__module__", "")).startswith("keras"):
        return None
    given = next((one for one in call.args if is_tensor(resolve(one, variables))), None)
    found = ast.unparse(call.func)
    return Finding("function-of-numbers", found=found, name=ast.unparse(given)) if given is not None else None


def model_ends(call: ast.Call, variables: Variables) -> Finding | None:
    """`Model(inputs=…, outputs=…)` whose input is no input layer's result."""
    called = resolve(call.func, variables)
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    ends = dict(zip(("inputs", "outputs"), call.args, strict=False)) | {
        name: one for name, one in given.items() if name
    }
    if getattr(called, "__name__", "") != "Model" or not {"inputs", "outputs"} <= set(ends):
        return None
    for setting, place in (("inputs", "beginning"), ("outputs", "end")):
        quoted = getattr(ends[setting], "value", None)
        if isinstance(quoted, str) and is_tensor(variables.get(quoted)):
            return Finding("quoted-name", name=quoted)
        if isinstance(ends[setting], ast.Constant) or ast.unparse(ends[setting]).endswith(".shape"):
            return Finding("model-end-no-result", setting=setting, found=ast.unparse(ends[setting]), end=place)
    if isinstance(ends["inputs"], ast.Call):
        return new_input(call)
    start, end = resolve(ends["inputs"], variables), resolve(ends["outputs"], variables)
    if is_layer(end):
        return Finding("layer-not-called", name=ast.unparse(ends["outputs"]), layer=type(end).__name__)
    written = ast.unparse(ends["inputs"])
    if not is_tensor(start) and hasattr(start, "dtype"):
        return Finding("model-on-images", name=written)
    if not is_tensor(start) and isinstance(start, tuple | list):
        return Finding("model-starts-late", name=written, kind="a shape" if ".shape" in written else "a tuple")
    if not (is_tensor(start) and is_tensor(end)) or is_input(start):
        return None
    if is_input(end):
        return Finding("ends-swapped", name=written)
    return Finding("model-starts-late", name=written, kind="a layer's result")


def new_input(tree: ast.AST) -> Finding | None:
    """`Model(inputs=keras.Input(…), …)`: an input that no layer reads."""
    for call in calls_of(tree):
        start = next((one.value for one in call.keywords if one.arg == "inputs"), None)
        if isinstance(start, ast.Call):
            return Finding("model-new-input", found=ast.unparse(start))
    return None
