"""What a variable holds where a layer's result, or a function that builds a model, should be."""

import ast
import inspect
from typing import Any

from lesson_utils.checking.findings import Finding
from lesson_utils.checking.reading.calls import calls_of, is_layer, is_layer_class, is_tensor, name_called
from lesson_utils.checking.reading.lost import swallowing_try
from lesson_utils.checking.reading.source import names_bound
from lesson_utils.checking.reading.wiring import layer_calls
from lesson_utils.checking.values.kinds import kind_of


def instead_of_tensor(
    name: str, found: Any, expected: Any, tree: ast.AST | None, solution: ast.AST | None = None
) -> Finding | None:
    """The finding for something that is no symbolic tensor; None for one that is.

    Parameters
    ----------
    tree, solution : ast.AST, optional
        The answer, to tell how the thing came there, and the published solution.
    """
    import keras

    if is_tensor(found):
        return None
    from_input = isinstance(expected._keras_history[0], keras.layers.InputLayer)
    asked = "keras.Input" if from_input else "a layer"
    written = _last_stored(name, tree)
    beside = isinstance(found, tuple | list) and any(map(is_tensor, found)) and any(map(is_layer, found))
    if beside and not from_input:
        return Finding("layer-beside-input", name=name, line=getattr(written, "lineno", 0))
    if isinstance(found, tuple | list) and any(map(is_tensor, found)):
        comma = isinstance(found, tuple) and len(found) == 1 and isinstance(written, ast.Tuple)
        return Finding("stray-comma" if comma else "in-a-list", name=name, line=getattr(written, "lineno", 0))
    if isinstance(found, keras.Model):
        return Finding("model-for-input" if from_input else "model-not-tensor", name=name)
    if is_layer(found) or is_layer_class(found):
        layer = found.__name__ if inspect.isclass(found) else type(found).__name__
        label = "layer-class-stored" if inspect.isclass(found) else "layer-not-called"
        label = "layer-for-input" if from_input else label
        return Finding(label, name=name, layer=layer)
    if found is None and isinstance(written, ast.Call) and name_called(written) == "print":
        return Finding("print-stored", name=name, line=written.lineno)
    silent = _silent_function(written, tree) if found is None else None
    if silent:
        return Finding("own-returns-nothing", name=name, found=silent)
    if isinstance(found, tuple) and found and all(isinstance(length, int | None) for length in found):
        return Finding("shape-for-input" if from_input else "only-a-shape", name=name, found=found)
    if layer_calls(tree) and not from_input and type(found).__name__ == "EagerTensor":
        asked_for = layer_calls(solution)
        return Finding("called-on-images", name=name, reads=asked_for[0].reads if asked_for else "keras.Input")
    if hasattr(found, "shape") and hasattr(found, "dtype") and not inspect.isclass(found):
        return Finding("images-stored", name=name, asked=asked)
    if inspect.isroutine(found) or type(found).__name__ in ("coroutine", "generator"):
        return _function_instead(name, found, written)
    return Finding("wrong-type", name=name, found=kind_of(found), expected="a layer's result")


def _function_instead(name: str, found: Any, written: ast.expr | None) -> Finding:
    if type(found).__name__ == "coroutine":
        return Finding("async-function", name=getattr(found, "__name__", name))
    if type(found).__name__ == "generator":
        return Finding("yields", name=name)
    if isinstance(written, ast.Lambda):
        return Finding("function-not-called", name=name, found="lambda")
    if getattr(found, "__name__", "") == name:
        return Finding("function-for-result", name=name)
    return Finding("function-not-called", name=name, found=getattr(found, "__name__", "function"))


def _silent_function(written: ast.expr | None, tree: ast.AST | None) -> str | None:
    """The answer's own function that a value came from, when it has no `return`."""
    called = ast.unparse(written.func) if isinstance(written, ast.Call) else None
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, ast.FunctionDef) and node.name == called:
            return None if any(isinstance(one, ast.Return) and one.value for one in ast.walk(node)) else called
    return None


def _last_stored(name: str, tree: ast.AST | None) -> ast.expr | None:
    """The right-hand side of the last assignment to a name."""
    if tree is None:
        return None
    stored = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and any(name in ast.unparse(target) for target in node.targets)
    ]
    return max(stored, key=lambda node: node.lineno).value if stored else None


def returned_instead(name: str, tree: ast.Module | None, difference: Finding) -> Finding:
    """The same finding about what a function returns, told by its `return` lines where they say more."""
    function = _definition(name, tree)
    if function is None:
        return difference
    if difference.label in ("model-not-function", "not-a-function") and tree is not None:
        again = [one for one in tree.body if isinstance(one, ast.Assign) and name in map(ast.unparse, one.targets)]
        return Finding("function-overwritten", name=name, line=again[-1].lineno) if again else difference
    if difference.label == "never-ends":
        itself = next((one for one in calls_of(function) if ast.unparse(one.func) == name), None)
        return Finding("calls-itself", line=itself.lineno) if itself else difference
    if isinstance(function, ast.AsyncFunctionDef):
        return Finding("async-function", name=name)
    own = [node for node in ast.walk(function) if not _inside_another(node, function)]
    if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own):
        return Finding("yields", name=name)
    returns = [node for node in own if isinstance(node, ast.Return)]
    early = next((node for node in function.body[:-1] if isinstance(node, ast.Return)), None)
    if early is not None and difference.label.startswith("returns-"):
        return Finding("returns-early", line=early.lineno)
    told = _from_outside(name, function, returns, difference)
    if told is not None:
        return told
    if difference.label in ("returns-nothing", "prints-instead"):
        return _nothing_returned(name, function, returns, difference)
    if difference.label != "returns-other" or not returns:
        return difference
    return _other_returned(name, function, returns[-1], difference)


def _from_outside(
    name: str, function: ast.FunctionDef, returns: list[ast.Return], difference: Finding
) -> Finding | None:
    """A model that the function did not make in this call: an older one of the same name, or one that it kept."""
    value = returns[-1].value if returns else None
    kept = next((one for node in ast.walk(function) if isinstance(node, ast.Global) for one in node.names), None)
    if difference.label in ("shared-layers", "same-model") and kept is not None:
        return Finding("kept-model", name=name, found=kept)
    models = [
        ast.unparse(node.targets[0])
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and name_called(node.value) == "Model"
    ]
    if isinstance(value, ast.Name) and models and value.id not in names_bound(function) | {name}:
        return Finding("returns-outer", name=name, found=value.id, other=models[-1])
    inner = _inner_not_called(function)
    if inner and difference.label in ("outer-tensors", "shared-layers"):
        return Finding("inner-function", name=name, found=inner)
    calls = list(calls_of(function))
    empty = any(name_called(one) == "Sequential" and not one.args for one in calls)
    if difference.label == "model-not-built" and empty and "add" not in map(name_called, calls):
        return Finding("empty-sequential")
    named = [one for one in calls if name_called(one) == "Model" and any(word.arg == "name" for word in one.keywords)]
    last = [one for one in calls if name_called(one) == "Model"][-1:]
    if difference.label == "missing-name" and named and last and last[0] not in named:
        return Finding("second-model", line=last[0].lineno)
    return None


def _definition(name: str, tree: ast.Module | None) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    body = tree.body if tree is not None else []
    return next((one for one in reversed(body) if isinstance(one, functions) and one.name == name), None)


def _inside_another(node: ast.AST, function: ast.AST) -> bool:
    inner = [one for one in ast.walk(function) if isinstance(one, ast.FunctionDef | ast.Lambda) and one is not function]
    return any(part is node for one in inner for part in ast.walk(one) if part is not one)


def _inner_not_called(function: ast.AST) -> str | None:
    """A function defined inside another one, which never calls it."""
    inner = next((one.name for one in getattr(function, "body", []) if isinstance(one, ast.FunctionDef)), None)
    called = any(isinstance(call.func, ast.Name) and call.func.id == inner for call in calls_of(function))
    return None if called else inner


def _nothing_returned(name: str, function: ast.AST, returns: list[ast.Return], difference: Finding) -> Finding:
    body = getattr(function, "body", [])
    if all(isinstance(one, ast.Pass) or isinstance(getattr(one, "value", None), ast.Constant) for one in body):
        return Finding("empty-function", name=name)
    hiding = swallowing_try(function)
    if hiding is not None:
        return Finding("hidden-error", line=hiding.lineno)
    called = [one.value for one in returns if isinstance(one.value, ast.Call)]
    if called and isinstance(called[-1].func, ast.Attribute) and called[-1].func.attr.islower():
        whole = ast.unparse(called[-1].func)
        return Finding("returns-method", name=name, found=whole, owner=whole.rsplit(".", 1)[0])
    if called and name_called(called[-1]) == "print":
        return Finding("returns-print", name=name)
    if any(one.value is None for one in returns):
        return Finding("returns-bare", name=name, line=returns[-1].lineno)
    if inner := _inner_not_called(function):
        return Finding("inner-function", name=name, found=inner)
    if not returns:
        return difference
    last = returns[-1]
    if isinstance(last.value, ast.Constant) and last.value.value is None:
        return Finding("returns-none", line=last.lineno)
    emptied = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and ast.unparse(last.value or last) in map(ast.unparse, node.targets)
    ]
    if last in body and emptied:
        line, found = emptied[-1].lineno, ast.unparse(emptied[-1].value)
        return Finding("emptied-before", line=line, found=found, name=ast.unparse(last.value or last))
    return Finding("return-not-reached", name=name, line=returns[0].lineno)


def _other_returned(name: str, function: ast.AST, returned: ast.Return, difference: Finding) -> Finding:
    value = returned.value
    if isinstance(value, ast.Tuple):
        label = "returns-with-comma" if len(value.elts) == 1 else "returns-several"
        return Finding(label, name=name, found=ast.unparse(value).strip("()"), line=returned.lineno)
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return Finding("returns-text", name=name, found=value.value)
    if isinstance(value, ast.Name) and value.id == name:
        return Finding("returns-itself", name=name)
    if isinstance(value, ast.Attribute) and not ast.unparse(value).startswith("keras."):
        whole = ast.unparse(value)
        return Finding("returns-method", name=name, found=whole, owner=whole.rsplit(".", 1)[0])
    if isinstance(value, ast.Name):
        return Finding("returns-variable", name=name, found=value.id, kind=difference.values["found"])
    return difference
